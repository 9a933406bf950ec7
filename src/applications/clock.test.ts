import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import type { Edition } from '../law/editions.ts'
import { clockOf, standingOf, waitingFor } from './clock.ts'

type Told = { kind: string; on: string; detail?: Record<string, unknown>; round?: number }
const told = (events: Told[]) =>
  events.map(({ kind, on, detail = {}, round = 1 }) => ({ kind, day: day(on), detail, round }))

function due(edition: Edition, receivedOn: string, events: Told[] = [], round = 1, today = '2027-12-01') {
  const clock = clockOf(
    { kind: 'request', edition, receivedOn: day(receivedOn), round },
    told(events),
    NATIONAL,
    day(today),
  )
  return clock.ok ? (clock.value?.due ?? clock.value?.state) : clock.refusal.code
}

describe('a case and its clock', () => {
  it('agree on the vectors of both editions', () => {
    assert.equal(due('2008', '2008-09-22'), '2008-10-16')
    assert.equal(due('2019', '2019-09-16'), '2019-10-17')
    assert.equal(due('2019', '2024-02-02'), '2024-03-06')
    assert.equal(due('2019', '2025-09-19'), '2025-10-23')
    assert.equal(due('2019', '2026-02-06'), '2026-03-12')
  })
  it('count from the day a correction came, whatever else is written down', () => {
    const events = [
      { kind: 'arrived', on: '2026-02-06' },
      { kind: 'correction-asked', on: '2026-02-09' },
      { kind: 'correction-due', on: '2026-03-31' },
      { kind: 'corrected', on: '2026-03-02', detail: { subject: '预算' } },
      { kind: 'accepted', on: '2026-03-02' },
    ]
    assert.equal(due('2019', '2026-02-06', events), due('2019', '2026-03-02'))
    assert.equal(due('2019', '2026-02-06', events.slice(0, 3)), 'lapsed')
    assert.equal(due('2019', '2026-02-06', events.slice(0, 3), 1, '2026-03-30'), 'paused')
  })
  it('refuse to ask for a correction after seven working days', () => {
    assert.equal(due('2019', '2026-03-02', [{ kind: 'correction-asked', on: '2026-03-12' }]), 'clock.correction-late')
  })
  it('count a case taken up again from the day the decision came, with a new correction allowed', () => {
    const events = [
      { kind: 'extended', on: '2026-03-03', detail: { days: 20 } },
      { kind: 'served', on: '2026-03-10' },
      { kind: 'reopened', on: '2026-09-07', round: 2 },
    ]
    assert.equal(due('2019', '2026-02-06', events, 2), due('2019', '2026-09-07'))
  })
  it('have no due day for the correction of records, and none before receipt is certain', () => {
    const at = { edition: '2019', round: 1 } as const
    const amendment = clockOf(
      { ...at, kind: 'amendment', receivedOn: day('2026-02-06') },
      [],
      NATIONAL,
      day('2026-02-09'),
    )
    const arrived = clockOf({ ...at, kind: 'request', receivedOn: null }, [], NATIONAL, day('2026-02-09'))
    assert.deepEqual(
      [amendment, arrived],
      [
        { ok: true, value: null },
        { ok: true, value: null },
      ],
    )
  })
  it('never bring the due day forward by asking somebody, and end on a working day', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 40 }),
        (start, asked, took) => {
          const received = addDays(day('2019-05-15'), start)
          const on = addDays(received, asked)
          const events = [
            { kind: 'consulted', on, detail: { party: '县档案馆' } },
            { kind: 'answered', on: addDays(on, took), detail: { party: '县档案馆' } },
          ]
          const plain = due('2019', received)
          const consulted = due('2019', received, events)
          assert.ok(consulted! >= plain!)
          assert.ok(NATIONAL.isWorkday(day(consulted!)))
          assert.equal(due('2019', received, events.toReversed()), consulted)
        },
      ),
    )
  })
})

describe('a case left lying', () => {
  const standing = (
    state: 'arrived' | 'received' | 'drafting' | 'consulting' | 'sent',
    movedOn: string,
    today: string,
  ) => {
    const receivedOn = state === 'arrived' ? null : day('2026-03-02')
    return standingOf(
      { kind: 'request', edition: '2019', receivedOn, round: 1, state, movedOn: day(movedOn) },
      [],
      NATIONAL,
      day(today),
    )
  }
  it('is unopened after two working days, weekends aside', () => {
    assert.equal(standing('arrived', '2026-03-06', '2026-03-09').unopened, false)
    assert.equal(standing('arrived', '2026-03-06', '2026-03-10').unopened, true)
    assert.equal(standing('received', '2026-03-06', '2026-03-10').unopened, true)
  })
  it('is silent after five, while it is our turn', () => {
    assert.equal(standing('drafting', '2026-03-02', '2026-03-06').silent, false)
    assert.equal(standing('drafting', '2026-03-02', '2026-03-09').silent, true)
    assert.equal(standing('consulting', '2026-03-02', '2026-03-20').silent, false)
  })
  it('says so when a calendar loaded later makes one of its days impossible, and does not throw', () => {
    const late = told([{ kind: 'correction-asked', on: '2026-03-12' }])
    const application = { kind: 'request', edition: '2019', receivedOn: day('2026-03-02'), round: 1 } as const
    const stands = standingOf(
      { ...application, state: 'correcting', movedOn: day('2026-03-12') },
      late,
      NATIONAL,
      day('2026-03-13'),
    )
    assert.equal(stands.clock, null)
    assert.match(stands.problem!, /告知补正最迟在2026-03-11/)
  })
  it('has no light once the reply went out', () => {
    assert.equal(standing('drafting', '2026-03-02', '2026-04-20').light?.overdue, true)
    assert.equal(standing('sent', '2026-03-02', '2026-04-20').light, null)
  })
})

describe('who is waited for', () => {
  it('are those asked and not heard, each by name', () => {
    const events = told([
      { kind: 'third-party-asked', on: '2026-03-02', detail: { party: '第三人甲' } },
      { kind: 'third-party-asked', on: '2026-03-02', detail: { party: '第三人乙' } },
      { kind: 'third-party-served', on: '2026-03-03', detail: { party: '第三人乙' } },
      { kind: 'third-party-answered', on: '2026-03-04', detail: { party: '第三人甲' } },
    ])
    assert.deepEqual(waitingFor(1, events), [
      { matter: 'thirdParty', party: '第三人乙', asked: '2026-03-02', served: '2026-03-03' },
    ])
    assert.deepEqual(waitingFor(2, events), [])
  })
})
