import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  PageBreak,
  Paragraph,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { OFFICE_FACES } from './fonts.ts'
import { isWebAddress } from './html.ts'
import {
  type Align,
  type Block,
  type Chart,
  cellText,
  type Inline,
  printable,
  run,
  type Table as TableBlock,
} from './model.ts'

/** Twentieths of a point, the unit of Word. The grid of GB/T 9704: 22 lines and 28 characters in 156 × 225 mm. */
export const mm = (length: number) => Math.round((length / 25.4) * 1440)
export const PITCH = Math.floor(mm(225) / 22)
export const CHAR = mm(156) / 28

/** Sizes are in half points. */
export const SIZE2 = 44
export const SIZE3 = 32
export const SIZE4 = 28
const SMALL = 24

export type Face = keyof typeof OFFICE_FACES

/** Chinese quotation marks are ambiguous characters; the hint keeps them in the Chinese face. */
export const font = (face: Face) => ({
  ascii: OFFICE_FACES[face],
  hAnsi: OFFICE_FACES[face],
  cs: OFFICE_FACES[face],
  eastAsia: OFFICE_FACES[face],
  hint: 'eastAsia',
})

export const words = (text: string, face: Face, size: number, more: IRunOptions = {}) =>
  new TextRun({
    text: printable(text),
    font: font(face),
    size,
    // 28 characters of 16 pt are a little wider than the type area.
    ...(size === SIZE3 ? { characterSpacing: -5 } : {}),
    ...more,
  })

export const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT })
export const TWO_IN = { firstLineChars: 200, firstLine: Math.round(2 * CHAR) }

export function paragraph(options: IParagraphOptions): Paragraph {
  const { spacing, ...rest } = options
  return new Paragraph({ spacing: { ...exactly(PITCH), before: 0, after: 0, ...spacing }, ...rest })
}

const SIDES = { start: AlignmentType.LEFT, center: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const

const HEADINGS = {
  1: { heading: HeadingLevel.HEADING_1, face: 'hei' },
  2: { heading: HeadingLevel.HEADING_2, face: 'kai' },
  3: { heading: HeadingLevel.HEADING_3, face: 'fang' },
  4: { heading: HeadingLevel.HEADING_4, face: 'fang' },
} as const

/** `nextId` numbers the pictures within one document; the library would number them within the process. */
export function blockParts(it: Block, nextId: () => number): (Paragraph | Table)[] {
  switch (it.kind) {
    case 'heading': {
      const { heading, face } = HEADINGS[it.level]
      return [paragraph({ heading, indent: TWO_IN, keepNext: true, children: [words(it.text, face, SIZE3)] })]
    }
    case 'paragraph':
      return [
        paragraph({
          alignment: it.align ? SIDES[it.align] : AlignmentType.BOTH,
          indent: it.align || it.indent === false ? {} : TWO_IN,
          children: it.runs.map(inline),
        }),
      ]
    case 'table':
      return tableParts(it)
    case 'chart':
      return chartParts(it, nextId())
    case 'break':
      return [paragraph({ spacing: exactly(20), children: [new PageBreak()] })]
  }
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

const line = (text: string, align: Align, face: Face, size: number, keepNext: boolean) =>
  paragraph({ alignment: SIDES[align], keepNext, children: [words(text, face, size)] })

function tableParts(it: TableBlock): (Paragraph | Table)[] {
  const full = Math.round(28 * CHAR)
  const shares = it.columns.map((each) => each.width ?? 1)
  const all = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((share / all) * full))
  const size = it.columns.length > 10 ? 18 : it.columns.length > 6 ? 21 : SMALL
  const last = it.rows.length - 1

  const cell = (
    text: string,
    at: number,
    look: { face: Face; align: Align; bold?: boolean; in?: number; next: boolean },
  ) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 40, bottom: 40, left: 100 + 240 * (look.in ?? 0), right: 100 },
      children: [
        paragraph({
          alignment: SIDES[look.align],
          keepNext: look.next,
          spacing: exactly(Math.round(size * 13)),
          children: [words(text, look.face, size, look.bold ? { bold: true } : {})],
        }),
      ],
    })

  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: it.columns.map((each, at) => cell(each.label, at, { face: 'hei', align: 'center', next: true })),
  })
  const rows = it.rows.map((row, index) => {
    // A short table stays whole; a long one keeps its first and last rows in company.
    const next = index < last && (last < 14 || index < 2 || index > last - 3)
    return new TableRow({
      cantSplit: true,
      children: it.columns.map((each, at) =>
        cell(cellText(row.cells[at]), at, {
          face: 'song',
          align: each.align ?? 'start',
          bold: row.strong,
          in: at === 0 ? row.indent : 0,
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
      rows: [head, ...rows],
    }),
    // Word joins two tables that touch, so something always follows one.
    it.note ? line(it.note, 'start', 'song', SMALL, false) : paragraph({ spacing: exactly(PITCH / 2), children: [] }),
  ]
}

const HAIR = { style: BorderStyle.SINGLE, size: 4, color: '000000' }

/** A dot nobody sees: stands in for the drawing in programs older than SVG. The figures are in the table beside it. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

function chartParts(it: Chart, id: number): Paragraph[] {
  const [width = 720, height = 405] = ['width', 'height'].map((side) =>
    Number(new RegExp(`<svg[^>]*\\s${side}="([\\d.]+)`).exec(it.svg)?.[1] ?? Number.NaN),
  )
  const wide = (156 / 25.4) * 96
  const ratio = width > 0 && height > 0 ? height / width : 0.5625
  return [
    paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: it.caption !== undefined,
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [
        new ImageRun({
          type: 'svg',
          data: Buffer.from(it.svg, 'utf8'),
          transformation: { width: Math.round(wide), height: Math.round(wide * ratio) },
          fallback: { type: 'png', data: DOT },
          altText: {
            id: String(id),
            name: printable(it.caption ?? it.alt),
            description: printable(it.alt),
            title: printable(it.alt),
          },
        }),
      ],
    }),
    ...(it.caption ? [line(it.caption, 'center', 'hei', SIZE4, false)] : []),
  ]
}
