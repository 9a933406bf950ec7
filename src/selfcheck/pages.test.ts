import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Sql } from 'postgres'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { installCategories } from '../disclosures/catalogue/store.ts'
import type { Role } from '../roles.ts'
import { runSelfcheck } from './check.ts'
import { selfcheckPlaces } from './places.ts'
import { settingsOf } from './store.ts'

describe('the pages of the self-check', () => {
  let db: TestDatabase
  let town: Town
  let other: Town['organ']

  before(async () => {
    db = await testDatabase()
    town = await aTown(db.sql, '2026-03-09')
    other = await anOrgan(town.ctx, 'shishan', '诗山镇')
    await installCategories(town.ctx)
    assert.ok((await runSelfcheck(town.ctx as typeof town.ctx & { sql: Sql })).ok)
  })
  after(() => db.close())

  const desk = (organ: Town['organ'] | null, ...roles: Role[]) =>
    deskOf(town, selfcheckPlaces, aPerson(organ, ...roles))
  const LIST = '/console/selfcheck'
  const first = (text: string) => /href="(\/console\/selfcheck\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? ''

  it('show people their own organ, supervisors of the site all of them, administrators no organ', async () => {
    const own = (await desk(town.organ, 'officer').see(LIST)).text
    assert.ok(own.includes('码头镇：') && !own.includes('诗山镇：') && !own.includes('网站首页'))
    const all = (await desk(null, 'supervisor').see(`${LIST}?rule=organ-guide`)).text
    assert.ok(all.includes('码头镇的公开指南') && all.includes('诗山镇的公开指南'))
    const narrowed = (await desk(null, 'supervisor').see(`${LIST}?rule=organ-guide&organ=shishan`)).text
    assert.ok(!narrowed.includes('码头镇的公开指南') && narrowed.includes('诗山镇的公开指南'))
    const site = (await desk(null, 'admin').see(LIST)).text
    assert.ok(site.includes('网站首页') && !site.includes('诗山镇'))
    assert.equal((await desk(null, 'auditor').see(LIST)).status, 403)
  })
  it('hide the finding of another organ, also from whoever knows its address', async () => {
    const theirs = first((await desk(other, 'officer').see(LIST)).text)
    assert.equal((await desk(other, 'officer').see(theirs)).status, 200)
    assert.equal((await desk(town.organ, 'officer').see(theirs)).status, 404)
    assert.equal(
      (await desk(town.organ, 'officer').send(`${theirs}/explain`, { reason: '这是别人的问题' })).status,
      404,
    )
    assert.equal((await desk(null, 'admin').see(theirs)).status, 404)
  })
  it('keep what was typed when a reason is too short, and take it back when asked', async () => {
    const officer = desk(town.organ, 'officer')
    const mine = first((await officer.see(LIST)).text)
    const short = await officer.send(`${mine}/explain`, { reason: '没' })
    assert.equal(short.status, 422)
    assert.ok(short.text.includes('>没</textarea>'))
    assert.equal((await officer.send(`${mine}/explain`, { reason: '本镇没有这一类信息' })).status, 303)
    assert.ok((await officer.see(`${LIST}?state=explained`)).text.includes('本镇没有这一类信息'))
    assert.equal(
      (await desk(town.organ, 'supervisor').send(`${mine}/explain`, { reason: '监督员不能说明' })).status,
      403,
    )
    assert.equal((await officer.send(`${mine}/unexplain`, {})).status, 303)
    assert.ok(!(await officer.see(`${LIST}?state=explained`)).text.includes('本镇没有这一类信息'))
  })
  it('score an organ and compare all of them', async () => {
    const board = (await desk(null, 'supervisor').see(`${LIST}/score`)).text
    assert.match(board, /各机关[\s\S]*诗山镇/)
    assert.doesNotMatch((await desk(town.organ, 'officer').see(`${LIST}/score`)).text, /诗山镇/)
    for (const sheet of ['list.xlsx', 'score.xlsx']) {
      const answer = await desk(town.organ, 'officer').ask(`${LIST}/${sheet}`)
      assert.equal(answer.status, 200)
      assert.match(answer.headers.get('content-type') ?? '', /spreadsheetml/)
    }
  })
  it('change the numbers for the administrator, and lose nothing when one is wrong', async () => {
    const admin = desk(null, 'admin')
    const fields = (text: string) =>
      Object.fromEntries(
        [...text.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)].flatMap(([tag, name]) =>
          /type="checkbox"|name="(csrf|q)"/.test(tag) ? [] : [[name!, /value="([^"]*)"/.exec(tag)?.[1] ?? '']],
        ),
      )
    const form = fields((await admin.see(`${LIST}/settings`)).text)
    const wrong = await admin.send(`${LIST}/settings`, { ...form, homeDays: '0', words: '经贸局→工信局' })
    assert.equal(wrong.status, 422)
    assert.ok(wrong.text.includes('经贸局→工信局'))
    const words = await admin.send(`${LIST}/settings`, { ...form, words: '只有错的' })
    assert.equal(words.status, 422)
    const saved = await admin.send(`${LIST}/settings`, {
      ...form,
      homeDays: '7',
      'column-0400': '0',
      'off-late': 'on',
      words: '经贸局→工信局',
    })
    assert.equal(saved.status, 303, saved.text)
    const { settings } = await settingsOf(town.ctx)
    assert.deepEqual([settings.homeDays, settings.columns, settings.off], [7, { '0400': 0 }, ['late']])
    assert.equal((await admin.send(`${LIST}/settings`, form)).status, 422, 'a page that is out of date')
    assert.equal((await desk(town.organ, 'officer').send(`${LIST}/settings`, form)).status, 403)
  })
})
