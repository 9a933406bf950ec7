import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { installCategories } from '../disclosures/catalogue/store.ts'
import { countedItems, countItems } from '../disclosures/counts/store.ts'
import { reviewItem, submitItem } from '../disclosures/publication/store.ts'
import { findItem } from '../disclosures/registry/store.ts'
import { createItem, withdrawItem } from '../disclosures/store.ts'
import { story } from '../ledger/store.ts'
import { createPost, createUnit } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { openly } from '../review/rules.ts'
import { appoint, createAccount } from '../staff/store.ts'
import type { Person } from '../web/env.ts'
import { arrange, findIssue, publishIssue, startIssue } from './gazette/store.ts'
import { countTroubles } from './matrix/store.ts'
import { boardsConsolePlaces, boardsPortalPlaces } from './places.ts'
import { cancelPosting, orderPosting } from './postings/store.ts'
import { addVillageBoards, listBoards, saveBoard } from './registry/store.ts'
import { addSchedule, openPeriods } from './schedule/store.ts'
import { photosOf, silentBoards, tasksOf, villageTasks } from './tasks/registry/store.ts'
import { addPhoto, postUp, sendBack, takeDown } from './tasks/store.ts'
import { aPhotograph, aPicture } from './testing.ts'

const ok = <T>(result: Result<T>): T => {
  assert.ok(result.ok, result.ok ? '' : `${result.refusal.code} ${result.refusal.says}`)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

describe('notice boards', () => {
  let database: TestDatabase
  let root: string
  let town: Town
  let officer: Context
  let leader: Context
  let itemId: string
  let villages: string[]
  const on = (ctx: Context, today: string): Context => ({ ...ctx, now: new Date(`${today}T02:00:00Z`) })

  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'boards-'))
  })
  after(async () => {
    await database.close()
    await rm(root, { recursive: true })
  })
  beforeEach(async () => {
    town = await aTown(database.sql, '2026-11-16')
    town.ctx.files = { root: join(root, 'files') }
    ok(await installCategories(town.ctx))
    officer = as(town.ctx, aPerson(town.organ, 'officer'))
    leader = as(town.ctx, { ...aPerson(town.organ, 'leader'), name: '分管领导' })
    villages = []
    for (const name of ['第1村', '第2村', '第3村'])
      villages.push(ok(await createUnit(town.ctx, town.organ.id, { kind: 'village', name })).id)
    ok(await addVillageBoards(officer, town.organ.id))
    ok(await saveBoard(officer, town.organ.id, { kind: 'gate', name: '镇门口公开栏' }))
    itemId = await published('扶贫对象名单公示')
  })

  async function published(title: string): Promise<string> {
    const reviewer = as(town.ctx, { ...aPerson(town.organ, 'reviewer'), name: '保密审查员' })
    const draft = ok(
      await createItem(officer, {
        organId: town.organ.id,
        title,
        category: '0700',
        formedOn: '2026-11-16',
        body: '名单如下。',
      }),
    )
    ok(await reviewItem(reviewer, ok(await submitItem(officer, draft)), openly(day('2026-11-16'))))
    return draft.id
  }

  /** An account of a village with the one duty it needs. */
  async function villager(unitId: string, name: string): Promise<Person> {
    const post = ok(await createPost(town.ctx, { organId: town.organ.id, unitId, name, roles: ['village'] }))
    const username = `u${Math.random().toString(36).slice(2, 10)}`
    const { account } = ok(await createAccount(town.ctx, { username, password: 'correct-horse-9' }))
    ok(await appoint(town.ctx, { accountId: account.id, postId: post.id, from: day('2026-01-01') }))
    return { ...aPerson(town.organ, 'village'), accountId: account.id, name }
  }

  async function order(over: { boardIds?: string[]; itemId?: string } = {}) {
    const { boards } = await listBoards(officer, { organId: town.organ.id })
    const boardIds = over.boardIds ?? boards.map(({ id }) => id)
    const made = await orderPosting(officer, town.organ.id, {
      itemId: over.itemId ?? itemId,
      boardIds,
      days: 10,
      dueOn: day('2026-11-20'),
    })
    return { id: ok(made).id, tasks: await tasksOf(officer, ok(made).id) }
  }

  const counted = async () => {
    const years = { from: 2026, to: 2026 }
    const only = (channel: 'site' | 'board' | 'gazette') => ({ channels: [channel] })
    const filters = { all: {}, site: only('site'), board: only('board'), gazette: only('gazette') }
    const { groups } = await countItems(officer, [town.organ.id], years, filters)
    const listed = await countedItems(officer, town.organ.id, years, { channels: ['board'] })
    assert.equal(listed.length, groups[0]?.counts.board, 'what is listed is what was counted')
    return groups[0]?.counts
  }

  it('a publication becomes a task for every board; it counts once, and by the boards only from the first proof', async () => {
    const { tasks } = await order()
    assert.equal(tasks.length, 4)
    assert.deepEqual(await counted(), { all: 1, site: 1, board: 0, gazette: 0 })
    for (const task of tasks.slice(0, 3)) ok(await postUp(on(officer, '2026-11-18'), task, day('2026-11-18')))
    assert.deepEqual(await counted(), { all: 1, site: 1, board: 1, gazette: 0 })
    assert.deepEqual((await findItem(officer, itemId))?.notedChannels, ['board'])
    for (const { id } of tasks.slice(0, 3)) {
      const [task] = (await tasksOf(officer, tasks[0]!.postingId)).filter((one) => one.id === id)
      ok(await sendBack(officer, task!, '照片看不清'))
    }
    assert.deepEqual(await counted(), { all: 1, site: 1, board: 0, gazette: 0 }, 'no proof is left')
  })

  it('a village sees and does only what is at its own board', async () => {
    const { tasks } = await order()
    const person = await villager(villages[1]!, '第2村信息员')
    const village = as(on(town.ctx, '2026-11-18'), person)
    const mine = await villageTasks(village, [villages[1]!], day('2026-11-18'))
    assert.deepEqual(
      mine.map(({ unitName }) => unitName),
      ['第2村'],
    )
    const others = tasks.filter(({ unitName }) => unitName !== '第2村')
    for (const task of others) assert.equal(code(await postUp(village, task, day('2026-11-18'))), 'boards.not-yours')
    const desk = deskOf({ ...town, ctx: village }, boardsConsolePlaces, person)
    assert.equal((await desk.see(`/console/village/${mine[0]!.id}`)).status, 200)
    assert.equal((await desk.see(`/console/village/${others[0]!.id}`)).status, 404)
    for (const path of ['/console/boards', `/console/boards/tasks/${mine[0]!.id}`, '/console/gazette'])
      assert.equal((await desk.see(path)).status, 403, path)
  })

  it('of two people doing the same task the second learns who did it, and their photograph is kept', async () => {
    const { tasks } = await order()
    const task = tasks.find(({ unitName }) => unitName === '第2村')!
    const first = as(on(town.ctx, '2026-11-18'), await villager(villages[1]!, '第2村信息员'))
    const second = as(on(town.ctx, '2026-11-18'), await villager(villages[1]!, '第2村文书'))
    const both = await Promise.all([postUp(first, task, day('2026-11-17')), postUp(second, task, day('2026-11-18'))])
    const refused = both.find((one) => !one.ok)
    assert.equal(both.filter((one) => one.ok).length, 1)
    assert.match(
      refused?.ok === false ? refused.refusal.says : '',
      /^第2村(信息员|文书)已于2026-11-18 10:00登记张贴，张贴日期2026-11-1[78]$/,
    )
    ok(await addPhoto(second, task.id, 'up', { name: 'a.jpg', bytes: aPicture() }))
    assert.equal((await photosOf(officer, [task.id])).length, 1)
  })

  it('what the camera wrote is kept; the same picture twice is one; what cannot be proof is refused', async () => {
    const { tasks } = await order()
    const [task] = tasks
    const bytes = aPhotograph('2026:11:10 08:00:00', [24.957, 118.388])
    for (let again = 0; again < 2; again++) ok(await addPhoto(officer, task!.id, 'up', { name: 'IMG.JPG', bytes }))
    const [photo, ...more] = await photosOf(officer, [task!.id])
    assert.deepEqual(more, [])
    assert.equal(photo?.takenAt?.toISOString(), '2026-11-10T00:00:00.000Z', 'of China, without a zone of its own')
    assert.deepEqual([photo?.latitude?.toFixed(3), photo?.longitude?.toFixed(3)], ['24.957', '118.388'])
    ok(await addPhoto(officer, tasks[1]!.id, 'up', { name: 'x', bytes }))
    assert.ok((await photosOf(officer, [task!.id]))[0]?.alsoElsewhere)
    const heic = new Uint8Array(
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)]),
    )
    assert.equal(
      code(await addPhoto(officer, task!.id, 'up', { name: 'IMG_1.HEIC', bytes: heic })),
      'boards.photo-heic',
    )
    const large = new Uint8Array(50 * 1024 * 1024)
    large.set(aPicture())
    assert.equal(code(await addPhoto(officer, task!.id, 'up', { name: 'a.jpg', bytes: large })), 'boards.photo-large')
  })

  it('on a telephone, a refused photograph leaves the day as it was typed, and lies of the camera are shown', async () => {
    const { tasks } = await order()
    const task = tasks.find(({ unitName }) => unitName === '第2村')!
    const person = await villager(villages[1]!, '第2村信息员')
    const desk = deskOf({ ...town, ctx: on(town.ctx, '2026-11-18') }, boardsConsolePlaces, person)
    const form = (bytes: Uint8Array, name: string) => {
      const sent = new FormData()
      sent.set('csrf', 'token')
      sent.set('postedOn', '2026-11-17')
      sent.set('photos', new File([Buffer.from(bytes)], name))
      return sent
    }
    const path = `/console/village/${task.id}`
    const refused = await desk.send(`${path}/posted`, form(new TextEncoder().encode('%PDF-1.7'), 'a.pdf'))
    assert.equal(refused.status, 422)
    assert.match(refused.text, /“a\.pdf”不是照片.*value="2026-11-17"/s)
    const sent = await desk.send(`${path}/posted`, form(aPhotograph('2026:11:10 08:00:00', [24.957, 118.388]), 'a.jpg'))
    assert.deepEqual([sent.status, sent.to], [303, `${path}?done=posted`])
    const page = (await desk.see(path)).text
    assert.match(page, /早于布置时间/)
    assert.match(page, /与登记的张贴日期2026-11-17相差7天/)
    const source = /<img[^>]*src="([^"]+)"/.exec(page)?.[1]
    assert.equal((await desk.ask(source ?? '')).headers.get('content-type'), 'image/jpeg')
  })

  it('days that cannot be are refused, and an early removal takes a reason', async () => {
    const { tasks } = await order()
    const [task] = tasks
    const now = on(officer, '2026-11-18')
    assert.equal(code(await postUp(now, task!, day('2026-11-19'))), 'boards.future')
    assert.equal(code(await postUp(now, task!, day('2026-11-15'))), 'boards.too-early')
    assert.equal(code(await takeDown(now, task!, { removedOn: day('2026-11-18'), note: '' })), 'boards.not-posted')
    ok(await postUp(now, task!, day('2026-11-18')))
    assert.equal(code(await takeDown(now, task!, { removedOn: day('2026-11-17'), note: '' })), 'boards.too-early')
    assert.equal(code(await takeDown(now, task!, { removedOn: day('2026-11-18'), note: '' })), 'boards.before-end')
    ok(await takeDown(now, task!, { removedOn: day('2026-11-18'), note: '台风损毁' }))
    assert.equal(code(await takeDown(now, task!, { removedOn: day('2026-11-18'), note: '' })), 'boards.done-already')
  })

  it('after the 公示期 it is to be taken down; a cancelled posting and a withdrawn item at once', async () => {
    const first = await order()
    for (const task of first.tasks.slice(0, 2)) ok(await postUp(on(officer, '2026-11-18'), task, day('2026-11-18')))
    assert.equal((await countTroubles(officer, town.organ.id, day('2026-11-28'))).hanging, 0)
    assert.equal((await countTroubles(officer, town.organ.id, day('2026-11-29'))).hanging, 2)
    ok(await cancelPosting(on(officer, '2026-11-19'), first.id, '名单有误'))
    const troubles = await countTroubles(officer, town.organ.id, day('2026-11-19'))
    assert.deepEqual([troubles.hanging, troubles.open], [2, 0])
    assert.equal(code(await postUp(on(officer, '2026-11-19'), first.tasks[3]!, day('2026-11-19'))), 'boards.cancelled')

    const second = await order({ itemId: await published('另一份名单') })
    ok(await postUp(on(officer, '2026-11-18'), second.tasks[0]!, day('2026-11-18')))
    const item = (await findItem(officer, second.tasks[0]!.itemId!))!
    ok(await withdrawItem(on(leader, '2026-11-19'), item, { reason: 'other', words: '名单有误，撤回更正' }))
    const [hanging, open] = await tasksOf(officer, second.id)
    assert.deepEqual([hanging?.withdrawn, hanging?.endsOn, open?.cancelled], [true, '2026-11-18', true])
  })

  it('a board that does not answer surfaces until something is put up there', async () => {
    const settings = { silentTasks: 2 }
    await order()
    const { tasks } = await order({ itemId: await published('第二份名单') })
    const silent = async () =>
      (await silentBoards(officer, town.organ.id, day('2026-11-28'), settings)).map(({ name }) => name)
    assert.equal((await silent()).length, 4)
    ok(await postUp(on(officer, '2026-11-28'), tasks[0]!, day('2026-11-28')))
    assert.deepEqual((await silent()).includes(tasks[0]!.boardName), false)
  })

  it('what a schedule asks for is ordered once a period, however often it is run', async () => {
    ok(
      await addSchedule(officer, town.organ.id, {
        title: '村级财务',
        basis: '',
        rhythm: 'monthly',
        dueDay: 25,
        days: 30,
      }),
    )
    assert.equal(ok(await openPeriods(officer)), 0, 'this month was ordered with the schedule')
    assert.equal(ok(await openPeriods(on(officer, '2026-12-01'))), 1)
    assert.deepEqual(
      (await Promise.all([openPeriods(on(officer, '2027-01-01')), openPeriods(on(officer, '2027-01-02'))]))
        .map(ok)
        .sort(),
      [0, 1],
    )
    ok(
      await addSchedule(officer, town.organ.id, {
        title: '季度公开',
        basis: '',
        rhythm: 'quarterly',
        dueDay: 20,
        days: 30,
      }),
    )
    const open = await villageTasks(officer, [villages[0]!], day('2026-11-16'))
    assert.deepEqual(
      open.map(({ title }) => title),
      ['村级财务（2026年11月）', '村级财务（2026年12月）', '村级财务（2027年1月）'],
    )
  })

  it('a gazette issue takes the next number of its year, keeps its pages, and counts each item once', async () => {
    const other = await published('财政预算')
    const { id } = ok(await startIssue(officer, town.organ.id))
    assert.equal(code(await publishIssue(leader, { id, version: 1 })), 'gazette.empty')
    ok(await arrange(officer, { id, version: 1 }, { title: '', itemIds: [other, itemId] }))
    assert.equal(code(await publishIssue(officer, { id, version: 2 })), 'gazette.not-yours')
    const issue = ok(await publishIssue(leader, { id, version: 2 }))
    assert.deepEqual([issue.year, issue.number, issue.items], [2026, 1, 2])
    assert.deepEqual(await counted(), { all: 2, site: 2, board: 0, gazette: 2 })
    assert.equal(code(await arrange(officer, { id, version: 3 }, { title: '', itemIds: [] })), 'gazette.published')
    const next = ok(await startIssue(officer, town.organ.id))
    assert.equal(
      code(await arrange(officer, { id: next.id, version: 1 }, { title: '', itemIds: [other] })),
      'gazette.twice',
    )
    const portal = deskOf(town, boardsPortalPlaces, null)
    const list = (await portal.see('/matou/gazette')).text
    assert.match(list, /2026年第1号/)
    const pdf = await portal.ask('/matou/gazette/2026/1.pdf')
    assert.equal(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    )
    assert.equal((await portal.see('/matou/gazette/2026/2.pdf')).status, 404)
    assert.ok((await story(officer, 'gazette', id)).some(({ event }) => event === 'gazette.published'))
    assert.equal((await findIssue(officer, next.id))?.number, null)
  })
})
