import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { FUJIAN_2008 } from '../law/forms/fujian-2008.ts'
import { CHANNELS, type Channel } from './channels.ts'
import { OUTCOMES, type Outcome } from './outcomes.ts'
import { checkAnswer, checkRegistration } from './rules.ts'

const TODAY = day('2018-03-05')
const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

describe('an application is entered in the register', () => {
  const enter = (over: { subject?: string; receivedOn?: string; channel?: Channel }) =>
    checkRegistration(
      {
        organId: 'o',
        channel: over.channel ?? 'counter',
        subject: over.subject ?? '2017年低保名单',
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
      { organId: 'o', channel: 'web', subject: '预算', receivedOn: day('2019-05-15') },
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
        { answeredOn: day(answeredOn), outcome: 'granted' },
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

describe('channels and outcomes', () => {
  const rows = FUJIAN_2008.annex.rows
  it('are the rows of the annex, by name and by figure', () => {
    const named = (figure: string) => rows.find((row) => row.figure === figure)?.label
    for (const channel of Object.keys(CHANNELS) as Channel[])
      assert.equal(named(`applications_${channel}`), CHANNELS[channel].annexRow)
    for (const outcome of Object.keys(OUTCOMES) as Outcome[])
      assert.equal(named(`answers_${outcome}`), OUTCOMES[outcome].annexRow)
  })
})
