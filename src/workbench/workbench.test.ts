import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { registerApplication } from '../applications/store.ts'
import { day } from '../calendar/day.ts'
import { ROLES, type Role } from '../roles.ts'
import { consoleMap } from '../web/console.ts'
import { mayGo } from '../web/place.ts'
import { FIRST_STEPS, stepsOf } from './first-steps.ts'
import { workbenchPlaces } from './places.ts'

describe('the front page of the console', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    // After the months of the annual report.
    town = await aTown(database.sql, '2018-04-20')
  })
  after(() => database.close())

  const front = async (...roles: Role[]) =>
    (await deskOf(town, workbenchPlaces, aPerson(town.organ, ...roles)).see('/console')).text

  it('tells everybody what to begin with when nothing waits', async () => {
    for (const role of Object.keys(ROLES) as Role[]) {
      const text = await front(role)
      assert.match(text, /现在没有等您办理的事/, role)
      for (const { label } of stepsOf([role])) assert.ok(text.includes(label), `${role}: ${label}`)
    }
    assert.match(await front(), /您的岗位还没有职责/)
  })
  it('shows what waits, the longest waiting first, five at most, and the way to all of it', async () => {
    for (const on of ['2018-03-07', '2018-03-01', '2018-03-02', '2018-03-03', '2018-03-04', '2018-03-05', '2018-03-06'])
      await registerApplication(town.ctx, {
        organId: town.organ.id,
        channel: 'web',
        subject: `${on}收到的申请`,
        receivedOn: day(on),
      })
    const text = await front('officer')
    assert.match(text, /待答复的公开申请（7）/)
    assert.match(text, /2018-03-01收到的申请[\s\S]*2018-03-02收到的申请[\s\S]*2018-03-05收到的申请/)
    assert.doesNotMatch(text, /2018-03-06收到的申请/)
    assert.match(text, /href="\/console\/applications\?state=open"[^>]*>全部7件/)
    assert.doesNotMatch(text, /现在没有等您办理的事/)
  })
  it('shows no case to administrators and auditors', async () => {
    for (const role of ['admin', 'auditor'] as const) assert.doesNotMatch(await front(role), /现在的情况/)
    assert.match(await front('supervisor'), /码头镇人民政府现在的情况/)
  })
  it('sends nobody to a page they may not open', () => {
    for (const step of FIRST_STEPS) {
      const path = step.href.replace(/\?.*/, '')
      const place = consoleMap.find((each) => each.method === 'get' && each.path === path)
      assert.ok(place, path)
      for (const role of step.may) assert.ok(mayGo(place.may, [role]), `${role}: ${path}`)
    }
  })
})
