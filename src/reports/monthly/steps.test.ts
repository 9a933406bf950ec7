import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { formNamed } from '../../law/forms.ts'
import { verify } from '../../ledger/store.ts'
import { recompute, unwritten } from '../assess.ts'
import { recordsBehind } from '../behind.ts'
import { enterFigure } from '../entries.ts'
import { figureNamed } from '../figures.ts'
import { reckon } from '../reckon.ts'
import { codeOf, database, deskOn, leader, need, officer, town } from '../testing.ts'
import { MONTHS } from './rules.ts'
import { assign, attach, closeMonth, detach, enterMonth, type Month, reopenMonth, seenOf } from './steps.ts'
import { answersOf, dutiesOf, evidenceOf, historyOf } from './store.ts'
import { aSection } from './testing.ts'

type Section = Awaited<ReturnType<typeof aSection>>
let works: Section
let finance: Section
const FORM = formNamed('2021')!
const YEAR = 2025
const TODAY = '2026-01-20'

beforeEach(async () => {
  works = await aSection('村镇规划建设站')
  finance = await aSection('财政所')
  const duties = [
    { unitId: works.unitId, figure: 'licences' },
    { unitId: works.unitId, figure: 'penalties' },
    { unitId: finance.unitId, figure: 'charges_yuan' },
  ]
  need(await assign(deskOn(TODAY, officer), town.organ.id, { year: YEAR, duties, dueDay: 10 }))
})

const at = (section: Section, month: number): Month => ({
  organId: town.organ.id,
  unitId: section.unitId,
  year: YEAR,
  month,
})
const seen = async (of: Month) =>
  seenOf(await answersOf(town.ctx, of.organId, { from: of.year, to: of.year }, { unitId: of.unitId, month: of.month }))
const enter = async (of: Month, values: Record<string, string>, more: { by?: typeof officer; reason?: string } = {}) =>
  enterMonth(deskOn(TODAY, more.by ?? works.person), of, { values, reason: more.reason ?? '', seen: await seen(of) })
const figure = async (key: string, year = YEAR) =>
  figureNamed(await reckon({ ...town.ctx, sql: database.sql as never }, town.organ.id, year, FORM), key)!
const findings = async () =>
  (
    await recompute(deskOn(TODAY, officer), unwritten(town.organ.id, YEAR, '2021'), { siteName: '中国·南安' })
  ).findings.filter(({ rule }) => rule.startsWith('months-'))

describe('a section enters its months', () => {
  it('and the year is their sum, opened down to the month and the section', async () => {
    for (const month of MONTHS)
      assert.equal(need(await enter(at(works, month), { licences: String(month), penalties: '0' })), 2)
    const { value, count } = await figure('licences')
    assert.deepEqual([value, count], [78, 12])
    const behind = await recordsBehind(
      { ...town.ctx, sql: database.sql as never },
      { organId: town.organ.id, year: YEAR, form: FORM },
      'licences',
      { limit: 3, offset: 10 },
    )
    assert.equal(behind?.total, 12)
    assert.deepEqual(
      behind?.records.map(({ label, href }) => [label, href]),
      [11, 12].map((month) => [
        `2025年${month}月 村镇规划建设站填报${month}件`,
        `/console/monthly/${works.unitId}/2025/${month}`,
      ]),
    )
    assert.equal((await verify(town.ctx)).broken, null)
  })

  it('money in the unit of the form, kept in 分', async () => {
    for (const month of MONTHS) need(await enter(at(finance, month), { charges_yuan: '0.2' }, { by: finance.person }))
    const [first] = await answersOf(town.ctx, town.organ.id, { from: YEAR, to: YEAR })
    assert.equal(first?.value, 200_000)
    assert.equal((await figure('table2.charges.c1')).value, 2.4)
  })

  it('and a year with a month missing is blank, and says which', async () => {
    for (const month of MONTHS.slice(0, 11)) need(await enter(at(works, month), { licences: '1' }))
    assert.equal((await figure('licences')).value, null)
    const [found] = await findings()
    assert.match(found!.says, /行政许可处理决定数量按月填报，还缺村镇规划建设站12月/)
    assert.equal(found!.severity, 'hard')
  })

  it('不适用 in every month is 不适用 in the year', async () => {
    for (const month of MONTHS) need(await enter(at(works, month), { penalties: '不适用' }))
    assert.equal((await figure('penalties')).applicable, false)
  })

  it('a year the office entered holds only where no month was entered, and a difference is a finding', async () => {
    const year = { figure: 'licences', year: YEAR, value: '13', source: '年终统计' }
    need(await enterFigure(deskOn(TODAY, officer), town.organ.id, year))
    assert.equal((await figure('licences')).value, 13)
    for (const month of MONTHS) need(await enter(at(works, month), { licences: '1' }))
    assert.equal((await figure('licences')).value, 12)
    const [found] = await findings()
    assert.deepEqual([found?.code, found?.figures], ['months-differ:licences', [12, 13]])
    need(await enterFigure(deskOn(TODAY, officer), town.organ.id, { ...year, value: '12' }))
    assert.deepEqual(await findings(), [])
  })
})

