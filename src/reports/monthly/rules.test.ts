import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../../calendar/day.ts'
import { formNamed } from '../../law/forms.ts'
import { amountSays, readAmount, unitIn } from '../figures/amounts.ts'
import {
  type Answer,
  cellOf,
  changesOf,
  differs,
  dueOf,
  isCorrection,
  MONTHS,
  monthlyFigures,
  monthsSay,
  shutOf,
  sumsOf,
} from './rules.ts'

const said = (month: number, value: number | null, unitId = 'a', figure = 'licences'): Answer => ({
  unitId,
  figure,
  month,
  value,
})
const whole = (value: number | null, unitId = 'a') => MONTHS.map((month) => said(month, value, unitId))
const duty = (unitId: string, figure = 'licences') => ({ unitId, figure })

describe('the year of a figure is the sum of its months', () => {
  it('0 is counted, 不适用 is left out, and both are answers', () => {
    const [sum] = sumsOf([...whole(0).slice(1), said(1, null)], [duty('a')])
    assert.deepEqual(sum, { figure: 'licences', value: 0, count: 12, missing: [] })
  })
  it('does not apply only where no month does', () => assert.equal(sumsOf(whole(null), [duty('a')])[0]?.value, null))
  it('names every month a section owes, also of a section that said nothing at all', () => {
    const [sum] = sumsOf(whole(2).slice(0, 10), [duty('a'), duty('b')])
    assert.deepEqual(sum?.missing, [
      { unitId: 'a', months: [11, 12] },
      { unitId: 'b', months: MONTHS },
    ])
  })
  it('asks nothing of a figure no month of which was entered', () => assert.deepEqual(sumsOf([], [duty('a')]), []))
  it('in whatever order the months came, and however they were shared among sections', () => {
    const answer = fc.record({
      unitId: fc.constantFrom('a', 'b', 'c'),
      month: fc.integer({ min: 1, max: 12 }),
      value: fc.option(fc.nat(1000)),
      figure: fc.constantFrom('licences', 'penalties'),
    })
    fc.assert(
      fc.property(fc.array(answer), fc.array(answer), (some, more) => {
        const sums = new Map(sumsOf([...some, ...more], []).map((sum) => [sum.figure, sum]))
        const turned = sumsOf([...more, ...some], [])
        for (const sum of turned) assert.deepEqual(sums.get(sum.figure), sum)
        for (const [figure, { value, count }] of sums) {
          const own = [...some, ...more].filter((one) => one.figure === figure)
          assert.equal(count, own.length)
          assert.equal(
            value ?? 0,
            own.reduce((all, one) => all + (one.value ?? 0), 0),
          )
        }
      }),
    )
  })
})

describe('a year entered beside the months', () => {
  const [sum] = sumsOf(whole(2), [duty('a')])
  it('is a difference when it is another number', () =>
    assert.deepEqual(differs(sum!, { value: 25 }), { months: 24, year: 25 }))
  it('is none when it is the same, was not entered, or does not apply', () => {
    assert.equal(differs(sum!, { value: 24 }), null)
    assert.equal(differs(sum!, undefined), null)
    assert.equal(differs(sum!, { value: null }), null)
  })
  it('is not judged before all months are there', () =>
    assert.equal(differs(sumsOf(whole(2).slice(1), [duty('a')])[0]!, { value: 25 }), null))
  it('is told in 元 when it is money', () =>
    assert.deepEqual(differs({ figure: 'charges_yuan', value: 150, count: 1, missing: [] }, { value: 50 }), {
      months: 1.5,
      year: 0.5,
    }))
})

