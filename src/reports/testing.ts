import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach } from 'node:test'
import type { Sql } from 'postgres'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { installCategories } from '../disclosures/catalogue/store.ts'
import { changeOrgan, findOrgan } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { openly } from '../review/rules.ts'
import type { Person } from '../web/env.ts'
import { enterFigure } from './entries.ts'
import { ENTERED } from './figures/entered.ts'
import type { StepName } from './lifecycle.ts'
import { type Desk, type StepInput, startReport, takeStep, writeNarrative } from './steps.ts'
import { findReport, type Report } from './store.ts'

// A fresh town for every test of the file that imports this, with an officer, a reviewer and a leader.
export let database: TestDatabase
export let town: Town
export let officer: Person
export let reviewer: Person
export let leader: Person
let folder: string

before(async () => {
  database = await testDatabase({ max: 8 })
  folder = await mkdtemp(join(tmpdir(), 'gongkai-reports-'))
})
beforeEach(async () => {
  const made = await aTown(database.sql, '2018-01-08')
  town = { ...made, ctx: { ...made.ctx, files: { root: join(folder, 'files') } } }
  need(await installCategories(town.ctx))
  const organ = (await findOrgan(town.ctx, town.organ.id))!
  need(await changeOrgan(town.ctx, organ, { settings: { ...organ.settings, documentCode: '南码政' } }))
  officer = aPerson(town.organ, 'officer')
  reviewer = aPerson(town.organ, 'reviewer')
  leader = aPerson(town.organ, 'leader')
})
after(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

export const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

/** The desk of a person on a day. */
export const deskOn = (today: string, person: Person): Desk => ({
  ...as(town.ctx, person),
  sql: database.sql as Sql,
  now: new Date(`${today}T02:00:00Z`),
  site: { siteName: '中国·南安' },
})

export const NARRATIVE = {
  overview: '我镇按照要求做好公开工作。',
  channels: '通过网站和公开栏公开。',
  problems: '公开的内容与需求还有差距，今后改进。',
}

/** A report of 2017 begun, with everything entered and written: nothing keeps it from being signed. */
export async function aDraft(narrative: Record<string, string> = NARRATIVE): Promise<Report> {
  const desk = deskOn('2018-01-08', officer)
  for (const figure of Object.keys(ENTERED))
    need(await enterFigure(desk, town.organ.id, { figure, year: 2017, value: '0', source: '党政办登记' }))
  const id = need(await startReport(desk, town.organ.id, 2017))
  need(await writeNarrative(desk, await reportOf(id), narrative))
  return reportOf(id)
}

export const reportOf = async (id: string): Promise<Report> => (await findReport(town.ctx, id))!

export const take = async (person: Person, today: string, id: string, name: StepName, input: StepInput = {}) =>
  takeStep(deskOn(today, person), id, (await reportOf(id)).version, name, {
    ...(name === 'publish' && { said: openly(day(today)) }),
    ...input,
  })

/** Carries a draft on until it is numbered, or published. */
export async function carried(report: Report, to: 'numbered' | 'published', today = '2018-01-11'): Promise<Report> {
  need(await take(officer, today, report.id, 'check'))
  need(await take(leader, today, report.id, 'sign'))
  need(await take(officer, today, report.id, 'number'))
  if (to === 'published') need(await take(reviewer, today, report.id, 'publish'))
  return reportOf(report.id)
}

/** Somebody who looks and changes nothing, of one organ or of the whole site. */
export const supervisorOf = (organ: Town['organ'] | null): Person => aPerson(organ, 'supervisor')
