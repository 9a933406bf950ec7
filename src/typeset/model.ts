import type { Day } from '../calendar/day.ts'

/**
 * The document model: what an official document says, not how it looks. HTML, PDF and DOCX are all made from this value.
 * Text is always plain text; nothing in it is ever read as markup of any format.
 */
export type OfficialDocument = {
  /** The red head. Null for a text without one (a draft, a report read on its own). */
  head: Head | null
  /** A line break in the title is kept; without one, lines are balanced by the page. */
  title: string
  /** 主送机关, without the colon. */
  recipients?: string
  body: Block[]
  /** 附件说明: names only, numbered when more than one. The attachments themselves are `attached`. */
  attachments?: string[]
  /** `joint` are the organs that sign with it (联合行文), in order. */
  signature?: { organ: string; day: Day; joint?: string[] }
  /** 附注, without the brackets. */
  note?: '此件主动公开' | '此件依申请公开' | '此件不予公开' | (string & {})
  /** Texts that are issued by this document (印发类通知), each beginning on a new page. */
  enclosed?: Enclosed[]
  imprint?: Imprint
  meta: Meta
}

/** 版头: `mark` is 发文机关标志, such as 码头镇人民政府文件; `number` is 发文字号, null while not numbered yet. */
export type Head = {
  mark: string
  number: string | null
  /** 文件 when not said, or one of the special formats: 信函 (10.1), 纪要 (10.3). */
  format?: 'document' | 'letter' | 'minutes'
  /** 紧急程度, such as 加急. */
  urgency?: string
  /** 签发人 of a document to a superior organ; the number then stands at the left. */
  signers?: string[]
  /** The office that issues 纪要, beside its day under the number. */
  issuer?: string
}

/** `label` is printed above the title, flush left, such as 附件1. */
export type Enclosed = { label?: string; title: string; body: Block[] }

/** 版记, at the foot of the last page. */
export type Imprint = { copies?: string; by: string; day: Day }

/** Properties of the file. `day` is its only date, so that the same document gives the same bytes. */
export type Meta = { title: string; author: string; day: Day; subject?: string; keywords?: string[] }

export type Block = Heading | Paragraph | Table | Chart | Code | Break

/** Level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）. The number is part of the text. */
export type Heading = { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }

/** Set full with an indent of two characters unless `align` or `indent` says otherwise. */
export type Paragraph = { kind: 'paragraph'; runs: Inline[]; indent?: boolean; align?: Align }

/** `figure` is the key of a reported figure: in HTML the reader can ask it for its records. */
export type Inline = string | { text: string; bold?: boolean; figure?: string; href?: string }

export type Table = {
  kind: 'table'
  caption?: string
  /** Printed above the table at the right, as 单位：件. */
  unit?: string
  columns: Column[]
  /** Heads in several rows, with cells that span. Without it, one row made of the labels of the columns. */
  head?: Cell[][]
  rows: Row[]
  note?: string
  /** Set in the smallest type: many columns, or long labels. */
  small?: true
  /** A form to be filled in by hand: larger type, and room to write. */
  roomy?: true
}

/** `width` is a share of the table's width, relative to the other columns; 1 when not given. */
export type Column = { label: string; align?: Align; width?: number }
/** `indent` is how many levels the first cell stands in (其中：…). */
export type Row = { cells: Cell[]; indent?: number; strong?: boolean }
export type Cell = string | number | null | { text: string | number; figure: string; href?: string } | Span

/** A cell that takes several columns and rows; the rows below leave it out. `head`: it names what is beside or below it. */
export type Span = { text: string | number; across: number; down: number; head?: true; figure?: string; href?: string }

/**
 * `svg` is drawn into PDF; `src` is where the portal serves the same picture; DOCX draws `data` as a chart of its own, which
 * opens in every office suite and can be edited. `alt` says in words what the picture shows.
 */
export type Chart = { kind: 'chart'; data: ChartData; svg: string; alt: string; src?: string; caption?: string }

/** `bar` lies, for categories with long names; `column` stands, for months and years. */
export type ChartData = {
  form: 'bar' | 'column'
  title: string
  unit: string
  items: { label: string; value: number }[]
}

/** A QR code of `text`, in the middle, 30 mm wide in print. `alt` says in words where it leads. */
export type Code = { kind: 'code'; text: string; alt: string; caption?: string }

/** A new page in print; a thematic break on screen. */
export type Break = { kind: 'break' }

export type Align = 'start' | 'center' | 'end'

/** One worksheet. */
export type Sheet = { name: string; table: Omit<Table, 'kind'> }

/** A piece of running text as an object, whatever short form it was written in. */
export const run = (inline: Inline) => (typeof inline === 'string' ? { text: inline } : inline)

/** What a cell prints. An empty cell stays empty: zero and nothing are different answers. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return String(typeof cell === 'object' ? cell.text : cell)
}

/** The lines of a title, where its writer broke it. */
export const titleLines = (title: string): string[] => title.split('\n').map((line) => line.trim())

/** A title in one line, for lists and file properties. */
export const flatTitle = (title: string): string => titleLines(title).join('')

/** Text as XML can hold it: control characters are left out, a lone half of a character becomes the replacement mark. */
export const printable = (text: string): string => text.toWellFormed().replace(/(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu, '')
