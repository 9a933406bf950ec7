import type { Day } from '../../calendar/day.ts'

/** A case of the digest: its number and what there is to say of it. No subject: mail passes through other people's servers. */
export type Line = { number: string; href: string; says: string }
export type Digest = {
  red: Line[]
  unopened: Line[]
  silent: Line[]
  piles: { title: string; count: number; href: string }[]
}

export const isQuiet = ({ red, unopened, silent, piles }: Digest): boolean =>
  red.length + unopened.length + silent.length + piles.length === 0

export const digestSubject = (today: Day, digest: Digest): string => {
  const urgent = digest.red.length
  return `${today}待办提醒${urgent > 0 ? `：${urgent}件申请临期或者逾期` : ''}`
}

/** The digest as plain text: how much of what, with the numbers of the cases. */
export function digestText(today: Day, post: string, digest: Digest): string {
  const lines = (title: string, of: Line[]) =>
    of.length === 0 ? [] : ['', `${title}（${of.length}件）`, ...of.map(({ number, says }) => `  ${number}　${says}`)]
  return [
    `${post}：`,
    '',
    `这是${today}的待办提醒。具体内容请登录工作台查看。`,
    ...lines('临期和逾期的申请', digest.red),
    ...lines('还没有处理的来件', digest.unopened),
    ...lines('多日没有进展的申请', digest.silent),
    ...(digest.piles.length === 0 ? [] : ['', '等您办理的']),
    ...digest.piles.map(({ title, count }) => `  ${title}：${count}件`),
    '',
    '不想再收到这样的邮件，可以在工作台“每日提醒”里停用。',
  ].join('\n')
}
