import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { calendarOf } from '../holidays/store.ts'
import { verify } from '../ledger/store.ts'
import { standingOf } from './clock.ts'
import { applicationsPlaces } from './places.ts'
import { withEvents } from './registry/store.ts'
import { registerRemedy } from './remedies/store.ts'
import { findApplication, handledIn, openAt, receivedIn } from './store.ts'
import { codeOf, go, leader, need, officer, on, open, passes, register, replies, state, step, town } from './testing.ts'

// The same journey in both editions, and the line of each table it ends in: Fujian's annex, the national table of 2014, the
// tables of 2019 and 2021.

const years = (year: number) => ({ from: year, to: year })
const lines = async (year: number) =>
  (await handledIn(town.ctx, town.organ.id, years(year))).map(({ fujian, national, table }) => [
    fujian,
    national,
    table,
  ])
const clock = async (id: string, today: string) => {
  const [one] = await withEvents(town.ctx, [(await findApplication(town.ctx, id))!])
  return standingOf(one!.application, one!.events, await calendarOf(town.ctx), day(today)).clock
}

describe('an application made on the web', () => {
  it('is in time: received when both sides confirmed, answered on the twentieth working day', async () => {
    const id = await register({ channel: 'web' }, '2025-09-18')
    await go(id, '2025-09-19', [officer, 'confirm', { call: '10时确认收到' }])
    await open(id, '2025-09-22')
    assert.equal((await clock(id, '2025-09-22'))!.due, '2025-10-23')
    await replies(id, '2025-10-23', { outcome: 'provided' })
    assert.deepEqual(await lines(2025), [['granted', '3.3.2', 'r1']])
  })
  it('had its day of receipt without a call before 2016, and fifteen working days', async () => {
    const id = await register({ channel: 'web' }, '2014-09-22')
    await open(id, '2014-09-23')
    assert.equal((await clock(id, '2014-09-23'))!.due, '2014-10-16')
    await replies(id, '2014-10-16', { outcome: 'provided' })
    assert.deepEqual(await lines(2014), [['granted', '3.3.2', 'r1']])
  })
})

describe('an application that came by letter', () => {
  for (const [arrived, due, late, year] of [
    ['2025-03-03', '2025-03-31', '2025-04-15', 2025],
    ['2018-03-05', '2018-03-26', '2018-04-10', 2018],
  ] as const)
    it(`is answered late in ${year}, stands red before, and is counted in the year of its answer like any other`, async () => {
      const id = await register({ channel: 'letter' }, arrived)
      await open(id, arrived)
      assert.equal((await clock(id, arrived))!.due, due)
      const desk = deskOf({ ...town, ctx: on(late, officer) }, applicationsPlaces, officer)
      assert.match((await desk.see('/console/applications?view=red')).text, /已逾期/)
      await replies(id, late, { outcome: 'provided' })
      assert.deepEqual(await lines(year), [['granted', '3.3.2', 'r1']])
    })
  it('and lay over the end of the year is carried forward, once', async () => {
    const id = await register({ channel: 'letter' }, '2024-12-20')
    await open(id, '2024-12-23')
    assert.equal((await openAt(town.ctx, town.organ.id, day('2024-12-31'))).length, 1)
    await replies(id, '2025-01-10', { outcome: 'provided' })
    assert.deepEqual([await lines(2024), (await lines(2025)).length], [[], 1])
    assert.deepEqual(await openAt(town.ctx, town.organ.id, day('2025-12-31')), [])
  })
})