describe('a month is corrected', () => {
  it('with a reason, and what it said before is kept', async () => {
    need(await enter(at(works, 3), { licences: '4' }))
    assert.equal(codeOf(await enter(at(works, 3), { licences: '5' })), 'monthly.reason')
    need(await enter(at(works, 3), { licences: '5' }, { reason: '漏计一件' }))
    need(await enter(at(works, 3), { licences: '' }, { reason: '另一科室的' }))
    const history = await historyOf(town.ctx, town.organ.id, at(works, 3))
    assert.deepEqual(history.map(({ version, answer, value, reason }) => [version, answer, value, reason]).sort(), [
      [1, 'value', 4, ''],
      [2, 'value', 5, '漏计一件'],
      [3, 'blank', null, '另一科室的'],
    ])
    assert.deepEqual(await answersOf(town.ctx, town.organ.id, { from: YEAR, to: YEAR }), [])
  })

  it('not over what somebody else wrote meanwhile', async () => {
    const before = await seen(at(works, 3))
    need(await enter(at(works, 3), { licences: '4' }))
    const late = { values: { licences: '9' }, reason: '再次统计', seen: before }
    assert.equal(codeOf(await enterMonth(deskOn(TODAY, works.person), at(works, 3), late)), 'monthly.stale')
  })

  it('all of it or nothing', async () => {
    assert.equal(codeOf(await enter(at(works, 3), { licences: '4', penalties: '几件' })), 'reports.count')
    assert.deepEqual(await answersOf(town.ctx, town.organ.id, { from: YEAR, to: YEAR }), [])
  })

  it('until the office closes it, once nobody owes anything, and again after it was opened with a reason', async () => {
    const month = { organId: town.organ.id, year: YEAR, month: 3 }
    const office = deskOn(TODAY, officer)
    need(await enter(at(works, 3), { licences: '4', penalties: '0' }))
    const owing = await closeMonth(office, month)
    assert.ok(!owing.ok && owing.refusal.says.includes('财政所'))
    need(await enter(at(finance, 3), { charges_yuan: '0' }, { by: finance.person }))
    assert.equal(codeOf(await closeMonth(deskOn(TODAY, works.person), month)), 'monthly.not-office')
    need(await closeMonth(office, month))
    assert.equal(codeOf(await enter(at(works, 3), { licences: '5' }, { reason: '漏计一件' })), 'monthly.closed')
    assert.equal(codeOf(await reopenMonth(office, month, '')), 'monthly.reason')
    need(await reopenMonth(office, month, '科室申请更正'))
    need(await enter(at(works, 3), { licences: '5' }, { reason: '漏计一件' }))
  })

  it('and not before it has begun', async () => {
    const of = { ...at(works, 2), year: 2026 }
    assert.equal(codeOf(await enter(of, { licences: '1' })), 'monthly.later')
  })
})

describe('whose figures they are', () => {
  it('a section enters its own, and only those it was given', async () => {
    assert.equal(codeOf(await enter(at(finance, 1), { charges_yuan: '1' })), 'monthly.not-yours')
    assert.equal(codeOf(await enter(at(works, 1), { charges_yuan: '1' })), 'monthly.not-assigned')
    assert.equal(codeOf(await enter(at(works, 1), { licences: '1' }, { by: leader })), 'monthly.not-yours')
  })

  it('the office enters for any of them', async () => {
    need(await enter(at(finance, 1), { charges_yuan: '1' }, { by: officer }))
  })

  it('is set from a year on; the years before keep what they had', async () => {
    const office = deskOn(TODAY, officer)
    const duties = [{ unitId: finance.unitId, figure: 'licences' }]
    assert.equal(
      codeOf(await assign(deskOn(TODAY, works.person), town.organ.id, { year: 2026, duties, dueDay: 5 })),
      'monthly.not-office',
    )
    need(await assign(office, town.organ.id, { year: 2026, duties, dueDay: 5 }))
    const given = async (year: number) =>
      (await dutiesOf(town.ctx, town.organ.id, year)).map(
        (duty) => `${duty.unitId === works.unitId ? '站' : '所'} ${duty.figure}`,
      )
    assert.deepEqual((await given(2025)).sort(), ['所 charges_yuan', '站 licences', '站 penalties'])
    assert.deepEqual(await given(2026), ['所 licences'])
    assert.deepEqual(await given(2024), [])
    const wrong = { year: 2026, duties: [{ unitId: works.unitId, figure: 'site_visits' }], dueDay: 5 }
    assert.equal(codeOf(await assign(office, town.organ.id, wrong)), 'monthly.no-duty')
  })
})

describe('evidence', () => {
  it('lies with the month of its section, and is taken off by its section only', async () => {
    const desk = deskOn(TODAY, works.person)
    need(await attach(desk, at(works, 3), { name: '许可台账.csv', bytes: new TextEncoder().encode('月,件\n3,4\n') }))
    const [evidence] = await evidenceOf(town.ctx, town.organ.id, YEAR, { unitId: works.unitId, month: 3 })
    assert.equal(evidence?.name, '许可台账.csv')
    assert.equal(codeOf(await detach(deskOn(TODAY, finance.person), evidence!.id)), 'monthly.not-yours')
    need(await detach(desk, evidence!.id))
    assert.deepEqual(await evidenceOf(town.ctx, town.organ.id, YEAR), [])
  })
})
