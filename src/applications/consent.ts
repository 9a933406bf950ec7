import type { Edition } from '../law/editions.ts'
import type { ApplicationEvent } from './model.ts'

type Happened = Pick<ApplicationEvent, 'round' | 'kind' | 'detail'>

/**
 * The third parties who stand in the way of giving everything: who refused, or agreed in part only. Silence decides nothing
 * since 2019 (art. 32: the organ decides); under the 2008 edition it is no consent (art. 23). Pure.
 */
export function withoutConsent(edition: Edition, round: number, events: readonly Happened[]): string[] {
  const last = new Map<string, boolean>()
  for (const { kind, round: of, detail } of events) {
    if (of !== round || kind !== 'third-party-answered') continue
    const silent = detail.silent === true
    last.set(String(detail.party ?? ''), silent ? edition === '2019' : detail.says === 'agrees')
  }
  return [...last].flatMap(([party, agrees]) => (agrees ? [] : [party]))
}

export type Reasons = 'not-asked' | 'asked' | 'good' | 'bad'

/** 说明理由 (2019 art. 35): whether they were asked for, and how what was said was judged. Pure. */
export function reasonsOf(round: number, events: readonly Happened[]): Reasons {
  const here = events.filter((event) => event.round === round)
  const heard = here.findLast(({ kind }) => kind === 'reasons-heard')
  if (heard) return heard.detail.reasonable === true ? 'good' : 'bad'
  return here.some(({ kind }) => kind === 'reasons-asked') ? 'asked' : 'not-asked'
}
