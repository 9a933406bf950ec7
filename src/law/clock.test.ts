import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day } from '../calendar/day.ts'
import { NATIONAL } from '../calendar/workdays.ts'
import { type Clock, replyClock } from './clock.ts'
import type { ClockEvent, EventKind } from './clock-events.ts'
import type { Edition } from './editions.ts'
import { PRACTICE } from './limits.ts'

type Options = Parameters<typeof replyClock>[2]

/** `third-party-asked 2026-03-02` or `extended 10`; a third word is the party. */
const eventOf = (text: string): ClockEvent => {
  const [kind, value, party] = text.split(' ') as [EventKind, string, string?]
  return kind === 'extended' ? { kind, days: Number(value) } : { kind, on: day(value), party }
}
const ask = (edition: Edition, received: string, events: string[], options?: Options) =>
  replyClock({ edition, receivedOn: day(received), events: events.map(eventOf) }, NATIONAL, options)
const clock = (edition: Edition, received: string, events: string[] = [], options?: Options): Clock => {
  const result = ask(edition, received, events, options)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const due = (...args: Parameters<typeof clock>): Day | null => clock(...args).due
const refusal = (...args: Parameters<typeof ask>) => {
  const result = ask(...args)
  return result.ok ? 'fine' : result.refusal.code
}
const on = (asOf: string): Options => ({ asOf: day(asOf) })

describe('a reply is due after the day of receipt, which is not counted', () => {
  it('15 working days under the first edition', () => {
    assert.equal(due('2008', '2008-09-22'), '2008-10-16')
    assert.equal(due('2008', '2018-02-05'), '2018-03-01')
  })
  it('20 working days under the revised one, over 国庆 and 春节', () => {
    assert.equal(due('2019', '2019-09-16'), '2019-10-17')
    assert.equal(due('2019', '2024-02-02'), '2024-03-06')
    assert.equal(due('2019', '2025-09-19'), '2025-10-23')
    assert.equal(due('2019', '2026-02-06'), '2026-03-12')
  })
  it('the same for a Saturday of rest as for the Friday before it', () =>
    assert.equal(due('2019', '2026-03-07'), due('2019', '2026-03-06')))
  it('later by the days it was extended', () => {
    assert.equal(due('2019', '2026-03-02', ['extended 10']), '2026-04-14')
    assert.equal(due('2008', '2018-03-01', ['extended 15']), '2018-04-13')
  })
  it('provisionally, when the count reaches a year whose holidays are not announced', () => {
    const late = clock('2019', '2026-12-10')
    assert.deepEqual([late.due, late.provisional], ['2027-01-07', true])
    assert.equal(clock('2019', '2026-11-02').provisional, false)
  })
})

describe('an application to be corrected', () => {
  const asked = 'correction-asked 2026-03-05'
  it('has no due day while the applicant has yet to answer', () => {
    const waiting = clock('2019', '2026-03-02', [asked])
    assert.deepEqual([waiting.due, waiting.state, waiting.waiting?.since], [null, 'paused', '2026-03-05'])
  })
  it('begins anew on the day the correction arrives (art. 30)', () => {
    assert.equal(due('2019', '2026-03-02', [asked, 'corrected 2026-03-16']), due('2019', '2026-03-16'))
  })
  it('is deemed abandoned when the time given passes, and not on its last day', () => {
    const until = ['correction-due 2026-03-20', asked]
    assert.equal(clock('2019', '2026-03-02', until, on('2026-03-20')).state, 'paused')
    assert.equal(clock('2019', '2026-03-02', until, on('2026-03-21')).state, 'lapsed')
    assert.equal(clock('2019', '2026-03-02', [...until, 'corrected 2026-03-23']).state, 'lapsed')
    assert.equal(clock('2019', '2026-03-02', [...until, 'corrected 2026-03-20']).state, 'running')
  })
  it('lives on when the organ gives more time', () => {
    const until = [asked, 'correction-due 2026-03-20', 'correction-due 2026-03-31', 'corrected 2026-03-23']
    assert.equal(clock('2019', '2026-03-02', until).state, 'running')
  })
  it('never lapses under the first edition, which gave no such time', () => {
    const old = ['correction-asked 2018-03-05', 'correction-due 2018-03-20']
    assert.equal(clock('2008', '2018-03-01', old, on('2018-06-01')).state, 'paused')
    assert.equal(due('2008', '2018-03-01', [...old, 'corrected 2018-04-02']), due('2008', '2018-04-02'))
  })
  it('under the first edition only stands still, where that is the practice', () => {
    const events = ['correction-asked 2018-03-05', 'corrected 2018-03-12']
    const practice = { ...PRACTICE, correction2008: 'pause' as const }
    assert.equal(due('2008', '2018-03-01', events, { practice }), '2018-03-30')
  })
  it('is asked for once, within 7 working days', () => {
    assert.equal(refusal('2019', '2026-03-02', ['correction-asked 2026-03-11']), 'fine')
    assert.equal(refusal('2019', '2026-03-02', ['correction-asked 2026-03-12']), 'clock.correction-late')
    const twice = [asked, 'corrected 2026-03-06', 'correction-asked 2026-03-09']
    assert.equal(refusal('2019', '2026-03-02', twice), 'clock.corrected-twice')
  })
})

describe('asking others', () => {
  it('leaves out the day of asking, the day of the answer and all between (art. 33)', () => {
    assert.equal(due('2019', '2026-03-02'), '2026-03-30')
    assert.equal(due('2019', '2026-03-02', ['consulted 2026-03-09', 'answered 2026-03-11']), '2026-04-02')
    assert.equal(due('2019', '2026-03-02', ['consulted 2026-03-09', 'answered 2026-03-09']), '2026-03-31')
  })
  it('counts either end where that is the practice', () => {
    const events = ['consulted 2026-03-09', 'answered 2026-03-11']
    const with_ = (change: Partial<typeof PRACTICE>) =>
      due('2019', '2026-03-02', events, { practice: { ...PRACTICE, ...change } })
    assert.equal(with_({ askingDayCounts: true }), '2026-04-01')
    assert.equal(with_({ askingDayCounts: true, answerDayCounts: true }), '2026-03-31')
  })
  it('leaves out days once, however many are asked at a time', () => {
    const two = ['consulted 2026-03-09 住建局', 'consulted 2026-03-10 教育局']
    const both = [...two, 'answered 2026-03-11 教育局', 'answered 2026-03-13 住建局']
    assert.equal(
      due('2019', '2026-03-02', both),
      due('2019', '2026-03-02', ['consulted 2026-03-09', 'answered 2026-03-13']),
    )
    assert.equal(clock('2019', '2026-03-02', [...two, 'answered 2026-03-11 教育局']).state, 'paused')
  })
  it('of another organ is not left out under the first edition, of a third party it is (art. 24)', () => {
    const plain = due('2008', '2018-03-01')
    const consulted = clock('2008', '2018-03-01', ['consulted 2018-03-05', 'answered 2018-03-09'])
    assert.equal(consulted.due, plain)
    assert.match(consulted.notes.join(), /只扣除征求第三方意见的时间/)
    assert.equal(
      due('2008', '2018-03-01', ['third-party-asked 2018-03-05', 'third-party-answered 2018-03-09']),
      '2018-03-29',
    )
  })
  it('after the due day changes nothing', () =>
    assert.equal(due('2019', '2026-03-02', ['consulted 2026-03-31']), '2026-03-30'))
})

describe('a third party who is silent', () => {
  const asked = ['third-party-asked 2026-03-09', 'third-party-served 2026-03-10']
  it('is waited for 15 working days from the letter; then the organ decides and the clock goes on (art. 32)', () => {
    assert.deepEqual(clock('2019', '2026-03-02', asked).waiting, {
      matter: 'thirdParty',
      since: '2026-03-09',
      until: '2026-03-31',
    })
    assert.equal(clock('2019', '2026-03-02', asked, on('2026-03-31')).state, 'paused')
    assert.equal(due('2019', '2026-03-02', asked, on('2026-04-01')), '2026-04-23')
    assert.equal(due('2019', '2026-03-02', [...asked, 'third-party-answered 2026-04-13']), '2026-04-23')
  })
  it('is waited for without end while nobody recorded that the letter arrived', () =>
    assert.equal(clock('2019', '2026-03-02', [asked[0]!], on('2026-12-01')).state, 'paused'))
  it('is waited for without end under the first edition', () => {
    const old = ['third-party-asked 2018-03-05', 'third-party-served 2018-03-06']
    assert.equal(clock('2008', '2018-03-01', old, on('2018-12-01')).state, 'paused')
  })
  it('is no joint author: that one consents by silence (art. 34), and is unknown to the first edition', () => {
    const joint = ['joint-asked 2026-03-09', 'joint-served 2026-03-10']
    const steps = clock('2019', '2026-03-02', joint, on('2026-04-01')).steps
    assert.ok(steps.some(({ says }) => says.includes('视为同意公开')))
    assert.equal(refusal('2008', '2018-03-01', ['joint-asked 2018-03-05']), 'clock.no-rule')
  })
})

describe('a fee, and a reasonable delay', () => {
  it('begins the period anew on payment; unpaid after 20 working days the case is over', () => {
    const noticed = ['fee-noticed 2026-03-09', 'fee-served 2026-03-10']
    assert.equal(clock('2019', '2026-03-02', noticed).waiting?.until, '2026-04-08')
    assert.equal(due('2019', '2026-03-02', [...noticed, 'fee-paid 2026-04-08']), due('2019', '2026-04-08'))
    assert.equal(clock('2019', '2026-03-02', [...noticed, 'fee-paid 2026-04-09']).state, 'lapsed')
    assert.equal(clock('2019', '2026-03-02', noticed, on('2026-04-09')).state, 'lapsed')
  })
  it('is refused before there was a tariff, and after the period', () => {
    assert.equal(refusal('2019', '2020-03-02', ['fee-noticed 2020-03-09']), 'clock.no-fee')
    assert.equal(refusal('2019', '2026-03-02', ['fee-noticed 2026-03-31']), 'clock.fee-late')
  })
  it('moves the due day to the day the organ named, or the working day after it (art. 35)', () => {
    assert.equal(due('2019', '2026-03-02', ['delayed-until 2026-05-09']), '2026-05-09')
    assert.equal(due('2019', '2026-03-02', ['delayed-until 2026-05-10']), '2026-05-11')
    assert.equal(due('2019', '2026-03-02', ['delayed-until 2026-03-10']), '2026-03-30')
    assert.equal(refusal('2008', '2018-03-01', ['delayed-until 2018-06-01']), 'clock.no-rule')
  })
})

describe('what cannot have happened is refused', () => {
  it('in the words of the desk', () => {
    assert.equal(refusal('2019', '2026-03-02', ['consulted 2026-03-01']), 'clock.before-receipt')
    assert.equal(refusal('2019', '2026-03-02', ['answered 2026-03-09']), 'clock.not-asked')
    assert.equal(refusal('2019', '2026-03-02', ['corrected 2026-03-09']), 'clock.not-asked')
    assert.equal(refusal('2019', '2026-03-02', ['consulted 2026-03-09', 'consulted 2026-03-10']), 'clock.asked-twice')
    assert.equal(refusal('2019', '2026-03-02', ['extended 21']), 'clock.extension')
    assert.equal(refusal('2008', '2018-03-01', ['extended 16']), 'clock.extension')
    assert.equal(refusal('2019', '2026-03-02', ['extended 5', 'extended 5']), 'clock.extended-twice')
  })
  it('such as an extension after the period', () => {
    const late = { kind: 'extended' as const, days: 5, on: day('2026-03-31') }
    const result = replyClock({ edition: '2019', receivedOn: day('2026-03-02'), events: [late] }, NATIONAL)
    assert.equal(result.ok ? '' : result.refusal.code, 'clock.extended-late')
  })
})

describe('the explanation', () => {
  it('tells every stretch with its article', () => {
    const { steps } = clock('2019', '2026-03-02', [
      'third-party-asked 2026-03-09',
      'third-party-answered 2026-03-20',
      'extended 5',
    ])
    assert.deepEqual(
      steps.map(({ from, to, counted, skipped, says }) => [from, to, counted, skipped, says]),
      [
        ['2026-03-02', '2026-03-02', 0, 1, '收到申请的当日不计'],
        ['2026-03-03', '2026-03-08', 4, 2, '第1至第4个工作日'],
        ['2026-03-09', '2026-03-20', 0, 12, '征求第三方意见所需时间不计'],
        ['2026-03-21', '2026-04-14', 16, 9, '第5至第20个工作日'],
        ['2026-04-15', '2026-04-21', 5, 2, '延长期第1至第5个工作日'],
      ],
    )
    assert.equal(steps[2]?.article, '第三十二条、第三十三条第三款')
  })
})
