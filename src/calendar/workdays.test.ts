import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { addDays, type Day, day } from './day.ts'
import { nationalDays } from './national.ts'
import { NATIONAL, workdaysOf } from './workdays.ts'

const BEGINNING = day('2004-01-01')
const aDay = fc.integer({ min: 0, max: 23 * 365 + 400 }).map((n) => addDays(BEGINNING, n))

describe('the working days of the nation', () => {
  it('are those of the package they were copied from, every day of 2004 to 2026', () => {
    for (let of = BEGINNING; of <= '2026-12-31'; of = addDays(of, 1))
      assert.equal(NATIONAL.isWorkday(of), chineseDays.isWorkday(of), of)
  })
  it('are so many in a year', () => {
    const counts = [2008, 2014, 2018, 2019, 2024, 2025, 2026].map((year) =>
      NATIONAL.between(day(`${year}-01-01`), day(`${year}-12-31`)),
    )
    assert.deepEqual(counts, [251, 250, 250, 250, 251, 248, 248])
  })
  it('reach the days a wall calendar reaches, across 国庆 and 春节', () => {
    const reached = (from: string, count: number) => NATIONAL.after(day(from), count)
    assert.equal(reached('2008-09-22', 15), '2008-10-16')
    assert.equal(reached('2019-09-16', 20), '2019-10-17')
    assert.equal(reached('2024-02-02', 20), '2024-03-06')
    assert.equal(reached('2025-09-19', 20), '2025-10-23')
    assert.equal(reached('2026-02-06', 20), '2026-03-12')
  })
  it('count a Saturday worked in place of a holiday, and rest on the holiday it was worked for', () => {
    assert.equal(NATIONAL.isWorkday(day('2026-02-14')), true)
    assert.equal(NATIONAL.isWorkday(day('2026-02-23')), false)
    assert.equal(NATIONAL.onOrAfter(day('2026-02-15')), '2026-02-24')
    assert.equal(NATIONAL.onOrAfter(day('2026-02-14')), '2026-02-14')
  })
  it('go on from a year to the next and the one after', () =>
    assert.equal(NATIONAL.after(day('2024-12-31'), 248 + 1), '2026-01-04'))
  it('name what was moved, in order', () =>
    assert.deepEqual(
      NATIONAL.moved(day('2026-02-13'), day('2026-02-15')).map(({ day, kind }) => [day, kind]),
      [
        ['2026-02-14', 'workday'],
        ['2026-02-15', 'holiday'],
      ],
    ))
})

describe('a year whose notice is not out', () => {
  it('is every year after 2026, and none from 2004 to 2026', () => {
    assert.deepEqual(
      Array.from({ length: 25 }, (_, at) => 2003 + at).filter((year) => !NATIONAL.announced(year)),
      [2003, 2027],
    )
  })
  it('rests on Saturdays and Sundays only', () => {
    assert.equal(NATIONAL.isWorkday(day('2027-10-01')), true)
    assert.equal(NATIONAL.isWorkday(day('2027-10-02')), false)
  })
  it('makes provisional what reaches into it, and the last three days before it, which its notice may move', () => {
    const provisional = (to: string) => NATIONAL.provisional(day('2026-12-01'), day(to))
    assert.deepEqual(['2026-12-28', '2026-12-29', '2026-12-31', '2027-01-04'].map(provisional), [
      false,
      true,
      true,
      true,
    ])
  })
  it('is announced by a notice of the whole year, not by half of one', () => {
    const rest = (...days: string[]) => days.map((of) => ({ day: day(of), kind: 'holiday' as const, name: '放假' }))
    const half = workdaysOf([...nationalDays(), ...rest('2027-01-01', '2027-02-05')])
    const whole = workdaysOf([...nationalDays(), ...rest('2027-01-01', '2027-02-05', '2027-05-01', '2027-10-01')])
    assert.deepEqual([half.announced(2027), whole.announced(2027)], [false, true])
    assert.equal(whole.provisional(day('2026-12-01'), day('2027-01-20')), false)
  })
})

describe('counting working days, whatever the days', () => {
  it('ends on a working day, and counting back over it gives the same number', () =>
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 900 }), (from, count) => {
        const end = NATIONAL.after(from, count)
        assert.ok(NATIONAL.isWorkday(end))
        assert.equal(NATIONAL.between(addDays(from, 1), end), count)
      }),
    ))
  it('is the same as walking from square to square', () =>
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
        let of: Day = from
        for (let left = count; left > 0; ) {
          of = addDays(of, 1)
          if (NATIONAL.isWorkday(of)) left -= 1
        }
        assert.equal(NATIONAL.after(from, count), of)
      }),
    ))
  it('believes the later of two notices about a day', () => {
    const both = workdaysOf([
      { day: day('2027-05-08'), kind: 'workday', name: '劳动节' },
      { day: day('2027-05-08'), kind: 'holiday', name: '劳动节' },
    ])
    assert.equal(both.isWorkday(day('2027-05-08')), false)
  })
})
