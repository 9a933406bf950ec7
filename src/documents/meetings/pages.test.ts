import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import type { Person } from '../../web/env.ts'
import { meetingsPlaces } from './places.ts'
import { findMeeting } from './registry/store.ts'

let database: TestDatabase
let root: string
let town: Town
let officer: Person

before(async () => {
  database = await testDatabase()
  root = await mkdtemp(join(tmpdir(), 'gongkai-meetings-'))
})
beforeEach(async () => {
  town = await aTown(database.sql, '2018-03-09')
  town.ctx.files.root = root
  officer = aPerson(town.organ, 'officer')
})
after(async () => {
  await database.close()
  await rm(root, { recursive: true, force: true })
})

const desk = (person: Person = officer) => deskOf(town, meetingsPlaces, person)
const PLAN = { kind: 'joint', title: '第3次党政联席会议', heldOn: '2018-03-08', place: '三楼会议室', chair: '镇长' }
const ITEM = { title: '审议危房改造方案', stage: 'decision', attribute: 'open', sitting: 'open', 'invited-public': '5' }

/** What a click would send: the version that stands in the form. */
const versionOf = async (path: string) => /name="version" value="(\d+)"/.exec((await desk().see(path)).text)![1]!
const send = async (path: string, fields: Record<string, string>, form = path) =>
  desk().send(path, { version: await versionOf(form), ...fields })

async function planned() {
  const { to } = await desk().send('/console/meetings/new', PLAN)
  assert.match(to ?? '', /^\/console\/meetings\/[0-9a-f-]{36}$/)
  return to!
}

async function minuted() {
  const path = await planned()
  await send(`${path}/agenda/new`, ITEM)
  await send(`${path}/hold`, { heldOn: '2018-03-08' })
  const [item] = (await findMeeting(town.ctx, path.split('/').at(-1)!))!.agenda
  const decision = { [`outcome-${item!.id}`]: 'decided', [`decision-${item!.id}`]: '同意方案。' }
  const done = await send(`${path}/minutes`, { minutes: '会议议定。', next: 'done', ...decision })
  assert.equal(done.to, path)
  return { path, item: `${path}/agenda/${item!.id}`, id: item!.id }
}

