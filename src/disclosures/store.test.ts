import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { story, verify } from '../ledger/store.ts'
import { createOrgan, createTenant } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { openly } from '../review/rules.ts'
import { giveVerdict, openReview, reviewOf } from '../review/store.ts'
import type { Role } from '../roles.ts'
import { search } from '../search/store.ts'
import { installCategories } from './catalogue/store.ts'
import { countedItems } from './counts/store.ts'
import type { ItemInput } from './input.ts'
import type { Seen } from './moves/store.ts'
import { publishApproved, returnItem, reviewItem, submitItem } from './publication/store.ts'
import { publishedItem, publishedItems } from './published/store.ts'
import { listItems, versionsOf } from './registry/store.ts'
import {
  abandonItem,
  createItem,
  discardRevision,
  editItem,
  removeDraft,
  restoreItem,
  reviseItem,
  withdrawItem,
} from './store.ts'

const OFFICER = '00000000-0000-4000-8000-000000000001'
const REVIEWER = '00000000-0000-4000-8000-000000000002'

let db: TestDatabase
let system: Context
let organId = ''
after(() => db.close())

before(async () => {
  db = await testDatabase()
  const now = new Date('2017-01-03T01:00:00Z')
  const tenant = value(
    await createTenant(db.sql, { code: 'nanan', name: '南安市', settings: { siteName: '南安' } }, now),
  )
  system = {
    sql: db.sql,
    tenantId: tenant.id,
    actor: { kind: 'system', name: '演示' },
    now,
    files: { root: '/nowhere' },
  }
  const organ = { slug: 'matou', code: 'NA119', name: '码头镇人民政府', shortName: '码头镇', kind: 'township' } as const
  organId = value(await createOrgan(system, organ)).id
  value(await installCategories(system))
})

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

const as = (role: Role, accountId: string, at = '2017-03-08T01:30:00Z'): Context => ({
  ...system,
  now: new Date(at),
  actor: { kind: 'staff', accountId, name: role === 'officer' ? '党政办信息员' : '保密审查员', roles: [role], organId },
})
/** What a reviewer's click on 公开 says. */
const approve = (ctx: Context, seen: Seen) => reviewItem(ctx, seen, openly(dayOf(ctx.now)))

const officer = (at?: string) => as('officer', OFFICER, at)
const reviewer = (at?: string) => as('reviewer', REVIEWER, at)

const plan = (over: Partial<ItemInput> = {}) => ({
  organId,
  title: '关于印发码头镇政务信息公开实施方案的通知',
  formedOn: '2017-03-06',
  category: '0200',
  documentNumber: '南码政[2017] 68号',
  body: '一、工作要求\n大力推进政务公开工作落实。',
  ...over,
})

const published = async (over: Partial<ItemInput> = {}, at = '2017-03-08T01:30:00Z') => {
  const draft = value(await createItem(officer(at), plan(over)))
  return value(await approve(reviewer(at), value(await submitItem(officer(at), draft))))
}

describe('an item is reviewed before it is public (先审查后公开)', () => {
  it('gets its 索引号 and publication time when it is published, not before', async () => {
    const draft = value(await createItem(officer(), plan()))
    assert.deepEqual([draft.state, draft.indexNumber, draft.publishedAt], ['draft', null, null])
    const item = value(await approve(reviewer(), value(await submitItem(officer(), draft))))
    assert.match(item.indexNumber ?? '', /^NA119-0200-2017-0000\d$/)
    assert.equal(item.publishedAt?.toISOString(), '2017-03-08T01:30:00.000Z')
    assert.equal(item.latest.documentNumber, '南码政〔2017〕68号')
  })

  it('cannot be published by the person who wrote it, nor by one who changed it', async () => {
    const both: Context = {
      ...officer(),
      actor: { ...officer().actor, roles: ['officer', 'reviewer'] } as Context['actor'],
    }
    const own = value(await submitItem(both, value(await createItem(both, plan()))))
    assert.equal(code(await approve(both, own)), 'review.own-draft')

    const draft = value(await createItem(officer(), plan()))
    const helper = { ...both, actor: { ...both.actor, accountId: REVIEWER } as Context['actor'] }
    const edited = value(await editItem(helper, draft, plan({ title: '改过的名称' })))
    const again = value(await editItem(officer(), edited, plan()))
    assert.equal(code(await approve(reviewer(), value(await submitItem(officer(), again)))), 'review.own-draft')
  })

  it('goes back to the officer with a reason', async () => {
    const submitted = value(await submitItem(officer(), value(await createItem(officer(), plan()))))
    assert.equal(code(await returnItem(reviewer(), submitted, '  ')), 'disclosures.words')
    const returned = value(await returnItem(reviewer(), submitted, '联系电话有误'))
    assert.equal(returned.state, 'draft')
    const entries = await story(system, 'disclosure', returned.id)
    assert.deepEqual(entries.at(-1)?.detail, { version: 1, verdict: 'returned', reason: '联系电话有误' })
  })

  it('refuses a step from a page that is out of date, and changes nothing', async () => {
    const draft = value(await createItem(officer(), plan()))
    value(await editItem(officer(), draft, plan({ title: '新的名称' })))
    assert.equal(code(await submitItem(officer(), draft)), 'disclosures.stale')
  })

  it('takes one number when two people publish at once', async () => {
    const submitted = value(await submitItem(officer(), value(await createItem(officer(), plan()))))
    const both = await Promise.all([approve(reviewer(), submitted), approve(reviewer(), submitted)])
    assert.deepEqual(both.map((each) => each.ok).sort(), [false, true])
  })

  it('is for officers of the same organ', async () => {
    const stranger: Context = { ...officer(), actor: { ...officer().actor, organId: OFFICER } as Context['actor'] }
    assert.equal(code(await createItem(stranger, plan())), 'disclosures.other-organ')
    assert.equal(code(await createItem(reviewer(), plan())), 'disclosures.not-yours')
  })
})

