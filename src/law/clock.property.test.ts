import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, nextDay } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import { type Case, replyClock } from './clock.ts'
import type { ClockEvent } from './clock-events.ts'

type Pair = { asked: number; lasts: number | null }

const PAIRS = {
  correction: ['correction-asked', 'corrected'],
  consultation: ['consulted', 'answered'],
  thirdParty: ['third-party-asked', 'third-party-answered'],
  fee: ['fee-noticed', 'fee-paid'],
  suspension: ['suspended', 'resumed'],
} as const

const pair = (last: number): fc.Arbitrary<Pair> =>
  fc.record({ asked: fc.nat(last), lasts: fc.option(fc.nat(40), { freq: 4 }) })
const often = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 })
const once = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 1 })

/** Any case that can happen, and some that cannot: those are refused and say nothing here. */
const aCase: fc.Arbitrary<Case> = fc
  .record({
    edition: fc.constantFrom('2008' as const, '2019' as const),
    after: fc.nat(2000),
    correction: once(pair(10)),
    consultation: often(pair(60)),
    thirdParty: often(pair(60)),
    suspension: often(pair(60)),
    fee: once(pair(25)),
    extended: once(fc.integer({ min: 1, max: 15 })),
    delayed: once(fc.nat(120)),
  })
  .map(({ edition, after, extended, delayed, ...pairs }) => {
    const receivedOn = addDays(day(edition === '2008' ? '2009-01-01' : '2021-01-01'), after)
    const events: ClockEvent[] = [
      ...extended.map((days) => ({ kind: 'extended' as const, days })),
      ...delayed.map((n) => ({ kind: 'delayed-until' as const, on: addDays(receivedOn, n) })),
    ]
    for (const name of Object.keys(PAIRS) as (keyof typeof PAIRS)[])
      for (const [at, each] of pairs[name].entries())
        events.push(...eventsOf(PAIRS[name], each, receivedOn, String(at)))
    const known =
      edition === '2019' ? events : events.filter(({ kind }) => kind !== 'delayed-until' && !kind.startsWith('fee'))
    return { edition, receivedOn, events: known }
  })

function eventsOf([asks, comes]: (typeof PAIRS)[keyof typeof PAIRS], { asked, lasts }: Pair, from: Day, party: string) {
  const on = addDays(from, asked)
  const events: ClockEvent[] = [{ kind: asks, on, party }]
  if (lasts !== null) events.push({ kind: comes, on: addDays(on, lasts), party })
  return events
}

/** Any day to judge silence on, and any of the practices. */
const anOption = fc.record(
  {
    asOf: fc.nat(2400).map((n) => addDays(day('2021-01-01'), n)),
    practice: fc.record({
      askingDayCounts: fc.boolean(),
      answerDayCounts: fc.boolean(),
      correction2008: fc.constantFrom('restart' as const, 'pause' as const),
      payment: fc.constantFrom('restart' as const, 'pause' as const),
    }),
  },
  { requiredKeys: [] },
)

const many = { numRuns: 1500 }

describe('whatever happens to a case', () => {
  it('its due day is a working day on which the clock does not stand', () =>
    fc.assert(
      fc.property(aCase, anOption, (of, option) => {
        const found = replyClock(of, NATIONAL, option)
        if (!found.ok || !found.value.due) return
        assert.ok(NATIONAL.isWorkday(found.value.due))
        assert.ok(found.value.steps.at(-1)!.counted > 0)
      }),
      many,
    ))
  it('one more suspension never brings its due day forward', () => {
    let compared = 0
    fc.assert(
      fc.property(aCase, pair(60), fc.constantFrom('consultation', 'thirdParty', 'suspension'), (of, more, matter) => {
        const before = replyClock(of, NATIONAL)
        const added = eventsOf(PAIRS[matter as 'suspension'], more, of.receivedOn, '另一方')
        const after = replyClock({ ...of, events: [...of.events, ...added] }, NATIONAL)
        if (!before.ok || !after.ok) return
        compared += 1
        const [first, second] = [before.value, after.value]
        if (first.state === 'paused') assert.equal(second.state, 'paused')
        if (first.due && second.due) assert.ok(second.due >= first.due, `${first.due} → ${second.due}`)
      }),
      many,
    )
    assert.ok(compared > 300, `only ${compared} cases compared`)
  })
  it('the order in which its events are told changes nothing, not even a refusal', () =>
    fc.assert(
      fc.property(
        aCase.chain((of) =>
          fc.tuple(fc.constant(of), fc.shuffledSubarray([...of.events], { minLength: of.events.length })),
        ),
        ([of, events]) => assert.deepEqual(replyClock({ ...of, events }, NATIONAL), replyClock(of, NATIONAL)),
      ),
      many,
    ))
  it('the days its steps count add up to its limit, and to less while it stands', () =>
    fc.assert(
      fc.property(aCase, anOption, (of, option) => {
        const found = replyClock(of, NATIONAL, option)
        if (!found.ok) return
        const { state, limit, steps } = found.value
        const sum = steps.reduce((total, { counted }) => total + counted, 0)
        if (state === 'running') assert.equal(sum, limit)
        else assert.ok(sum < limit)
      }),
      many,
    ))
  it('its steps tell every day from receipt to the due day exactly once', () =>
    fc.assert(
      fc.property(aCase, anOption, (of, option) => {
        const found = replyClock(of, NATIONAL, option)
        if (!found.ok) return
        const { steps, due } = found.value
        assert.equal(steps[0]!.from, of.receivedOn)
        for (const [at, { from, to, counted, skipped }] of steps.entries()) {
          const following = steps[at + 1]
          if (following) assert.equal(following.from, nextDay(to!))
          if (to === null) assert.equal(following, undefined)
          else assert.equal(addDays(from, counted + skipped - 1), to)
        }
        if (due) assert.equal(steps.at(-1)!.to, due)
      }),
      many,
    ))
})
