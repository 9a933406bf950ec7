import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  PageBreak,
  type Paragraph,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { chartParts } from './docx-chart.ts'
import {
  CHAR,
  exactly,
  type Face,
  line,
  PITCH,
  paragraph,
  SIDES,
  SIZE3,
  SIZE4,
  SMALL,
  TWO_IN,
  words,
} from './docx-text.ts'
import { bodyRows, headRows, type Placed } from './grid.ts'
import { isWebAddress } from './html.ts'
import { type Align, type Block, type Code, type Inline, printable, run, type Table as TableBlock } from './model.ts'
import { qrPng } from './qr.ts'

const HEADINGS = {
  1: { heading: HeadingLevel.HEADING_1, face: 'hei' },
  2: { heading: HeadingLevel.HEADING_2, face: 'kai' },
  3: { heading: HeadingLevel.HEADING_3, face: 'fang' },
  4: { heading: HeadingLevel.HEADING_4, face: 'fang' },
} as const

/** `nextId` numbers the pictures within one document; the library would number them within the process. */
export function blockParts(it: Block, nextId: () => number, keepNext = false): (Paragraph | Table)[] {
  switch (it.kind) {
    case 'heading': {
      const { heading, face } = HEADINGS[it.level]
      return [paragraph({ heading, indent: TWO_IN, keepNext: true, children: [words(it.text, face, SIZE3)] })]
    }
    case 'paragraph':
      return [
        paragraph({
          keepNext,
          alignment: it.align ? SIDES[it.align] : AlignmentType.BOTH,
          indent: it.align || it.indent === false ? {} : TWO_IN,
          children: it.runs.map(inline),
        }),
      ]
    case 'table':
      return tableParts(it)
    case 'chart':
      return chartParts(it, nextId())
    case 'code':
      return codeParts(it, nextId())
    case 'break':
      return [paragraph({ spacing: exactly(20), children: [new PageBreak()] })]
  }
}

/** 30 mm, in the pixels of the library. */
const CODE_SIDE = Math.round((30 / 25.4) * 96)

function codeParts(it: Code, id: number): Paragraph[] {
  const picture = new ImageRun({
    type: 'png',
    data: qrPng(it.text),
    transformation: { width: CODE_SIDE, height: CODE_SIDE },
    altText: { id: String(id), name: `二维码${id}`, description: printable(it.alt) },
  })
  return [
    paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: it.caption !== undefined,
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [picture],
    }),
    ...(it.caption ? [line(it.caption, 'center', 'song', SMALL, false)] : []),
  ]
}

function inline(part: Inline): TextRun | SimpleField {
  const it = run(part)
  // A field instead of a relationship: the library would name the relationship at random.
  if (it.href && isWebAddress(it.href) && /^[a-z]/i.test(it.href))
    return new SimpleField(`HYPERLINK "${encodeURI(decodable(it.href)).replaceAll('"', '%22')}"`, printable(it.text))
  return words(it.text, it.bold ? 'hei' : 'fang', SIZE3)
}

const decodable = (href: string) => {
  try {
    return decodeURI(printable(href))
  } catch {
    return printable(href)
  }
}

function tableParts(it: TableBlock): (Paragraph | Table)[] {
  const full = Math.round(28 * CHAR)
  const shares = it.columns.map((each) => each.width ?? 1)
  const all = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((share / all) * full))
  const size = it.roomy ? SIZE4 : it.small || it.columns.length > 10 ? 18 : it.columns.length > 6 ? 21 : SMALL
  const last = it.rows.length - 1
  const room = it.roomy ? 190 : 40

  const cell = (
    { text, at, across, down }: Placed,
    look: { face: Face; align: Align; bold?: boolean; in?: number; next: boolean },
  ) =>
    new TableCell({
      width: { size: widths.slice(at, at + across).reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnSpan: across,
      rowSpan: down,
      verticalAlign: VerticalAlignTable.CENTER,
      margins: it.small
        ? { top: 20, bottom: 20, left: 60, right: 60 }
        : { top: room, bottom: room, left: 100 + 240 * (look.in ?? 0), right: 100 },
      children: [
        paragraph({
          alignment: SIDES[look.align],
          keepNext: look.next,
          spacing: exactly(Math.round(size * 13)),
          children: [words(text, look.face, size, look.bold ? { bold: true } : {})],
        }),
      ],
    })

  const heads = headRows(it).map(
    (row) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: row.map((each) => cell(each, { face: 'hei', align: 'center', next: true })),
      }),
  )
  const rows = bodyRows(it).map((row, index) => {
    // A short table stays whole; a long one keeps its first and last rows in company.
    const next = index < last && (last < (it.small ? 40 : 20) || index < 2 || index > last - 3)
    return new TableRow({
      cantSplit: true,
      children: row.placed.map((each) =>
        cell(each, {
          face: 'song',
          align: each.head || each.across > 1 ? 'center' : (it.columns[each.at]?.align ?? 'start'),
          bold: row.strong || (each.head && each.across > 1),
          in: each.at === 0 ? row.indent : 0,
          next,
        }),
      ),
    })
  })

  return [
    ...(it.caption ? [line(it.caption, 'center', 'hei', SIZE4, true)] : []),
    ...(it.unit ? [line(it.unit, 'end', 'song', SMALL, true)] : []),
    new Table({
      width: { size: full, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: {
        top: HAIR,
        bottom: HAIR,
        left: HAIR,
        right: HAIR,
        insideHorizontal: HAIR,
        insideVertical: HAIR,
      },
      rows: [...heads, ...rows],
    }),
    // Word joins two tables that touch, so something always follows one.
    it.note ? line(it.note, 'start', 'song', SMALL, false) : paragraph({ spacing: exactly(PITCH / 2), children: [] }),
  ]
}

const HAIR = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
