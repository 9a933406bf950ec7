import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../calendar/day.ts'
import { NATIONAL } from '../../calendar/workdays.ts'
import { DEFAULT_LIMITS, Limits, openUrges, stageOf } from './rules.ts'

const event = (kind: string, on: string, note = '') => ({
  kind,
  day: day(on),
  round: 1,
  detail: { note },
  asWhom: '岗位',
})

describe('the stage a case is at inside its organ', () => {
  const at = (state: Parameters<typeof stageOf>[0]['state'], kinds: [string, string][], today = '2026-03-03') =>
    stageOf(
      { state, round: 1 },
      kinds.map(([kind, on]) => event(kind, on)),
      NATIONAL,
      day(today),
      DEFAULT_LIMITS,
    )

  it('is counted in working days from the step that began it', () => {
    assert.equal(at('drafting', [['accepted', '2026-03-02']])?.due, '2026-03-16')
    assert.equal(at('reviewing', [['submitted', '2026-03-06']])?.due, '2026-03-11')
    assert.equal(at('signing', [['cleared', '2026-03-06']])?.due, '2026-03-10')
  })
  it('begins anew when the draft came back', () =>
    assert.equal(
      at('drafting', [
        ['accepted', '2026-03-02'],
        ['returned', '2026-03-12'],
      ])?.due,
      '2026-03-26',
    ))
  it('is over time from the day after', () => {
    const on = (today: string) => at('signing', [['cleared', '2026-03-06']], today)?.light
    assert.equal(on('2026-03-10')?.overdue, false)
    assert.equal(on('2026-03-11')?.overdue, true)
  })
  it('has no limit while others are waited for, or where the organ wants none', () => {
    assert.equal(at('consulting', [['accepted', '2026-03-02']]), null)
    const none = { ...DEFAULT_LIMITS, sign: 0 }
    assert.equal(
      stageOf({ state: 'signing', round: 1 }, [event('cleared', '2026-03-06')], NATIONAL, day('2026-03-09'), none),
      null,
    )
  })
  it('goes by numbers that make sense', () => {
    assert.equal(Limits.safeParse({ yellow: 2, red: 5 }).success, false)
    assert.equal(Limits.safeParse({ draft: '-1' }).success, false)
    assert.equal(Limits.parse({ draft: '7' }).draft, 7)
  })
})

describe('what a case is urged about', () => {
  const open = (...events: ReturnType<typeof event>[]) => openUrges(events).map(({ kind }) => kind)
  const urged = event('urged', '2026-03-02')
  const supervised = event('supervised', '2026-03-03')

  it('stays until something is done; 督办 until it is answered', () => {
    assert.deepEqual(open(urged, supervised), ['urged', 'supervised'])
    assert.deepEqual(open(urged, supervised, event('drafted', '2026-03-04')), ['supervised'])
    assert.deepEqual(open(urged, supervised, event('urge-answered', '2026-03-04')), [])
  })
  it('is not met by what only happens around the case', () => {
    for (const kind of ['noted', 'mail-bounced', 'due-moved', 'linked'])
      assert.deepEqual(open(urged, event(kind, '2026-03-04')), ['urged'], kind)
  })
})
