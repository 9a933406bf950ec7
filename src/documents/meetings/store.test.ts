import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, type Town } from '../../../test/support/desk.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { story } from '../../ledger/store.ts'
import type { Result } from '../../result.ts'
import { findDocument } from '../registry/store.ts'
import { takeStep as stepDocument } from '../store.ts'
import { issueMinutes, linkItem, removeAgendaItem, saveAgendaItem, turnIntoDocument } from './agenda/store.ts'
import { isUnsettled, type Meeting } from './model.ts'
import { agendaByStage, findMeeting, listMeetings, meetingsHeld, openDecisions, sumMeetings } from './registry/store.ts'
import {
  cancelMeeting,
  closeMeeting,
  completeMinutes,
  editMeeting,
  holdMeeting,
  planMeeting,
  reopenMeeting,
  writeMinutes,
} from './store.ts'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

const PLAN = {
  kind: 'joint',
  title: '2018年第3次党政联席会议',
  heldOn: '2018-03-08',
  place: '三楼会议室',
  chair: '镇长',
}
const OPEN = { title: '审议农村危房改造补助方案', stage: 'decision', attribute: 'open', sitting: 'open' }
const CLOSED = {
  title: '研究信访积案',
  stage: 'management',
  attribute: 'closed',
  reason: 'third-party',
  sitting: 'closed',
}

let database: TestDatabase
let town: Town

before(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  town = await aTown(database.sql, '2018-03-09')
})
after(() => database.close())

const plan = async (over: Partial<typeof PLAN> = {}, ctx: Context = town.ctx) =>
  value(await planMeeting(ctx, { organId: town.organ.id, ...PLAN, ...over }))
const add = async (meeting: Meeting, item: Parameters<typeof saveAgendaItem>[2]) =>
  value(await saveAgendaItem(town.ctx, meeting, item))
const decisions = (meeting: Meeting) =>
  Object.fromEntries(meeting.agenda.map(({ id, title }) => [id, { outcome: 'decided', decision: `同意${title}。` }]))

/** A meeting of one open and one closed item, held on 8 March, with its minutes done. */
async function minuted(over: Partial<typeof PLAN> = {}) {
  let meeting = await plan(over)
  meeting = await add(meeting, { ...OPEN, invited: { parties: '3', public: '5', experts: '1', media: '' } })
  meeting = await add(meeting, CLOSED)
  meeting = value(await holdMeeting(town.ctx, meeting, over.heldOn ?? PLAN.heldOn))
  const input = { minutes: '会议议定如下事项。', files: [], decisions: decisions(meeting) }
  meeting = value(await writeMinutes(town.ctx, meeting, input))
  return value(await completeMinutes(town.ctx, meeting))
}

