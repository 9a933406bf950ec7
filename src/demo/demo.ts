import type { Sql } from 'postgres'
import { day } from '../calendar/day.ts'
import type { Actor, Context, FileStore } from '../context.ts'
import { installCategories } from '../disclosures/catalogue/store.ts'
import { reviewItem, submitItem } from '../disclosures/publication/store.ts'
import { createItem } from '../disclosures/store.ts'
import { placeUnder } from '../organs/hierarchy/store.ts'
import { continueNumbers, createOrgan, createPost, createTenant, createUnit } from '../organs/store.ts'
import { BALANCED, enterFigure, setBalance } from '../reports/entries.ts'
import { startReport, takeStep, waive, writeNarrative } from '../reports/steps.ts'
import { findReport } from '../reports/store.ts'
import { openly } from '../review/rules.ts'
import { importServices } from '../services/import/store.ts'
import { saveServiceItem } from '../services/store.ts'
import { appoint, createAccount } from '../staff/store.ts'
import { boards2026 } from './boards.ts'
import { busyYear, live } from './busy/live.ts'
import { monthsOf } from './busy/months.ts'
import { OPEN_2026 } from './busy/now.ts'
import { publishedIn, reportOn } from './busy/report.ts'
import { type Cast, COUNTY, ORGAN, PASSWORD, type Post, SEATS, SECTIONS, type Seat, SITE, VILLAGES } from './cast.ts'
import { documentsOf2017 } from './documents.ts'
import { feedback2026 } from './feedback.ts'
import { type DemoItem, ITEMS } from './items.ts'
import { need } from './need.ts'
import { BALANCES, ENTERED_2017, NARRATIVE, WAIVERS } from './report.ts'
import { SERVICES_2026 } from './service-guides.ts'
import { SERVICES } from './services.ts'
import { bodyFor } from './text.ts'
import { markWhole } from './whole/store.ts'

/** How much of the loading the year of the document takes. */
const SHARE_2017 = 0.5

/**
 * Lives through the town's year 2017, step by step, with the same functions a click would call, each at its own day and by
 * the post whose step it is, to the signed, numbered and published report; then through two made-up busy years,
 * 2020 and 2025, with their applications and their reports in the forms of 2019 and 2021, and into what lies on the desk in 2026. Throws when a step is refused: the demo keeps our own
 * rules.
 */
