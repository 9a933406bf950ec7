import { readFileSync } from 'node:fs'
import { chineseDay, type Day } from '../calendar/day.ts'
import { FONTS } from './fonts.ts'
import { type Block, flatTitle, type Meta } from './model.ts'
import { balancedLines, TITLE_WIDTH } from './titles.ts'
import { blockData, cleaned, gongwen, typstString } from './typst.ts'

export type GazetteText = {
  title: string
  /** 文号 */
  number: string | null
  organ: string
  day: Day
  index: string
  body: readonly Block[]
  attachments: readonly string[]
}

/** An issue of a gazette. `volume` is 2026年第1号（总第3号）; `subtitle` what an issue is about, when it is about one thing. */
export type GazetteIssue = {
  name: string
  volume: string
  subtitle: string | null
  organ: string
  texts: readonly GazetteText[]
  meta: Meta
}

let layout: string | undefined

export function gazetteSource(issue: GazetteIssue): string {
  layout ??= `${gongwen()}\n${readFileSync(new URL('./gazette.typ', import.meta.url), 'utf8')}`
  const [year, month, date] = issue.meta.day.split('-').map(Number)
  const data = {
    ...issue,
    fonts: FONTS,
    day: chineseDay(issue.meta.day),
    meta: { title: issue.meta.title, author: issue.meta.author, year, month, date },
    texts: issue.texts.map((text) => ({
      ...text,
      title: balancedLines(text.title, TITLE_WIDTH),
      'title-flat': flatTitle(text.title),
      day: chineseDay(text.day),
      body: text.body.map(blockData),
    })),
  }
  return `${layout}\n#gazette-issue(json(bytes(${typstString(JSON.stringify(data, cleaned))})))\n`
}