describe('a meeting', () => {
  it('goes from planned over held and its minutes to closed, and its ledger reads like a story', async () => {
    const meeting = await minuted()
    const [open, closed] = meeting.agenda
    assert.deepEqual(open?.invited, { parties: 3, public: 5, experts: 1 })
    assert.equal(closed?.sittingReason, 'third-party')
    const done = value(await closeMeeting(town.ctx, meeting, { [open!.id]: '方案已于会前在政务公开栏公示' }))
    assert.equal(done.state, 'closed')
    assert.deepEqual(
      (await story(town.ctx, 'meeting', meeting.id)).map(({ event }) => event.replace('meetings.', '')),
      ['planned', 'agenda-changed', 'agenda-changed', 'held', 'minutes-written', 'minuted', 'closed'],
    )
  })
  it('may be planned for a day to come, and is held on one that has been', async () => {
    let meeting = await plan({ heldOn: '2018-04-02' })
    meeting = await add(meeting, OPEN)
    assert.equal(codeOf(await holdMeeting(town.ctx, meeting, '2018-03-10')), 'meetings.future')
    meeting = value(await holdMeeting(town.ctx, meeting, '2018-03-09'))
    assert.equal(meeting.heldOn, '2018-03-09')
    assert.equal(codeOf(await editMeeting(town.ctx, meeting, { ...PLAN, heldOn: '2018-04-02' })), 'meetings.future')
  })
  it('is not held without an agenda', async () =>
    assert.equal(codeOf(await holdMeeting(town.ctx, await plan(), '2018-03-08')), 'meetings.no-agenda'))
  it('is cancelled with a reason, and only before it was held', async () => {
    const meeting = await plan()
    assert.equal(codeOf(await cancelMeeting(town.ctx, meeting, ' ')), 'meetings.words')
    const cancelled = value(await cancelMeeting(town.ctx, meeting, '与上级会议冲突'))
    assert.equal(cancelled.state, 'cancelled')
    assert.equal(codeOf(await saveAgendaItem(town.ctx, cancelled, OPEN)), 'meetings.too-late')
    assert.equal(codeOf(await cancelMeeting(town.ctx, await minuted(), '不开了')), 'meetings.too-late')
  })
  it('is prepared by officers of its own organ, and not over somebody else’s change', async () => {
    const meeting = await plan()
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    const stranger = as(town.ctx, aPerson(other, 'officer'))
    assert.equal(codeOf(await editMeeting(stranger, meeting, PLAN)), 'meetings.other-organ')
    assert.equal(codeOf(await planMeeting(stranger, { ...PLAN, organId: town.organ.id })), 'meetings.other-organ')
    const reviewer = as(town.ctx, aPerson(town.organ, 'reviewer'))
    assert.equal(codeOf(await editMeeting(reviewer, meeting, PLAN)), 'meetings.not-yours')
    const officer = as(town.ctx, aPerson(town.organ, 'officer'))
    value(await editMeeting(officer, meeting, { ...PLAN, place: '二楼会议室' }))
    assert.equal(codeOf(await editMeeting(officer, meeting, PLAN)), 'meetings.stale')
    assert.equal(codeOf(await editMeeting(officer, { id: 'nothing', version: 1 }, PLAN)), 'meetings.missing')
  })
})

describe('the agenda', () => {
  it('keeps its order when an item is taken off', async () => {
    let meeting = await plan()
    for (const title of ['第一项', '第二项', '第三项']) meeting = await add(meeting, { ...OPEN, title })
    meeting = value(await removeAgendaItem(town.ctx, meeting, meeting.agenda[0]!.id))
    meeting = await add(meeting, { ...OPEN, title: '第四项' })
    assert.deepEqual(
      meeting.agenda.map(({ position, title }) => `${position} ${title}`),
      ['1 第二项', '2 第三项', '3 第四项'],
    )
  })
  it('is changed item by item, numbers of invited and all', async () => {
    let meeting = await add(await plan(), { ...OPEN, invited: { public: '2', media: '1' } })
    const [item] = meeting.agenda
    meeting = value(await saveAgendaItem(town.ctx, meeting, { ...OPEN, invited: { experts: '4' } }, item!.id))
    assert.deepEqual(meeting.agenda[0]?.invited, { experts: 4 })
    assert.equal(codeOf(await saveAgendaItem(town.ctx, meeting, OPEN, town.organ.id)), 'meetings.no-item')
  })
})

describe('minutes', () => {
  it('are kept unfinished, and done only when every item says what came of it', async () => {
    let meeting = await add(await add(await plan(), OPEN), CLOSED)
    meeting = value(await holdMeeting(town.ctx, meeting, '2018-03-08'))
    meeting = value(await writeMinutes(town.ctx, meeting, { minutes: '', files: [], decisions: {} }))
    assert.equal(codeOf(await completeMinutes(town.ctx, meeting)), 'meetings.no-minutes')
    const [open, closed] = meeting.agenda
    const write = async (of: Record<string, { outcome: string; decision: string }>) => {
      meeting = value(await writeMinutes(town.ctx, meeting, { minutes: '会议议定。', files: [], decisions: of }))
      return codeOf(await completeMinutes(town.ctx, meeting))
    }
    assert.equal(await write({}), 'meetings.no-outcome')
    const deferred = { outcome: 'deferred', decision: '' }
    assert.equal(
      await write({ [open!.id]: { outcome: 'decided', decision: '' }, [closed!.id]: deferred }),
      'meetings.no-decision',
    )
    assert.equal(await write({ [open!.id]: { outcome: 'decided', decision: '同意。' }, [closed!.id]: deferred }), 'ok')
  })
  it('refuse a file that is not there', async () => {
    const held = value(await holdMeeting(town.ctx, await add(await plan(), OPEN), '2018-03-08'))
    const input = { minutes: '', files: [town.organ.id], decisions: {} }
    assert.equal(codeOf(await writeMinutes(town.ctx, held, input)), 'meetings.file')
  })
  it('go back to be mended, with a reason', async () => {
    const meeting = await minuted()
    assert.equal(codeOf(await reopenMeeting(town.ctx, meeting, '')), 'meetings.words')
    const held = value(await reopenMeeting(town.ctx, meeting, '第一项表述有误'))
    assert.equal(held.state, 'held')
    assert.equal(held.minutes, '会议议定如下事项。')
  })
})

