import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '../../calendar/day.ts'
import { NATIONAL } from '../../calendar/workdays.ts'
import { countLights, deadlineOf, inOrder, lateAmong, lightName, type Published, type Unpublished } from './rules.ts'

const of = (formedOn: string, today: string) => deadlineOf(day(formedOn), day(today), NATIONAL)
const thing = (id: string, formedOn: string): Unpublished => ({
  kind: 'draft',
  id,
  title: id,
  note: '',
  href: '',
  organId: '',
  organName: '',
  formedOn: day(formedOn),
})
const published = (formedOn: string, publishedOn: string): Published => ({
  id: formedOn,
  title: '',
  indexNumber: '',
  organName: '',
  formedOn: day(formedOn),
  publishedOn: day(publishedOn),
})

describe('what must be public is public within 20 working days of its forming (2008 art. 18, 2019 art. 26)', () => {
  it('counted from the day after, without the days of rest', () => {
    assert.equal(of('2018-03-08', '2018-03-08').due, '2018-04-08')
    assert.equal(of('2025-09-15', '2025-09-15').due, '2025-10-17')
  })
  it('and explained: from, to, what was left out, what was worked, the article', () => {
    const { why } = of('2018-03-08', '2018-03-08')
    assert.deepEqual(
      why.map(({ says }) => says),
      [
        '2018年3月8日形成，当天不计算在内',
        '2018年3月9日至2018年4月8日，共20个工作日；扣除休息日11天（清明放假4月5日至4月7日）；4月8日调休上班，计入',
        '最迟2018年4月8日公开，当天公开为按期',
      ],
    )
    assert.deepEqual(
      why.map(({ article }) => article),
      ['《民法总则》第二百零一条', '《条例》（2008）第十八条', ''],
    )
    assert.equal(of('2025-09-15', '2025-09-15').why[1]?.article, '《条例》（2019）第二十六条')
  })
  it('green, then yellow, then red, then overdue', () => {
    const seen = (today: string) => {
      const deadline = of('2026-03-02', today)
      return [lightName(deadline), deadline.light?.says]
    }
    assert.equal(of('2026-03-02', '2026-03-02').due, '2026-03-30')
    assert.deepEqual(seen('2026-03-20'), ['green', '剩余6个工作日'])
    assert.deepEqual(seen('2026-03-23'), ['yellow', '剩余5个工作日'])
    assert.deepEqual(seen('2026-03-26'), ['red', '剩余2个工作日'])
    assert.deepEqual(seen('2026-03-30'), ['red', '今天到期'])
    assert.deepEqual(seen('2026-03-31'), ['overdue', '已逾期1个工作日'])
  })
  it('for the time being, while the holidays of the next year are not announced', () => {
    const deadline = of('2026-12-10', '2026-12-10')
    assert.ok(deadline.provisional)
    assert.match(deadline.why.at(-1)?.says ?? '', /放假安排还没有公布/)
  })
  it('not at all, when it was formed before there were Regulations', () => {
    const deadline = of('2008-04-30', '2018-03-08')
    assert.deepEqual([deadline.due, lightName(deadline)], [null, null])
    assert.match(deadline.why[0]?.says ?? '', /2008年5月1日起施行/)
  })
})

describe('the queue', () => {
  const TODAY = day('2026-03-31')
  it('stands in the order of due days; what has none comes last', () =>
    assert.deepEqual(
      inOrder(
        [thing('c', '2026-03-20'), thing('old', '1999-01-01'), thing('a', '2026-03-02'), thing('b', '2026-03-03')],
        TODAY,
        NATIONAL,
      ).map(({ id, deadline }) => [id, deadline.due]),
      [
        ['a', '2026-03-30'],
        ['b', '2026-03-31'],
        ['c', '2026-04-20'],
        ['old', null],
      ],
    ))
  it('counts its lights, and leaves out what has none', () =>
    assert.deepEqual(
      countLights(
        inOrder(
          [thing('a', '2026-03-02'), thing('b', '2026-03-03'), thing('c', '2026-03-20'), thing('d', '1999-01-01')],
          TODAY,
          NATIONAL,
        ),
      ),
      { overdue: 1, red: 1, yellow: 0, green: 1 },
    ))
  it('never puts something formed earlier behind something formed later', () => {
    const formed = fc.integer({ min: 0, max: 6500 }).map((count) => addDays(day('2008-05-01'), count))
    fc.assert(
      fc.property(fc.array(formed, { maxLength: 30 }), (days) => {
        const order = inOrder(
          days.map((on, at) => thing(String(at), on)),
          TODAY,
          NATIONAL,
        ).map(({ formedOn }) => formedOn)
        assert.deepEqual(order, [...days].sort())
      }),
    )
  })
})

describe('what was published late', () => {
  it('is listed with the working days it was late by; the due day itself is in time', () => {
    const late = lateAmong(
      [
        published('2026-03-02', '2026-03-30'),
        published('2026-03-01', '2026-04-07'),
        published('2008-04-01', '2008-12-31'),
      ],
      NATIONAL,
    )
    // 30 and 31 March, 1 to 3 April, 7 April; 4 to 6 April are 清明
    assert.deepEqual(
      late.map(({ formedOn, due, publishedOn, late: days }) => [formedOn, due, publishedOn, days]),
      [['2026-03-01', '2026-03-27', '2026-04-07', 6]],
    )
  })
  it('is late, though by no working day, when only days of rest lay between', () => {
    const [found] = lateAmong([published('2026-03-01', '2026-03-28')], NATIONAL)
    assert.deepEqual([found?.due, found?.late], ['2026-03-27', 0])
  })
  it('is exactly what was published after its due day', () => {
    const formed = fc.integer({ min: 0, max: 6500 }).map((count): Day => addDays(day('2008-05-01'), count))
    fc.assert(
      fc.property(formed, fc.integer({ min: 0, max: 90 }), (on, wait) => {
        const publishedOn = addDays(on, wait)
        const { due } = deadlineOf(on, publishedOn, NATIONAL)
        assert.equal(
          lateAmong([published(on, publishedOn)], NATIONAL).length,
          due !== null && publishedOn > due ? 1 : 0,
        )
      }),
    )
  })
})
