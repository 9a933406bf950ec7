import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { v7 } from 'uuid'
import { type Town as ATown, anOrgan, aPerson, as, aTown } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { formNamed } from '../../law/forms.ts'
import { placeUnder } from '../../organs/hierarchy/store.ts'
import { changeOrgan, createOrgan, findOrgan } from '../../organs/store.ts'
import type { Result } from '../../result.ts'
import type { Role } from '../../roles.ts'
import { assess } from '../assess.ts'
import { enterFigure } from '../entries.ts'
import { ENTERED } from '../figures/entered.ts'
import { type Desk, startReport, takeStep, waive, writeNarrative } from '../steps.ts'
import { findReport, type Report } from '../store.ts'

export type Organ = { id: string; name: string }

/** A county, 南安市, with two towns below it, at the start of the year after `year`. */
export type County = ATown & { county: Organ; towns: [Organ, Organ]; year: number; today: string }

export const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}

/** A report that gets its number leaves files; they are kept out of the working folder. */
const FILES = mkdtempSync(join(tmpdir(), 'gongkai-test-files-'))
process.on('exit', () => rmSync(FILES, { recursive: true, force: true }))

export async function aCounty(sql: Sql, year = 2017): Promise<County> {
  const today = `${year + 1}-01-15`
  const made = await aTown(sql, today)
  const town = { ...made, ctx: { ...made.ctx, files: { root: FILES } } }
  const county = need(
    await createOrgan(town.ctx, {
      slug: 'shi',
      code: 'SHI',
      name: '南安市人民政府',
      shortName: '南安市',
      kind: 'county',
    }),
  )
  const other = await anOrgan(town.ctx, 'lefeng', '乐峰镇')
  const towns: [Organ, Organ] = [town.organ, other]
  for (const [at, { id }] of towns.entries()) {
    const organ = (await findOrgan(town.ctx, id))!
    need(await changeOrgan(town.ctx, organ, { settings: { ...organ.settings, documentCode: `南${at + 1}政` } }))
    need(await placeUnder(town.ctx, id, { parentId: county.id, from: day(`${year - 1}-01-01`) }))
  }
  return { ...town, county, towns, year, today }
}

/** Somebody of an organ, taking steps on that day; the same post is the same account. */
export function deskAt(county: County, organ: Organ, role: Role, on = county.today): Desk {
  const person = { ...aPerson(organ, role), accountId: accountOf(organ.id, role) }
  return {
    ...as({ ...county.ctx, now: new Date(`${on}T02:00:00Z`) }, person),
    sql: county.ctx.sql as Sql,
    site: { siteName: '中国·南安' },
  }
}
const accounts = new Map<string, string>()
const accountOf = (organId: string, role: Role) => {
  const key = `${organId} ${role}`
  if (!accounts.has(key)) accounts.set(key, v7())
  return accounts.get(key)!
}

/** Brings an organ's report of the year to its signature; whatever is found is explained. */
export async function signedReport(
  county: County,
  organ: Organ,
  entered: Record<string, string> = {},
): Promise<Report> {
  const officer = deskAt(county, organ, 'officer')
  for (const figure of Object.keys(ENTERED))
    need(
      await enterFigure(officer, organ.id, {
        figure,
        year: county.year,
        value: entered[figure] ?? '0',
        source: '办公室登记',
      }),
    )
  const id = need(await startReport(officer, organ.id, county.year))
  return signAgain(county, organ, id)
}

/** Writes, explains, checks and signs a report that is being drafted. */
export async function signAgain(county: County, organ: Organ, id: string): Promise<Report> {
  const officer = deskAt(county, organ, 'officer')
  const current = async () => (await findReport(officer, id))!
  const pieces = formNamed((await current()).form)!.parts.flatMap((part) => part.pieces)
  const narrative = Object.fromEntries(
    pieces.flatMap((piece) => (piece.kind === 'narrative' ? [[piece.key, `${organ.name}的做法。`]] : [])),
  )
  need(await writeNarrative(officer, await current(), narrative))
  for (const { code } of (await assess(officer, await current(), officer.site)).blocking)
    need(await waive(officer, await current(), code, '已经核实，另行说明。'))
  need(await takeStep(officer, id, (await current()).version, 'check'))
  need(await takeStep(deskAt(county, organ, 'leader'), id, (await current()).version, 'sign'))
  return current()
}
