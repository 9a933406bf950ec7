import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { simpleParser } from 'mailparser'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { dayOf } from '../calendar/day.ts'
import { installCategories } from '../disclosures/catalogue/store.ts'
import { reviewItem, submitItem } from '../disclosures/publication/store.ts'
import { createItem } from '../disclosures/store.ts'
import { sendDue } from '../mail/sending.ts'
import { type MailServer, moodyServer } from '../mail/testing.ts'
import type { Result } from '../result.ts'
import { openly } from '../review/rules.ts'
import { readPublicUrl } from '../web/settings.ts'
import { sendSubscriptions } from './digest.ts'
import { subscriptionsConsolePlaces, subscriptionsPortalPlaces } from './places.ts'
import { offeredAt } from './settings.ts'
import { isDue } from './words.ts'

const URL_SET = 'https://xxgk.example.gov.cn/zfxxgk'
const MAIL = { SMTP_URL: 'smtp://mail.example.gov.cn', MAIL_FROM: 'xxgk@example.gov.cn' }
const READER = 'reader@example.com'

describe('whether mail is offered', () => {
  it('depends on a mail server, a sender, and an address for links', () => {
    assert.equal(offeredAt({ ...MAIL, PUBLIC_URL: `${URL_SET}/` }), URL_SET)
    assert.equal(offeredAt({ ...MAIL }), null)
    assert.equal(offeredAt({ PUBLIC_URL: URL_SET }), null)
    for (const wrong of ['xxgk.example.gov.cn', 'ftp://a.example', 'https://a.example/?x=1', 'https://u:p@a.example'])
      assert.equal(readPublicUrl({ PUBLIC_URL: wrong }).ok, false, wrong)
  })

  it('comes every day, or on Mondays', () => {
    assert.deepEqual(
      [1, 2, 7].map((weekday) => isDue('week', weekday)),
      [true, false, false],
    )
    assert.equal(isDue('day', 6), true)
  })
})

