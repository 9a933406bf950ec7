import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, as, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { keepFile } from '../../files/store.ts'
import { ok, refuse } from '../../result.ts'
import { mailPlaces } from '../places.ts'
import { CLAIM_MS, WAITS } from '../rules.ts'
import { onceAtATime, sendDue } from '../sending.ts'
import { NO_MAIL } from '../settings.ts'
import { type MailServer, moodyServer } from '../testing.ts'
import { claimMail, decideMail, listMails, type Mail, markHanded, sendMail } from './store.ts'

describe('a mail in the outbox', () => {
  let database: TestDatabase
  let server: MailServer
  let root: string
  let town: Town
  let ctx: Context

  before(async () => {
    database = await testDatabase()
    server = await moodyServer()
    root = await mkdtemp(join(tmpdir(), 'outbox-'))
  })
  after(async () => {
    await server.close()
    await database.close()
    await rm(root, { recursive: true })
  })
  beforeEach(async () => {
    await database.sql`delete from outgoing_mails`
    town = await aTown(database.sql, '2026-03-02')
    town.ctx.files = { root }
    ctx = town.ctx
    server.mood = {}
    server.taken.length = 0
  })

  const mail = (more: Partial<Mail> = {}): Mail => ({
    to: 'shenqingren@example.com',
    subject: '您的申请已经登记',
    text: '登记号 2026-001。',
    about: {
      kind: 'application',
      id: 'x',
      label: '申请2026-001',
      href: '/console/applications/x',
      organId: town.organ.id,
    },
    ...more,
  })
  const queue = (more: Partial<Mail> = {}) =>
    transact(ctx, async (tx) => {
      const done = await sendMail(tx, mail(more))
      return done.ok ? ok(done.value) : done
    })
  const at = (ms: number) => new Date(ctx.now.getTime() + ms)
  const send = (ms = 0) => sendDue({ sql: database.sql, files: { root }, settings: server.settings, now: () => at(ms) })
  const only = async () => (await listMails(ctx, {}, { limit: 9, offset: 0 })).rows[0]!

  it('goes out once, with the Message-ID a reply will name, and whole', async () => {
    const kept = await keepFile(ctx, { name: '告知书.txt', bytes: Buffer.from('告知') })
    assert.ok(kept.ok)
    const queued = await queue({ attachments: [kept.value], html: '<p>登记号</p>' })
    assert.ok(queued.ok)
    assert.equal(await send(), 1)
    assert.equal(await send(1), 0)
    assert.equal(server.taken.length, 1)
    assert.match(server.taken[0]!, new RegExp(`Message-ID: ${queued.value.messageId}`))
    assert.match(server.taken[0]!, /Auto-Submitted: auto-generated/)
    assert.ok(server.taken[0]!.includes(Buffer.from('告知').toString('base64')))
    assert.equal((await only()).state, 'sent')
  })

  it('is never there when its step was not taken', async () => {
    await transact(ctx, async (tx) => {
      await sendMail(tx, mail())
      return refuse('x', 'x')
    })
    assert.equal(await send(), 0)
  })

  it('is queued once when it says so', async () => {
    const first = await queue({ once: 'digest 2026-03-02' })
    assert.deepEqual(await queue({ once: 'digest 2026-03-02' }), first)
    await send()
    assert.equal(server.taken.length, 1)
  })

  it('needs an address that is one, and cannot smuggle in another head', async () => {
    const wrong = await queue({ to: '没有地址' })
    assert.equal(wrong.ok ? '' : wrong.refusal.code, 'mail.address')
    await queue({ subject: '你好\r\nBcc: other@example.com' })
    await send()
    assert.doesNotMatch(server.taken[0]!, /^Bcc:/m)
  })

  it('says to nobody who reads the database to whom it goes or what it says', async () => {
    await queue()
    const [row] = await database.sql`select outgoing_mails::text as all from outgoing_mails`
    assert.doesNotMatch(String(row?.all), /shenqingren|登记号 2026/)
    assert.doesNotMatch(String(row?.all), new RegExp(Buffer.from('shenqingren').toString('hex')))
  })

  it('is tried again after longer and longer waits when the server puts it off, and then given up', async () => {
    server.mood = { rcpt: '451 4.3.0 <shenqingren@example.com> try later' }
    await queue()
    let when = 0
    for (const wait of WAITS) {
      assert.equal(await send(when), 1)
      assert.equal((await only()).state, 'queued')
      assert.equal(await send(when + wait - 1), 0)
      when += wait
    }
    assert.equal(await send(when), 1)
    const given = await only()
    assert.equal(given.state, 'failed')
    assert.match(given.trouble, /451/)
    assert.doesNotMatch(given.trouble, /example\.com/)
  })

  it('is not tried again when the server says no', async () => {
    server.mood = { rcpt: '550 5.1.1 no such user' }
    await queue()
    await send()
    assert.equal((await only()).state, 'failed')
    server.mood = {}
    const id = (await only()).id
    assert.ok((await decideMail(ctx, id, 'again')).ok)
    await send()
    assert.equal((await only()).state, 'sent')
  })

  it('is tried again when the connection broke before the words were given', async () => {
    server.mood = { data: 'drop' }
    await queue()
    await send()
    assert.equal((await only()).state, 'queued')
  })

  it('is not doubled when the connection broke after: a person decides', async () => {
    server.mood = { end: 'drop' }
    await queue()
    await send()
    assert.equal((await only()).state, 'unsure')
    server.mood = {}
    assert.equal(await send(CLAIM_MS * 9), 0)
    const desk = deskOf(town, mailPlaces, aPerson(town.organ, 'officer'))
    const page = await desk.see('/console/mail?view=trouble')
    assert.match(page.text, /不能确定是否发出/)
    const { id } = await only()
    assert.equal((await desk.send(`/console/mail/${id}`, { decision: 'arrived' })).status, 303)
    assert.equal((await only()).state, 'sent')
    assert.equal((await desk.send(`/console/mail/${id}`, { decision: 'again' })).status, 422)
  })

  it('left by a program that died goes out when nothing was given, and is unsure when something was', async () => {
    await queue()
    await claimMail({ sql: database.sql, now: ctx.now })
    assert.equal(await send(CLAIM_MS - 1), 0)
    assert.equal(await send(CLAIM_MS + 1), 1)
    assert.equal((await only()).state, 'sent')

    await queue()
    await markHanded(ctx, (await claimMail({ sql: database.sql, now: ctx.now }))!)
    assert.equal(await send(CLAIM_MS + 1), 0)
    assert.equal((await only()).state, 'unsure')
  })

  it('goes out once when two send at the same time', async () => {
    for (let more = 0; more < 12; more += 1) await queue()
    const counts = await Promise.all([send(), send(), send()])
    assert.equal(counts[0]! + counts[1]! + counts[2]!, 12)
    assert.equal(server.taken.length, 12)
  })

  it('waits while no server is set', async () => {
    await queue()
    assert.equal(await sendDue({ sql: database.sql, files: { root }, settings: NO_MAIL, now: () => ctx.now }), 0)
    assert.equal((await only()).state, 'queued')
  })

  it('of another organ is not shown, and cannot be decided about', async () => {
    server.mood = { rcpt: '550 no' }
    await queue()
    await send()
    const other = aPerson({ id: '018d0000-0000-7000-8000-0000000000ff', name: '别的机关' }, 'officer')
    assert.doesNotMatch((await deskOf(town, mailPlaces, other).see('/console/mail')).text, /2026-001/)
    assert.equal((await decideMail(as(ctx, other), (await only()).id, 'again')).ok, false)
  })

  it('work that is asked for while it runs is done once more, not twice at a time', async () => {
    let running = 0
    let done = 0
    const { wake, rest } = onceAtATime(
      async () => {
        running += 1
        assert.equal(running, 1)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running -= 1
        done += 1
      },
      (error) => assert.fail(String(error)),
    )
    for (let more = 0; more < 5; more += 1) wake()
    await rest()
    assert.equal(done, 2)
  })
})