describe('a month is due', () => {
  it('on the day the office set, of the month after, also over the turn of the year', () => {
    assert.equal(dueOf(2025, 6, 10), '2025-07-10')
    assert.equal(dueOf(2025, 12, 5), '2026-01-05')
  })
  it('and its light says how it stands', () => {
    const at = (today: string, entered: number, asked = 3) =>
      cellOf({ entered, asked, year: 2025, month: 6, dueDay: 10, today: day(today) })
    assert.deepEqual([at('2025-06-30', 0).state, at('2025-06-30', 0).says], ['open', '未填，07-10前填'])
    assert.deepEqual([at('2025-07-05', 1).state, at('2025-07-05', 1).says], ['soon', '已填1/3项，还有5天'])
    assert.equal(at('2025-07-10', 1).says, '已填1/3项，今天到期')
    assert.deepEqual([at('2025-07-11', 2).state, at('2025-07-11', 2).says], ['late', '已填2/3项，逾期1天'])
    assert.equal(at('2025-09-01', 3).state, 'complete')
    assert.equal(at('2025-09-01', 0, 0).state, 'none')
    assert.equal(at('2025-05-31', 0).state, 'later')
  })
  it('can be changed until it is closed or the report is signed, and not before it begins', () => {
    assert.equal(shutOf({ begun: true, closed: false, signed: false }), null)
    assert.equal(shutOf({ begun: true, closed: true, signed: false }), 'closed')
    assert.equal(shutOf({ begun: true, closed: true, signed: true }), 'signed')
    assert.equal(shutOf({ begun: false, closed: false, signed: false }), 'later')
  })
})

describe('what changes when a month is saved', () => {
  const before = new Map<string, number | null>([
    ['licences', 3],
    ['penalties', null],
  ])
  it('is only what differs; a first answer is no correction, taking one back is', () => {
    const changes = changesOf(
      before,
      new Map([
        ['licences', 3],
        ['penalties', undefined],
        ['coercions', 0],
      ]),
    )
    assert.deepEqual(changes, [
      { figure: 'penalties', before: null, after: undefined },
      { figure: 'coercions', before: undefined, after: 0 },
    ])
    assert.deepEqual(changes.map(isCorrection), [true, false])
  })
  it('and 0 after 不适用 is a change', () =>
    assert.deepEqual(changesOf(before, new Map([['penalties', 0]])), [{ figure: 'penalties', before: null, after: 0 }]))
})

describe('months are said as people say them', () => {
  it('in runs', () => {
    assert.equal(monthsSay([1, 2, 3, 7]), '1至3月、7月')
    assert.equal(monthsSay(MONTHS), '1至12月')
    assert.equal(monthsSay([2, 4]), '2月、4月')
  })
})

describe('amounts', () => {
  const form = formNamed('2021')!
  const value = (text: string, unit?: '元' | '万元') => {
    const read = readAmount('charges_yuan', text, 'f', unit)
    return read.ok ? read.value : read.refusal.code
  }
  it('of money are asked in the unit the form prints, and kept in 分', () => {
    assert.equal(unitIn(form, 'charges_yuan'), '万元')
    assert.equal(unitIn(null, 'charges_yuan'), '元')
    assert.equal(unitIn(form, 'licences'), '件')
    assert.equal(value('2.86405', '万元'), 2_864_050)
    assert.equal(value('28,640.50'), 2_864_050)
  })
  it('may name another unit, and that one holds', () => {
    assert.equal(value('28640.5元', '万元'), 2_864_050)
    assert.equal(value('２．８６４０５ 万元'), 2_864_050)
  })
  it('have no part of a 分', () => {
    assert.equal(value('1.234'), 'reports.money')
    assert.equal(value('1.2345678', '万元'), 'reports.money')
  })
  it('come back as they were typed, in either unit', () =>
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.constantFrom('元' as const, '万元' as const), (fen, unit) =>
        assert.equal(value(amountSays('charges_yuan', fen, unit), unit), fen),
      ),
    ))
  it('keep 不适用 apart from 0', () => {
    assert.equal(value('不适用'), null)
    assert.equal(value('0'), 0)
  })
})

describe('the figures sections enter', () => {
  it('are those of the form that add up over months', () => {
    const figures = monthlyFigures(formNamed('2021')!)
    for (const figure of ['licences', 'penalties', 'coercions', 'charges_yuan']) assert.ok(figures.includes(figure))
    for (const figure of ['normative_documents_valid', 'site_visits', 'fees_yuan']) assert.ok(!figures.includes(figure))
    assert.deepEqual(monthlyFigures(null), [])
  })
})