describe('what was published stays as it was', () => {
  it('keeps the published version public while a revision is prepared', async () => {
    const item = await published()
    const revising = value(await reviseItem(officer(), item))
    value(await editItem(officer(), revising, plan({ title: '修订后的名称', note: '更正电话' })))
    const shown = await publishedItem(system, organId, item.indexNumber!)
    assert.equal(shown?.title, plan().title)
    assert.equal(shown?.version, 1)
  })

  it('keeps its publication time and 索引号 through a revision', async () => {
    const item = await published()
    const revising = value(await reviseItem(officer('2017-05-01T00:00:00Z'), item))
    const edited = value(await editItem(officer('2017-05-01T00:00:00Z'), revising, plan({ title: '修订后的名称' })))
    const submitted = value(await submitItem(officer('2017-05-01T00:00:00Z'), edited))
    const again = value(await approve(reviewer('2017-05-02T00:00:00Z'), submitted))
    assert.deepEqual(
      [again.indexNumber, again.publishedAt, again.publishedVersion],
      [item.indexNumber, item.publishedAt, 2],
    )
    assert.equal((await versionsOf(system, item.id)).length, 2)
    assert.equal((await publishedItem(system, organId, item.indexNumber!))?.title, '修订后的名称')
  })

  it('drops an unfinished revision without a trace on the portal', async () => {
    const item = await published()
    const back = value(await discardRevision(officer(), value(await reviseItem(officer(), item))))
    assert.deepEqual([back.state, back.latestVersion, (await versionsOf(system, item.id)).length], ['published', 1, 1])
  })

  it('is refused by the database itself when somebody tries to rewrite it', async () => {
    const item = await published()
    await assert.rejects(
      () => db.sql`update disclosure_items set published_at = now() where id = ${item.id}`,
      /never change/,
    )
    await assert.rejects(
      () => db.sql`update disclosure_versions set title = 'x' where item_id = ${item.id}`,
      /never changes/,
    )
  })
})

describe('a withdrawn item leaves a tombstone', () => {
  it('says which kind of reason there was, and nothing of the content', async () => {
    const item = await published({ title: '含有个人信息的名单' })
    value(await withdrawItem(officer(), item, { reason: 'privacy', words: '名单含身份证号码' }))
    const stone = await publishedItem(system, organId, item.indexNumber!)
    assert.equal(stone?.withdrawn?.reason, 'privacy')
    assert.equal(stone?.content, null)
    assert.equal((await search(system, '含有个人信息的名单')).hits.filter((hit) => hit.id === item.id).length, 0)
  })

  it('can be withdrawn at once while a revision waits for review', async () => {
    const item = await published()
    const waiting = value(await submitItem(officer(), value(await reviseItem(officer(), item))))
    assert.equal(
      value(await withdrawItem(reviewer(), waiting, { reason: 'mistaken', words: '数据有误' })).state,
      'withdrawn',
    )
  })

  it('asks for a reason from the list and for words', async () => {
    const item = await published()
    assert.equal(code(await withdrawItem(officer(), item, { reason: 'x', words: '有误' })), 'disclosures.reason')
    assert.equal(code(await withdrawItem(officer(), item, { reason: 'mistaken', words: '' })), 'disclosures.words')
  })

  it('stays a tombstone while restored work goes on, and is public again only after review', async () => {
    const item = await published()
    const gone = value(await withdrawItem(officer(), item, { reason: 'mistaken', words: '数据有误' }))
    const draft = value(await restoreItem(officer(), gone))
    assert.equal((await publishedItem(system, organId, item.indexNumber!))?.content, null)
    const abandoned = value(await abandonItem(officer(), draft))
    assert.equal(abandoned.state, 'withdrawn')
    const resumed = value(await restoreItem(officer(), abandoned))
    assert.equal(resumed.latestVersion, 2)
    const again = value(await approve(reviewer(), value(await submitItem(officer(), resumed))))
    assert.equal((await publishedItem(system, organId, again.indexNumber!))?.version, 2)
  })
})

