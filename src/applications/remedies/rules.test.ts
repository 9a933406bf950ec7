import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../calendar/day.ts'
import { NATIONAL } from '../../calendar/workdays.ts'
import type { Result } from '../../result.ts'
import { answerDue, decisionDue } from './deadlines.ts'
import { remedyKinds } from './kinds.ts'
import { DECISIONS, decisionOf, RESULTS } from './outcomes.ts'
import { type RemedyState, type StageName, stageOf, stagesFor, takeStage } from './stages.ts'

const asked = (kind: 'reconsideration' | 'litigation' | 'complaint', filedOn: string, more = {}) => ({
  kind,
  filedOn: day(filedOn),
  simplified: false,
  answerBy: null,
  ...more,
})
const due = (...of: Parameters<typeof asked>) => answerDue(asked(...of), NATIONAL)?.due ?? null

describe('the organ’s own answer is due', () => {
  it('in a reconsideration within 10 working days, by the simplified procedure within 5', () => {
    assert.equal(due('reconsideration', '2025-09-22'), '2025-10-11')
    assert.equal(due('reconsideration', '2025-09-22', { simplified: true }), '2025-09-28')
  })
  it('before 2024 within 10 days, and on the next working day when the last is a day of rest', () => {
    assert.equal(due('reconsideration', '2020-09-21'), '2020-10-09')
    assert.equal(due('reconsideration', '2020-06-01'), '2020-06-11')
  })
  it('in court within 15 days, before May 2015 within 10', () => {
    assert.equal(due('litigation', '2025-07-07'), '2025-07-22')
    assert.equal(due('litigation', '2014-07-07'), '2014-07-17')
  })
  it('by the day the notice names, when it names one; a complaint has no other', () => {
    assert.equal(due('litigation', '2025-07-07', { answerBy: day('2025-07-18') }), '2025-07-18')
    assert.equal(due('complaint', '2025-07-07'), null)
    assert.equal(due('complaint', '2025-07-07', { answerBy: day('2025-07-18') }), '2025-07-18')
  })
  it('and a decision of the authority within 60 days, or 30 by the simplified procedure', () => {
    assert.equal(decisionDue(asked('reconsideration', '2025-03-01'))?.due, '2025-04-30')
    assert.equal(decisionDue(asked('reconsideration', '2025-03-01', { simplified: true }))?.due, '2025-03-31')
    assert.equal(decisionDue(asked('litigation', '2025-03-01')), null)
  })
})

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.says)
  return result.value
}

describe('the stages of a remedy', () => {
  const officer = { roles: ['officer'] as const, organId: 'o' }
  it('lead from every state to its end, and a suit only through its judgment taking effect', () => {
    for (const kind of remedyKinds) {
      const reached = new Set<RemedyState>(['noticed'])
      for (const state of reached) {
        const names = stagesFor({ kind, state, organId: 'o' }, officer)
        assert.ok(state === 'decided' || names.includes('decide'), `${kind} ${state}`)
        for (const name of names) reached.add(need(takeStage(name, { kind, state, organId: 'o' }, officer)))
      }
      assert.ok(reached.has('decided'))
    }
    const judged = takeStage('judge', { kind: 'litigation', state: 'pending', organId: 'o' }, officer)
    assert.deepEqual(judged, { ok: true, value: 'judged' })
  })
  it('know no judgment in a reconsideration, and belong to the organ', () => {
    const at = { kind: 'reconsideration', state: 'pending', organId: 'o' } as const
    const code = (name: StageName, who: Parameters<typeof takeStage>[2]) => {
      const taken = takeStage(name, at, who)
      return taken.ok ? 'ok' : taken.refusal.code
    }
    assert.equal(stageOf('reconsideration', 'appeal'), null)
    assert.equal(code('judge', officer), 'remedies.no-stage')
    assert.equal(code('answer', officer), 'remedies.too-late')
    assert.equal(code('decide', { ...officer, organId: 'other' }), 'remedies.not-yours')
    assert.equal(code('decide', { roles: ['reviewer'], organId: 'o' }), 'remedies.not-your-step')
  })
})

describe('the end of a remedy', () => {
  it('stands in exactly one column of the annual table', () => {
    for (const kind of remedyKinds)
      for (const code of Object.keys(DECISIONS[kind])) {
        const { result, again } = decisionOf(kind, code)!
        assert.ok(Object.hasOwn(RESULTS, result))
        assert.ok(!again || result === 'corrected', code)
      }
    assert.equal(decisionOf('litigation', 'mediated'), null)
    assert.equal(decisionOf('litigation', null), null)
  })
})