describe('a third party who does not agree', () => {
  const who = 'thirdParty 第三人甲'
  const asked = async (on_: string, heard: string, says: string) => {
    const id = await register({}, on_)
    await open(id, on_)
    await go(
      id,
      on_,
      [officer, 'consult', { matter: 'thirdParty', party: '第三人甲' }],
      [officer, 'reached', { who }],
      [leader, 'extend', { days: '15', note: '材料较多' }],
    )
    await go(id, heard, [officer, 'hear', { who, says, note: '涉及其报价' }])
    return id
  }
  for (const [year, ground, on_, heard, served] of [
    [2025, 'third-party', '2025-05-06', '2025-05-16', '2025-06-20'],
    [2017, 'trade', '2017-05-08', '2017-05-18', '2017-06-20'],
  ] as const)
    it(`keeps back a part of an extended case in ${year}, and the whole cannot be given without the leader`, async () => {
      const id = await asked(on_, heard, 'refuses')
      const whole = { outcome: 'provided', words: '全部提供。' }
      assert.equal(codeOf(await step(officer, id, heard, 'draft', whole)), 'applications.consent')
      await replies(id, served, { outcome: 'partial', part0: '报价构成', ground0: ground })
      assert.deepEqual(await lines(year), [['partial', '3.3.3', 'r2']])
    })
  it('is overruled for the public interest by the leader, and told', async () => {
    const id = await asked('2025-05-06', '2025-05-16', 'refuses')
    assert.equal(
      codeOf(await step(officer, id, '2025-05-19', 'overrule', { note: '关系饮水安全' })),
      'applications.not-your-step',
    )
    await go(id, '2025-05-19', [leader, 'overrule', { note: '关系集镇饮水安全' }])
    await replies(id, '2025-05-26', { outcome: 'provided' })
    assert.deepEqual(await lines(2025), [['granted', '3.3.2', 'r1']])
  })
  it('and one who agrees leaves nothing to overrule', async () => {
    const id = await asked('2025-05-06', '2025-05-16', 'agrees')
    assert.equal(codeOf(await step(leader, id, '2025-05-19', 'overrule', { note: '关系饮水' })), 'applications.consent')
    await replies(id, '2025-05-26', { outcome: 'provided' })
  })
})

describe('silence', () => {
  const waits = async (on_: string, matter: string, served = true) => {
    const id = await register({}, on_)
    await open(id, on_)
    const who = `${matter} 某单位`
    await go(id, on_, [officer, 'consult', { matter, party: '某单位' }])
    if (served) await go(id, on_, [officer, 'reached', { who }])
    return { id, who, why: 'silent', note: '没有答复' }
  }
  it('of a third party is silence only after fifteen working days from receipt, and then the organ decides (2019)', async () => {
    const { id, ...form } = await waits('2025-03-03', 'thirdParty')
    assert.equal(codeOf(await step(leader, id, '2025-03-24', 'goOn', form)), 'applications.silence')
    await go(id, '2025-03-25', [leader, 'goOn', form])
    assert.equal(await state(id), 'drafting')
    await replies(id, '2025-03-31', { outcome: 'provided' })
  })
  it('means nothing while nobody knows when the letter arrived; public interest need not wait', async () => {
    const { id, ...form } = await waits('2025-03-03', 'thirdParty', false)
    assert.equal(codeOf(await step(leader, id, '2025-04-30', 'goOn', form)), 'applications.silence')
    await go(id, '2025-03-05', [leader, 'goOn', { ...form, why: 'public', note: '关系防汛安全' }])
  })
  it('of an organ that made the document too is consent (2019)', async () => {
    const { id, ...form } = await waits('2025-03-03', 'joint')
    await go(id, '2025-03-25', [leader, 'goOn', form])
    const desk = deskOf({ ...town, ctx: on('2025-03-25', officer) }, applicationsPlaces, officer)
    assert.match((await desk.see(`/console/applications/${id}`)).text, /视为同意公开/)
    await replies(id, '2025-03-28', { outcome: 'provided' })
  })
  it('of a third party was no consent under the 2008 edition, which knew no joint authors', async () => {
    const { id, ...form } = await waits('2017-03-06', 'thirdParty')
    await go(id, '2017-04-05', [leader, 'goOn', form])
    const whole = { outcome: 'provided', words: '全部提供。' }
    assert.equal(codeOf(await step(officer, id, '2017-04-05', 'draft', whole)), 'applications.consent')
    const other = await register({}, '2017-03-06')
    await open(other, '2017-03-06')
    const joint = { matter: 'joint', party: '某单位' }
    assert.equal(codeOf(await step(officer, other, '2017-03-06', 'consult', joint)), 'applications.matter')
  })
})

