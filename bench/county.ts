import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { registerApplication } from '../src/applications/store.ts'
import { day } from '../src/calendar/day.ts'
import type { Context } from '../src/context.ts'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { isolated, planForMany } from '../src/db/transaction.ts'
import { installCategories } from '../src/disclosures/catalogue/store.ts'
import { formNamed } from '../src/law/forms.ts'
import { createOrgan, createTenant } from '../src/organs/store.ts'
import { figureValue } from '../src/reports/figures.ts'
import { countAll, reckon, reckoningOf } from '../src/reports/reckon.ts'
import { consolidated } from '../src/reports/rollup/consolidation.ts'
import { figuresNow, forgetCounts } from '../src/reports/rollup/kept/store.ts'
import type { Result } from '../src/result.ts'
import { FORMS_BY_HAND } from './county-by-hand.ts'
import { seedCounty } from './county-seed.ts'
import { median, type Row, times } from './harness.ts'

const ORGANS = 400
const RECORDS = Number(process.env.COUNTY_RECORDS ?? 10_000_000)
const RUNS = Number(process.env.COUNTY_RUNS ?? 3)

/**
 * The consolidated report of a county of 400 organs, from all its records, beside the hand-written minimal SQL for the same
 * cells; and the same report opened again after one new record. COUNTY_RECORDS=1000000 for a quick look.
 */
export async function county(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-county-'))
  const started = await startEmbedded(folder, { durable: false })
  if (!started.ok) throw new Error(started.refusal.says)
  try {
    const admin = connect(started.value.url('postgres'), { max: 1 })
    await admin.unsafe('create database county')
    await admin.end()
    const sql = connect(started.value.url('county'), { max: 3 })
    try {
      return await measured(sql)
    } finally {
      await sql.end()
    }
  } finally {
    await started.value.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.says)
  return result.value
}

async function measured(sql: Sql): Promise<Row[]> {
  need(await migrate(sql))
  const now = new Date('2026-01-15T02:00:00Z')
  const tenant = need(await createTenant(sql, { code: 'county', name: '某县', settings: { siteName: '某县' } }, now))
  const actor = { kind: 'system' as const, name: '示例' }
  const ctx: Context & { sql: Sql } = { sql, tenantId: tenant.id, actor, now, files: { root: '' } }
  need(await installCategories(ctx))
  const upper = { slug: 'county', code: 'C', name: '某县人民政府', shortName: '某县', kind: 'county' as const }
  const own = need(await createOrgan(ctx, upper))
  const began = performance.now()
  const organs = await seedCounty(sql, { tenantId: tenant.id, countyId: own.id }, { organs: ORGANS, records: RECORDS })
  process.stdout.write(
    `${RECORDS} records of ${ORGANS} organs in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
  )

  const rows: Row[] = []
  for (const { code, year, byHand } of FORMS_BY_HAND) {
    const form = formNamed(code)!
    const report = async () => {
      const below = await figuresNow(ctx, organs, { year, form, now })
      const parts = [...below].map(([organId, handed]) => ({ organId, name: organId, handed, hrefOf: () => null }))
      return consolidated(await reckon(ctx, own.id, year, form), parts)
    }
    const anew = async () => {
      await forgetCounts(ctx)
      return report()
    }
    // Planned and given memory as ours is, so that the SQL is compared and not the settings.
    const written = () =>
      isolated(ctx, async (snapshot) => {
        await planForMany(snapshot)
        return byHand({ ...ctx, ...snapshot }, organs, year)
      })
    const [ours, hand] = [await anew(), await written()]
    for (const [key, value] of Object.entries(hand))
      if (figureValue(ours, key) !== value)
        throw new Error(`${code} ${key}: ours ${figureValue(ours, key)}, by hand ${value}`)
    const taken = { ours: [] as number[], hand: [] as number[] }
    for (let run = 0; run < RUNS; run++) {
      taken.hand.push(...(await times(1, written, 0)))
      taken.ours.push(...(await times(1, anew, 0)))
    }
    rows.push({
      what: `consolidated report of ${year}, form ${code}, nothing kept (${Object.keys(hand).length} cells compared)`,
      ours: median(taken.ours) / 1000,
      peer: median(taken.hand) / 1000,
      peerName: 'hand-written SQL',
      unit: 's',
      goal: { kind: '<=', ratio: 1.5 },
    })
    const again: number[] = []
    for (let run = 0; run < 5; run++) {
      const organId = organs[(run * 37) % organs.length]!
      const received = figureValue(await report(), 'applications_received')!
      need(
        await registerApplication(ctx, {
          organId,
          channel: 'web',
          subject: `新申请${code}${run}`,
          receivedOn: day(`${year}-12-30`),
        }),
      )
      let after: number | null = null
      again.push(...(await times(1, async () => (after = figureValue(await report(), 'applications_received')), 0)))
      if (after !== received + 1) throw new Error(`the new record is not counted: ${received}, ${after}`)
    }
    rows.push({
      what: `opened again after one new record, form ${code}`,
      ours: median(again) / 1000,
      peer: 0.5,
      peerName: 'limit',
      unit: 's',
      goal: { kind: '<=', ratio: 1 },
    })
    // The figures of one report, of an organ and of one with as many records as ten.
    const single = (of: readonly string[]) => async () =>
      reckoningOf(await isolated(ctx, (snapshot) => countAll(snapshot, of, year, form)), of[0]!, year, form)
    const [one, ten] = [single(organs.slice(0, 1)), single(organs.slice(0, 10))]
    rows.push({
      what: `figures of one report, ten times the records, form ${code}`,
      ours: median(await times(15, ten)),
      peer: median(await times(15, one)),
      peerName: 'as they are',
      unit: 'ms',
      goal: { kind: '<=', ratio: 5 },
    })
  }
  return rows
}
