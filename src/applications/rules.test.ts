import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { FUJIAN_ANNEX } from '../law/forms/fujian-2008.ts'
import { APPLICATIONS_2021 } from '../law/forms/tables-2021.ts'
import { NATIONAL_2014 } from '../law/forms/tables-national-2014.ts'
import { CHANNELS, type Channel } from './channels.ts'
import { OUTCOMES, outcomesOf } from './outcomes.ts'
import { type Arrival, receiptOf } from './receipt.ts'
import { checkAnswer, checkRegistration, checkReply, subjectKey } from './rules.ts'

const TODAY = day('2018-03-05')
const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

describe('an application is entered in the register', () => {
  const enter = (over: { subject?: string; receivedOn?: string; channel?: Channel }) =>
    checkRegistration(
      {
        channel: over.channel ?? 'counter',
        subject: over.subject ?? '2017年低保名单',
        arrivedOn: day(over.receivedOn ?? '2018-03-05'),
        receivedOn: day(over.receivedOn ?? '2018-03-05'),
      },
      TODAY,
    )

  it('on the day it arrives or later, not before', () => {
    assert.equal(code(enter({ receivedOn: '2018-03-05' })), 'ok')
    assert.equal(code(enter({ receivedOn: '2018-03-06' })), 'applications.future')
  })
  it('under the edition of the day it arrived', () => {
    const entered = enter({ receivedOn: '2018-03-05' })
    assert.equal(entered.ok && entered.value.edition, '2008')
    const later = checkRegistration(
      { channel: 'web', subject: '预算', arrivedOn: day('2019-05-14'), receivedOn: day('2019-05-15') },
      day('2019-05-15'),
    )
    assert.equal(later.ok && later.value.edition, '2019')
  })
  it('not from before the Regulations were in force', () => {
    assert.equal(code(enter({ receivedOn: '2008-05-01' })), 'ok')
    assert.equal(code(enter({ receivedOn: '2008-04-30' })), 'applications.too-early')
  })
  it('with a subject of at most 200 characters, trimmed', () => {
    assert.equal(code(enter({ subject: '   ' })), 'applications.subject')
    assert.equal(code(enter({ subject: '字'.repeat(201) })), 'applications.subject')
    const entered = enter({ subject: ' 征地批文 ' })
    assert.equal(entered.ok && entered.value.subject, '征地批文')
  })
  it('without the identity or mobile number of the applicant', () => {
    for (const subject of [
      '350583199001011234的低保记录',
      '35058319900101123X',
      '回电13800000000',
      '低保 18912345678 名单',
    ])
      assert.equal(code(enter({ subject })), 'applications.personal', subject)
  })
  it('while the numbers of documents and amounts may stand', () => {
    for (const subject of ['南政办〔2017〕124号', '电话0595-86468502的值班表', '合同编号201712345678901234567890'])
      assert.equal(code(enter({ subject })), 'ok', subject)
  })
})

describe('an application is answered', () => {
  const answer = (answeredOn: string, was: string | null = null) =>
    code(
      checkAnswer(
        { receivedOn: day('2018-03-01'), answeredOn: was === null ? null : day(was) },
        { answeredOn: day(answeredOn) },
        TODAY,
      ),
    )
  it('from the day it was received until today', () => {
    assert.equal(answer('2018-02-28'), 'applications.before-receipt')
    assert.equal(answer('2018-03-01'), 'ok')
    assert.equal(answer('2018-03-05'), 'ok')
    assert.equal(answer('2018-03-06'), 'applications.future')
  })
  it('once', () => assert.equal(answer('2018-03-05', '2018-03-02'), 'applications.answered'))
})

