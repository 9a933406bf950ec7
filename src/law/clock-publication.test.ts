import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import { type Case, replyClock } from './clock.ts'
import { lightOf } from './clock-lights.ts'
import { dueOf, publicationDue } from './clock-publication.ts'
import { restsOf } from './clock-words.ts'

describe('what must be published is due 20 working days after it was formed', () => {
  const due = (formedOn: string) => dueOf({ formedOn: day(formedOn) }, NATIONAL)
  it('under both editions (art. 18, art. 26)', () => {
    assert.deepEqual(due('2017-09-15'), {
      due: '2017-10-19',
      provisional: false,
      edition: '2008',
      article: '第十八条',
    })
    assert.deepEqual(due('2026-02-06'), {
      due: '2026-03-12',
      provisional: false,
      edition: '2019',
      article: '第二十六条',
    })
  })
  it('provisionally, into a year that is not announced', () => assert.equal(due('2026-12-10')?.provisional, true))
  it('never, when it is older than the Regulations', () => {
    assert.equal(due('2008-04-30'), null)
    assert.equal(publicationDue(day('2008-04-30'), NATIONAL).ok, false)
  })
})

describe('the light of a due day', () => {
  const light = (today: string) => {
    const { colour, says } = lightOf(day('2026-03-12'), day(today), NATIONAL)
    return `${colour} ${says}`
  }
  it('is green, then yellow from 5 working days before, red from 2', () => {
    assert.equal(light('2026-03-04'), 'green 剩余6个工作日')
    assert.equal(light('2026-03-05'), 'yellow 剩余5个工作日')
    assert.equal(light('2026-03-10'), 'red 剩余2个工作日')
    assert.equal(light('2026-03-12'), 'red 今天到期')
  })
  it('says by how many working days the day has passed', () => {
    assert.equal(light('2026-03-13'), 'red 已逾期1个工作日')
    assert.equal(light('2026-03-15'), 'red 已逾期1个工作日')
    assert.equal(lightOf(day('2026-03-13'), day('2026-03-14'), NATIONAL).says, '已逾期')
  })
  it('changes when the organ wants it to', () =>
    assert.equal(lightOf(day('2026-03-12'), day('2026-03-04'), NATIONAL, { yellow: 10, red: 6 }).colour, 'red'))
})

describe('the words beside a counted stretch', () => {
  it('name the holidays left out and the weekends worked for them', () => {
    const of: Case = { edition: '2019', receivedOn: day('2026-02-06'), events: [] }
    const clock = replyClock(of, NATIONAL)
    assert.ok(clock.ok)
    assert.deepEqual(
      clock.value.steps.map((step) => restsOf(step, NATIONAL)),
      ['', '扣除休息日14天（春节放假2月15日至2月23日）；2月14日、2月28日调休上班，计入'],
    )
  })
})
