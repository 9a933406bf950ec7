import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../calendar/day.ts'
import { NATIONAL } from '../../calendar/workdays.ts'
import { endedInTime, plainDue } from './terms.ts'

const ended = (receivedOn: string, answeredOn: string, edition: '2008' | '2019' = '2008') => ({
  edition,
  receivedOn: day(receivedOn),
  round: 1,
  answeredOn: day(answeredOn),
})
const event = (kind: string, on: string, detail: Record<string, unknown> = {}, round = 1) => ({
  kind,
  day: day(on),
  detail,
  round,
})
const inTime = (of: ReturnType<typeof ended>, ...events: ReturnType<typeof event>[]) =>
  endedInTime(of, events, NATIONAL)

describe('按时办结 is reckoned by the clock', () => {
  it('on the last of 15 working days under the edition of 2008, and not the day after', () => {
    assert.equal(plainDue(ended('2017-03-01', '2017-03-01'), [], NATIONAL), '2017-03-22')
    assert.ok(inTime(ended('2017-03-01', '2017-03-22')))
    assert.ok(!inTime(ended('2017-03-01', '2017-03-23')), 'late although nobody extended it')
  })
  it('an extension wins no time, and a case that did not need it is in time', () => {
    const extended = event('extended', '2017-03-20', { days: 15 })
    assert.ok(!inTime(ended('2017-03-01', '2017-03-30'), extended))
    assert.ok(inTime(ended('2017-03-01', '2017-03-21'), extended))
  })
  it('days the law does not count are not counted', () => {
    const asked = event('third-party-asked', '2017-03-06')
    const back = event('third-party-answered', '2017-03-20')
    assert.ok(inTime(ended('2017-03-01', '2017-04-05'), asked, back))
    assert.ok(!inTime(ended('2017-03-01', '2017-05-31'), asked, back))
  })
  it('what happened after the end changes nothing', () =>
    assert.ok(!inTime(ended('2017-03-01', '2017-03-23'), event('third-party-asked', '2017-04-06'))))
  it('a case taken up again counts from that day', () => {
    const again = { ...ended('2017-03-01', '2017-09-08'), round: 2 }
    assert.ok(inTime(again, event('reopened', '2017-09-01', {}, 2)))
  })
  it('20 working days under the edition of 2019', () => {
    assert.ok(inTime(ended('2020-03-02', '2020-03-30', '2019')))
    assert.ok(!inTime(ended('2020-03-02', '2020-03-31', '2019')))
  })
  it('a case that waited for the applicant to the end was not late', () =>
    assert.ok(inTime(ended('2017-03-01', '2017-12-01'), event('correction-asked', '2017-03-02'))))
})
