import type { StepName } from '../../applications/lifecycle.ts'
import { repliesOf } from '../../applications/registry/store.ts'
import { isRemedyKind, isSuit } from '../../applications/remedies/kinds.ts'
import type { StageName } from '../../applications/remedies/stages.ts'
import { readStage } from '../../applications/remedies/steps.tsx'
import { registerRemedy, takeRemedyStage } from '../../applications/remedies/store.ts'
import { takeForm } from '../../applications/steps/all.ts'
import { registerApplication } from '../../applications/store.ts'
import { replySubject } from '../../applications/who.ts'
import type { Day } from '../../calendar/day.ts'
import { openly } from '../../review/rules.ts'
import { giveVerdict, reviewOf } from '../../review/store.ts'
import type { Cast } from '../cast.ts'
import { need } from '../need.ts'
import { type BusyCase, dayIn, type Move } from './course.ts'
import { casesOf } from './year.ts'

/** Nobody is invented: whoever applies in the demo is known by what they are. */
const APPLICANT = { name: '演示申请人', contact: '演示数据，没有联系方式', identity: 'id-card' } as const

type Lived = { id: string; number: string; remedy?: string }

/** Lives through a made-up busy year, and into the next as far as its cases reach. */
export const busyYear = (cast: Cast, year: number, told?: (share: number) => void) =>
  live(
    cast,
    year,
    // Two busy years ask for the same things: the year in the subject keeps them apart, as people do.
    casesOf(year).map((one) => ({
      ...one,
      subject: one.subject.includes(String(year - 1)) ? one.subject : `${one.subject}（${year}年）`,
    })),
    told,
  )

/**
 * Lives through these cases in the order of their days, each step by the post whose step it is. Throws when one is refused.
 */
export async function live(cast: Cast, year: number, cases: readonly BusyCase[], told = (_share: number) => {}) {
  const lived = new Map<BusyCase, Lived>()
  const named = (name: string) => lived.get(cases.find((one) => one.name === name)!)!
  const happenings = cases
    .flatMap((one) => [
      { one, on: dayIn(year, one.on), move: null as Move | null },
      ...one.course.flat().map((move) => ({ one, on: dayIn(year, move.on), move })),
    ])
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const [done, { one, on, move }] of happenings.entries()) {
    told(done / happenings.length)
    if (!move) lived.set(one, await register(cast, one, on))
    else if (move.step === 'review') await review(cast, lived.get(one)!, on)
    else if (move.step === 'remedy') lived.get(one)!.remedy = await challenge(cast, lived.get(one)!, on, move)
    else if (isStage(move.step)) await stage(cast, lived.get(one)!.remedy!, on, move)
    else await step(cast, lived.get(one)!, on, move.step, move, named)
  }
}

async function register({ organId, as }: Cast, { on: _on, course: _course, name: _name, ...said }: BusyCase, on: Day) {
  return need(await registerApplication(as('officer', on), { organId, arrivedOn: on, applicant: APPLICANT, ...said }))
}

async function step(
  { as }: Cast,
  { id }: Lived,
  on: Day,
  name: StepName,
  { by, form = {} }: Move,
  named: (name: string) => Lived,
) {
  const typed = Object.fromEntries(
    Object.entries(form).map(([field, value]) => [field, value.startsWith('#') ? named(value.slice(1)).number : value]),
  )
  need(await takeForm(as(by, on, 10), name, { id, version: null }, { on, ...typed }))
}

/** 保密审查 of the draft that stands. */
async function review({ as }: Cast, { id }: Lived, on: Day) {
  const desk = as('reviewer', on, 15)
  const draft = (await repliesOf(desk, id)).at(-1)!
  const asked = (await reviewOf(desk, replySubject(id, draft)))!
  need(await giveVerdict(desk, asked.id, asked.version, openly(on)))
}

const isStage = (step: Move['step']): step is `remedy:${StageName}` => step.startsWith('remedy:')

async function challenge({ organId, as }: Cast, { number }: Lived, on: Day, { by, form = {} }: Move) {
  const { kind = '', way = '', matter = '', authority = '' } = form
  if (!isRemedyKind(kind)) throw new Error(`the demo knows no remedy called ${kind}`)
  const made = need(
    await registerRemedy(as(by, on, 11), {
      organId,
      kind,
      way: isSuit(way) ? way : null,
      simplified: false,
      matter,
      authority,
      docket: '',
      filedOn: on,
      answerBy: null,
      applicationNumber: number,
    }),
  )
  return made.id
}

async function stage({ as }: Cast, id: string, on: Day, { by, step, form = {} }: Move) {
  const name = step.slice('remedy:'.length) as StageName
  need(
    await takeRemedyStage(as(by, on, 11), name, { id, version: null }, (at, today) =>
      readStage(name, at, { on, ...form }, today),
    ),
  )
}
