import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  isLive,
  LIVES,
  type State,
  type Step,
  type StepName,
  stateCodes,
  stepsFor,
  take,
  type Where,
} from './lifecycle.ts'
import { PAGES } from './steps/all.ts'

const LIFE_NAMES = ['2008', '2019', 'amendment'] as const
type LifeName = (typeof LIFE_NAMES)[number]

const SYSTEM = { roles: null, organId: null, accountId: null }
const at = (life: LifeName, state: State, done: string[] = []): Where => ({
  state,
  kind: life === 'amendment' ? 'amendment' : 'request',
  edition: life === '2008' ? '2008' : '2019',
  organId: 'o',
  done: new Set(done),
  draftedBy: null,
  hasReply: true,
})
const steps = (life: LifeName): [StepName, Step][] => Object.entries(LIVES[life]) as [StepName, Step][]
const targets = (step: Step, from: State): readonly State[] => (step.to === 'same' ? [from] : step.to)

/** Every state a life can come to from arrival. */
function reachable(life: LifeName, begin: State[]): Set<State> {
  const seen = new Set(begin)
  for (const state of seen)
    for (const [, step] of steps(life))
      if (step.from.includes(state)) for (const to of targets(step, state)) seen.add(to)
  return seen
}

describe('the life of an application, in each edition', () => {
  it('reaches every state its table speaks of, and no other', () => {
    for (const life of LIFE_NAMES) {
      const spoken = new Set(
        steps(life).flatMap(([name, step]) => (name === 'link' || name === 'write' ? [] : step.from)),
      )
      // `withdraw` names every state a reply is owed in; a correction of records knows fewer of them.
      const paying = life === '2019' ? [] : ['paying']
      const owed = life === 'amendment' ? ['correcting', 'consulting', 'suspended', ...paying] : paying
      assert.deepEqual(
        [...spoken].filter((state) => !owed.includes(state)).sort(),
        [...reachable(life, ['arrived', 'received'])].sort(),
        life,
      )
    }
    // Nobody waited for payment before there was 信息处理费.
    assert.equal(reachable('2008', ['arrived']).size, stateCodes.length - 1)
    assert.equal(reachable('2019', ['arrived']).size, stateCodes.length)
  })
  it('has no dead end: from everywhere a case can be filed', () => {
    for (const life of LIFE_NAMES)
      for (const state of reachable(life, ['arrived']))
        assert.ok(reachable(life, [state]).has('archived'), `${life} ${state}`)
  })
  it('answers a case at most once in a round, whatever steps are taken', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LIFE_NAMES), fc.array(fc.nat(), { maxLength: 60 }), (life, choices) => {
        let state: State = 'arrived'
        let answered = 0
        for (const choice of choices) {
          const open = stepsFor(at(life, state), SYSTEM)
          const name = open[choice % open.length]!
          const step = LIVES[life][name]!
          if (name === 'reopen') answered = 0
          if (step.answers) answered += 1
          assert.ok(answered <= 1)
          const to = targets(step, state)
          state = to[choice % to.length]!
          assert.equal(isLive(state), answered === 0)
        }
      }),
    )
  })
  it('asks for a correction once, and extends once', () => {
    const codes = (name: StepName, done: string[]) => {
      const taken = take(name, at('2019', 'drafting', done), SYSTEM)
      return taken.ok ? 'ok' : taken.refusal.code
    }
    assert.equal(codes('askCorrection', []), 'ok')
    assert.equal(codes('askCorrection', ['correction-asked']), 'applications.once')
    assert.equal(codes('extend', []), 'ok')
    assert.equal(codes('extend', ['extended']), 'applications.once')
  })
  it('knows lapse and reasonable delay since 2019 only, and neither for the correction of records', () => {
    for (const name of ['lapse', 'delay'] as const) {
      assert.ok(LIVES['2019'][name])
      assert.equal(LIVES['2008'][name], undefined)
      assert.equal(LIVES.amendment[name], undefined)
    }
    assert.equal(LIVES.amendment.extend, undefined)
  })
  it('lets only a leader sign, of the same organ, and never the one who drafted the reply', () => {
    const leader = { roles: ['leader'] as const, organId: 'o', accountId: 'a' }
    const where = at('2019', 'signing')
    assert.ok(take('sign', where, leader).ok)
    for (const who of [
      { ...leader, roles: ['officer'] as const },
      { ...leader, organId: 'p' },
    ])
      assert.equal(take('sign', where, who).ok, false)
    assert.equal(take('sign', { ...where, draftedBy: 'a' }, leader).ok, false)
  })
  it('has a page for every step', () => {
    for (const life of LIFE_NAMES) for (const [name] of steps(life)) assert.ok(PAGES[name], name)
  })
})
