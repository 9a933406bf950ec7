import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { story } from '../../ledger/store.ts'
import { LARGEST_MAIL } from '../../mail/incoming/fetch.ts'
import { listMails, sendMail } from '../../mail/outbox/store.ts'
import { applicationsPlaces } from '../places.ts'
import { eventsOf, findApplication } from '../registry/store.ts'
import { registerApplication } from '../store.ts'
import { receiveMail } from './arrival.ts'
import { trayPlaces } from './places.ts'
import { takeScans } from './scanner.ts'
import { type Entry, filesOf, listEntries } from './store.ts'
import { aMail } from './testing.ts'

describe('the tray', () => {
  let database: TestDatabase
  let root: string
  let town: Town
  let ctx: Context
  let officer: ReturnType<typeof aPerson>

  before(async () => {
    database = await testDatabase()
  })
  after(() => database.close())
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'tray-'))
    town = await aTown(database.sql, '2026-03-02')
    town.ctx.files = { root: join(root, 'files') }
    await mkdir(town.ctx.files.root)
    ctx = town.ctx
    officer = aPerson(town.organ, 'officer')
    return () => rm(root, { recursive: true })
  })

  const receive = (mail: ReturnType<typeof aMail>) => receiveMail(ctx, mail, null, async () => {})
  const entries = async (): Promise<Entry[]> => (await listEntries(ctx, {}, { limit: 50, offset: 0 })).rows
  const desk = () => deskOf(town, [...applicationsPlaces, ...trayPlaces], officer)
  const registered = async (subject = '2025年低保名单') => {
    const done = await registerApplication(as(ctx, officer), {
      organId: town.organ.id,
      channel: 'counter',
      subject,
      arrivedOn: day('2026-02-27'),
      applicant: { name: '王某某', contact: '13800138000，wang@example.com', identity: 'none' },
    })
    assert.ok(done.ok)
    return done.value
  }

  it('holds a mail once, however often it is fetched, with the whole mail beside it', async () => {
    const mail = aMail({ Subject: '申请公开', 'Message-ID': '<1@x>' }, '请公开清单')
    for (let again = 0; again < 3; again += 1) await receive(mail)
    const [entry, ...more] = await entries()
    assert.equal(more.length, 0)
    assert.equal(entry?.words?.text.trim(), '请公开清单')
    assert.deepEqual(entry?.words?.names, ['邮件原件.eml'])
  })

  it('shows nobody with the database or the disk what strangers wrote', async () => {
    await receive(aMail({ From: '王某某 <wang@example.com>', Subject: 'dibao' }, '身份证350583198001010011'))
    const [row] = await database.sql`
      select array_to_string(array(select t::text from tray_entries t where tenant_id = ${ctx.tenantId}), ' ') as rows`
    assert.doesNotMatch(String(row?.rows), /wang@|3505831980/)
    const { stdout } = await import('node:child_process').then(({ spawnSync }) =>
      spawnSync('grep', ['-r', '3505831980', ctx.files.root], { encoding: 'utf8' }),
    )
    assert.equal(stdout, '')
  })

  it('turns a mail into a case: the form is filled in, both happen together, and only once', async () => {
    await receive(aMail({ From: '"Wang" <wang@example.com>', Subject: 'low income list' }, '请公开清单'))
    const [entry] = await entries()
    const form = await desk().see(`/console/applications/new?tray=${entry!.id}`)
    assert.match(form.text, /value="wang@example.com"/)
    assert.match(form.text, /value="2026-03-02"/)
    const fields = {
      tray: entry!.id,
      token: '018d0000-0000-7000-8000-00000000000a',
      kind: 'request',
      arrivedOn: '2026-03-02',
      channel: 'email',
      subject: '2025年低保名单',
    }
    const made = await desk().send('/console/applications/new', fields)
    assert.equal(made.status, 303)
    const [after] = await entries()
    assert.equal(after?.state, 'case')
    assert.ok(made.to?.includes(after!.applicationId!))
    assert.match((await desk().see(`/console/applications/${after!.applicationId}`)).text, /来件和邮件/)
    assert.equal((await desk().send('/console/applications/new', fields)).to, made.to)
  })
  it('says so when a colleague settled the entry while its form was open, keeps what was typed, and enters nothing', async () => {
    await receive(aMail({ From: 'wang@example.com', Subject: 'low income list' }, '请公开清单'))
    const [entry] = await entries()
    const fields = {
      tray: entry!.id,
      token: '018d0000-0000-7000-8000-00000000000b',
      arrivedOn: '2026-03-02',
      channel: 'email',
      subject: '2025年低保名单',
    }
    const discarded = await desk().send(`/console/tray/${entry!.id}/discard`, {
      version: String(entry!.version),
      reason: '与另一件重复',
    })
    assert.equal(discarded.status, 303)
    const refused = await desk().send('/console/applications/new', fields)
    assert.equal(refused.status, 422)
    assert.match(refused.text, /这份来件刚刚由其他人处理了，申请还没有登记/)
    assert.match(refused.text, /2025年低保名单<\/textarea>/)
    assert.match((await desk().see('/console/applications')).text, /没有在办的申请/)
    assert.equal((await desk().send('/console/applications/new', { ...fields, tray: '' })).status, 303)
  })

  it('recognises a case by our mail it answers, by its number, by who writes; a person decides', async () => {
    const one = await registered()
    const sent = await transact(ctx, (tx) =>
      sendMail(tx, {
        to: 'wang@example.com',
        subject: '登记回执',
        text: '已登记',
        about: { kind: 'application', id: one.id, label: `申请${one.number}`, href: '/' },
      }),
    )
    assert.ok(sent.ok)
    await receive(aMail({ Subject: 'Re: x', 'In-Reply-To': sent.value.messageId }, '补充材料'))
    await receive(aMail({ Subject: `关于 ${one.number} 的材料` }, '见附件'))
    await receive(aMail({ Subject: '你好', From: 'wang@EXAMPLE.com' }, '问一下进度'))
    await receive(aMail({ Subject: '你好', From: '=?UTF-8?B?546L5p+Q5p+Q?= <other@example.com>' }, '换了邮箱'))
    await receive(aMail({ Subject: '广告' }, '电话 2026-0011-22'))
    const clues = (await entries()).map(({ guesses }) => guesses.map(({ clue }) => clue).join()).sort()
    assert.deepEqual(clues, ['', 'answer', 'email', 'name', 'number'])

    const answer = (await entries()).find(({ guesses }) => guesses[0]?.clue === 'answer')!
    const page = await desk().see(`/console/tray/${answer.id}`)
    assert.match(page.text, /回复了本机关就这件申请发出的邮件/)
    const before = await findApplication(ctx, one.id)
    const noted = await desk().send(`/console/tray/${answer.id}/note`, {
      version: '1',
      guess: one.number,
      note: '申请人补充材料',
    })
    assert.equal(noted.status, 303)
    const events = await eventsOf(ctx, [one.id])
    assert.equal(events.at(-1)?.kind, 'noted')
    // A note does not make a case look busy.
    assert.deepEqual(await findApplication(ctx, one.id), before)
    assert.equal(
      (await desk().send(`/console/tray/${answer.id}/note`, { version: '1', guess: one.number, note: '又一次' }))
        .status,
      422,
    )
  })

  it('lets go of nothing without a reason, and a discard can be undone', async () => {
    await receive(aMail({ Subject: '广告' }, '打折'))
    const [entry] = await entries()
    const path = `/console/tray/${entry!.id}`
    const refused = await desk().send(`${path}/discard`, { version: '1', reason: ' ' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /请写明作废的理由/)
    assert.equal((await desk().send(`${path}/discard`, { version: '1', reason: '广告邮件' })).status, 303)
    assert.match((await desk().see('/console/tray?state=discarded')).text, /广告邮件/)
    assert.equal((await desk().send(`${path}/restoration`, { version: '2' })).status, 303)
    assert.equal((await entries())[0]?.state, 'waiting')
    const told = await story(ctx, 'tray', entry!.id)
    assert.deepEqual(
      told.map(({ event }) => event),
      ['tray.received', 'tray.discarded', 'tray.restored'],
    )
  })

  it('notices that a mail came back, marks it, and puts it onto its case', async () => {
    const one = await registered()
    const sent = await transact(ctx, (tx) =>
      sendMail(tx, {
        to: 'wang@example.com',
        subject: '登记回执',
        text: '已登记',
        about: { kind: 'application', id: one.id, label: '登记回执', href: '/', organId: town.organ.id },
      }),
    )
    assert.ok(sent.ok)
    const report = [
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Action: failed',
      'Status: 5.1.1',
      '--x',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${sent.value.messageId}`,
      '--x--',
    ]
    await receive(
      aMail(
        { From: 'MAILER-DAEMON@x', 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' },
        report.join('\r\n'),
      ),
    )
    assert.equal((await listMails(ctx, {}, { limit: 1, offset: 0 })).rows[0]?.state, 'bounced')
    const [entry] = await entries()
    assert.equal(entry?.state, 'note')
    assert.equal(entry?.applicationId, one.id)
    assert.equal((await eventsOf(ctx, [one.id])).at(-1)?.kind, 'mail-bounced')
    assert.match((await desk().see(`/console/applications/${one.id}`)).text, /没有送到申请人/)
  })

  it('names a mail that is too large, and leaves it where it is', async () => {
    const mail = aMail({ Subject: '很大' }, '')
    await receive({ ...mail, raw: null, size: LARGEST_MAIL + 1 })
    const [entry] = await entries()
    assert.equal(entry?.words?.subject, '很大')
    assert.match(entry?.words?.troubles[0] ?? '', /超过30 MB，没有取下来/)
  })

  it('belongs to the organ the mail was written to, which alone may see it, and may hand it on', async () => {
    const other = await anOrgan(ctx, 'shishan', '诗山镇')
    await receive(aMail({ Subject: '寄错了' }, 'x'))
    const [entry] = await entries()
    const stranger = deskOf(town, trayPlaces, aPerson(other, 'officer'))
    assert.equal((await stranger.see(`/console/tray/${entry!.id}`)).status, 404)
    assert.equal(
      (await desk().send(`/console/tray/${entry!.id}/handover`, { version: '1', organ: other.id })).status,
      303,
    )
    assert.equal((await desk().see(`/console/tray/${entry!.id}`)).status, 404)
    assert.match((await stranger.see('/console/tray')).text, /寄错了/)
  })

  it('gives a file to be saved, and writes down who looked', async () => {
    await receive(aMail({ Subject: 'x' }, '<script>alert(1)</script>'))
    const [entry] = await entries()
    const [file] = await filesOf(ctx, entry!.id)
    const sent = await desk().send(`/console/tray/${entry!.id}/files/${file!.place}`, {})
    assert.match(sent.text, /Subject: x/)
    assert.equal((await story(ctx, 'tray', entry!.id)).at(-1)?.event, 'tray.file-viewed')
    assert.doesNotMatch((await desk().see(`/console/tray/${entry!.id}`)).text, /<script>alert/)
  })

  describe('takes what was scanned', () => {
    const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    let home: string
    beforeEach(async () => {
      home = join(root, 'scan', 'matou')
      await mkdir(home, { recursive: true })
    })
    const lay = async (name: string, bytes: Buffer, secondsAgo: number) => {
      await writeFile(join(home, name), bytes)
      const at = new Date(ctx.now.getTime() - secondsAgo * 1000)
      await utimes(join(home, name), at, at)
    }
    const take = () => takeScans(ctx, join(root, 'scan'), () => ctx.now)
    const names = async (folder: string) => (await readdir(join(home, folder)).catch(() => [])).sort()

    it('once it stopped growing, and moves it away', async () => {
      await lay('growing.pdf', PDF, 2)
      await lay('whole.pdf', PDF, 60)
      assert.equal(await take(), 1)
      assert.deepEqual(await names('已收'), ['whole.pdf'])
      assert.deepEqual(
        (await entries()).map(({ words }) => words?.names),
        [['whole.pdf']],
      )
      assert.equal(await take(), 0)
    })
    it('once, although the program died before it moved the file', async () => {
      await lay('a.pdf', PDF, 60)
      await take()
      await lay('a.pdf', PDF, 60)
      await take()
      assert.equal((await entries()).length, 1)
      assert.deepEqual(await names('已收'), ['2-a.pdf', 'a.pdf'])
    })
    it('and names what it cannot take', async () => {
      await lay('virus.exe', Buffer.from('MZ'), 60)
      await lay('not-really.pdf', Buffer.from('hello'), 60)
      await take()
      assert.deepEqual(await names('未收'), ['not-really.pdf', 'virus.exe'])
      for (const { words } of await entries()) assert.match(words?.troubles[0] ?? '', /没有收下/)
    })
  })
})

it('nothing is done in the tray without its ledger entry', () =>
  assert.ok(trayPlaces.every((place) => place.method === 'get' || place.audit)))