describe('a reply', () => {
  const OF_2019 = { edition: '2019', kind: 'request' } as const
  const reply = (outcome: string, withheld: { part: string; ground: string }[] = [], searched = false) =>
    code(checkReply(OF_2019, { outcome, withheld, rightOrgan: '' }, searched))

  it('in part names each part held back with its ground', () => {
    assert.equal(reply('partial'), 'applications.withheld')
    assert.equal(reply('partial', [{ part: '第三人的住址', ground: '' }]), 'applications.ground')
    assert.equal(reply('partial', [{ part: '第三人的住址', ground: 'provided' }]), 'applications.ground')
    assert.equal(reply('partial', [{ part: '', ground: 'third-party' }]), 'applications.withheld')
    assert.equal(reply('partial', [{ part: '第三人的住址', ground: 'third-party' }]), 'ok')
  })
  it('that nothing was found rests on a search record', () => {
    for (const outcome of ['not-found', 'not-held']) {
      assert.equal(reply(outcome), 'applications.search')
      assert.equal(reply(outcome, [], true), 'ok')
    }
  })
  it('is one of its edition, and no end without a reply', () => {
    assert.equal(reply('trade'), 'applications.outcome')
    assert.equal(reply('withdrawn'), 'applications.outcome')
    assert.equal(reply('refused'), 'applications.outcome')
    assert.equal(reply('constructor'), 'applications.outcome')
  })
})

describe('two people who type the same subject', () => {
  it('are recognised by its words, whatever the width, blanks and points', () => {
    assert.equal(subjectKey('２０１７年　低保名单。'), subjectKey('2017年低保 名单'))
    assert.notEqual(subjectKey('2017年低保名单'), subjectKey('2018年低保名单'))
  })
})

describe('the day of receipt', () => {
  const by = (on: string, channel: Channel, arrival: Arrival = 'regular') =>
    receiptOf(channel, arrival, day(on)).receipt

  it('is that of submission at the counter and of signing by post', () => {
    for (const on of ['2010-01-04', '2017-01-04', '2020-01-06']) {
      assert.equal(by(on, 'counter'), 'submitted')
      assert.equal(by(on, 'letter'), 'signed')
    }
  })
  it('is that of confirmation on the internet and by fax since 2019 (art. 31)', () => {
    for (const channel of ['email', 'fax', 'web'] as const) assert.equal(by('2019-05-15', channel), 'confirmed')
  })
  it('is for e-mail the day the mail came in under 207号', () => {
    assert.equal(by('2018-03-05', 'email'), 'entered')
    assert.equal(by('2018-03-05', 'fax'), 'confirmed')
  })
  it('is that of confirmation for ordinary letters and for what went astray, once there was a rule', () => {
    for (const arrival of ['ordinary', 'elsewhere'] as const) {
      assert.equal(by('2010-03-05', 'letter', arrival), 'entered')
      assert.equal(by('2018-03-05', 'letter', arrival), 'confirmed')
      assert.equal(by('2020-03-05', 'letter', arrival), 'confirmed')
    }
  })
})

describe('channels and outcomes', () => {
  const { rows } = FUJIAN_ANNEX
  const named = (figure: string) => rows.find((row) => row.figure === figure)?.label

  it('have their row in the annex of Fujian', () => {
    for (const channel of Object.keys(CHANNELS) as Channel[])
      assert.equal(named(`applications_${channel}`), CHANNELS[channel].annexRow)
    for (const row of [...Object.values(OUTCOMES['2008']), ...Object.values(OUTCOMES['2019'])])
      assert.ok(row.ends ? row.fujian === null : named(`answers_${row.fujian}`), row.label)
  })
  it('have their line in the national table of 2014, each line but the sums being reached', () => {
    const lines = NATIONAL_2014.rows.map((row) => row.code).filter((line) => /^3\.3\./.test(line) && line !== '3.3.4')
    const reached = Object.values(OUTCOMES['2008']).flatMap(({ national }) => national ?? [])
    assert.deepEqual([...new Set(reached)].sort(), lines.sort())
  })
  it('have their line in the table of 2021, and every line has an outcome', () => {
    const lines = APPLICATIONS_2021.rows.map((row) => row.code).filter((line) => /^r[1-6]/.test(line))
    const choosable = Object.values(OUTCOMES['2019']).filter(({ past }) => !past)
    assert.deepEqual([...new Set(choosable.map(({ table }) => table))].sort(), lines.sort())
  })
  it('are in no table when the case was about the correction of records', () => {
    for (const edition of ['2008', '2019'] as const)
      for (const row of Object.values(outcomesOf({ edition, kind: 'amendment' })))
        assert.deepEqual([row.fujian, row.national, row.table], [null, null, null])
  })
})
