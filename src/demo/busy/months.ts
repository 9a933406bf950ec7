import { assign, attach, closeMonth, enterMonth, seenOf } from '../../reports/monthly/steps.ts'
import { answersOf } from '../../reports/monthly/store.ts'
import type { Cast, Post } from '../cast.ts'
import { need } from '../need.ts'

type Months = { post: Post; section: string; figures: Record<string, string[]> }

/** What two sections enter month by month; all of it is made up. */
const MONTHS: Record<number, Months[]> = {
  2025: [
    {
      post: 'works',
      section: '村镇规划建设站',
      figures: {
        licences: '3 2 5 4 6 5 4 6 5 7 6 4'.split(' '),
        penalties: '0 1 2 1 1 2 0 3 1 2 2 1'.split(' '),
        coercions: '0 0 0 0 0 0 0 0 1 0 0 0'.split(' '),
      },
    },
    {
      post: 'finance',
      section: '财政所',
      figures: {
        charges_yuan: '2150 1980 2420 2310 2560 2275.50 2480 2390 2615 2330 2540 2590'
          .split(' ')
          .map((yuan) => `${yuan}元`),
      },
    },
  ],
  // In November the building office is late with October, and the treasury is not.
  2026: [
    {
      post: 'works',
      section: '村镇规划建设站',
      figures: {
        licences: '4 2 6 5 3 6 5 4 7'.split(' '),
        penalties: '1 0 2 1 0 2 1 1 2'.split(' '),
        coercions: '0 0 0 0 0 0 0 0 0'.split(' '),
      },
    },
    {
      post: 'finance',
      section: '财政所',
      figures: {
        charges_yuan: '2210 1860 2530 2405 2470 2390 2515 2340 2680 2455'.split(' ').map((yuan) => `${yuan}元`),
      },
    },
  ],
}

/** The sections enter their months of a year, each in the first days of the month after; `closed`: the office closes them. */
export async function monthsOf({ organId, as, sections }: Cast, year: number, { closed }: { closed: boolean }) {
  const office = as('officer', `${year}-01-04`)
  const plan = MONTHS[year]!.map((one) => ({ ...one, unitId: sections.get(one.section)! }))
  const duties = plan.flatMap(({ unitId, figures }) => Object.keys(figures).map((figure) => ({ unitId, figure })))
  need(await assign(office, organId, { year, duties, dueDay: 10 }))
  for (let month = 1; month <= 12; month++) {
    const on = month === 12 ? `${year + 1}-01-05` : `${year}-${String(month + 1).padStart(2, '0')}-05`
    for (const { post, unitId, figures } of plan) {
      const said = Object.entries(figures).flatMap(([figure, list]) => {
        const value = list[month - 1]
        return value === undefined ? [] : [[figure, value] as const]
      })
      if (said.length === 0) continue
      const at = { organId, unitId, year, month }
      const values = Object.fromEntries(said)
      if (year === 2025 && month === 5 && values.licences) {
        need(await enterMonth(as(post, on, 9), at, { values: { ...values, licences: '5' }, reason: '', seen: '' }))
        const seen = seenOf(await answersOf(office, organId, { from: year, to: year }, { unitId, month }))
        const reason = '漏计5月30日作出的一件，据许可台账补记'
        need(await enterMonth(as(post, on, 16), at, { values, reason, seen }))
      } else need(await enterMonth(as(post, on, 9), at, { values, reason: '', seen: '' }))
      if (month % 6 === 0) need(await attach(as(post, on, 10), at, ledgerOf(year, month, figures)))
    }
    if (closed) need(await closeMonth(as('officer', on, 17), { organId, year, month }))
  }
}

/** The ledger of a section as evidence: numbers and nothing else. */
const ledgerOf = (year: number, month: number, figures: Record<string, string[]>) => ({
  name: `${year}年${month}月台账.csv`,
  bytes: new TextEncoder().encode(
    [
      `月份,${Object.keys(figures).length}项合计`,
      `${month},${Object.values(figures)
        .map((list) => list[month - 1])
        .join('、')}`,
      '',
    ].join('\n'),
  ),
})
