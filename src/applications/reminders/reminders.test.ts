import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { holidaysPlacesTelling } from '../../holidays/places.ts'
import { recordNotice } from '../../holidays/store.ts'
import { waitingFor } from '../../workbench/waiting.ts'
import { dueFirst } from '../due.ts'
import { applicationsPlaces } from '../places.ts'
import { eventsOf, findApplication } from '../registry/store.ts'
import { registerApplication } from '../store.ts'
import { reminderPlaces } from './places.ts'
import { tellDesks } from './store.ts'

describe('reminders', () => {
  let database: TestDatabase
  let town: Town
  let root: string
  let id: string
  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'reminders-'))
  })
  after(async () => {
    await database.close()
    await rm(root, { recursive: true })
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2026-03-05')
    town.ctx.files = { root: join(root, 'files') }
    const made = await registerApplication(town.ctx, {
      organId: town.organ.id,
      channel: 'counter',
      subject: '2025年低保名单',
      receivedOn: day('2026-03-02'),
    })
    assert.ok(made.ok)
    id = made.value.id
  })
  const places = [...reminderPlaces, ...applicationsPlaces]
  const desk = (...roles: Parameters<typeof aPerson>[1][]) => deskOf(town, places, aPerson(town.organ, ...roles))
  const piles = async (...roles: Parameters<typeof aPerson>[1][]) =>
    (await waitingFor(town.ctx, aPerson(town.organ, ...roles), town.ctx.now)).map(({ title }) => title)

  it('a leader urges: the officer sees it first, the case does not look busy, the answer ends it', async () => {
    const before = await findApplication(town.ctx, id)
    assert.equal((await desk('leader').send(`/console/applications/${id}/urge`, { note: '本周内答复' })).status, 303)
    assert.deepEqual(await findApplication(town.ctx, id), before)
    assert.equal((await piles('officer'))[0], '催办和督办')
    assert.doesNotMatch((await piles('leader')).join(), /催办和督办/)
    assert.match(
      (await desk('officer').see(`/console/applications/${id}`)).text,
      /催办（2026-03-05，党政办信息员）：本周内答复/,
    )
    await desk('officer').send(`/console/applications/${id}/urge-answer`, { note: '正在检索，周五前答复' })
    assert.doesNotMatch((await piles('officer')).join(), /催办和督办/)
    assert.deepEqual(
      (await eventsOf(town.ctx, [id])).slice(-2).map(({ kind }) => kind),
      ['urged', 'urge-answered'],
    )
  })

  it('the supervision group urges, and an empty word is refused', async () => {
    const supervisor = deskOf(town, places, aPerson(null, 'supervisor'))
    assert.equal((await supervisor.send(`/console/applications/${id}/supervision`, { note: ' ' })).status, 422)
    assert.equal(
      (await supervisor.send(`/console/applications/${id}/supervision`, { note: '已超过内部时限' })).status,
      303,
    )
    assert.equal(
      (await desk('officer').send(`/console/applications/${id}/supervision`, { note: '自己督办自己' })).status,
      403,
    )
    assert.match((await desk('officer').see(`/console/applications/${id}`)).text, /督办（/)
  })

  it('a notice of holidays moves due days: the desk is told which cases, from which day to which', async () => {
    const due = async () => (await dueFirst(town.ctx, {}, day('2026-03-05')))[0]?.standing.clock?.due
    assert.equal(await due(), '2026-03-30')
    const notice = {
      number: '南政办〔2026〕1号',
      title: '台风停工',
      issuedOn: day('2026-03-05'),
      days: [{ day: day('2026-03-12'), kind: 'holiday' as const, name: '停工' }],
    }
    assert.ok((await recordNotice(town.ctx, notice, tellDesks)).ok)
    assert.equal(await due(), '2026-03-31')
    const told = (await desk('officer').see('/console/applications')).text
    assert.match(told, /南政办〔2026〕1号[\s\S]*1件申请的答复期限改变[\s\S]*2026-03-30[\s\S]*2026-03-31/)
    assert.match((await desk('officer').see(`/console/applications/${id}`)).text, /2026-03-30 → 2026-03-31/)

    const change = /due-changes\/([0-9a-f-]{36})/.exec(told)?.[1]
    await desk('officer').send(`/console/applications/due-changes/${change}`, {})
    assert.doesNotMatch((await desk('officer').see('/console/applications')).text, /答复期限改变/)

    // Taken back, the days are what they were, and that is told as well.
    const calendar = deskOf(town, holidaysPlacesTelling(tellDesks), aPerson(null, 'admin'))
    const withdrawal = /notices\/([0-9a-f-]{36})\/withdrawal/.exec(
      (await calendar.see('/console/calendar/2026')).text,
    )?.[1]
    assert.equal((await calendar.send(`/console/calendar/notices/${withdrawal}/withdrawal`, {})).status, 303)
    assert.equal(await due(), '2026-03-30')
    assert.match((await desk('officer').see('/console/applications')).text, /2026-03-31[\s\S]*2026-03-30/)
  })

  it('go by the limits of the organ, which its leader sets', async () => {
    const surfaces = async () => (await dueFirst(town.ctx, {}, day('2026-03-05')))[0]?.standing.unopened
    assert.equal(await surfaces(), false)
    const form = { yellow: '5', red: '2', draft: '10', review: '3', sign: '2', unopened: '2', silent: '5' }
    const refused = await desk('leader').send('/console/applications/limits', { ...form, red: '9' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /红灯的天数不能多于黄灯/)
    assert.equal((await desk('leader').send('/console/applications/limits', { ...form, yellow: '20' })).status, 303)
    const [first] = await dueFirst(town.ctx, {}, day('2026-03-05'))
    assert.equal(first?.standing.light?.colour, 'yellow')
    assert.equal((await desk('officer').send('/console/applications/limits', form)).status, 403)
  })
})