describe('the annual report counts first publications in China time', () => {
  const counted = (year: number) => countedItems(system, organId, { from: year, to: year })

  it('puts the last minute of the year in that year and the next minute in the next', async () => {
    const last = await published({ title: '除夕前一分钟' }, '2019-12-31T15:59:00Z')
    const first = await published({ title: '新年第一分钟' }, '2019-12-31T16:00:00Z')
    const ids = async (year: number) => (await counted(year)).map((item) => item.id)
    assert.deepEqual(await ids(2019), [last.id])
    assert.deepEqual(await ids(2020), [first.id])
  })

  it('still counts an item withdrawn later, and counts a revised one once', async () => {
    const item = await published({ title: '后来撤回的信息' }, '2021-06-01T00:00:00Z')
    value(await withdrawItem(officer('2021-07-01T00:00:00Z'), item, { reason: 'mistaken', words: '有误' }))
    const other = await published({ title: '后来修订的信息' }, '2021-06-02T00:00:00Z')
    const revised = value(await submitItem(officer(), value(await reviseItem(officer(), other))))
    value(await approve(reviewer('2022-01-05T00:00:00Z'), revised))
    const titles = (await counted(2021)).map((each) => each.title)
    assert.deepEqual(titles, ['后来撤回的信息', '后来修订的信息'])
    assert.equal((await counted(2022)).length, 0)
  })

  it('counts an item without a category as such', async () => {
    const item = await published(
      { category: null, uncategorisedReason: '历史信息待归类', formedOn: '2015-05-05', title: '历史信息' },
      '2016-06-01T00:00:00Z',
    )
    assert.match(item.indexNumber ?? '', /^NA119-0000-2015-/)
    assert.equal((await counted(2016))[0]?.categoryName, null)
  })
})

describe('other ways an item comes and goes', () => {
  it('is published for another chapter in the names of its people, once that chapter’s own review let it through', async () => {
    const preparedBy = { accountId: OFFICER, name: '党政办信息员' }
    const subject = { kind: 'report', id: OFFICER, version: 1 } as const
    const input = plan({ title: '2016年度报告', formedOn: '2017-01-02' })
    const asking = { subject, organId, title: input.title, parts: [], files: [], preparedBy }
    assert.equal(code(await publishApproved(reviewer(), input, { preparedBy, reviewed: subject })), 'review.none')
    const id = value(await openReview(officer(), asking))
    assert.equal(code(await publishApproved(reviewer(), input, { preparedBy, reviewed: subject })), 'review.not-passed')
    const asked = (await reviewOf(system, subject))!
    value(await giveVerdict(reviewer(), id, asked.version, openly(dayOf(reviewer().now))))
    const report = value(await publishApproved(reviewer(), input, { preparedBy, reviewed: subject }))
    assert.deepEqual(
      [report.state, report.latest.draftedAs, report.latest.reviewedAs],
      ['published', '党政办信息员', '保密审查员'],
    )
  })

  it('is deleted as a draft, and never after', async () => {
    const draft = value(await createItem(officer(), plan({ title: '写错了的草稿' })))
    assert.equal(code(await removeDraft(officer(), draft)), 'ok')
    assert.equal((await listItems(system, { text: '写错了的草稿' })).total, 0)
    assert.equal(code(await removeDraft(officer(), await published())), 'disclosures.too-late')
  })

  it('leaves a whole chain of entries behind', async () => {
    assert.equal((await verify(system)).broken, null)
    assert.ok((await publishedItems(system, { organId })).total > 0)
  })
})
