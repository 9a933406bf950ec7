import type { Day } from '../calendar/day.ts'

export const RHYTHMS = { day: '每天一封', week: '每周一封（星期一）' } as const
export type Rhythm = keyof typeof RHYTHMS
export const isRhythm = (text: string): text is Rhythm => Object.hasOwn(RHYTHMS, text)

export type Told = { title: string; address: string; day: Day; organ: string }

/** No mail is longer; the rest is a number and the way to all of it. */
const MOST_TOLD = 50

/** The mail that asks whether the wish came from the reader of this mailbox. Pure. */
export const askingText = (site: string, what: string, confirm: string): string =>
  [
    `有人（应该是您）在“${site}”订阅了：${what}。`,
    '',
    '请在两天内打开下面的网址确认，否则不会给您发邮件：',
    confirm,
    '',
    '不是您本人订阅的，不用理会这封邮件，两天后记录自动清除。',
  ].join('\n')

/** What was published since the last mail, newest first, and the way out. Pure. */
export const digestText = (
  { site, what, all, out }: { site: string; what: string; all: string; out: string },
  items: readonly Told[],
): string =>
  [
    `您在“${site}”订阅的“${what}”有${items.length}条新公开的信息：`,
    '',
    ...items.slice(0, MOST_TOLD).flatMap(({ title, address, day, organ }) => [`${day}　${organ}`, title, address, '']),
    ...(items.length > MOST_TOLD ? [`还有${items.length - MOST_TOLD}条，请看：${all}`, ''] : []),
    `不想再收到，打开这个网址退订：${out}`,
  ].join('\n')

/** Whether a mail is due on that weekday (1 is Monday): weekly ones go out on Mondays. Pure. */
export const isDue = (every: Rhythm, weekday: number): boolean => every === 'day' || weekday === 1
