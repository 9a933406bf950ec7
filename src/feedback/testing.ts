import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { createUnit } from '../organs/store.ts'
import type { Result } from '../result.ts'
import type { Person } from '../web/env.ts'
import { type PlainStep, takeForm } from './console/steps.tsx'
import { feedbackConsolePlaces, feedbackPortalPlaces } from './places.ts'
import { findConcern } from './registry/store.ts'
import { type Registration, registerConcern } from './store.ts'

// A fresh town for every test of the file that imports this, with an officer, a leader, a supervisor and two sections.
export let database: TestDatabase
export let town: Town
export let officer: Person
export let leader: Person
export let supervisor: Person
export let units: { id: string; name: string }[]
let folder: string

before(async () => {
  database = await testDatabase({ max: 8 })
  folder = await mkdtemp(join(tmpdir(), 'gongkai-feedback-'))
})
beforeEach(async () => {
  const made = await aTown(database.sql, '2026-03-02')
  town = { ...made, ctx: { ...made.ctx, files: { root: join(folder, 'files') } } }
  officer = aPerson(town.organ, 'officer')
  leader = aPerson(town.organ, 'leader')
  supervisor = aPerson(town.organ, 'supervisor')
  units = []
  for (const name of ['村镇规划建设站', '社会事务办公室'])
    units.push(need(await createUnit(town.ctx, town.organ.id, { kind: 'section', name })))
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
export const on = (today: string, person: Person): Context => ({ ...as(town.ctx, person), now: at(today) })
const at = (today: string) => new Date(`${today}T02:00:00Z`)

export const register = async (more: Partial<Registration> = {}, today = '2026-03-02') =>
  need(
    await registerConcern(on(today, officer), {
      organId: town.organ.id,
      kind: 'complaint',
      way: 'phone',
      subject: '垃圾桶满了三天没有清运',
      words: '菜市场门口的垃圾桶满了三天，没有人来清运。',
      receivedOn: day(today),
      ...more,
    }),
  ).id
export const step = (person: Person, id: string, today: string, name: PlainStep, form: Record<string, string> = {}) =>
  takeForm(on(today, person), name, { id, version: null }, form)
export const go = async (id: string, today: string, ...names: [Person, PlainStep, Record<string, string>?][]) => {
  for (const [person, name, form] of names) need(await step(person, id, today, name, form))
}

/** Assigned, drafted, approved and answered. */
export const answers = (id: string, today: string, words = '已于当天清运，今后每天清运一次。') =>
  go(
    id,
    today,
    [officer, 'assign', { unit: units[0]!.id }],
    [officer, 'draft', { words }],
    [leader, 'approve'],
    [officer, 'answer', { told: 'phone' }],
  )
export const concernOf = async (id: string) => (await findConcern(town.ctx, id))!

const places = [...feedbackConsolePlaces, ...feedbackPortalPlaces]
export const deskAt = (person: Person | null, today = '2026-03-02') =>
  deskOf({ ...town, ctx: { ...town.ctx, now: at(today) } }, places, person)
