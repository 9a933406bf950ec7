import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import type { Result } from '../result.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import { readZip } from '../typeset/zip.ts'
import type { Person } from '../web/env.ts'
import { readLetter } from './letters/store.ts'
import type { StepName } from './lifecycle.ts'
import { repliesOf } from './registry/store.ts'
import { takeForm } from './steps/all.ts'
import { findApplication, handledIn, type Registration, registerApplication } from './store.ts'

// A fresh town for every test of the file that imports this, with an officer, a reviewer and a leader.
export let database: TestDatabase
export let folder: string
export let town: Town
export let officer: Person
export let reviewer: Person
export let leader: Person

before(async () => {
  database = await testDatabase({ max: 8 })
  folder = await mkdtemp(join(tmpdir(), 'gongkai-applications-'))
})
beforeEach(async () => {
  const made = await aTown(database.sql, '2026-03-02')
  town = { ...made, ctx: { ...made.ctx, files: { root: join(folder, 'files') } } }
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
export const on = (today: string, person: Person): Context => ({
  ...as(town.ctx, person),
  now: new Date(`${today}T02:00:00Z`),
})
export const register = async (more: Partial<Registration> = {}, today = more.arrivedOn ?? '2026-03-02') =>
  need(
    await registerApplication(on(today, officer), {
      organId: town.organ.id,
      channel: 'counter',
      subject: '集体土地征收批复',
      arrivedOn: day(today),
      ...more,
    }),
  ).id
export const step = (person: Person, id: string, today: string, name: StepName, form: Record<string, string> = {}) =>
  takeForm(on(today, person), name, { id, version: null }, { on: today, ...form })
export const go = async (id: string, today: string, ...names: [Person, StepName, Record<string, string>?][]) => {
  for (const [person, name, form] of names) need(await step(person, id, today, name, form))
}
export const open = (id: string, today: string) =>
  go(id, today, [officer, 'accept'], [leader, 'assign', { note: '自然资源所' }])

/** From draft to archive, with everything the leader and the gate want. */
export async function replies(id: string, today: string, form: Record<string, string>) {
  await go(id, today, [officer, 'draft', { words: '经审查，现答复如下。', ...form }], [officer, 'submit'])
  await passes(id, today)
  await go(
    id,
    today,
    [officer, 'clear'],
    [leader, 'sign'],
    [officer, 'serve', { way: 'post' }],
    [officer, 'prove', { note: '挂号信回执' }],
    [officer, 'archive'],
  )
}
export async function passes(id: string, today: string) {
  const draft = (await repliesOf(town.ctx, id)).at(-1)!
  const review = (await reviewOf(town.ctx, { kind: 'reply', id, version: draft.version }))!
  const old = today < '2019-05-15'
  const said = { verdict: 'open', basis: [old ? '2008-9' : '2019-19'], words: '', checked: true, found: [] } as const
  const given = await giveVerdict(on(today, reviewer), review.id, review.version, said)
  if (!given.ok)
    need(await giveVerdict(on(today, reviewer), review.id, review.version, { ...said, basis: ['2019-13'] }))
}
/** The words of a letter, as a reader of its DOCX sees them. */
export const letterWords = async (id: string, letter: string) =>
  Buffer.from(readZip(need((await readLetter(town.ctx, id, letter, 'docx'))!).bytes).get('word/document.xml')!)
    .toString('utf8')
    .replace(/<[^>]*>/g, '')
export const state = async (id: string) => (await findApplication(town.ctx, id))!.state
export const lines = async (year: number) =>
  (await handledIn(town.ctx, town.organ.id, { from: year, to: year })).map(({ table, fujian }) => [table, fujian])
