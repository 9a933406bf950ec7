import { z } from 'zod'
import type { Day } from '../../calendar/day.ts'
import type { Workdays } from '../../calendar/workdays.ts'
import { type DueLight, LIGHTS, lightOf } from '../../law/clock-lights.ts'
import type { State } from '../lifecycle.ts'
import type { ApplicationEvent } from '../model.ts'

const days = (usual: number, most = 20) =>
  z.coerce.number('请填写数字').int('应当是整数').min(0, '不能小于0').max(most, `最多${most}`).default(usual)

/** An organ's own limits, in working days. They bind nobody outside; the law's periods are in `src/law`. */
export const Limits = z
  .object({
    /** From how many working days before the due day the light changes. */
    yellow: days(LIGHTS.yellow),
    red: days(LIGHTS.red),
    /** From registration, or from being taken up again, to handing the draft in. */
    draft: days(10),
    /** From handing in to the end of the review; from there to the signature. */
    review: days(3),
    sign: days(2),
    /** How long a case may lie unopened, or without a step, before it surfaces by itself. */
    unopened: days(2),
    silent: days(5),
  })
  .refine(({ yellow, red }) => red <= yellow, { message: '红灯的天数不能多于黄灯', path: ['red'] })
export type Limits = z.infer<typeof Limits>
export const DEFAULT_LIMITS: Limits = Limits.parse({})

export const LIMIT_LABELS = {
  yellow: '离到期还有几个工作日亮黄灯',
  red: '离到期还有几个工作日亮红灯',
  draft: '登记受理后几个工作日内送审',
  review: '送审后几个工作日内审查完毕',
  sign: '审查完毕后几个工作日内签发',
  unopened: '来件几个工作日没有处理即提醒',
  silent: '几个工作日没有进展即提醒',
} as const satisfies Record<keyof Limits, string>

type Happened = Pick<ApplicationEvent, 'round' | 'kind' | 'day'>

const STAGES: Partial<
  Record<State, { name: '起草' | '审查' | '签发'; limit: 'draft' | 'review' | 'sign'; after: string[] }>
> = {
  registered: { name: '起草', limit: 'draft', after: ['accepted'] },
  // Whatever gave it back to the desk begins the count anew.
  drafting: { name: '起草', limit: 'draft', after: ['accepted', 'reopened', 'returned', 'taken-back', 'resumed'] },
  reviewing: { name: '审查', limit: 'review', after: ['submitted'] },
  signing: { name: '签发', limit: 'sign', after: ['cleared'] },
}

export type Stage = { name: string; since: Day; due: Day; light: DueLight }

/** Which stage inside the organ a case is at and until when it should be through; null where the organ set no limit. Pure. */
export function stageOf(
  { state, round }: { state: State; round: number },
  events: readonly Happened[],
  calendar: Workdays,
  today: Day,
  limits: Limits,
): Stage | null {
  const stage = STAGES[state]
  if (!stage || limits[stage.limit] === 0) return null
  const since = events.findLast((event) => event.round === round && stage.after.includes(event.kind))?.day
  if (!since) return null
  const due = calendar.after(since, limits[stage.limit])
  return { name: stage.name, since, due, light: lightOf(due, today, calendar, { yellow: 1, red: 0 }) }
}

/** 催办 from inside the organ, 督办 by those who supervise it. */
export const URGES = { urged: '催办', supervised: '督办' } as const
export type UrgeKind = keyof typeof URGES
const isUrge = (kind: string): kind is UrgeKind => Object.hasOwn(URGES, kind)

/** What happens around a case without anybody working on it. */
const BESIDE: ReadonlySet<string> = new Set(['noted', 'mail-bounced', 'due-moved', 'linked', ...Object.keys(URGES)])

export type Urge = { kind: UrgeKind; day: Day; by: string; note: string }

/**
 * What a case is urged about and nobody has met yet. A step on the case meets 催办; 督办 is met by an answer alone. `events` in
 * the order they were written down. Pure.
 */
export function openUrges(events: readonly (Happened & Pick<ApplicationEvent, 'detail' | 'asWhom'>)[]): Urge[] {
  let open: Urge[] = []
  for (const { kind, day, detail, asWhom } of events) {
    if (isUrge(kind)) open.push({ kind, day, by: asWhom, note: String(detail.note ?? '') })
    else if (kind === 'urge-answered') open = []
    else if (!BESIDE.has(kind)) open = open.filter((urge) => urge.kind === 'supervised')
  }
  return open
}
