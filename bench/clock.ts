import { addDays, type Day, day } from '../src/calendar/day.ts'
import { NATIONAL } from '../src/calendar/workdays.ts'
import { type Case, replyClock } from '../src/law/clock.ts'
import { publicationDue } from '../src/law/clock-publication.ts'
import { median, type Row } from './harness.ts'

const LIMIT = 100_000 // due days a second
const CASES = 20_000
const ROUNDS = 9
const WARM = 2

/**
 * How many due days a second the clock computes, explanation included, beside the limit set for it. Seconds of processor
 * time, garbage collection included: the machine may be busy with something else.
 */
export async function clock(): Promise<Row[]> {
  const begin = day('2019-05-15')
  const received = Array.from({ length: CASES }, (_, at) => addDays(begin, (at * 7) % 2600))
  const plain = received.map((receivedOn): Case => ({ edition: '2019', receivedOn, events: [] }))
  const eventful = received.map(
    (receivedOn): Case => ({
      edition: '2019',
      receivedOn,
      events: [
        { kind: 'third-party-asked', on: addDays(receivedOn, 5) },
        { kind: 'third-party-answered', on: addDays(receivedOn, 16) },
        { kind: 'extended', days: 10 },
      ],
    }),
  )
  const reply = (of: Case) => replyClock(of, NATIONAL)
  return [
    row(
      'publication due days',
      rate(received, (on: Day) => publicationDue(on, NATIONAL)),
    ),
    row('reply due days', rate(plain, reply)),
    row('reply due days, third party asked and period extended', rate(eventful, reply)),
    row(
      '20 working days later',
      rate(received, (on: Day) => NATIONAL.after(on, 20)),
    ),
  ]
}

const row = (what: string, ours: number): Row => ({
  what,
  ours,
  peer: LIMIT,
  peerName: 'limit',
  unit: 'a CPU second',
  goal: { kind: '>=', ratio: 1 },
})

function rate<T>(cases: T[], work: (of: T) => unknown): number {
  const rates: number[] = []
  for (let round = 0; round < ROUNDS + WARM; round++) {
    const began = process.cpuUsage()
    for (const each of cases) work(each)
    const { user, system } = process.cpuUsage(began)
    if (round >= WARM) rates.push((cases.length / (user + system)) * 1_000_000)
  }
  return median(rates)
}
