import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import { kindCodes } from './kinds.ts'
import { isLive, STATES, STEP_NAMES, STEPS, type State, take } from './lifecycle.ts'
import { answerRate, checkInput, dueOf, type Input, pageIn, standingOf } from './rules.ts'
import { DEFAULT_LIMITS, Limits } from './settings.ts'

const of = (more: object = {}) =>
  ({ kind: 'complaint', state: 'handling', complex: false, beginsOn: day('2026-03-02'), ...more }) as const
const input = (more: Partial<Input> = {}): Input => ({
  kind: 'complaint',
  way: 'web',
  subject: '垃圾没有清运',
  words: '三天了。',
  receivedOn: day('2026-03-02'),
  ...more,
})
const codeOf = (more: Partial<Input>) => {
  const checked = checkInput(input(more), day('2026-03-02'))
  return checked.ok ? 'ok' : checked.refusal.code
}

describe('how long an organ has', () => {
  it('is counted in working days from the day after, over holidays', () => {
    assert.equal(dueOf(of(), DEFAULT_LIMITS, NATIONAL), '2026-03-11')
    assert.equal(dueOf(of({ complex: true }), DEFAULT_LIMITS, NATIONAL), '2026-03-23')
    assert.equal(dueOf(of({ kind: 'correction' }), DEFAULT_LIMITS, NATIONAL), '2026-03-05')
    assert.equal(dueOf(of({ beginsOn: day('2026-09-30') }), DEFAULT_LIMITS, NATIONAL) > '2026-10-14', true)
  })

  it('turns yellow with three tenths left, red at the end, and is owed to nobody once answered', () => {
    const light = (today: string, more = {}) =>
      standingOf(of(more), DEFAULT_LIMITS, NATIONAL, day(today)).light?.colour ?? null
    assert.deepEqual(
      ['2026-03-03', '2026-03-06', '2026-03-10', '2026-03-11', '2026-03-12'].map((today) => light(today)),
      ['green', 'yellow', 'red', 'red', 'red'],
    )
    assert.equal(light('2026-03-12', { state: 'answered' }), null)
  })

  it('says when nobody has looked at a message', () => {
    const unopened = (today: string, state: State) =>
      standingOf(of({ state }), DEFAULT_LIMITS, NATIONAL, day(today)).unopened
    assert.deepEqual(
      [unopened('2026-03-04', 'arrived'), unopened('2026-03-05', 'arrived'), unopened('2026-03-05', 'registered')],
      [false, true, false],
    )
  })

  it('is set by the organ, and never shorter for what is complex', () => {
    assert.equal(Limits.safeParse({ complaint: { simple: 10, complex: 5 } }).success, false)
    assert.equal(Limits.safeParse({ complaint: { simple: 0, complex: 5 } }).success, false)
    assert.equal(Limits.parse({ complaint: { simple: '3', complex: '9' } }).complaint.simple, 3)
  })
})

describe('what somebody writes', () => {
  it('needs a title on one line and some words', () => {
    assert.equal(codeOf({ subject: ' ' }), 'feedback.subject')
    assert.equal(codeOf({ subject: '长'.repeat(51) }), 'feedback.subject')
    assert.equal(codeOf({ words: '' }), 'feedback.words')
    assert.equal(codeOf({ words: '长'.repeat(2001) }), 'feedback.words')
    assert.equal(codeOf({ receivedOn: day('2026-03-03') }), 'feedback.day')
    const checked = checkInput(input({ subject: '一行\n两行' }), day('2026-03-02'))
    assert.equal(checked.ok && checked.value.subject, '一行 两行')
  })

  it('is never published when it reports a wrong', () => {
    const checked = checkInput(input({ kind: 'report', mayPublish: true }), day('2026-03-02'))
    assert.equal(checked.ok && checked.value.mayPublish, false)
  })

  it('names a page of this site, and no other', () => {
    assert.equal(pageIn('/matou/zfxxgknb/2017'), '/matou/zfxxgknb/2017')
    for (const wrong of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:1', '/a"b'])
      assert.equal(pageIn(wrong), '')
  })
})

describe('the life of a concern', () => {
  const where = (state: State, more = {}) =>
    ({ state, kind: 'complaint', organId: 'o', done: new Set<string>(), draftedBy: null, ...more }) as const
  const who = (...roles: ('officer' | 'leader' | 'supervisor')[]) => ({ roles, organId: 'o', accountId: 'a' })
  const code = (result: ReturnType<typeof take>) => (result.ok ? result.value : result.refusal.code)

  it('ends in an answer, elsewhere, or as spam, from wherever it stands', () => {
    for (const start of Object.keys(STATES) as State[]) {
      const reached = new Set<State>([start])
      for (let grown = true; grown; ) {
        const before = reached.size
        for (const { from, to } of Object.values(STEPS))
          if (to !== 'same' && from.some((state) => reached.has(state))) reached.add(to)
        grown = reached.size > before
      }
      assert.ok(
        [...reached].some((state) => !isLive(state)),
        start,
      )
    }
  })

  it('never lets the drafter approve, nor an officer the leader’s step', () => {
    assert.equal(code(take('approve', where('checking', { draftedBy: 'a' }), who('leader'))), 'feedback.own-draft')
    assert.equal(code(take('approve', where('checking', { draftedBy: 'b' }), who('leader'))), 'approved')
    assert.equal(code(take('approve', where('checking'), who('officer'))), 'feedback.not-your-step')
  })

  it('answers complaints and reports never on the spot', () => {
    const onSpot = (kind: (typeof kindCodes)[number]) =>
      take('onSpot', where('registered', { kind }), who('officer')).ok
    assert.deepEqual(kindCodes.filter(onSpot), ['consultation', 'suggestion', 'correction'])
  })

  it('belongs to its organ; only the supervisor of the whole site urges', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STEP_NAMES),
        fc.constantFrom(...(Object.keys(STATES) as State[])),
        (name, state) => {
          const other = { roles: ['officer', 'leader', 'supervisor'] as const, organId: 'other', accountId: 'a' }
          assert.equal(take(name, where(state, { kind: 'consultation' }), other).ok, false)
          const whole = take(name, where(state, { kind: 'consultation' }), { ...other, organId: null })
          assert.equal(whole.ok, name === 'urge' && isLive(state))
        },
      ),
    )
  })
})

describe('答复率', () => {
  it('is of what was ours to answer, to one decimal', () => {
    assert.equal(answerRate({ received: 7, moved: 1, answered: 5 }), 83.3)
    assert.equal(answerRate({ received: 1, moved: 1, answered: 0 }), null)
    assert.equal(answerRate({ received: 3, moved: 0, answered: 3 }), 100)
  })
})
