import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Sql } from 'postgres'
import { v7 } from 'uuid'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { FORMS, formNamed } from '../law/forms.ts'
import { saveServiceItem } from '../services/store.ts'
import { listsBehind, recordsBehind } from './behind.ts'
import { aCase, type Case, figuresOf } from './figures/testing.ts'
import { type Figure, recordCount, tablesOf } from './figures.ts'
import { reckon } from './reckon.ts'
import { findContradictions } from './rules.ts'
import { need } from './testing.ts'

const CASES = 1500
const YEARS = [2017, 2019, 2020, 2021, 2022]

describe('a year of many applications', () => {
  let database: TestDatabase
  let town: Town
  let cases: Case[]
  const scope = () => ({ ...town.ctx, sql: database.sql as Sql })

  before(async () => {
    database = await testDatabase({ max: 4 })
    town = await aTown(database.sql, '2026-01-08')
    const other = await anOrgan(town.ctx, 'other', '别处镇')
    cases = fc.sample(aCase, { numRuns: CASES, seed: 2025 })
    await insert(town, town.organ.id, cases)
    await insert(town, other.id, fc.sample(aCase, { numRuns: 50, seed: 7 }))
  })
  after(() => database.close())

  it('is counted in every form as it is case by case', async () => {
    for (const form of FORMS)
      for (const year of YEARS) {
        const { figures } = await reckon(scope(), town.organ.id, year, form)
        const expected = new Map(figuresOf(form, year, cases).map((figure) => [figure.key, figure.value]))
        for (const { key, value } of figures.filter(isCounted))
          assert.equal(value, expected.get(key), `${form.code} ${year} ${key}`)
      }
  })

  it('keeps every identity of the tables', async () => {
    for (const form of FORMS)
      for (const year of YEARS) {
        const reckoning = await reckon(scope(), town.organ.id, year, form)
        const rules = form.rules.filter(({ kind }) =>
          ['table-sums', 'sum', 'all-answered', 'within-cumulative'].includes(kind),
        )
        const of = { form: { ...form, rules }, reckoning, narrative: {}, lastYear: null }
        assert.deepEqual(findContradictions(of), [], `${form.code} ${year}`)
      }
  })

  it('carries forward what the next year brings in, column by column', async () => {
    const form = formNamed('2021')!
    const rows = async (year: number) => tablesOf(form, await reckon(scope(), town.organ.id, year, form)).table3!
    for (const year of [2019, 2020, 2021]) assert.deepEqual((await rows(year + 1)).n2, (await rows(year)).n4)
  })

  it('opens every figure as the list of what it counts, page after page', async () => {
    for (const form of FORMS) {
      const year = Math.min(form.years.to ?? 2021, 2021)
      const reckoning = await reckon(scope(), town.organ.id, year, form)
      const lists = await listsBehind(scope(), { form, reckoning })
      for (const figure of reckoning.figures) {
        const all = lists.get(figure.key)
        if (!all) assert.ok(recordCount(figure) > 1000, figure.key)
        else assert.equal(all.length, recordCount(figure), `${form.code} ${figure.key}`)
      }
      const key = form.tables.at(-1)!.key === 'table4' ? 'applications_handled' : 'applications_received'
      const page = (offset: number) =>
        recordsBehind(scope(), { organId: town.organ.id, year, form }, key, { limit: 7, offset })
      const [first, second] = [await page(0), await page(7)]
      assert.equal(first?.total, lists.get(key)?.length)
      assert.deepEqual([...first!.records, ...second!.records], lists.get(key)!.slice(0, 14))
    }
  })

  it('counts services by their visits', async () => {
    for (const visits of [0, 1, 2])
      need(
        await saveServiceItem(town.ctx, {
          organId: town.organ.id,
          code: `S${visits}`,
          name: `事项${visits}`,
          visits,
          listedOn: day('2025-03-01'),
        }),
      )
    const value = async (year: number, key: string) =>
      (await reckon(scope(), town.organ.id, year, formNamed('2021')!)).figures.find((figure) => figure.key === key)
        ?.value
    assert.deepEqual([await value(2025, 'service_items'), await value(2025, 'service_items_one_trip')], [3, 2])
    assert.equal(await value(2025, 'one_trip_percent'), 66.7)
    assert.equal(await value(2024, 'service_items'), 0)
  })
})

const isCounted = ({ key }: Figure) => /^(applications_|answer|ended)/.test(key)

async function insert({ ctx }: Town, organId: string, cases: readonly Case[]) {
  const rows = cases.map(({ channel, kind, received, ended }, at) => {
    const receivedOn = ended?.year === received ? `${received}-02-03` : `${received}-${at % 2 ? '12-31' : '01-01'}`
    // In time within the year of receipt; in time long after it because the applicant was waited for; late, or extended.
    const prompt = ended?.inTime && ended.year === received
    const moved = !ended || prompt ? null : ended.inTime ? 'correction-asked' : at % 2 ? 'extended' : null
    return {
      tenant_id: ctx.tenantId,
      id: v7(),
      organ_id: organId,
      number: `${received}-${at}`,
      edition: ended?.edition ?? '2019',
      channel,
      subject: `申请${at}`,
      subject_key: `申请${at}`,
      arrived_on: receivedOn,
      received_on: receivedOn,
      moved_on: receivedOn,
      answered_on: ended ? `${ended.year}-${prompt ? '02-10' : at % 3 ? '12-31' : '11-01'}` : null,
      outcome: ended?.outcome ?? null,
      applicant_kind: kind,
      state: ended ? 'closed' : 'registered',
      created_at: ctx.now,
      moved,
    }
  })
  await ctx.sql`
    insert into applications ${ctx.sql(rows.map(({ moved: _, ...row }) => row))}`
  const events = rows
    .filter(({ moved }) => moved)
    .map(({ id, received_on, moved }) => ({
      tenant_id: ctx.tenantId,
      application_id: id,
      id: v7(),
      round: 1,
      kind: moved,
      day: received_on,
      detail: moved === 'extended' ? { days: 10 } : {},
      at: ctx.now,
      as_whom: '示例',
    }))
  await ctx.sql`insert into application_events ${ctx.sql(events)}`
}
