import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { registerApplication } from '../../applications/store.ts'
import { day } from '../../calendar/day.ts'
import { sendDue } from '../../mail/sending.ts'
import { type MailServer, moodyServer } from '../../mail/testing.ts'
import { createPost } from '../../organs/store.ts'
import { appoint, createAccount } from '../../staff/store.ts'
import { workbenchPlaces } from '../places.ts'
import { sendDigests } from './digest.ts'

describe('the morning digest', () => {
  let database: TestDatabase
  let server: MailServer
  let root: string
  let town: Town
  before(async () => {
    database = await testDatabase()
    server = await moodyServer()
    root = await mkdtemp(join(tmpdir(), 'digest-'))
    town = await aTown(database.sql, '2026-03-27')
    town.ctx.files = { root: join(root, 'files') }
  })
  after(async () => {
    await server.close()
    await database.close()
    await rm(root, { recursive: true })
  })

  const post = (now: Date) => ({ sql: database.sql, files: town.ctx.files, settings: server.settings, now: () => now })
  const at = (text: string) => new Date(`${text}T23:30:00Z`) // half past seven of the next morning in China

  it('tells a person once a working day what is due, red and left lying, without a subject or a name', async () => {
    const made = await registerApplication(town.ctx, {
      organId: town.organ.id,
      channel: 'counter',
      subject: '某村征地补偿',
      receivedOn: day('2026-03-02'),
    })
    assert.ok(made.ok)
    const created = await createAccount(town.ctx, { username: 'xinxi' })
    const held = await createPost(town.ctx, { organId: town.organ.id, name: '党政办信息员', roles: ['officer'] })
    assert.ok(created.ok && held.ok)
    const accountId = created.value.account.id
    assert.ok((await appoint(town.ctx, { accountId, postId: held.value.id, from: day('2026-01-01') })).ok)
    const person = { ...aPerson(town.organ, 'officer'), accountId }
    const desk = deskOf(town, workbenchPlaces, person)
    assert.equal((await desk.send('/console/digest', { email: '没有地址' })).status, 422)
    assert.equal((await desk.send('/console/digest', { email: 'xinxi@nanan.test' })).status, 303)
    const shown = (await desk.see('/console/digest')).text
    assert.match(shown, /临期和逾期的申请（1件）/)
    assert.match(shown, new RegExp(`href="/console/applications/${made.value.id}"`))

    // A Saturday, then the Monday on which the reply is due.
    assert.equal(await sendDigests(post(at('2026-03-27'))), 0)
    for (let again = 0; again < 3; again += 1) await sendDigests(post(at('2026-03-29')))
    await sendDue(post(at('2026-03-29')))
    assert.equal(server.taken.length, 1)
    const [head, body = ''] = server.taken[0]!.split('\r\n\r\n')
    assert.match(head!, /To: xinxi@nanan\.test/)
    const text = Buffer.from(body, 'base64').toString()
    assert.match(text, /2026-001　2026-03-30到期，今天到期/)
    assert.doesNotMatch(text, /征地/)

    await desk.send('/console/digest', { email: '' })
    await sendDigests(post(at('2026-03-30')))
    await sendDue(post(at('2026-03-30')))
    assert.equal(server.taken.length, 1)
  })
})