describe('a citizen subscribes, reads and leaves', () => {
  let database: TestDatabase
  let server: MailServer
  let root: string
  let town: Town
  const before_ = { ...process.env }
  before(async () => {
    database = await testDatabase()
    server = await moodyServer()
    root = await mkdtemp(join(tmpdir(), 'subscriptions-'))
    town = await aTown(database.sql, '2026-11-27')
    town.ctx.files = { root: join(root, 'files') }
    value(await installCategories(town.ctx))
    Object.assign(process.env, MAIL, { PUBLIC_URL: URL_SET })
  })
  after(async () => {
    for (const name of [...Object.keys(MAIL), 'PUBLIC_URL']) {
      if (before_[name] === undefined) delete process.env[name]
      else process.env[name] = before_[name]
    }
    await server.close()
    await database.close()
    await rm(root, { recursive: true })
  })

  function value<T>(result: Result<T>): T {
    if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
    return result.value
  }
  const visitor = () => deskOf(town, subscriptionsPortalPlaces, null)
  const ask = (form: Record<string, string> = {}) =>
    visitor().send('/subscriptions', { email: READER, organ: 'matou', category: '0700', every: 'day', ...form })
  const post = (now: Date) => ({ sql: database.sql, files: town.ctx.files, settings: server.settings, now: () => now })
  const mails = async (now: Date) => {
    server.taken.length = 0
    await sendDue(post(now))
    return Promise.all(
      server.taken.map(async (mail) => ({
        head: mail.split('\r\n\r\n')[0]!.replace(/\r\n\s+/g, ' '),
        text: (await simpleParser(mail)).text ?? '',
      })),
    )
  }
  const linkIn = (text: string, act: string) =>
    new RegExp(`${URL_SET}(/subscriptions/[0-9a-f-]{36}/[\\w-]+/${act})`).exec(text)?.[1] ?? ''
  const published = async (title: string, category: string, at: Date) => {
    const officer = { ...as(town.ctx, aPerson(town.organ, 'officer')), now: at }
    const reviewer = { ...as(town.ctx, { ...aPerson(town.organ, 'reviewer'), name: '保密审查员' }), now: at }
    const input = {
      organId: town.organ.id,
      title,
      formedOn: '2026-11-20',
      category,
      documentNumber: '',
      body: '正文。',
    }
    const draft = value(await createItem(officer, input))
    return value(await reviewItem(reviewer, value(await submitItem(officer, draft)), openly(dayOf(at))))
  }

  let out = ''
  it('is asked by mail first; nothing is sent before the mailbox says yes', async () => {
    assert.equal((await ask()).to, '/subscriptions/sent')
    await published('2026年低保标准', '0700', new Date('2026-11-27T03:00:00Z'))
    assert.equal(await sendSubscriptions(post(new Date('2026-11-28T01:00:00Z')), URL_SET), 0)
    const [mail, ...more] = await mails(town.ctx.now)
    assert.equal(more.length, 0)
    const confirm = linkIn(mail!.text, 'confirm')
    const asked = (await visitor().see(confirm)).text
    assert.match(asked, /<button[^>]*>确认订阅/)
    assert.doesNotMatch(asked, /page=[^"]*subscriptions/)
    const wrong = confirm.replace(/\/[\w-]+\/confirm/, '/x/confirm')
    assert.equal((await visitor().send(wrong, {})).status, 404)
    assert.match((await visitor().send(confirm, {})).text, /已确认订阅/)
    assert.equal((await visitor().send(confirm, {})).status, 200)
  })

  it('tells once of what is new in the class, with a way out that a mail program can take', async () => {
    await published('低收入家庭救助办法', '0700', new Date('2026-11-27T08:00:00Z'))
    await published('别的类别的信息', '0100', new Date('2026-11-27T08:00:00Z'))
    const morning = new Date('2026-11-28T01:00:00Z')
    assert.equal(await sendSubscriptions(post(morning), URL_SET), 1)
    assert.equal(await sendSubscriptions(post(morning), URL_SET), 0)
    const [mail] = await mails(morning)
    assert.match(mail!.text, /低收入家庭救助办法/)
    assert.match(mail!.text, new RegExp(`${URL_SET}/matou/fdzdgknr/`))
    assert.doesNotMatch(mail!.text, /别的类别/)
    out = linkIn(mail!.text, 'out')
    assert.ok(mail!.head.includes(`List-Unsubscribe: <${URL_SET}${out}>`), mail!.head)
    assert.match(mail!.head, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
  })

  it('shows staff numbers and nobody the address', async () => {
    const officer = deskOf(town, subscriptionsConsolePlaces, aPerson(town.organ, 'officer'))
    const { text } = await officer.see('/console/subscriptions')
    assert.match(text, /民政扶贫救灾社会保障就业类/)
    assert.doesNotMatch(text, /reader/)
    const tables = await database.sql`
      select row_to_json(s)::text as row from mail_subscriptions s
      union all select row_to_json(m)::text from outgoing_mails m
      union all select row_to_json(l)::text from ledger_entries l`
    const readable = Buffer.from('reader@').toString('hex')
    for (const { row } of tables) assert.ok(!String(row).includes('reader') && !String(row).includes(readable))
  })

  it('is left with one click, which forgets the address and the mails; twice is no error', async () => {
    assert.match((await visitor().see(out)).text, /<button[^>]*>退订/)
    const oneClick = { 'List-Unsubscribe': 'One-Click' }
    assert.equal((await visitor().send(out, oneClick)).status, 200)
    assert.equal((await visitor().send(out, oneClick)).status, 200)
    const [left] = await database.sql`
      select (select count(*) from mail_subscriptions)::int as wishes, (select count(*) from outgoing_mails where length(sealed) > 0)::int as mails`
    assert.deepEqual({ ...left }, { wishes: 0, mails: 0 })
  })

  it('answers alike whoever is subscribed, asks a mailbox once a day, and forgets a wish nobody confirmed', async () => {
    const first = await ask()
    const again = await ask()
    assert.deepEqual([first.status, first.to], [again.status, again.to])
    assert.equal((await mails(town.ctx.now)).length, 1)
    await sendSubscriptions(post(new Date('2026-11-30T01:00:00Z')), URL_SET)
    const [left] = await database.sql`select count(*)::int as wishes from mail_subscriptions`
    assert.equal(left!.wishes, 0)
  })

  it('says what is wrong with the form and keeps what was typed; a machine is answered and not kept', async () => {
    for (const wrong of ['', 'nobody', 'Name <a@b.example>', 'a@b.example, c@d.example']) {
      const { status, text } = await ask({ email: wrong })
      assert.equal(status, 422, wrong)
      assert.match(text, /电子邮箱的写法不对/)
    }
    assert.equal((await ask({ website: 'x' })).to, '/subscriptions/sent')
    assert.match((await ask({ every: 'hour', email: READER })).text, /reader@example\.com/)
  })

  it('is offered no form when no mail goes out, and still has the feeds', async () => {
    const set = process.env.PUBLIC_URL
    delete process.env.PUBLIC_URL
    try {
      const { text } = await visitor().see('/subscriptions')
      assert.doesNotMatch(text, /name="email"/)
      assert.match(text, /没有开通邮件订阅/)
      assert.match(text, /feed\.atom/)
    } finally {
      process.env.PUBLIC_URL = set
    }
  })

  it('reads Atom of an organ or a class, newest first', async () => {
    const all = await visitor().ask('/matou/feed.atom')
    assert.match(all.headers.get('content-type') ?? '', /application\/atom\+xml/)
    const text = await all.text()
    assert.ok(text.includes('低收入家庭救助办法') && text.includes('别的类别的信息'))
    const one = (await visitor().see('/matou/feed.atom?category=0700')).text
    assert.ok(one.includes('低收入家庭救助办法') && !one.includes('别的类别的信息'))
    assert.equal((await visitor().see('/matou/feed.atom?category=nothing')).status, 404)
    assert.equal((await visitor().see('/nowhere/feed.atom')).status, 404)
  })
})
