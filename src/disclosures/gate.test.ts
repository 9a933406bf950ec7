import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import excel from 'exceljs'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { story } from '../ledger/store.ts'
import { createPost } from '../organs/store.ts'
import { releaseAlerts } from '../review/alerts.ts'
import { reviewPlaces } from '../review/places.ts'
import { appoint, createAccount } from '../staff/store.ts'
import { buildApp } from '../web/app.tsx'
import { PageCache } from '../web/cache.ts'
import type { Person } from '../web/env.ts'
import { installCategories } from './catalogue/store.ts'
import { disclosuresConsolePlaces, disclosuresPortalPlaces, filesPlaces, searchPlaces } from './places.ts'
import { findItem } from './registry/store.ts'

const ID = '350583199001011237'
const PHONE = '13812345678'
const NUMBER = /3505\d{11,}|13812345678/

let db: TestDatabase
let town: Town
let now = new Date('2026-03-09T02:00:00Z')
const people: Record<string, Person> = {}
const problems: unknown[] = []
let app: ReturnType<typeof buildApp>

before(async () => {
  db = await testDatabase()
  town = await aTown(db.sql, '2026-03-09')
  town.ctx.files.root = await mkdtemp(join(tmpdir(), 'gongkai-gate-'))
  await installCategories(town.ctx)
  people.officer = { ...aPerson(town.organ, 'officer'), name: '党政办信息员' }
  people.reviewer = { ...aPerson(town.organ, 'reviewer'), name: '保密审查员' }
  people.leader = { ...aPerson(town.organ, 'leader'), name: '分管领导' }
  people.both = { ...aPerson(town.organ, 'officer', 'reviewer'), name: '党政办干事' }
  app = buildApp({
    sql: db.sql,
    files: town.ctx.files,
    base: '',
    tenant: async () => ({ settings: { siteName: '中国·南安' }, ...town.tenant }),
    whoIs: async (cookie) => people[cookie ?? ''] ?? null,
    alerts: (person, moment) => releaseAlerts(town.ctx, person, moment),
    portal: [...searchPlaces, ...filesPlaces, ...disclosuresPortalPlaces],
    console: [...reviewPlaces, ...disclosuresConsolePlaces],
    cache: new PageCache(),
    now: () => now,
    report: (error) => problems.push(error),
  })
})
after(async () => {
  await rm(town.ctx.files.root, { recursive: true })
  await db.close()
  assert.deepEqual(problems, [])
})

const get = (path: string, who = '') => app.request(path, { headers: { cookie: who } })
const read = async (path: string, who = '') => (await get(path, who)).text()
async function post(path: string, who: string, fields: Record<string, string | File>) {
  const form = new FormData()
  for (const [name, text] of Object.entries({ csrf: 'token', ...fields })) form.append(name, text)
  const answer = await app.request(path, { method: 'POST', body: form, headers: { cookie: who } })
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
}

/** What a page's forms carry to guard against a page that is out of date. */
const guards = (page: string) => ({
  version: /name="version" value="(\d+)"/.exec(page)?.[1] ?? '',
  review: /name="review" value="(\d+)"/.exec(page)?.[1] ?? '',
})

