import { readFileSync } from 'node:fs'
import { FONTS } from './fonts.ts'
import { type Block, flatTitle, type Meta } from './model.ts'
import { qrSvg } from './qr.ts'
import { balancedLines } from './titles.ts'
import { blockData, cleaned, typstString } from './typst.ts'

/**
 * A sheet for a notice board: large type, who asks for it to hang there, until when, whom to call, where it is on the site, and
 * lines to sign. `facts` stand under the title; `place` in the foot of every page.
 */
export type NoticeSheet = {
  paper: 'a4' | 'a3'
  /** Above the title: 公示, 村务公开. */
  mark: string
  title: string
  facts: readonly (readonly [string, string])[]
  body: readonly Block[]
  attachments: readonly string[]
  phones: string
  place: string
  /** Under the lines: what to do with them. */
  evidence: string
  code: { text: string; alt: string } | null
  meta: Meta
}

/** Characters in a line of the title, 28 pt on 170 mm. */
const TITLE_WIDTH = 17

let layout: string | undefined

export function sheetSource(sheet: NoticeSheet): string {
  layout ??= readFileSync(new URL('./sheet.typ', import.meta.url), 'utf8')
  const [year, month, date] = sheet.meta.day.split('-').map(Number)
  const data = {
    ...sheet,
    fonts: FONTS,
    year,
    month,
    date,
    unit: sheet.meta.author,
    title: balancedLines(sheet.title, TITLE_WIDTH),
    'title-flat': flatTitle(sheet.title),
    body: sheet.body.map(blockData),
    code: sheet.code && { svg: qrSvg(sheet.code.text), alt: sheet.code.alt },
  }
  return `${layout}\n#notice-sheet(json(bytes(${typstString(JSON.stringify(data, cleaned))})))\n`
}
