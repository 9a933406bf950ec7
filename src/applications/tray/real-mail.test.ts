import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, as, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { type MailServers, noMailServers, startMailServers } from '../../../test/support/mail-servers.ts'
import { day } from '../../calendar/day.ts'
import { transact } from '../../db/transaction.ts'
import { fetchNew } from '../../mail/incoming/fetch.ts'
import { markOfMailbox } from '../../mail/incoming/store.ts'
import { listMails, sendMail } from '../../mail/outbox/store.ts'
import { sendDue } from '../../mail/sending.ts'
import { deliver } from '../../mail/smtp.ts'
import { applicationsPlaces } from '../places.ts'
import { eventsOf } from '../registry/store.ts'
import { registerApplication } from '../store.ts'
import { type Collecting, collect } from './collecting.ts'
import { trayPlaces } from './places.ts'
import { type Entry, listEntries } from './store.ts'

describe('with a real SMTP server and a real IMAP server', { skip: noMailServers() ?? false }, () => {
  let database: TestDatabase
  let servers: MailServers
  let root: string
  let town: Town
  let collecting: Collecting

  before(async () => {
    servers = await startMailServers()
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'real-mail-'))
    await mkdir(join(root, 'files'))
    town = await aTown(database.sql, '2026-03-02')
    town.ctx.files = { root: join(root, 'files') }
    collecting = {
      sql: database.sql,
      files: town.ctx.files,
      settings: servers.settings,
      now: () => town.ctx.now,
      scanDir: null,
    }
  })
  after(async () => {
    await database?.close()
    await servers?.close()
    await rm(root, { recursive: true })
  })

  /** As any citizen's mail program would. */
  const write = async (subject: string, body: string | Buffer, head = '') => {
    const bytes = Buffer.concat([
      Buffer.from(`From: Wang <wang@example.com>\r\nTo: ${servers.address}\r\nSubject: ${subject}\r\n${head}\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ])
    const settings = { ...servers.settings, smtp: servers.settings.smtp!, from: 'wang@example.com' }
    const attempt = await deliver(settings, { to: [servers.address], bytes }, async () => {})
    assert.equal(attempt.end, 'sent', attempt.says)
  }
  const entries = async (): Promise<Entry[]> => (await listEntries(town.ctx, {}, { limit: 99, offset: 0 })).rows
  /** Mail takes its time. */
  const collected = async (count: number) => {
    for (let tries = 0; tries < 100; tries += 1) {
      await collect(collecting)
      const found = await entries()
      if (found.length >= count) return found
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return assert.fail(`${count} mails did not arrive`)
  }
  const titled = async (subject: string) => (await entries()).filter(({ words }) => words?.subject === subject)
  const desk = () => deskOf(town, [...applicationsPlaces, ...trayPlaces], aPerson(town.organ, 'officer'))

  it('a mail arrives, waits in the tray, becomes a case; the answer with its number becomes a note on it', async () => {
    await write('xinxi gongkai', 'qing gongkai')
    await collected(1)
    const [entry] = await titled('xinxi gongkai')
    const made = await desk().send('/console/applications/new', {
      tray: entry!.id,
      kind: 'request',
      arrivedOn: '2026-03-02',
      channel: 'email',
      subject: '2025年低保名单',
    })
    assert.equal(made.status, 303)

    await write('2026-001 cailiao', 'buchong')
    await collected(2)
    const [answer] = await titled('2026-001 cailiao')
    assert.equal(answer?.guesses[0]?.clue, 'number')
    const noted = await desk().send(`/console/tray/${answer!.id}/note`, {
      version: '1',
      guess: '2026-001',
      note: '申请人补充材料',
    })
    assert.equal(noted.status, 303)
    assert.match((await desk().see(noted.to!)).text, /来件附卷/)
  })

  it('our own mail goes out once and arrives; one that comes back is noticed on its case', async () => {
    const made = await registerApplication(as(town.ctx, aPerson(town.organ, 'officer')), {
      organId: town.organ.id,
      channel: 'counter',
      subject: '另一件',
      arrivedOn: day('2026-03-02'),
    })
    assert.ok(made.ok)
    const { id } = made.value
    const about = { kind: 'application', id, label: '登记回执', href: '/', organId: town.organ.id }
    for (const to of [servers.address, servers.bounces])
      await transact(town.ctx, (tx) => sendMail(tx, { to, subject: '登记回执', text: '已登记。', about }))
    const before = (await entries()).length
    await Promise.all([sendDue(collecting), sendDue(collecting)])
    await collected(before + 2)
    assert.equal((await titled('登记回执')).length, 1)
    assert.equal((await eventsOf(town.ctx, [id])).filter(({ kind }) => kind === 'mail-bounced').length, 1)
    const { rows } = await listMails(town.ctx, {}, { limit: 9, offset: 0 })
    assert.deepEqual(rows.map(({ state }) => state).sort(), ['bounced', 'sent'])
  })

  it('a mail of 40 MB stays in the mailbox and is named; a broken one is kept', async () => {
    const before = (await entries()).length
    await write('very large', Buffer.alloc(40 * 1024 * 1024, 'x'.repeat(70).concat('\r\n')))
    await write('broken', '--nothing\r\n\u0000', 'Content-Type: multipart/mixed; boundary=x\r\n')
    await collected(before + 2)
    assert.match((await titled('very large'))[0]?.words?.troubles[0] ?? '', /41 MB，超过30 MB，没有取下来/)
    assert.equal((await titled('broken'))[0]?.words?.names[0], '邮件原件.eml')
  })

  it('nothing is lost or doubled when the connection is lost between two mails', async () => {
    const before = (await entries()).length
    for (const subject of ['first', 'second', 'third']) await write(subject, subject)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    let taken = 0
    await assert.rejects(
      fetchNew(servers.settings.imap!, await markOfMailbox(town.ctx, servers.settings.imap!), async () => {
        taken += 1
        await servers.cut()
      }),
    )
    assert.equal(taken, 1)
    // What was fetched and not kept is fetched again; meanwhile the server is away, and that is said.
    await collect(collecting)
    assert.notEqual((await markOfMailbox(town.ctx, servers.settings.imap!))?.trouble, '')
    await servers.mend()
    await collected(before + 3)
    await collect(collecting)
    for (const subject of ['first', 'second', 'third']) assert.equal((await titled(subject)).length, 1)
    assert.equal((await entries()).length, before + 3)
    assert.equal((await markOfMailbox(town.ctx, servers.settings.imap!))?.trouble, '')
  })

  it('nothing is lost or doubled when keeping a mail fails midway', async () => {
    const before = (await entries()).length
    await write('cut off', 'x')
    await new Promise((resolve) => setTimeout(resolve, 500))
    await writeFile(join(root, 'no-folder'), '')
    // The store cannot be written: no row may say that the mail is here.
    await assert.rejects(collect({ ...collecting, files: { root: join(root, 'no-folder', 'files') } }))
    assert.equal((await titled('cut off')).length, 0)
    await collected(before + 1)
    assert.equal((await titled('cut off')).length, 1)
  })
})
