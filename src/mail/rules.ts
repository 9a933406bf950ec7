/** What becomes of a mail. `handed`: the server is being given its words, so a crash now leaves it `unsure`. */
export const MAIL_STATES = {
  queued: '等待发送',
  sending: '正在发送',
  handed: '正在发送',
  sent: '已发出',
  failed: '没有发出',
  unsure: '不能确定是否发出',
  bounced: '被退回',
  dropped: '不再发送',
} as const
export type MailState = keyof typeof MAIL_STATES
export const mailStates = Object.keys(MAIL_STATES) as [MailState, ...MailState[]]
export const isMailState = (text: string): text is MailState => Object.hasOwn(MAIL_STATES, text)

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long to wait before each further attempt: about two days in all, as mail servers do. */
export const WAITS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR]

/** When to try again after this many attempts; null: no more. */
export const nextAttempt = (attempts: number, now: Date): Date | null => {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait)
}

/** A claim older than this was left by a program that died: no attempt takes so long. */
export const CLAIM_MS = 10 * MINUTE

/** How an attempt ended, in the server's words. `unsure`: the mail was given to the server, and no answer came. */
export type Attempt = { end: 'sent' | 'refused' | 'later' | 'unsure'; says: string }

/** What an attempt makes of the mail; the number of attempts includes this one. Pure. */
export function settle(attempt: Attempt, attempts: number, now: Date): { state: MailState; nextAt: Date } {
  if (attempt.end === 'sent') return { state: 'sent', nextAt: now }
  if (attempt.end === 'unsure') return { state: 'unsure', nextAt: now }
  const again = attempt.end === 'later' ? nextAttempt(attempts, now) : null
  return again ? { state: 'queued', nextAt: again } : { state: 'failed', nextAt: now }
}
