import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import type { Context } from '../../context.ts'
import { saveAgendaItem } from '../../documents/meetings/agenda/store.ts'
import { meetingsPlaces } from '../../documents/meetings/places.ts'
import { findMeeting } from '../../documents/meetings/registry/store.ts'
import { completeMinutes, holdMeeting, planMeeting, writeMinutes } from '../../documents/meetings/store.ts'
import type { Result } from '../../result.ts'
import { reviewOf } from '../../review/store.ts'
import type { Person } from '../../web/env.ts'
import { installCategories } from '../catalogue/store.ts'
import { discloseDecision } from '../from-meeting.tsx'
import { disclosuresConsolePlaces } from '../places.ts'
import { reviewItem, submitItem } from '../publication/store.ts'
import { findItem } from '../registry/store.ts'
import { createItem, removeDraft } from '../store.ts'
import { deadlinePlaces } from './places.ts'
import { publishedLate, unpublished } from './store.ts'

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}

let database: TestDatabase
let root: string
let town: Town
let officer: Person
let reviewer: Person
const PLACES = [...meetingsPlaces, ...disclosuresConsolePlaces, ...deadlinePlaces]

before(async () => {
  database = await testDatabase()
  root = await mkdtemp(join(tmpdir(), 'gongkai-deadlines-'))
})
beforeEach(async () => {
  town = await aTown(database.sql, '2018-04-10')
  town.ctx.files.root = root
  officer = aPerson(town.organ, 'officer')
  reviewer = { ...aPerson(town.organ, 'reviewer'), name: '保密审查员' }
  need(await installCategories(town.ctx))
})
after(async () => {
  await database.close()
  await rm(root, { recursive: true, force: true })
})

const on = (day: string, person: Person): Context => as({ ...town.ctx, now: new Date(`${day}T02:00:00Z`) }, person)
const desk = (person: Person = officer) => deskOf(town, PLACES, person)

const draft = async (title: string, formedOn: string) =>
  need(
    await createItem(on('2018-04-10', officer), {
      organId: town.organ.id,
      title,
      formedOn,
      category: '0200',
      body: '正文。',
    }),
  )

/** Drafted and submitted on the day it was formed, published on another. */
async function publish(title: string, formedOn: string, publishedOn: string) {
  const input = { organId: town.organ.id, title, formedOn, category: '0200', body: '正文。' }
  const item = need(await createItem(on(formedOn, officer), input))
  const sent = need(await submitItem(on(formedOn, officer), item))
  const review = (await reviewOf(town.ctx, { kind: 'disclosure', id: sent.id, version: sent.version }))!
  assert.ok(review, 'a review was asked for')
  const said = { verdict: 'open', basis: ['2008-9'], words: '经审查', checked: true, found: [] } as const
  const done = need(await reviewItem(on(publishedOn, reviewer), sent, said))
  assert.equal(done.state, 'published')
  return done
}

/** A meeting of 8 March with one decision that is to be public. */
async function decided(title = '审议农村危房改造补助方案') {
  const plan = { kind: 'joint', title: '第3次联席会议', heldOn: '2018-03-08', place: '会议室', chair: '镇长' }
  let meeting = need(await planMeeting(town.ctx, { organId: town.organ.id, ...plan }))
  const item = { title, stage: 'decision', attribute: 'open', sitting: 'open' }
  meeting = need(await saveAgendaItem(town.ctx, meeting, item))
  meeting = need(await holdMeeting(town.ctx, meeting, '2018-03-08'))
  const decisions = { [meeting.agenda[0]!.id]: { outcome: 'decided', decision: '同意。' } }
  meeting = need(await writeMinutes(town.ctx, meeting, { minutes: '会议议定。', files: [], decisions }))
  return need(await completeMinutes(town.ctx, meeting))
}

describe('what is to be public and is not yet', () => {
  it('stands in one queue by due day, with the day explained', async () => {
    await draft('新近的通知', '2018-04-09')
    await draft('久远的通知', '2018-03-01')
    await decided()
    const { status, text } = await desk().see('/console/deadlines')
    assert.equal(status, 200)
    assert.match(text, /久远的通知[\s\S]*审议农村危房改造补助方案[\s\S]*新近的通知/)
    assert.match(text, /已逾期7个工作日[\s\S]*已逾期2个工作日[\s\S]*剩余19个工作日/)
    assert.match(text, /<details><summary>2018-04-08<\/summary>[\s\S]*清明放假4月5日至4月7日[\s\S]*第十八条/)
    assert.match(text, /会议议定事项/)
  })
  it('is filtered by light, kind and words, in the address', async () => {
    await draft('新近的通知', '2018-04-09')
    await draft('久远的通知', '2018-03-01')
    await decided()
    const titles = async (query: string) => {
      const { text } = await desk().see(`/console/deadlines?${query}`)
      return ['新近的通知', '久远的通知', '审议农村危房改造补助方案'].filter((title) => text.includes(`>${title}<`))
    }
    assert.deepEqual(await titles('light=green'), ['新近的通知'])
    assert.deepEqual(await titles('light=overdue'), ['久远的通知', '审议农村危房改造补助方案'])
    assert.deepEqual(await titles('kind=decision'), ['审议农村危房改造补助方案'])
    assert.deepEqual(await titles(`text=${encodeURIComponent('联席会议')}`), ['审议农村危房改造补助方案'])
    assert.match((await desk().see('/console/deadlines?light=yellow')).text, /没有符合条件的信息/)
    assert.equal((await desk().see('/console/deadlines?page=99&light=blue&kind=x')).status, 200)
  })
  it('says so when nothing waits', async () =>
    assert.match((await desk().see('/console/deadlines')).text, /应当公开的都已经公开/))
  it('is read page by page', async () => {
    for (let at = 0; at < 21; at++) await draft(`第${at}号通知`, '2018-04-09')
    const { text } = await desk().see('/console/deadlines?light=green&page=2')
    assert.match(text, /共 21 条，第 2 \/ 2 页/)
    assert.match(text, /href="\/console\/deadlines\?light=green(&amp;|&#38;)page=1"/)
  })
  it('is an organ’s own, and all of the site’s for those who oversee it', async () => {
    await draft('久远的通知', '2018-03-01')
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    assert.deepEqual(await unpublished(town.ctx, town.ctx.now, other.id), [])
    const supervisor = await desk(aPerson(null, 'supervisor')).see('/console/deadlines')
    assert.match(supervisor.text, /久远的通知[\s\S]*码头镇人民政府/)
    assert.match((await desk(aPerson(null, 'supervisor')).see('/console/deadlines?organ=meishan')).text, /都已经公开/)
    const auditor = await desk(aPerson(town.organ, 'auditor')).see('/console/deadlines')
    assert.equal(auditor.status, 403)
  })
  it('leaves the queue when it is published', async () => {
    await publish('按期公开的通知', '2018-03-08', '2018-04-08')
    assert.deepEqual(await unpublished(town.ctx, town.ctx.now), [])
  })
  it('comes as a workbook', async () => {
    await draft('久远的通知', '2018-03-01')
    const answer = await desk().ask('/console/deadlines/list.xlsx')
    assert.equal(answer.status, 200)
    assert.equal(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 2), 'PK')
  })
})

