import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { deskOf } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { transact } from '../../db/transaction.ts'
import { pathOf, putBytes } from '../../files/vault.ts'
import { verify } from '../../ledger/store.ts'
import { sendMail } from '../../mail/outbox/store.ts'
import { changeOrgan, findOrgan } from '../../organs/store.ts'
import { reviewOf } from '../../review/store.ts'
import type { Person } from '../../web/env.ts'
import { hasApplicant } from '../people/store.ts'
import { applicationsPlaces } from '../places.ts'
import { eventsOf, repliesOf, twinsOf } from '../registry/store.ts'
import { findApplication, handledIn, receivedIn } from '../store.ts'
import { codeOf, go, leader, need, officer, on, open, register, replies, reviewer, town } from '../testing.ts'
import { pagesIn } from './bind.ts'
import { confirmDisposal, proposeDisposal } from './disposal/store.ts'
import { dropForgotten } from './forgetting/store.ts'
import { archivePlaces } from './places.ts'
import { isOver, keptUntil } from './retention.ts'
import { exportCase } from './store.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const deskAt = (today: string, person: Person) =>
  deskOf({ ...town, ctx: on(today, person) }, [...archivePlaces, ...applicationsPlaces], person)

const APPLICANT = { name: '演示申请人', contact: '某路1号', identity: 'id-card' } as const

/** Answered and filed on 10 March 2016. */
const filed = async () => {
  const id = await register({ applicant: APPLICANT, subject: '征地补偿方案' }, '2016-03-01')
  await open(id, '2016-03-01')
  await go(id, '2016-03-02', [officer, 'search', { place: '档案室', words: '征地', who: '档案员', result: 'found' }])
  await replies(id, '2016-03-10', { outcome: 'provided' })
  return id
}

describe('the packet of a case', () => {
  it('is one ZIP with a bound volume and hashes anybody can check; made twice, the bytes are the same', async () => {
    const id = await filed()
    const first = need(await exportCase(on('2016-03-11', officer), id))
    const again = need(await exportCase(on('2017-09-01', leader), id))
    assert.equal(sha256(first.bytes), sha256(again.bytes))
    assert.equal(first.name, '案卷2016-001.zip')
    const files = unzipSync(first.bytes)
    const lines = strFromU8(files.SHA256SUMS!).trim().split('\n')
    assert.equal(lines.length, Object.keys(files).length - 1)
    for (const line of lines) {
      const [hash, path] = line.split('  ')
      assert.equal(sha256(files[path!]!), hash)
    }
    const manifest = JSON.parse(strFromU8(files['manifest.json']!))
    assert.deepEqual([manifest.number, manifest.day, manifest.retention], ['2016-001', '2016-03-10', '10年'])
    // Cover and contents, application, reply, proof of service, events: at least a page each.
    assert.ok((await pagesIn(files['案卷2016-001.pdf']!)) >= 5)
  })
  it('goes to officers and leaders of the organ only, with an entry in the ledger each time', async () => {
    const id = await filed()
    assert.equal(codeOf(await exportCase(on('2016-03-11', reviewer), id)), 'applications.not-yours')
    const page = await deskAt('2016-03-11', officer).see(`/console/applications/${id}`)
    assert.match(page.text, /保管到<\/dt><dd>2026-12-31/)
    const sent = await deskAt('2016-03-11', officer).send(`/console/applications/${id}/packet`, {})
    assert.equal(sent.status, 200)
    assert.equal((await deskAt('2016-03-11', reviewer).send(`/console/applications/${id}/packet`, {})).status, 403)
    const entries = await town.ctx.sql`
      select event from ledger_entries where tenant_id = ${town.ctx.tenantId} and subject_id = ${id}
        and event in ('applications.case-exported', 'applications.applicant-viewed') order by seq`
    assert.deepEqual(
      entries.map(({ event }) => event),
      ['applications.applicant-viewed', 'applications.case-exported'],
    )
  })
})