describe('the same information asked for again by the same person', () => {
  it('is not handled again since 2019, and the two are linked', async () => {
    const first = await register({ subject: '低保名单' }, '2025-03-03')
    await open(first, '2025-03-03')
    await replies(first, '2025-03-10', { outcome: 'provided' })
    const again = await register({ subject: '低保名单' }, '2025-04-01')
    await open(again, '2025-04-01')
    await go(again, '2025-04-01', [officer, 'link', { number: '2025-001' }])
    await replies(again, '2025-04-03', { outcome: 'repeated' })
    assert.deepEqual(await lines(2025), [
      ['granted', '3.3.2', 'r1'],
      ['refused', '3.3.4.6', 'r5_2'],
    ])
  })
  it('had no line of its own under the 2008 edition: it was told where the information is', async () => {
    const again = await register({ subject: '低保名单' }, '2018-04-02')
    await open(again, '2018-04-02')
    const repeated = { outcome: 'repeated', words: '不再重复处理。' }
    assert.equal(codeOf(await step(officer, again, '2018-04-02', 'draft', repeated)), 'applications.outcome')
    await replies(again, '2018-04-03', { outcome: 'public' })
    assert.deepEqual(await lines(2018), [['granted', '3.3.1', 'r1']])
  })
  it('entered twice by the organ is one application, and counted once', async () => {
    await register({ channel: 'letter' }, '2025-03-03')
    const twice = await register({ channel: 'counter' }, '2025-03-04')
    const form = { number: '2025-001', note: '同一份申请书，当面和信函各登记一次' }
    assert.equal(codeOf(await step(officer, twice, '2025-03-04', 'merge', form)), 'applications.not-your-step')
    assert.equal(
      codeOf(await step(leader, twice, '2025-03-04', 'merge', { ...form, number: '2025-002' })),
      'applications.number',
    )
    await go(twice, '2025-03-04', [leader, 'merge', form], [officer, 'archive'])
    assert.equal((await receivedIn(town.ctx, town.organ.id, years(2025))).length, 1)
    assert.equal((await openAt(town.ctx, town.organ.id, day('2025-12-31'))).length, 1)
    assert.deepEqual(await lines(2025), [])
    const back = { ground: 'own' }
    assert.equal(codeOf(await step(leader, twice, '2025-03-05', 'reopen', back)), 'applications.merged')
    assert.equal((await verify(town.ctx)).broken, null)
  })
})

describe('somebody who asks too much (2019 art. 35)', () => {
  const many = async () => {
    const id = await register({}, '2025-11-03')
    await open(id, '2025-11-03')
    return id
  }
  it('is asked for reasons before anything is refused; asking does not stop the clock', async () => {
    const id = await many()
    const due = (await clock(id, '2025-11-03'))!.due
    const refuse = { outcome: 'excessive', words: '不予处理。' }
    assert.equal(codeOf(await step(officer, id, '2025-11-04', 'draft', refuse)), 'applications.reasons')
    await go(id, '2025-11-04', [officer, 'askReasons', { note: '本月第四十二件' }])
    assert.equal((await clock(id, '2025-11-04'))!.due, due)
    await go(id, '2025-11-10', [officer, 'hearReasons', { reasonable: 'no', note: '没有说明' }])
    assert.equal(
      codeOf(await step(leader, id, '2025-11-10', 'delay', { until: '2026-01-30', note: '数量大' })),
      'applications.reasons',
    )
    await replies(id, '2025-11-12', { outcome: 'excessive' })
    assert.deepEqual(await lines(2025), [['refused', '3.3.4.6', 'r5_4']])
  })
  it('with good reasons waits longer, and is answered', async () => {
    const id = await many()
    const late = { until: '2026-01-30', note: '需要逐件查找' }
    assert.equal(codeOf(await step(leader, id, '2025-11-04', 'delay', late)), 'applications.not-yet')
    await go(id, '2025-11-04', [officer, 'askReasons', { note: '本月第四十二件' }])
    await go(
      id,
      '2025-11-10',
      [officer, 'hearReasons', { reasonable: 'yes', note: '课题研究需要' }],
      [leader, 'delay', late],
    )
    assert.equal((await clock(id, '2025-11-10'))!.due, '2026-01-30')
    const refuse = { outcome: 'excessive', words: '不予处理。' }
    assert.equal(codeOf(await step(officer, id, '2025-11-10', 'draft', refuse)), 'applications.reasons')
    await replies(id, '2026-01-28', { outcome: 'provided' })
  })
  it('was not spoken of in the 2008 edition', async () => {
    const id = await register({}, '2018-11-05')
    await open(id, '2018-11-05')
    assert.equal(codeOf(await step(officer, id, '2018-11-05', 'askReasons', { note: '多' })), 'applications.no-step')
  })
})