async function submits(who: string, fields: Record<string, string | File>) {
  const filled = { formedOn: '2026-03-06', category: '0700', next: 'submit', channels: 'site', ...fields }
  const saved = await post('/console/disclosures/new', who, filled)
  assert.equal(saved.status, 303, saved.text)
  const review = (await get(`${saved.to}/publish`, who)).headers.get('location') ?? ''
  assert.match(review, /^\/console\/review\//)
  return { path: saved.to, review, id: saved.to.split('/').at(-1) ?? '' }
}
const published = async (id: string) => (await findItem(town.ctx, id))!

async function nameList(): Promise<File> {
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.addRow(['姓名', '身份证号', '金额'])
  sheet.addRow(['甲', ID, 300])
  return new File([new Uint8Array(await book.xlsx.writeBuffer())], '发放名单.xlsx')
}

describe('a list with an identity number in its attachment', () => {
  it('is held, masked, let through in part, and citizens get the public copy only', async () => {
    const { path, review, id } = await submits('officer', {
      title: '临时救助资金发放情况',
      body: `现将发放名单公布，联系手机${PHONE}。`,
      files: await nameList(),
    })

    const page = await read(review, 'reviewer')
    for (const text of ['身份证号', '电话号码', '未处理，不能发布', `<mark title=`])
      assert.ok(page.includes(text), text)
    assert.ok(!page.includes(ID) && !page.includes('style='))
    const yes = { checked: 'yes', verdict: 'open', 'basis-open': '2019-13' }
    const held = await post(`${path}/publish`, 'reviewer', { ...guards(page), ...yes })
    assert.equal(held.status, 422)
    assert.match(held.text, /还有2处疑似不宜公开的内容没有处理/)
    assert.match(held.text, /value="yes" checked/)

    const masked = await post(`${review}/hits/mask`, 'officer', { ...guards(page), text: 'all' })
    assert.equal(masked.status, 303)
    const file = (await published(id)).latest.attachments[0]!
    const burnt = await post(`${review}/hits/mask`, 'reviewer', {
      ...guards(await read(review, 'reviewer')),
      file: file.id,
    })
    assert.equal(burnt.status, 303, burnt.text)

    const done = await post(`${path}/publish`, 'reviewer', {
      ...guards(await read(review, 'reviewer')),
      checked: 'yes',
      found: 'privacy',
      verdict: 'partial',
      'basis-partial': '2019-15',
      words: '遮盖身份证号和手机后公开',
    })
    assert.equal(done.status, 303, done.text)

    const item = await published(id)
    const address = `/matou/fdzdgknr/${item.indexNumber}`
    const portal = await read(address)
    assert.match(portal, /138\*+5678/)
    assert.doesNotMatch(portal, NUMBER)
    assert.doesNotMatch(await read(`/search?q=${PHONE}`), /临时救助资金/)

    assert.equal((await get(`/files/${file.id}/x.xlsx`)).status, 404)
    const link = /href="(\/files\/[^"]+)"/.exec(portal)?.[1] ?? ''
    const bytes = Buffer.from(await (await get(link)).arrayBuffer())
    const copy = new excel.Workbook()
    await copy.xlsx.load(bytes as unknown as excel.Buffer)
    assert.match(String(copy.getWorksheet('名单')?.getCell('B2').value), /^35\*+.{3}$/)

    assert.equal((await get(`${path}/files/${file.id}`, 'officer')).status, 200)
    assert.match(await read(path, 'officer'), new RegExp(PHONE))
  })

  it('leaves a story that can be read, and no number in it', async () => {
    const { id } = (await db.sql`select subject_id as id from reviews where title = '临时救助资金发放情况'`)[0]!
    const entries = await story(town.ctx, 'disclosure', id)
    assert.deepEqual(
      entries.map(({ event }) => event),
      [
        'disclosures.created',
        'review.asked',
        'disclosures.submitted',
        'review.masked',
        'review.masked',
        'review.given',
        'disclosures.published',
      ],
    )
    assert.doesNotMatch(JSON.stringify(entries), NUMBER)
  })

  it('is printed as a form for the file, and stands in the sheet of the month', async () => {
    const [row] = await db.sql`select id from reviews where title = '临时救助资金发放情况'`
    const form = await read(`/console/review/${row?.id}/form`, 'reviewer')
    for (const text of ['政府信息公开保密审查表', '部分公开', '《条例》第十五条', '已遮盖', '个人隐私'])
      assert.ok(form.includes(text), text)
    assert.doesNotMatch(form, NUMBER)
    assert.ok((await read('/console/review/summary?month=2026-03', 'leader')).includes('临时救助资金发放情况'))
    const sheet = await get('/console/review/summary.xlsx?month=2026-03', 'leader')
    assert.equal(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    )
  })
})