describe('the pages of a meeting', () => {
  it('say what to do first, and lead from the plan to the end', async () => {
    assert.match((await desk().see('/console/meetings')).text, /还没有登记会议/)
    const { path, id } = await minuted()
    const page = await desk().see(path)
    for (const text of ['纪要已完成', '公众代表5人', '同意方案。', '1项议定事项应当主动公开，还没有转办', '登记召开'])
      assert.ok(page.text.includes(text), text)
    assert.match((await desk().see(`${path}/close`)).text, new RegExp(`name="elsewhere-${id}"`))
    const refused = await send(`${path}/close`, {})
    assert.equal(refused.status, 422)
    assert.match(refused.text, /还没有转为公文或者公开信息/)
    const closed = await send(`${path}/close`, { [`elsewhere-${id}`]: '见南码政〔2018〕9号' })
    assert.equal(closed.to, path)
    assert.match((await desk().see(path)).text, /已办结[\s\S]*已在别处公开[\s\S]*见南码政〔2018〕9号/)
  })
  it('give a refused agenda item back with what was typed, pointing at its field', async () => {
    const path = `${await planned()}/agenda/new`
    const refused = await send(path, { ...ITEM, sitting: 'closed', sittingReason: 'process' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /不开放列席的议题不能邀请公众代表/)
    assert.match(refused.text, /value="审议危房改造方案"/)
    assert.match(refused.text, /href="#f-invited-public"/)
    const another = await send(path, { ...ITEM, next: 'another' })
    assert.equal(another.to, path)
  })
  it('show what was typed as text, never as markup', async () => {
    const path = await planned()
    await send(`${path}/agenda/new`, { ...ITEM, title: '<script>alert(1)</script>' })
    const { text } = await desk().see(path)
    assert.ok(text.includes('&lt;script&gt;') && !text.includes('<script>alert'))
    assert.ok(!text.includes('style='))
  })
  it('let a decision become a draft document, once', async () => {
    const { item } = await minuted()
    const form = await desk().see(`${item}/document`)
    assert.match(form.text, /value="关于审议危房改造方案的通知"/)
    const made = await send(`${item}/document`, { kind: 'notice', title: '关于危房改造的通知' })
    assert.match(made.to ?? '', /^\/console\/documents\/[0-9a-f-]{36}$/)
    assert.equal((await send(`${item}/document`, { kind: 'notice', title: '再来一份' })).status, 422)
  })
  it('cancel a meeting with its reason, and let an item be taken off', async () => {
    const path = await planned()
    await send(`${path}/agenda/new`, ITEM)
    const [item] = (await findMeeting(town.ctx, path.split('/').at(-1)!))!.agenda
    const removed = await send(`${path}/agenda/${item!.id}/removal`, {}, `${path}/agenda/${item!.id}`)
    assert.equal(removed.to, path)
    assert.match((await desk().see(path)).text, /还没有议题[\s\S]*移除议题：审议危房改造方案/)
    const cancelled = await send(`${path}/cancel`, { reason: '与上级会议冲突' })
    assert.equal(cancelled.to, path)
    assert.match((await desk().see(path)).text, /取消会议[\s\S]*与上级会议冲突/)
  })
  it('are those of one’s own organ, and read by supervisors', async () => {
    const path = await planned()
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    for (const [person, status] of [
      [aPerson(other, 'officer'), 404],
      [aPerson(town.organ, 'supervisor'), 200],
      [aPerson(null, 'supervisor'), 200],
      [aPerson(town.organ, 'auditor'), 403],
    ] as const)
      assert.equal((await desk(person).see(path)).status, status)
    assert.equal((await desk(aPerson(town.organ, 'supervisor')).see(`${path}/edit`)).status, 403)
    for (const strange of ['/console/meetings/x', `${path}/agenda/x`, `${path}/files/x`])
      assert.equal((await desk().see(strange)).status, 404, strange)
  })
})

describe('the register of meetings', () => {
  it('is filtered in the address, counts the year, and comes as a workbook', async () => {
    await minuted()
    const { text } = await desk().see('/console/meetings?year=2018&kind=joint&text=%E5%8D%B1%E6%88%BF&unsettled=1')
    assert.match(text, /第3次党政联席会议[\s\S]*1项，主动公开1项[\s\S]*5人次[\s\S]*1项待转办/)
    assert.match(text, /2018年[\s\S]*召开会议[\s\S]*>1<[\s\S]*邀请公众代表[\s\S]*>5</)
    assert.match((await desk().see('/console/meetings?year=2016')).text, /没有符合条件的会议/)
    assert.equal((await desk().see('/console/meetings?page=-1&kind=x&state=x&year=99999')).status, 200)
    const sheet = await desk().ask('/console/meetings/list.xlsx?year=2018')
    assert.equal(Buffer.from(await sheet.arrayBuffer()).toString('latin1', 0, 2), 'PK')
  })
})

describe('the coverage of 五公开', () => {
  it('says so when there is nothing to count', async () =>
    assert.match((await desk().see('/console/coverage?year=2017')).text, /2017年没有成文的公文，也没有召开的会议/))
  it('counts agenda items by stage and attribute, and names the stages with nothing public', async () => {
    await minuted()
    const { text } = await desk().see('/console/coverage?year=2018')
    assert.match(text, /没有主动公开内容的方面[\s\S]*执行公开、管理公开、服务公开、结果公开/)
    assert.match(text, /决策公开[\s\S]*>1<[\s\S]*合计/)
    assert.match(text, /href="\/console\/meetings\?year=2018(&amp;|&#38;)stage=decision"/)
    assert.match((await desk().see('/console/meetings?year=2018&stage=decision')).text, /第3次党政联席会议/)
    assert.match((await desk().see('/console/meetings?year=2018&stage=result')).text, /没有符合条件的会议/)
    assert.match(text, /公文（份）：本年没有/)
    const sheet = await desk().ask('/console/coverage/list.xlsx?year=2018')
    assert.equal(Buffer.from(await sheet.arrayBuffer()).toString('latin1', 0, 2), 'PK')
  })
})