describe('a suspension', () => {
  it('names one of the grounds, and never brings the due day forward', async () => {
    const id = await register({}, '2025-03-03')
    await open(id, '2025-03-03')
    const before = (await clock(id, '2025-03-03'))!.due!
    const note = '用地权属正在审理'
    assert.equal(codeOf(await step(leader, id, '2025-03-05', 'suspend', { note })), 'applications.suspension')
    await go(id, '2025-03-05', [leader, 'suspend', { ground: 'other-case', note }])
    assert.equal((await clock(id, '2025-03-06'))!.state, 'paused')
    await go(id, '2025-05-06', [officer, 'resume', { note: '判决生效' }])
    assert.ok((await clock(id, '2025-05-06'))!.due! > before)
  })
})

describe('a reply that was overturned', () => {
  for (const [year, outcome, on_, table] of [
    [2025, 'process', '2025-03-03', ['refused', '3.3.4.6', 'r3_6']],
    [2017, 'barred', '2017-03-06', ['refused', '3.3.4.6', 'r3_2']],
  ] as const)
    it(`in ${year} stays in its line, and the second answer is served with a number of its own`, async () => {
      const id = await register({}, on_)
      await open(id, on_)
      await replies(id, `${year}-03-20`, { outcome })
      need(
        await registerRemedy(on(`${year}-05-10`, officer), {
          ...{ organId: town.organ.id, kind: 'reconsideration', way: null, simplified: false, docket: '' },
          ...{ matter: '不服答复', authority: '南安市人民政府', answerBy: null },
          filedOn: day(`${year}-05-10`),
          applicationNumber: `${year}-001`,
        }),
      )
      await go(id, `${year}-07-03`, [leader, 'reopen', { ground: 'reconsideration', paper: '南政行复1号' }])
      await go(
        id,
        `${year}-07-10`,
        [officer, 'draft', { outcome: 'provided', words: '重新答复。' }],
        [officer, 'submit'],
      )
      await passes(id, `${year}-07-10`)
      await go(id, `${year}-07-10`, [officer, 'clear'], [leader, 'sign'], [officer, 'serve', { way: 'post' }])
      assert.deepEqual(await lines(year), [table])
    })
})

describe('the correction of one’s own records', () => {
  it('names the organ it is passed to, and under the 2008 edition is always passed on', async () => {
    const id = await register({ kind: 'amendment' }, '2025-03-03')
    await open(id, '2025-03-03')
    const moved = { outcome: 'transferred', words: '已转送。' }
    assert.equal(codeOf(await step(officer, id, '2025-03-04', 'draft', moved)), 'applications.right-organ')
    await replies(id, '2025-03-05', { outcome: 'referred', rightOrgan: '南安市公安局' })
    const old = await register({ kind: 'amendment' }, '2017-03-06')
    await open(old, '2017-03-06')
    const referred = { outcome: 'referred', words: '请向公安局提出。', rightOrgan: '南安市公安局' }
    assert.equal(codeOf(await step(officer, old, '2017-03-07', 'draft', referred)), 'applications.outcome')
    assert.deepEqual([await lines(2025), await lines(2017)], [[], []])
  })
})