describe('the keeping of a case', () => {
  it('is counted from the end of the year it was filed in, and for ever when the organ says so', () => {
    assert.equal(keptUntil(day('2016-03-10'), '10'), '2026-12-31')
    assert.equal(isOver(day('2016-03-10'), '10', day('2026-12-31')), false)
    assert.equal(isOver(day('2016-03-10'), '10', day('2027-01-01')), true)
    assert.equal(keptUntil(day('2016-03-10'), '永久'), null)
    assert.equal(isOver(day('2016-03-10'), '永久', day('2999-01-01')), false)
  })
  it('ends with two persons, and every count stays what it was', async () => {
    const id = await filed()
    await register({ subject: '征地补偿方案' }, '2016-04-01')
    const years = { from: 2016, to: 2016 }
    const counts = async () => [
      (await receivedIn(town.ctx, town.organ.id, years)).map(({ subject: _, ...rest }) => rest),
      await handledIn(town.ctx, town.organ.id, years),
    ]
    const mail = { to: 'a@example.com', subject: '答复', text: '演示申请人：' }
    need(
      await transact(town.ctx, (tx) =>
        sendMail(tx, { ...mail, about: { kind: 'application', id, label: '2016-001', href: '/' } }),
      ),
    )
    const sealed = await town.ctx.sql`
      select sealed_sha256 as "sha256" from application_letter_files where application_id = ${id}`
    const letters = sealed.map(({ sha256: of }) => pathOf(town.ctx.files, of as string))
    assert.ok(letters.length > 0 && letters.every((path) => existsSync(path)))
    const before = await counts()
    assert.equal(codeOf(await proposeDisposal(on('2026-12-31', officer), id, '期满')), 'archive.kept')
    const list = await deskAt('2027-01-04', officer).see('/console/applications/retention')
    assert.match(list.text, /2016-001/)
    const proposed = await deskAt('2027-01-04', officer).send(`/console/applications/${id}/disposal`, {
      reason: '保管期限已满',
    })
    assert.equal(proposed.status, 303)
    assert.equal(codeOf(await confirmDisposal(on('2027-01-04', officer), id)), 'archive.same-person')
    assert.equal(
      (await deskAt('2027-01-04', officer).send(`/console/applications/${id}/disposal/approval`, {})).status,
      403,
    )
    const approved = await deskAt('2027-01-05', leader).send(`/console/applications/${id}/disposal/approval`, {})
    assert.equal(approved.status, 303)

    assert.deepEqual(await counts(), before)
    const application = (await findApplication(town.ctx, id))!
    assert.equal(application.subject, '（保管期满，已匿名处理）')
    assert.equal(await hasApplicant(town.ctx, id), false)
    assert.ok(letters.every((path) => !existsSync(path)))
    const mails = await town.ctx.sql`select state, length(sealed) as left from outgoing_mails where about_id = ${id}`
    assert.deepEqual([...mails], [{ state: 'dropped', left: 0 }])
    const events = await eventsOf(town.ctx, [id])
    assert.deepEqual(events.find(({ kind }) => kind === 'searched')?.detail, { result: 'found' })
    const reply = (await repliesOf(town.ctx, id))[0]!
    assert.deepEqual([reply.words, reply.outcome, reply.servedOn], ['', 'provided', '2016-03-10'])
    const review = (await reviewOf(town.ctx, { kind: 'reply', id, version: reply.version }))!
    assert.deepEqual(
      review.parts.map(({ text }) => text),
      [''],
    )
    assert.deepEqual(await twinsOf(town.ctx, application), [])
    assert.equal((await verify(town.ctx)).broken, null)
    assert.equal((await deskAt('2027-01-05', officer).see(`/console/applications/${id}`)).status, 200)
    assert.equal(codeOf(await proposeDisposal(on('2027-01-06', officer), id, '再次')), 'archive.done')
  })
  it('lets the bytes of a file go when the program died before it could, and never those something refers to', async () => {
    const id = await filed()
    const [file] = await town.ctx.sql`
      select sealed_sha256 as "sha256" from application_letter_files where application_id = ${id} limit 1`
    const used = file!.sha256 as string
    const left = await putBytes(town.ctx.files, Buffer.from('sealed words of a case that was forgotten'))
    for (const sha of [used, left])
      await town.ctx.sql`
        insert into forgotten_files (tenant_id, sha256, forgotten_at) values (${town.ctx.tenantId}, ${sha}, now())`
    assert.equal(await dropForgotten(town.ctx), 2)
    assert.deepEqual(
      [used, left].map((sha) => existsSync(pathOf(town.ctx.files, sha))),
      [true, false],
    )
    assert.equal(await dropForgotten(town.ctx), 0)
  })
  it('goes on when the leader declines, and for ever where the organ keeps everything', async () => {
    const id = await filed()
    need(await proposeDisposal(on('2027-01-04', officer), id, '保管期限已满'))
    assert.equal(
      (await deskAt('2027-01-05', leader).send(`/console/applications/${id}/disposal/refusal`, {})).status,
      303,
    )
    assert.equal(codeOf(await confirmDisposal(on('2027-01-05', leader), id)), 'archive.not-proposed')
    const organ = (await findOrgan(town.ctx, town.organ.id))!
    need(await changeOrgan(town.ctx, organ, { settings: { ...organ.settings, retention: '永久' } }))
    assert.equal(codeOf(await proposeDisposal(on('2027-01-06', officer), id, '期满')), 'archive.kept')
    const list = await deskAt('2027-01-06', officer).see('/console/applications/retention')
    assert.match(list.text, /没有保管期满的案卷/)
  })
})
