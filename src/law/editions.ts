import { type Day, day } from '../calendar/day.ts'

/**
 * The two editions of 《政府信息公开条例》 as data. A case stores the edition it runs under and is looked up here; nothing
 * asks which edition is in force "today". When the law changes, this table grows. Pure.
 */
export const EDITIONS = {
  '2008': {
    name: '《中华人民共和国政府信息公开条例》（国务院令第492号）',
    from: day('2008-05-01'),
    to: day('2019-05-14'),
    /** Working days to publish what must be published, from the day it was formed or changed. */
    publication: { days: 20, article: '第十八条' },
    reply: { days: 15, extension: 15, article: '第二十四条' },
    report: { duty: '第三十一条', content: '第三十二条', dueMonth: 3, dueDate: 31 },
    guide: '第十九条',
  },
  '2019': {
    name: '《中华人民共和国政府信息公开条例》（国务院令第711号修订）',
    from: day('2019-05-15'),
    to: null,
    publication: { days: 20, article: '第二十六条' },
    reply: { days: 20, extension: 20, article: '第三十三条' },
    report: { duty: '第四十九条', content: '第五十条', dueMonth: 1, dueDate: 31 },
    guide: '第十二条',
  },
} as const

export type Edition = keyof typeof EDITIONS

/** The edition in force on a day; null before 1 May 2008, when there was none. */
export function editionOn(of: Day): Edition | null {
  for (const [code, { from, to }] of Object.entries(EDITIONS) as [Edition, { from: Day; to: Day | null }][])
    if (of >= from && (to === null || of <= to)) return code
  return null
}