describe('a decision', () => {
  it('that is to be public holds the meeting open until something has come of it', async () => {
    const meeting = await minuted()
    assert.equal(codeOf(await closeMeeting(town.ctx, meeting, {})), 'meetings.unsettled')
    assert.deepEqual(
      (await openDecisions(town.ctx, town.organ.id)).map(({ title, heldOn }) => [title, heldOn]),
      [[OPEN.title, '2018-03-08']],
    )
    value(await closeMeeting(town.ctx, meeting, { [meeting.agenda[0]!.id]: '见南码政〔2018〕9号' }))
    assert.deepEqual(await openDecisions(town.ctx), [])
  })
  it('becomes a draft document with its words, attribute, reason and stage', async () => {
    const meeting = await minuted()
    const [open, closed] = meeting.agenda
    const made = { kind: 'notice', title: '关于印发农村危房改造补助方案的通知' }
    let followed = value(await turnIntoDocument(town.ctx, meeting, open!.id, made))
    const document = await findDocument(town.ctx, followed.agenda[0]!.documentId!)
    assert.equal(document?.state, 'drafting')
    assert.deepEqual(
      [document?.latest.title, document?.latest.body, document?.latest.attribute, document?.latest.stage],
      [made.title, '同意审议农村危房改造补助方案。', 'open', 'decision'],
    )
    assert.equal(codeOf(await turnIntoDocument(town.ctx, followed, open!.id, made)), 'meetings.followed')
    followed = value(await turnIntoDocument(town.ctx, followed, closed!.id, { kind: 'minutes', title: '信访积案' }))
    const withheld = await findDocument(town.ctx, followed.agenda[1]!.documentId!)
    assert.deepEqual(
      [withheld?.latest.attribute, withheld?.latest.reason, withheld?.latest.article],
      ['closed', 'third-party', '《条例》（2008）第十四条第四款'],
    )
    assert.equal(value(await closeMeeting(town.ctx, followed, {})).state, 'closed')
  })
  it('waits again when that document was cancelled', async () => {
    const meeting = await minuted()
    const made = { kind: 'notice', title: '关于危房改造的通知' }
    const followed = value(await turnIntoDocument(town.ctx, meeting, meeting.agenda[0]!.id, made))
    assert.deepEqual(await openDecisions(town.ctx), [])
    const document = (await findDocument(town.ctx, followed.agenda[0]!.documentId!))!
    value(await stepDocument(town.ctx, 'discard', document, async () => ({ ok: true, value: { note: '重复起草' } })))
    assert.equal((await openDecisions(town.ctx)).length, 1)
    const again = value(await turnIntoDocument(town.ctx, followed, meeting.agenda[0]!.id, made))
    assert.notEqual(again.agenda[0]?.documentId, document.id)
  })
  it('that is not to be public does not become an item, nor does what was put off', async () => {
    const meeting = await minuted()
    const none = '00000000-0000-7000-8000-000000000000'
    assert.equal(codeOf(await linkItem(town.ctx, meeting, meeting.agenda[1]!.id, none)), 'meetings.not-open')
    let held = value(await reopenMeeting(town.ctx, meeting, '第一项没有议定'))
    const off = { ...decisions(held), [held.agenda[0]!.id]: { outcome: 'deferred', decision: '' } }
    held = value(await writeMinutes(town.ctx, held, { minutes: '会议。', files: [], decisions: off }))
    const again = value(await completeMinutes(town.ctx, held))
    assert.equal(codeOf(await linkItem(town.ctx, again, again.agenda[0]!.id, none)), 'meetings.not-decided')
    assert.equal(value(await closeMeeting(town.ctx, again, {})).state, 'closed')
  })
  it('of the whole meeting becomes a 纪要 to be signed and numbered, once', async () => {
    const meeting = value(await issueMinutes(town.ctx, await minuted()))
    const document = await findDocument(town.ctx, meeting.documentId!)
    assert.deepEqual([document?.latest.kind, document?.latest.title], ['minutes', '2018年第3次党政联席会议纪要'])
    assert.equal(codeOf(await issueMinutes(town.ctx, meeting)), 'meetings.followed')
  })
})

