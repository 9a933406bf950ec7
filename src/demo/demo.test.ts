import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { TestDatabase } from '../../test/support/database.ts'
import { type Demo, demoDatabase } from '../../test/support/demo.ts'
import { dueFirst } from '../applications/due.ts'
import { remediesIn } from '../applications/remedies/counts/store.ts'
import { handledIn, openAt, receivedIn } from '../applications/store.ts'
import { day, dayOf } from '../calendar/day.ts'
import type { Scope } from '../context.ts'
import { reviewItem, submitItem } from '../disclosures/publication/store.ts'
import { findItem, listItems } from '../disclosures/registry/store.ts'
import { editItem, reviseItem } from '../disclosures/store.ts'
import { findDocument, idOfNumber } from '../documents/registry/store.ts'
import { readFile } from '../files/store.ts'
import { verify } from '../ledger/store.ts'
import type { Organ, Tenant } from '../organs/model.ts'
import { findOrganByName, findTenant } from '../organs/store.ts'
import { assess, recompute } from '../reports/assess.ts'
import { differences } from '../reports/differences.ts'
import { figureValue, tablesOf } from '../reports/figures.ts'
import { owedOf } from '../reports/monthly/waiting.ts'
import { reckon } from '../reports/reckon.ts'
import { type Desk, takeStep } from '../reports/steps.ts'
import { findReportOf, type Report, reportFiles } from '../reports/store.ts'
import { reportTable } from '../reports/text.ts'
import { closedNumbers } from '../review/cited/store.ts'
import { openly } from '../review/rules.ts'
import type { Role } from '../roles.ts'

