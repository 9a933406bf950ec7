import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, deskOf } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { endLine } from '../../organs/hierarchy/store.ts'
import type { Result } from '../../result.ts'
import type { Role } from '../../roles.ts'
import { saveServiceItem } from '../../services/store.ts'
import { assess } from '../assess.ts'
import { figureNamed, figureValue } from '../figures.ts'
import { startReport, takeStep, waive } from '../steps.ts'
import { findReport } from '../store.ts'
import { boardOf, isMissing } from './board.ts'
import { lockOf } from './lock.ts'
import { rollupPlaces } from './places.ts'
import { callForReports, moveOn, remind, submitReport, unsignReturned } from './steps.ts'
import { figuresOf, findSubmission, remindersOf, submissionsOf } from './store.ts'
import { aCounty, type County, deskAt, need, type Organ, signAgain, signedReport } from './testing.ts'

const refused = (result: Result<unknown>) => (result.ok ? null : result.refusal.code)

describe('the report of a town goes up to the county', () => {
  let database: TestDatabase
  let county: County
  let town: Organ
  let other: Organ
  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    county = await aCounty(database.sql)
    ;[town, other] = county.towns
    for (const [organ, count] of [
      [town, 3],
      [other, 4],
    ] as const)
      for (let at = 1; at <= count; at++)
        need(
          await saveServiceItem(county.ctx, {
            organId: organ.id,
            code: `S${at}`,
            name: `事项${at}`,
            visits: at === 1 ? 2 : 1,
            listedOn: day('2017-06-01'),
          }),
        )
  })
  after(() => database.close())

  const upper = (role: Role = 'officer', on?: string) => deskAt(county, county.county, role, on)
  const handIn = async (organ: Organ, on?: string) => {
    const report = await signedReport(county, organ)
    const id = need(await submitReport(deskAt(county, organ, 'officer', on), report.id))
    return { report, submission: (await findSubmission(county.ctx, id))! }
  }
  const again = async (id: string) => (await findSubmission(county.ctx, id))!

  it('after the leader’s signature, and then lies locked', async () => {
    const officer = deskAt(county, town, 'officer')
    const draft = need(await startReport(officer, town.id, 2017))
    assert.equal(refused(await submitReport(officer, draft)), 'rollup.unsigned')
    const { report, submission } = await handIn(other)
    assert.deepEqual([submission.state, submission.round, submission.parentId], ['submitted', 1, county.county.id])
    assert.equal((await lockOf(county.ctx, report))?.ok, false)
    const lower = deskAt(county, other, 'officer')
    need(await takeStep(lower, report.id, report.version, 'number', { day: day('2018-01-15') }))
    const numbered = (await findReport(lower, report.id))!
    const remade = await takeStep(lower, report.id, numbered.version, 'remake', { reason: '写错了一个数' })
    assert.equal(refused(remade), 'rollup.locked')
    assert.equal(refused(await submitReport(deskAt(county, other, 'officer'), report.id)), 'rollup.already')
    assert.equal(refused(await unsignReturned(deskAt(county, other, 'officer'), report)), 'rollup.not-returned')
  })

  it('is sent back with a reason, mended, signed and handed in anew; what was signed first is kept', async () => {
    const { report, submission } = await handIn(town)
    assert.equal(refused(await moveOn(upper(), submission, 1, 'return', '错')), 'rollup.reason')
    need(await moveOn(upper(), submission, 1, 'return', '服务事项少报了，请核对后再报'))
    const officer = deskAt(county, town, 'officer')
    assert.equal(await lockOf(county.ctx, report), null)
    need(await unsignReturned(officer, report))
    need(
      await saveServiceItem(county.ctx, {
        organId: town.id,
        code: 'S9',
        name: '补登事项',
        visits: 1,
        listedOn: day('2017-06-01'),
      }),
    )
    const mended = await signAgain(county, town, report.id)
    const second = need(await submitReport(officer, mended.id))
    const told = async (id: string) =>
      (await figuresOf(county.ctx, id)).figures.find(({ key }) => key === 'service_items')?.value
    assert.deepEqual([await told(submission.id), await told(second)], [3, 4])
    assert.deepEqual(
      (await submissionsOf(county.ctx, town.id, 2017)).map(({ round, state, reason }) => [round, state, reason]),
      [
        [2, 'submitted', null],
        [1, 'returned', '服务事项少报了，请核对后再报'],
      ],
    )
    need(await moveOn(upper(), await again(second), 1, 'receive'))
    const receipt = await again(second)
    assert.deepEqual([receipt.state, receipt.answeredAs], ['received', '党政办信息员'])
    assert.ok(receipt.answeredAt)
  })

  it('keeps its signature against everybody who was not sent back, in the database too', async () => {
    const { report } = await handIn(town)
    await assert.rejects(
      database.sql`
        update annual_reports set state = 'drafting', frozen = null where tenant_id = ${county.ctx.tenantId} and id = ${report.id}`,
      /never changes/,
    )
  })

  it('is recalled by the town until the county has received it', async () => {
    const { submission } = await handIn(town)
    const officer = deskAt(county, town, 'officer')
    assert.equal(refused(await moveOn(officer, submission, 1, 'receive')), 'rollup.not-yours')
    need(await moveOn(upper(), submission, 1, 'receive'))
    assert.equal(refused(await moveOn(officer, await again(submission.id), 2, 'recall')), 'rollup.too-late')
    assert.equal(refused(await moveOn(upper(), submission, 1, 'receive')), 'rollup.stale')
    const second = await handIn(other)
    need(await moveOn(deskAt(county, other, 'officer'), second.submission, 1, 'recall'))
    assert.equal((await again(second.submission.id)).state, 'recalled')
  })

  it('by the day the county asked for; who has not handed in is named and reminded', async () => {
    const call = { year: 2017, dueOn: day('2018-01-20'), note: '附签发页' }
    assert.equal(
      refused(await callForReports(deskAt(county, town, 'officer'), county.county.id, call)),
      'rollup.not-yours',
    )
    assert.equal(
      refused(await callForReports(upper(), county.county.id, { ...call, dueOn: day('2018-04-01') })),
      'rollup.call-late',
    )
    need(await callForReports(upper(), county.county.id, call))
    await handIn(town, '2018-01-18')
    const board = await boardOf(county.ctx, county.county.id, 2017, day('2018-01-22'))
    assert.deepEqual(board.standings.map((one) => [one.child.name, isMissing(one), one.light.says]).sort(), [
      ['乐峰镇人民政府', true, '已逾期2天'],
      ['码头镇人民政府', false, '按时报送'],
    ])
    const reminder = { year: 2017, organIds: [other.id], note: '请尽快报送' }
    assert.equal(need(await remind(upper(), county.county.id, reminder)), 1)
    assert.equal((await remindersOf(county.ctx, county.county.id, 2017, other.id))[0]?.note, '请尽快报送')
    assert.equal(
      refused(await remind(upper(), county.county.id, { ...reminder, organIds: [county.county.id] })),
      'rollup.not-below',
    )
  })

  it('becomes part of the county’s report, which names who is missing until somebody explains it', async () => {
    await handIn(town)
    const officer = upper()
    const id = need(await startReport(officer, county.county.id, 2017))
    const report = (await findReport(officer, id))!
    const before = await assess(officer, report, officer.site)
    assert.equal(figureValue(before.written.reckoning, 'service_items'), 3)
    assert.equal(figureValue(before.written.reckoning, 'one_trip_percent'), 66.7)
    const missing = before.blocking.find(({ rule }) => rule === 'rollup')
    assert.equal(missing?.says, '乐峰镇人民政府没有报送，各项都没有计入。')
    need(await waive(officer, report, missing!.code, '该镇已并入码头镇，不再报送。'))
    assert.ok(!(await assess(officer, report, officer.site)).blocking.some(({ rule }) => rule === 'rollup'))
    await handIn(other)
    const whole = await assess(officer, report, officer.site)
    assert.equal(figureValue(whole.written.reckoning, 'service_items'), 7)
    assert.deepEqual(
      figureNamed(whole.written.reckoning, 'service_items')
        ?.below?.map(({ label }) => label)
        .sort(),
      ['乐峰镇人民政府：4项', '码头镇人民政府：3项'],
    )
  })

  it('and is signed like any other; from then on no child is sent back', async () => {
    const { submission } = await handIn(town)
    const signed = await signedReport(county, county.county)
    assert.equal(figureValue(signed.frozen!.reckoning, 'service_items'), 3)
    assert.equal(refused(await moveOn(upper(), submission, 1, 'return', '服务事项少报了')), 'rollup.parent-signed')
    await handIn(other)
    const kept = (await findReport(county.ctx, signed.id))!
    assert.equal(figureValue(kept.frozen!.reckoning, 'service_items'), 3)
    const numbered = await takeStep(upper(), signed.id, signed.version, 'check')
    assert.equal(refused(numbered), 'reports.too-late')
  })

  it('goes to the county once, also in the year the town was merged, and not afterwards', async () => {
    need(await endLine(county.ctx, other.id, { on: day('2017-09-30'), mergedInto: town.id }))
    const year = (of: number) => boardOf(county.ctx, county.county.id, of, day('2018-01-15'))
    assert.deepEqual((await year(2017)).standings.map(({ child }) => [child.name, child.mergedInto]).sort(), [
      ['乐峰镇人民政府', '码头镇人民政府'],
      ['码头镇人民政府', null],
    ])
    assert.deepEqual(
      (await year(2018)).standings.map(({ child }) => child.name),
      ['码头镇人民政府'],
    )
  })

  describe('on its pages', () => {
    const pages = (organ: Organ | null, ...roles: Role[]) => deskOf(county, rollupPlaces, aPerson(organ, ...roles))

    it('the town hands in, the county sends back and receives; nobody else sees any of it', async () => {
      const report = await signedReport(county, town)
      const lower = pages(town, 'officer')
      assert.match((await lower.see('/console/rollup?year=2017')).text, /报送南安市人民政府/)
      const sent = await lower.send(`/console/rollup/reports/${report.id}/submit`, {})
      assert.equal(sent.status, 303)
      const [submission] = await submissionsOf(county.ctx, town.id, 2017)
      const at = `/console/rollup/submissions/${submission!.id}`
      const above = pages(county.county, 'officer')
      assert.match((await above.see('/console/rollup?year=2017&show=submitted')).text, /码头镇人民政府/)
      assert.match((await above.see(`${at}/figures/service_items`)).text, /S1 事项1/)
      const back = await above.send(`${at}/return`, { version: '1', reason: '错' })
      assert.equal(back.status, 422)
      assert.match(back.text, /请写明退回的原因[\s\S]*>错</)
      assert.equal((await above.send(`${at}/receive`, { version: '1' })).status, 303)
      assert.match((await lower.see(at)).text, /已接收[\s\S]*回执/)
      for (const path of [at, `${at}/figures/service_items`])
        assert.equal((await pages(other, 'officer').see(path)).status, 404)
      assert.equal((await pages(null, 'supervisor').see(at)).status, 200)
      assert.equal((await pages(other, 'officer').send(`/console/rollup/reports/${report.id}/submit`, {})).status, 404)
    })

    it('organs are compared: the county sees every number, a town small ones protected or nothing at all', async () => {
      for (const [organ, count] of [
        [town, '1'],
        [other, '30'],
      ] as const) {
        const report = await signedReport(county, organ, { reconsiderations: count })
        need(await submitReport(deskAt(county, organ, 'officer'), report.id))
      }
      const above = pages(county.county, 'officer')
      const at = '/console/rollup/compare?year=2017&topic=remedies'
      const all = (await above.see(`${at}&sort=0&order=down`)).text
      assert.match(all, /乐峰镇人民政府[\s\S]*?>30<[\s\S]*码头镇人民政府[\s\S]*?>1</)
      for (const text of [(await pages(town, 'officer').see(at)).text, (await above.see(`${at}&view=outside`)).text]) {
        assert.match(text, /码头镇人民政府[\s\S]*?&lt;3<\/td>/)
        assert.doesNotMatch(text, />30</)
      }
      const sheet = await above.ask(`${at.replace('compare', 'compare.xlsx')}`)
      assert.equal(
        Buffer.from(await sheet.arrayBuffer())
          .subarray(0, 2)
          .toString(),
        'PK',
      )
      assert.match((await above.see(at.replace('compare', 'compare.svg'))).text, /^<svg[\s\S]*乐峰镇/)
      assert.doesNotMatch((await pages(town, 'officer').see(at.replace('compare', 'compare.svg'))).text, />30</)
    })

    it('the sum unfolds to the child and to the record', async () => {
      await handIn(town)
      await handIn(other)
      const above = pages(county.county, 'leader')
      assert.match((await above.see('/console/rollup/sum?year=2017')).text, /service_items\?year=2017">7</)
      need(
        await saveServiceItem(county.ctx, {
          organId: other.id,
          code: 'S9',
          name: '报送以后补登',
          visits: 1,
          listedOn: day('2017-06-01'),
        }),
      )
      assert.match((await above.see('/console/rollup/sum?year=2017')).text, /service_items\?year=2017">7</)
      const now = (await above.see('/console/rollup/sum?year=2017&basis=records')).text
      assert.match(now, /试算：[\s\S]*service_items\?year=2017&amp;basis=records">8</)
      const figure = (await above.see('/console/rollup/sum/service_items?year=2017')).text
      assert.match(figure, /乐峰镇人民政府[\s\S]*>4<[\s\S]*码头镇人民政府[\s\S]*>3</)
      assert.match(figure, /\/console\/rollup\/submissions\/[^/]+\/figures\/service_items/)
      assert.match(
        (await pages(town, 'officer').see('/console/rollup/sum?year=2017')).text,
        /没有下级机关的报告可以汇总/,
      )
    })
  })
})