describe('the register of meetings', () => {
  it('is found by year, kind, state, words and organ, the latest first', async () => {
    const old = await plan({ title: '2017年第12次党政联席会议', heldOn: '2017-12-28' })
    const held = await minuted()
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    value(await planMeeting(town.ctx, { ...PLAN, kind: 'special', title: '防汛专题会议', organId: other.id }))
    const titles = async (filters: Parameters<typeof listMeetings>[1], page = 1, size = 20) =>
      (await listMeetings(town.ctx, filters, page, size)).meetings.map(({ title }) => title)
    assert.deepEqual(await titles({ organId: town.organ.id }), [held.title, old.title])
    assert.deepEqual(await titles({ year: 2017 }), [old.title])
    assert.deepEqual(await titles({ kind: 'special' }), ['防汛专题会议'])
    assert.deepEqual(await titles({ state: 'minuted' }), [held.title])
    assert.deepEqual(await titles({ text: '危房' }), [held.title])
    assert.deepEqual(await titles({ text: '%' }), [])
    assert.deepEqual(await titles({ unsettled: true }), [held.title])
    assert.deepEqual(await titles({ organId: town.organ.id }, 2, 1), [old.title])
  })
  it('counts meetings held, items and the invited for the report, in the year of their day', async () => {
    await minuted()
    await minuted({ title: '2017年第12次党政联席会议', heldOn: '2017-12-28' })
    await plan()
    const cancelled = await plan()
    value(await cancelMeeting(town.ctx, cancelled, '改期'))
    assert.deepEqual(sumMeetings(await meetingsHeld(town.ctx, town.organ.id, { from: 2018, to: 2018 })), {
      meetings: 1,
      items: 2,
      publicItems: 1,
      openSittings: 1,
      turned: 0,
      invited: { parties: 3, public: 5, experts: 1, media: 0 },
    })
    const all = await meetingsHeld(town.ctx, town.organ.id, { to: 2018 })
    assert.deepEqual(
      all.map(({ year, heldOn }) => [year, heldOn]),
      [
        [2017, '2017-12-28'],
        [2018, '2018-03-08'],
      ],
    )
    assert.deepEqual((await meetingsHeld(town.ctx, town.organ.id, { from: 2016, to: 2016 })).length, 0)
  })
  it('counts agenda items by stage of 五公开 and attribute', async () => {
    await minuted()
    assert.deepEqual(
      (await agendaByStage(town.ctx, { organId: town.organ.id, year: 2018 })).sort((a, b) =>
        a.stage.localeCompare(b.stage),
      ),
      [
        { stage: 'decision', attribute: 'open', count: 1 },
        { stage: 'management', attribute: 'closed', count: 1 },
      ],
    )
    assert.deepEqual(await agendaByStage(town.ctx, { year: 2017 }), [])
  })
  it('knows a meeting of no other site', async () => {
    const meeting = await plan()
    const elsewhere = await aTown(database.sql, '2018-03-09')
    assert.equal(await findMeeting(elsewhere.ctx, meeting.id), null)
    assert.equal(isUnsettled((await minuted()).agenda[0]!), true)
    assert.equal(dayOf(town.ctx.now), '2018-03-09')
  })
})