describe('the founding document’s year, lived through step by step', () => {
  let demo: Demo
  let database: TestDatabase
  let root: string
  let tenant: Tenant
  let organ: Organ
  let report: Report
  let scope: Scope & { sql: TestDatabase['sql'] }

  before(async () => {
    demo = await demoDatabase()
    database = demo.database
    root = join(demo.root, 'files')
    tenant = (await findTenant(database.sql))!
    scope = { sql: database.sql, tenantId: tenant.id }
    const found = await findOrganByName(scope, '码头镇')
    assert.ok(found.ok)
    organ = found.value
    report = (await findReportOf(scope, organ.id, 2017))!
  })
  after(() => demo.end())

  it('counts 51 items in the year and 587 over all years', async () => {
    const { written } = await assess(scope, report, tenant.settings)
    const value = (key: string) => figureValue(written.reckoning, key)
    assert.deepEqual([value('proactive_total'), value('proactive_cumulative')], [51, 587])
    assert.deepEqual(
      [value('site_visits'), value('service_items'), value('service_items_one_trip'), value('one_trip_percent')],
      [173965, 65, 55, 84.6],
    )
    assert.deepEqual([value('applications_received'), value('applications_received_cumulative')], [0, 1])
    assert.equal(value('villages'), 25)
  })

  it('gives the eight categories their shares, and one item without a category its own line', async () => {
    const { written } = await assess(scope, report, tenant.settings)
    assert.deepEqual(
      written.reckoning.categories.map(({ name, count, percent }) => [name, count, percent]),
      [
        ['机构职能类', 14, 27.45],
        ['政策、规范性文件类', 1, 1.96],
        ['规划计划类', 1, 1.96],
        ['为民办实事类', 4, 7.84],
        ['民政扶贫救灾社会保障就业类', 7, 13.73],
        ['国土资源城乡建设环保能源类', 5, 9.8],
        ['科教文体卫生类', 2, 3.92],
        ['安全生产、应急管理类', 16, 31.37],
        ['未归类', 1, 1.96],
      ],
    )
  })

  it('lists as many records behind a figure as it counts', async () => {
    const { written } = await assess(scope, report, tenant.settings)
    for (const figure of written.reckoning.figures)
      if (['proactive_total', 'service_items', 'service_items_one_trip', 'villages'].includes(figure.key))
        assert.equal(new Set(figure.records?.map(({ id }) => id)).size, figure.value, figure.key)
    for (const category of written.reckoning.categories) assert.equal(category.records?.length, category.count)
  })

  it('finds the two contradictions of the year, explained before the signature', async () => {
    const { findings, blocking } = await assess(scope, report, tenant.settings)
    assert.deepEqual(
      findings.map(({ rule, figures }) => [rule, figures]),
      [
        ['category-sum', [51, 50]],
        ['received-answered', [1, 0]],
      ],
    )
    assert.ok(findings.every(({ waived }) => waived))
    assert.deepEqual(blocking, [])
  })

  it('prints the annex row by row as the document does', async () => {
    const { written } = await assess(scope, report, tenant.settings)
    const rows = reportTable('annex', written).rows.map(({ cells }) =>
      cells.map((cell) => (cell !== null && typeof cell === 'object' ? cell.text : cell)),
    )
    assert.deepEqual(rows.slice(0, 5), [
      ['主动公开信息数', '条', 51, 587],
      ['其中：1、网站公开', '条', 51, 587],
      ['2、政府公报公开', '条', 0, 0],
      ['受理依申请公开信息总数', '条', 0, 1],
      ['其中：1.当面申请数', '条', 0, 0],
    ])
    assert.equal(rows.length, 16)
    assert.deepEqual(rows[7], ['4.网上申请数', '条', 0, 1])
  })

  it('ends signed by another person, numbered and published', () => {
    assert.deepEqual([report.state, report.number, report.datedOn], ['published', '南码政〔2018〕7号', '2018-01-11'])
    assert.notEqual(report.signedAs, report.preparedAs)
  })

  it('makes the item of 南码政〔2017〕68号 from the document, with its two first-responsible posts', async () => {
    const document = await findDocument(scope, (await idOfNumber(scope, organ.id, '南码政〔2017〕68号'))!)
    assert.deepEqual(
      [document?.attribute, document?.draftedAs, document?.latest.leader, document?.state],
      ['open', '党政办信息员', '分管领导', 'archived'],
    )
    const item = (await findItem(scope, document!.itemId!))!
    assert.deepEqual(
      [item.state, item.latest.documentNumber, item.latest.formedOn, dayOf(item.publishedAt!)],
      ['published', '南码政〔2017〕68号', '2017-07-21', '2017-07-25'],
    )
  })

  it('keeps 南码政〔2017〕69号 in the house: whoever cites it is stopped', async () => {
    const closed = await closedNumbers(scope)
    assert.deepEqual([closed.has('南码政〔2017〕68号'), closed.has('南码政〔2017〕69号')], [false, true])
  })

  it('lives through two busy years: every line but the rare ones, and two cases carried into the next year', async () => {
    for (const year of [2020, 2025]) {
      const handled = await handledIn(scope, organ.id, { from: year, to: year })
      assert.deepEqual([...new Set(handled.map(({ table }) => table))].sort(), [
        ...['r1', 'r2', 'r3_4', 'r3_5', 'r3_6', 'r3_7', 'r3_8', 'r4_1', 'r4_2'],
        ...['r5_1', 'r5_2', 'r5_3', 'r5_4', 'r6_1'],
        ...(year >= 2021 ? ['r6_2'] : []), // the fee has a tariff since 2021
        'r6_3',
      ])
      const received = await receivedIn(scope, organ.id, { from: year, to: year })
      const carried = await openAt(scope, organ.id, day(`${year}-12-31`))
      assert.deepEqual([carried.length, received.length], [2, handled.length + 2])
      const remedies = await remediesIn(scope, organ.id, { from: year, to: year })
      assert.deepEqual(remedies.map(({ block, result }) => `${block ?? 'complaint'} ${result}`).sort(), [
        'complaint corrected',
        'direct upheld',
        'reconsideration corrected',
        'reconsideration upheld',
        'reconsidered pending',
      ])
      assert.equal(new Set(received.map(({ channel }) => channel)).size, 5)
      assert.equal(new Set(received.map(({ applicantKind }) => applicantKind)).size, 6)
    }
  })

  it('leaves open cases of every colour on the desk of 2026', async () => {
    const due = await dueFirst(scope, { organId: organ.id }, day('2026-11-28'))
    assert.deepEqual(
      [...new Set(due.map(({ standing }) => standing.light?.colour ?? standing.clock?.state ?? 'no clock'))].sort(),
      ['green', 'no clock', 'paused', 'red', 'yellow'],
    )
  })

  it('signs and publishes the reports of its busy years in the forms of their years, with what was carried forward', async () => {
    for (const [year, form, number, carried] of [
      [2020, '2019', '南码政〔2021〕1号', [0, 2]],
      [2025, '2021', '南码政〔2026〕1号', [0, 2]],
    ] as const) {
      const signed = (await findReportOf(scope, organ.id, year))!
      assert.deepEqual([signed.state, signed.form, signed.number], ['published', form, number])
      const { written, findings } = await assess(scope, signed, tenant.settings)
      assert.deepEqual(findings, [])
      const { table3 } = tablesOf(written.form, written.reckoning)
      const total = (code: string) => table3![code]!.at(-1)
      assert.deepEqual([total('n2'), total('n4')], carried)
      assert.equal(Number(total('n1')) + Number(total('n2')), Number(total('r7')) + Number(total('n4')))
      const next = await reckon(scope, organ.id, year + 1, written.form)
      assert.deepEqual(tablesOf(written.form, next).table3!.n2, table3!.n4, 'the next year brings in what was carried')
      const again = await recompute(scope, signed, tenant.settings)
      assert.deepEqual(differences(written.reckoning, again.written.reckoning), [], 'opened again, it counts the same')
      const remedies = written.reckoning.figures.find(({ key }) => key === 'reconsiderations')
      assert.equal(remedies?.records?.length, remedies?.value)
    }
  })

  it('makes the 2025 figures of two sections from their months, and leaves one late with 2026', async () => {
    const signed = (await findReportOf(scope, organ.id, 2025))!
    const { written } = await assess(scope, signed, tenant.settings)
    assert.deepEqual(
      ['licences', 'penalties', 'coercions', 'table2.charges.c1'].map((key) => figureValue(written.reckoning, key)),
      [57, 16, 1, 2.86405],
    )
    const licences = written.reckoning.figures.find(({ key }) => key === 'licences')
    assert.equal(licences?.records?.length, 12, 'one record for each month')
    const late = (await owedOf(scope, organ.id, day('2026-11-28'))).filter(({ cell }) => cell.state === 'late')
    assert.deepEqual(
      late.map(({ unitName, year, month }) => [unitName, year, month]),
      [['村镇规划建设站', 2026, 10]],
    )
  })

  it('leaves a ledger that holds together', async () => {
    const verdict = await verify(scope)
    assert.equal(verdict.broken, null)
    assert.ok(verdict.entries > 200)
  })

  it('keeps the signed report as it is when a record changes, and shows the difference', async () => {
    const files = await reportFiles(scope, report.id)
    const before = await readFile({ ...scope, files: { root } }, files.pdf!)
    const { items } = await listItems(scope, { category: 'none' })
    const desk = (post: 'a' | 'b', roles: Role[]) =>
      ({
        ...scope,
        files: { root },
        now: new Date('2018-03-01T02:00:00Z'),
        site: tenant.settings,
        actor: {
          kind: 'staff',
          accountId: post === 'a' ? '00000000-0000-7000-8000-000000000001' : '00000000-0000-7000-8000-000000000002',
          name: '测试岗位',
          roles,
          organId: organ.id,
        },
      }) satisfies Desk
    const officer = desk('a', ['officer'])
    const need = <T>(result: { ok: true; value: T } | { ok: false; refusal: { says: string } }) => {
      assert.ok(result.ok, result.ok ? '' : result.refusal.says)
      return result.value
    }
    const draft = need(await reviseItem(officer, items[0]!))
    const { title, formedOn, body } = draft.latest
    const edited = need(await editItem(officer, draft, { title, formedOn, body, category: '0100' }))
    need(await reviewItem(desk('b', ['reviewer']), need(await submitItem(officer, edited)), openly(day('2018-03-01'))))

    const signed = await assess(scope, report, tenant.settings)
    const now = await recompute(scope, report, tenant.settings)
    const first = (of: typeof now) => of.written.reckoning.categories[0]!
    assert.deepEqual([first(signed).count, first(now).count], [14, 15])
    assert.deepEqual(
      now.findings.map(({ rule }) => rule),
      ['received-answered'],
    )
    const again = await readFile({ ...scope, files: { root } }, files.pdf!)
    assert.deepEqual(again!.bytes, before!.bytes)
    const refused = await takeStep(officer, report.id, report.version, 'check')
    assert.ok(!refused.ok)
  })

  it('is protected by the database itself against a change of what was signed', async () => {
    await assert.rejects(
      database.sql`update annual_reports set narrative = '{}' where id = ${report.id}`,
      /never changes/,
    )
    await assert.rejects(
      database.sql`update disclosure_items set published_at = now() where published_at is not null`,
      /never change/,
    )
  })
})