export async function loadDemo(
  house: { sql: Sql; files: FileStore },
  told: (share: number) => void = () => {},
): Promise<void> {
  const began = at('2016-12-28')
  const tenant = need(await createTenant(house.sql, SITE, began))
  const system: Context = {
    ...house,
    tenantId: tenant.id,
    actor: { kind: 'system', name: '建站' },
    now: began,
  }
  need(await installCategories(system))
  const organ = need(await createOrgan(system, ORGAN))
  const county = need(await createOrgan(system, COUNTY))
  need(await placeUnder(system, organ.id, { parentId: county.id, from: day('2017-01-01') }))
  const organs = { town: organ.id, county: county.id, site: null }
  const sections = new Map<string, string>()
  for (const name of SECTIONS)
    sections.set(name, need(await createUnit(system, organ.id, { kind: 'section', name })).id)
  for (const [sort, name] of VILLAGES.entries())
    sections.set(name, need(await createUnit(system, organ.id, { kind: 'village', name, sort })).id)

  const actors = {} as Record<Post, Actor>
  for (const [post, seat] of Object.entries(SEATS) as [Post, Seat][]) {
    const organId = organs[seat.of]
    const made = need(
      await createPost(system, {
        organId,
        unitId: seat.section ? sections.get(seat.section) : null,
        name: seat.post,
        roles: seat.roles,
      }),
    )
    const { account } = need(await createAccount(system, { username: seat.username, password: PASSWORD }))
    need(await appoint(system, { accountId: account.id, postId: made.id, from: day('2017-01-01') }))
    actors[post] = { kind: 'staff', accountId: account.id, name: seat.post, roles: seat.roles, organId }
  }
  const as: Cast['as'] = (post, on, hour = 9) => ({
    ...house,
    tenantId: tenant.id,
    actor: actors[post],
    now: at(on, hour),
    site: tenant.settings,
  })

  for (const [order, [name, visits]] of SERVICES.entries()) {
    const code = `MT${String(order + 1).padStart(3, '0')}`
    need(
      await saveServiceItem(as('officer', '2017-06-30'), {
        organId: organ.id,
        code,
        name,
        visits,
        listedOn: day('2017-06-30'),
      }),
    )
  }

  for (const [done, item] of [...ITEMS].sort((a, b) => (a.on < b.on ? -1 : 1)).entries()) {
    told((done / ITEMS.length) * SHARE_2017)
    const draft = item.number ? await documentsOf2017(organ.id, as, item) : await drafted(organ.id, as, item)
    const submitted = need(await submitItem(as('officer', item.on, 10), draft))
    need(await reviewItem(as('reviewer', item.on, 15), submitted, openly(day(item.on))))
  }

  await report2017(organ.id, as)
  const cast: Cast = { organId: organ.id, as, sections }
  const rest = (from: number) => (share: number) => told(SHARE_2017 + (1 - SHARE_2017) * (from + share * 0.45))
  for (const [year, from] of [
    [2020, 0],
    [2025, 0.45],
  ] as const) {
    await publishedIn(cast, year)
    await busyYear(cast, year, rest(from))
    if (year === 2025) await monthsOf(cast, year, { closed: true })
    await reportOn(cast, year)
  }
  await monthsOf(cast, 2026, { closed: false })
  await live(cast, 2026, OPEN_2026)
  await feedback2026(cast, (name) => sections.get(name)!)
  await boards2026(cast)
  const source = { name: '省网上办事大厅导出.xlsx' }
  need(await importServices(as('officer', '2026-03-02'), SERVICES_2026, { organId: organ.id, source }))
  told(1)
  await markWhole(house.sql, tenant.id)
}

const drafted = async (organId: string, as: Cast['as'], item: DemoItem) =>
  need(
    await createItem(as('officer', item.on, 9), {
      organId,
      title: item.title,
      category: item.category,
      uncategorisedReason: item.category ? undefined : '旧栏目迁入，原类别不明，待归类',
      formedOn: item.on,
      body: bodyFor(item),
      channels: ['site'],
    }),
  )

async function report2017(organId: string, as: Cast['as']) {
  for (const figure of BALANCED)
    need(
      await setBalance(as('officer', '2018-01-05'), organId, {
        figure,
        beforeYear: 2017,
        value: String(BALANCES[figure] ?? 0),
        source: '2016年年度报告附表历年累计',
      }),
    )
  for (const [figure, entry] of Object.entries(ENTERED_2017))
    need(await enterFigure(as('officer', '2018-01-05', 10), organId, { figure, year: 2017, ...entry }))
  need(await continueNumbers(as('admin', '2018-01-05', 11), { organId, series: 'document', year: 2018, last: 6 }))

  const writing = as('officer', '2018-01-08')
  const id = need(await startReport(writing, organId, 2017))
  const current = async () => (await findReport(writing, id))!
  need(await writeNarrative(writing, await current(), NARRATIVE))
  for (const [code, reason] of Object.entries(WAIVERS)) need(await waive(writing, await current(), code, reason))
  const step = async (post: Post, on: string, hour: number, name: Parameters<typeof takeStep>[3]) =>
    need(await takeStep(as(post, on, hour), id, (await current()).version, name, { said: openly(day(on)) }))
  await step('officer', '2018-01-09', 9, 'check')
  await step('leader', '2018-01-10', 9, 'sign')
  await step('officer', '2018-01-11', 9, 'number')
  await step('reviewer', '2018-01-11', 15, 'publish')
}

const at = (on: string, hour = 8) => new Date(`${on}T${String(hour).padStart(2, '0')}:30:00+08:00`)

/** The accounts of the demo, to be shown at start. */
export const demoAccounts = () =>
  Object.values(SEATS).map(({ username, post }) => ({ username, password: PASSWORD, post }))
