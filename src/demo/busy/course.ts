import type { Channel } from '../../applications/channels.ts'
import type { StepName } from '../../applications/lifecycle.ts'
import type { StageName } from '../../applications/remedies/stages.ts'
import type { Registration } from '../../applications/store.ts'
import { type Day, day } from '../../calendar/day.ts'
import { NATIONAL } from '../../calendar/workdays.ts'
import type { Post } from '../cast.ts'

/** One thing somebody does to a case. `on`: a day of the year such as 03-02; +01-08 lies in the next. */
export type Move = {
  on: string
  by: Post
  step: StepName | 'review' | RemedyMove
  form?: Record<string, string>
}

/** 救济: registered, and then stage by stage; of the one registered last in the case. */
export type RemedyMove = 'remedy' | `remedy:${StageName}`

/** An application and what becomes of it. A form value such as `#relief` stands for the number of the case so named. */
export type BusyCase = Pick<
  Registration,
  'subject' | 'applicantKind' | 'kind' | 'wantedForm' | 'wantedWay' | 'arrival'
> & {
  name?: string
  channel: Channel
  on: string
  course: readonly (Move | readonly Move[])[]
}

/** The working day that is meant, in the year that is lived through. */
export function dayIn(year: number, on: string): Day {
  const [of, rest] = on.startsWith('+') ? [year + 1, on.slice(1)] : [year, on]
  return NATIONAL.onOrAfter(day(`${of}-${rest}`))
}

export const does = (on: string, by: Post, step: Move['step'], form?: Move['form']): Move => ({ on, by, step, form })

export const confirmed = (on: string) => does(on, 'officer', 'confirm', { call: '10时电话联系，申请人确认已提交' })

/** 登记受理 and 拟办. */
export const opened = (on: string, section = '党政办公室') => [
  does(on, 'officer', 'accept'),
  does(on, 'leader', 'assign', { note: `交${section}办理` }),
]

export const searched = (on: string, words: string) =>
  does(on, 'officer', 'search', { place: '镇档案室文书档案、公文系统', words, who: '党政办档案员', result: 'none' })

/** 起草、审查、签发: until the reply lies there signed. */
export const signed = (on: string, outcome: string, words: string, form: Move['form'] = {}) => [
  does(on, 'officer', 'draft', { outcome, words, ...form }),
  does(on, 'officer', 'submit'),
  does(on, 'reviewer', 'review'),
  does(on, 'officer', 'clear'),
  does(on, 'leader', 'sign'),
]

export const served = (on: string, way = 'post') => does(on, 'officer', 'serve', { way })

/** 起草 on one day, 送达 on another, and filed. */
export const replied = (drafted: string, on: string, outcome: string, words: string, form: Move['form'] = {}) => [
  ...signed(drafted, outcome, words, form),
  served(on, form.way),
  ...filed(on),
]

export const filed = (on: string) => [
  does(on, 'officer', 'prove', { note: '送达回证' }),
  does(on, 'officer', 'archive'),
]

/** A remedy against what was done in the case. `form`: kind and authority, and for a suit its way. */
export const challenged = (on: string, form: Record<string, string>) => does(on, 'officer', 'remedy', form)

export const stage = (on: string, name: StageName, form?: Move['form']) => does(on, 'officer', `remedy:${name}`, form)