describe('what was published late in a year', () => {
  it('is listed with its working days; what came on the due day is not', async () => {
    await publish('按期公开的通知', '2018-03-08', '2018-04-08')
    const late = await publish('逾期公开的通知', '2018-03-08', '2018-04-10')
    assert.deepEqual(
      (await publishedLate(town.ctx, 2018, town.organ.id)).map((each) => [each.id, each.due, each.late]),
      [[late.id, '2018-04-08', 2]],
    )
    assert.deepEqual(await publishedLate(town.ctx, 2017), [])
    const { text } = await desk().see('/console/deadlines/late?year=2018')
    assert.match(text, /逾期公开的通知[\s\S]*2018-03-08[\s\S]*2018-04-08[\s\S]*2018-04-10[\s\S]*2个工作日/)
    assert.doesNotMatch(text, /按期公开的通知/)
    assert.match((await desk().see('/console/deadlines/late?year=2017')).text, /2017年没有逾期公开的信息/)
    const sheet = await desk().ask('/console/deadlines/late/list.xlsx?year=2018')
    assert.equal(Buffer.from(await sheet.arrayBuffer()).toString('latin1', 0, 2), 'PK')
  })
})

describe('a decision of a meeting', () => {
  it('becomes a draft item that is reviewed like any other, and leaves the meeting settled', async () => {
    const meeting = await decided()
    const path = `/console/meetings/${meeting.id}/agenda/${meeting.agenda[0]!.id}/disclosure`
    assert.match((await desk().see(path)).text, /value="审议农村危房改造补助方案"[\s\S]*同意。/)
    const fields = { version: String(meeting.version), title: '农村危房改造补助方案', body: '同意。' }
    const refused = await desk().send(path, fields)
    assert.equal(refused.status, 422)
    assert.match(refused.text, /请选择分类[\s\S]*value="农村危房改造补助方案"/)
    const made = await desk().send(path, { ...fields, category: '0200' })
    assert.match(made.to ?? '', /^\/console\/disclosures\/[0-9a-f-]{36}\/edit$/)
    const after = (await findMeeting(town.ctx, meeting.id))!
    const item = await findItem(town.ctx, after.agenda[0]!.itemId!)
    assert.deepEqual([item?.state, item?.latest.formedOn], ['draft', '2018-03-08'])
    const [waiting, ...others] = await unpublished(town.ctx, town.ctx.now)
    assert.deepEqual([waiting?.kind, waiting?.id, others.length], ['draft', item?.id, 0])
    assert.equal((await desk().send(path, { ...fields, category: '0200' })).status, 422)
    assert.match(
      (await desk().see(`/console/meetings/${meeting.id}`)).text,
      new RegExp(`/console/disclosures/${item?.id}`),
    )
  })
  it('waits again when the draft is deleted', async () => {
    const meeting = await decided()
    const [agenda] = meeting.agenda
    const input = { organId: town.organ.id, title: '方案', formedOn: '2018-03-08', category: '0200', body: '同意。' }
    const item = need(await discloseDecision(town.ctx, meeting, agenda!.id, input))
    need(await removeDraft(town.ctx, item))
    assert.deepEqual(
      (await unpublished(town.ctx, town.ctx.now)).map(({ kind, id }) => [kind, id]),
      [['decision', agenda!.id]],
    )
  })
  it('makes neither item nor note when one of them is refused', async () => {
    const meeting = await decided()
    const input = { organId: town.organ.id, title: '方案', formedOn: '2018-03-08', category: '0200', body: '同意。' }
    const done = await discloseDecision(town.ctx, { id: meeting.id, version: 1 }, meeting.agenda[0]!.id, input)
    assert.equal(done.ok ? '' : done.refusal.code, 'meetings.stale')
    assert.deepEqual(
      (await unpublished(town.ctx, town.ctx.now)).map(({ kind }) => kind),
      ['decision'],
    )
  })
})
