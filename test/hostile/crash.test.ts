import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inFolder } from '../support/program.ts'
import { crash } from './crashing.ts'
import { type Intent, judge, type Kept } from './judge.ts'

const NOTHING = { lost: [], doubled: [], phantom: [], reused: [], gaps: [], torn: [], renumbered: [] }

describe('nothing that was acknowledged is lost, and nothing is there twice', () => {
  it('when the program, its database or both are killed while citizens file', async () => {
    const plan = { submissions: 150, kills: 3, clients: 6, seed: 20_260_302 }
    const outcome = await inFolder((folder) => crash(plan, folder))
    assert.deepEqual(outcome.verdict, NOTHING)
    assert.equal(outcome.kept, 150)
    assert.equal(
      Object.values(outcome.kills).reduce((sum, count) => sum + count, 0),
      3,
    )
    assert.equal(outcome.ledger.code, 0, outcome.ledger.out)
    assert.equal(outcome.opened, 25)
  })
})

describe('the judge of the crash test', () => {
  const told = (more: Partial<Intent> = {}): Intent => ({
    subject: '甲',
    acknowledged: true,
    number: '2026-001',
    ...more,
  })
  const kept = (more: Partial<Kept> = {}): Kept => ({
    subject: '甲',
    number: '2026-001',
    events: 1,
    ledger: 1,
    applicant: true,
    ...more,
  })
  it('lets pass what is there once, under the number that was told', () =>
    assert.deepEqual(judge([told()], [kept()]), NOTHING))
  it('finds one that was acknowledged and is gone', () =>
    assert.deepEqual(judge([told({ number: null })], []).lost, ['甲']))
  it('lets one be gone that was not acknowledged', () =>
    assert.deepEqual(judge([told({ acknowledged: false, number: null })], []).lost, []))
  it('finds one that is there twice', () =>
    assert.deepEqual(judge([told()], [kept(), kept({ number: '2026-002' })]).doubled, ['甲']))
  it('finds a number given twice, and a number nobody has', () => {
    const { reused, gaps } = judge([], [kept({ number: '2026-003' }), kept({ subject: '乙', number: '2026-003' })])
    assert.deepEqual([reused, gaps], [['2026-003'], [1, 2]])
  })
  it('finds what nobody sent, what is half there, and what was told another number', () => {
    assert.deepEqual(judge([], [kept()]).phantom, ['甲'])
    assert.deepEqual(judge([told()], [kept({ ledger: 0 })]).torn, ['2026-001'])
    assert.deepEqual(judge([told({ number: '2026-009' })], [kept()]).renumbered, ['甲'])
  })
})