describe('an office of two', () => {
  const yes = { checked: 'yes', verdict: 'open', 'basis-open': '2019-13' }
  let storm: Awaited<ReturnType<typeof submits>>

  it('is told who else could review when drafter and reviewer hold the same post', async () => {
    storm = await submits('both', { title: '防御台风转移通告', body: '请沿海群众立即转移。' })
    assert.ok(!(await read(storm.path, 'both')).includes('/publish"'))
    const alone = await post(`${storm.path}/publish`, 'both', {
      ...guards(await read(storm.review, 'both')),
      version: '2',
      ...yes,
    })
    assert.equal(alone.status, 422)
    assert.match(alone.text, /本人起草或者修改过的信息，须由其他人审查/)
    assert.match(alone.text, /本机关没有其他人可以担任“保密审查员”/)

    const post2 = await createPost(town.ctx, { organId: town.organ.id, name: '组织委员', roles: ['reviewer'] })
    const made = await createAccount(town.ctx, { username: 'zuzhi' })
    assert.ok(post2.ok && made.ok)
    await appoint(town.ctx, { accountId: made.value.account.id, postId: post2.value.id, from: day('2026-01-01') })
    const told = await post(`${storm.path}/publish`, 'both', { version: '2', ...yes })
    assert.match(told.text, /可以请组织委员（zuzhi）审查/)
  })

  it('publishes in an emergency on a leader’s word, and every page says so until a second person has confirmed', async () => {
    assert.equal((await get(`${storm.path}/release`, 'both')).status, 403)
    assert.ok((await read(storm.review, 'leader')).includes(`${storm.path}/release`))
    const asks = await read(`${storm.path}/release`, 'leader')
    const short = await post(`${storm.path}/release`, 'leader', { ...guards(asks), reason: '急' })
    assert.equal(short.status, 422)
    const out = await post(`${storm.path}/release`, 'leader', {
      ...guards(asks),
      reason: '台风今晚登陆，等不及保密审查',
    })
    assert.equal(out.status, 303, out.text)
    const item = await published(storm.id)
    assert.match(await read(`/matou/fdzdgknr/${item.indexNumber}`), /请沿海群众立即转移/)

    for (const who of ['officer', 'reviewer', 'leader', 'both'])
      assert.match(await read('/console/disclosures', who), /notice-warning[\s\S]*有1件信息紧急发布后还没有复核/)
    now = new Date('2026-03-11T02:00:00Z')
    assert.match(await read('/console/disclosures', 'officer'), /notice-danger[\s\S]*已经超过复核期限/)

    const page = await read(storm.review, 'reviewer')
    assert.match(page, /事后复核/)
    const own = await post(`${storm.review}/verdict`, 'both', { ...guards(page), ...yes })
    assert.equal(own.status, 422)
    const confirmed = await post(`${storm.review}/verdict`, 'reviewer', { ...guards(page), ...yes })
    assert.equal(confirmed.status, 303, confirmed.text)
    assert.doesNotMatch(await read('/console/disclosures', 'officer'), /紧急发布后还没有复核/)
    const events = (await story(town.ctx, 'disclosure', storm.id)).map(({ event }) => event)
    assert.deepEqual(
      events.slice(-4),
      ['review.released', 'disclosures.released', 'review.confirmed'].toSpliced(0, 0, 'disclosures.submitted'),
    )
  })
})

describe('the queue', () => {
  it('shows what waits, what nobody answered, and what was decided, each to those who work on it', async () => {
    await submits('officer', { title: '没有人答复的通知', body: '正文' })
    now = new Date('2026-03-25T02:00:00Z')
    assert.ok((await read('/console/review', 'reviewer')).includes('没有人答复的通知'))
    const late = await read('/console/review?tab=overdue', 'leader')
    assert.ok(late.includes('没有人答复的通知') && /已超期\d+个工作日/.test(late))
    assert.ok((await read('/console/review?tab=done', 'officer')).includes('防御台风转移通告'))
    assert.equal((await get('/console/review/policy', 'officer')).status, 403)
  })
})
