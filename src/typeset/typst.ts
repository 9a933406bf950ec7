import { readFileSync } from 'node:fs'
import { chineseDay } from '../calendar/day.ts'
import { FONTS } from './fonts.ts'
import { bodyRows, headRows, type Placed } from './grid.ts'
import { type Block, type OfficialDocument, printable, run, type Table } from './model.ts'
import { qrSvg } from './qr.ts'
import { balancedLines, TITLE_WIDTH } from './titles.ts'

let pages: string | undefined

/** The fixed layout of an official document, with the measures and blocks other layouts are made of. */
export function gongwen(): string {
  pages ??= readFileSync(new URL('./gongwen.typ', import.meta.url), 'utf8')
  return pages
}

/** The whole source of a document's pages: the fixed layout, and the document as one string of JSON. */
export function typstSource(doc: OfficialDocument): string {
  return `${gongwen()}\n#official-document(json(bytes(${typstString(JSON.stringify(data(doc), cleaned))})))\n`
}

/** For `JSON.stringify`: control characters have no place on a page. */
export const cleaned = (_key: string, value: unknown) => (typeof value === 'string' ? printable(value) : value)

/**
 * A Typst string literal that means exactly `text`, in ASCII alone. ASCII because the compiler reads a new source as an
 * edit of the one before, and finds where they differ byte by byte: between two characters whose last bytes are alike
 * (公 and 刬) it cuts one in half and prints a third, in about one edit of fifty. See the test.
 */
export function typstString(text: string): string {
  return `"${text.toWellFormed().replace(/[^ -~]+|["\\]/g, escaped)}"`
}

function escaped(piece: string): string {
  if (piece === '\\' || piece === '"') return `\\${piece}`
  let codes = ''
  for (const sign of piece) codes += `\\u{${sign.codePointAt(0)?.toString(16)}}`
  return codes
}

/** What the layout needs to know, every optional part present or null. */
function data(doc: OfficialDocument) {
  const [year, month, date] = doc.meta.day.split('-').map(Number)
  return {
    fonts: FONTS,
    meta: {
      title: doc.meta.title,
      author: doc.meta.author,
      subject: doc.meta.subject ?? null,
      keywords: doc.meta.keywords ?? [],
      year,
      month,
      date,
    },
    head: doc.head && {
      mark: doc.head.mark,
      number: doc.head.number ?? '',
      format: doc.head.format ?? 'document',
      urgency: doc.head.urgency ?? null,
      signers: doc.head.signers ?? [],
      issuer: doc.head.issuer ?? null,
      day: chineseDay(doc.meta.day),
    },
    title: balancedLines(doc.title, TITLE_WIDTH),
    recipients: doc.recipients ?? null,
    body: doc.body.map(blockData),
    attachments: doc.attachments ?? [],
    signature: doc.signature
      ? { organs: [doc.signature.organ, ...(doc.signature.joint ?? [])], day: chineseDay(doc.signature.day) }
      : null,
    note: doc.note ?? null,
    enclosed: (doc.enclosed ?? []).map((text) => ({
      label: text.label ?? null,
      title: balancedLines(text.title, TITLE_WIDTH),
      body: text.body.map(blockData),
    })),
    imprint: doc.imprint
      ? { copies: doc.imprint.copies ?? null, by: doc.imprint.by, day: chineseDay(doc.imprint.day) }
      : null,
  }
}

/** A block as the layouts read it. */
export function blockData(it: Block) {
  switch (it.kind) {
    case 'paragraph':
      return {
        kind: it.kind,
        indent: it.indent ?? true,
        align: it.align ?? null,
        runs: it.runs.map(run).map((each) => ({ text: each.text, bold: each.bold ?? false, href: each.href ?? null })),
      }
    case 'table':
      return table(it)
    case 'chart':
      return { kind: it.kind, svg: it.svg, alt: it.alt, caption: it.caption ?? null }
    case 'code':
      return { kind: it.kind, svg: qrSvg(it.text), alt: it.alt, caption: it.caption ?? null }
    default:
      return it
  }
}

const table = (it: Table) => ({
  kind: it.kind,
  caption: it.caption ?? null,
  unit: it.unit ?? null,
  note: it.note ?? null,
  small: it.small ?? false,
  roomy: it.roomy ?? false,
  columns: it.columns.map((each) => ({ align: each.align ?? 'start', width: each.width ?? 1 })),
  head: headRows(it).map((row) => row.map(spanned)),
  rows: bodyRows(it).map(({ placed, indent = 0, strong = false }) => ({ cells: placed.map(spanned), indent, strong })),
})

const spanned = ({ text, at, across, down, head }: Placed) => ({ text, at, across, down, head })
