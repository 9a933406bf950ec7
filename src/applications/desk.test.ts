import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { anOrgan, aPerson, deskOf } from '../../test/support/desk.ts'
import { connect } from '../db/connect.ts'
import { story } from '../ledger/store.ts'
import { viewApplicant } from './people/store.ts'
import { applicationsPlaces } from './places.ts'
import { eventsOf } from './registry/store.ts'
import { takeForm } from './steps/all.ts'
import { codeOf, database, folder, go, leader, need, officer, on, open, register, reviewer, town } from './testing.ts'

describe('two people at one case', () => {
  it('do not undo each other', async () => {
    const id = await register()
    const both = await Promise.all([
      takeForm(on('2026-03-03', officer), 'accept', { id, version: 1 }, { on: '2026-03-03' }),
      takeForm(on('2026-03-03', officer), 'withdraw', { id, version: 1 }, { on: '2026-03-03', note: '书面撤回' }),
    ])
    assert.deepEqual(both.map(codeOf).sort(), ['applications.stale', 'ok'])
    assert.equal((await eventsOf(town.ctx, [id])).length, 2)
  })
})

describe('who applied', () => {
  const applicant = { name: '申请人本名', contact: '13800000000', identity: 'id-card' as const }

  it('is sealed with a key outside the database, which only its owner reads', async () => {
    const id = await register({ applicant })
    const rows =
      await database.sql`select sealed::text, key_id from application_applicants where application_id = ${id}`
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(Buffer.from(applicant.name).toString('hex')))
    const path = join(folder, 'keys', 'applicants.key')
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.match(await readFile(path, 'utf8'), /^[0-9a-f]{64}\n$/)
  })
  it('is shown to officer and leader of the organ, and every look stands in the ledger', async () => {
    const id = await register({ applicant })
    assert.deepEqual(need(await viewApplicant(on('2026-03-03', officer), id)), applicant)
    assert.deepEqual(need(await viewApplicant(on('2026-03-03', leader), id)), applicant)
    const other = await anOrgan(town.ctx, 'meishan', '梅山镇')
    for (const person of [reviewer, aPerson(other, 'officer'), aPerson(null, 'supervisor')])
      assert.equal(codeOf(await viewApplicant(on('2026-03-03', person), id)), 'applications.not-yours')
    const entries = await story(town.ctx, 'application', id)
    assert.equal(entries.filter(({ event }) => event === 'applications.applicant-viewed').length, 2)
    assert.doesNotMatch(JSON.stringify(entries), /申请人本名|13800000000/)
  })
  it('opens nowhere but in its own case', async () => {
    const [id, other] = [await register({ applicant }), await register({ applicant, subject: '预算' })]
    await database.sql`
      update application_applicants set sealed = (select sealed from application_applicants where application_id = ${id})
      where application_id = ${other}`
    await assert.rejects(viewApplicant(on('2026-03-03', officer), other))
  })
  it('is entered at the desk, asked for with a form, and in no address', async () => {
    const desk = deskOf(town, applicationsPlaces, officer)
    const form = { channel: 'counter', subject: '预算', arrivedOn: '2026-03-02', ...applicant }
    const entered = await desk.send('/console/applications/new', form)
    assert.doesNotMatch(entered.to!, /%/)
    const address = entered.to!.replace(/\?.*/, '')
    assert.doesNotMatch((await desk.see(address)).text, /申请人本名/)
    assert.match((await desk.send(`${address}/applicant`, {})).text, /申请人本名[\s\S]*13800000000/)
    const refused = await desk.send('/console/applications/new', { ...form, subject: '' })
    assert.match(refused.text, /value="申请人本名"/)
  })
})

describe('the desk', () => {
  it('puts what is due first on top, and what nobody opened or moved where it is seen', async () => {
    await register({ subject: '甲' }, '2026-03-02')
    const second = await register({ subject: '乙' }, '2026-02-24')
    await register({ subject: '丙', channel: 'email' }, '2026-02-09')
    await open(second, '2026-02-25')
    const desk = deskOf({ ...town, ctx: on('2026-03-18', officer) }, applicationsPlaces, officer)
    const { text } = await desk.see('/console/applications')
    assert.match(text, /乙[\s\S]*甲[\s\S]*丙/)
    assert.match(text, /在办<span class="count">3/)
    assert.match((await desk.see('/console/applications?view=silent')).text, /乙/)
    const unopened = (await desk.see('/console/applications?view=unopened')).text
    assert.match(unopened, /甲[\s\S]*丙/)
    assert.doesNotMatch(unopened, />乙</)
    await go(second, '2026-03-18', [officer, 'withdraw', { note: '书面撤回' }])
    assert.match((await desk.see('/console/applications?view=after')).text, /乙[\s\S]*已终止，待归档/)
    assert.doesNotMatch((await desk.see('/console/applications')).text, />乙</)
  })
  it('asks the database the same number of times, however many cases there are', async () => {
    let asked = 0
    const options = { max: 1, debug: () => (asked += 1) }
    const sql = connect(database.url, options)
    try {
      const desk = deskOf({ ...town, ctx: { ...on('2026-03-18', officer), sql } }, applicationsPlaces, officer)
      const count = async (path: string) => {
        await desk.see(path)
        asked = 0
        await desk.see(path)
        return asked
      }
      const paths = ['/console/applications', '/console/applications?view=all']
      await register()
      const few: number[] = []
      for (const path of paths) few.push(await count(path))
      for (let n = 0; n < 25; n += 1) await register({ subject: `第${n}件` })
      const many: number[] = []
      for (const path of paths) many.push(await count(path))
      assert.deepEqual(many, few)
      assert.ok(few.every((n) => n > 0))
    } finally {
      await sql.end()
    }
  })
  it('gives a refused step back with what was typed', async () => {
    const id = await register()
    await open(id, '2026-03-03')
    const desk = deskOf({ ...town, ctx: on('2026-03-04', officer) }, applicationsPlaces, officer)
    assert.match((await desk.see(`/console/applications/${id}/draft`)).text, /第三十六条第四项/)
    const sent = await desk.send(`/console/applications/${id}/draft`, {
      version: '3',
      outcome: 'partial',
      words: '现答复如下',
      part1: '住址',
    })
    assert.equal(sent.status, 422)
    assert.match(sent.text, /value="住址"/)
    assert.match(sent.text, /现答复如下<\/textarea>/)
    const stale = await desk.send(`/console/applications/${id}/draft`, {
      version: '1',
      outcome: 'provided',
      words: '好',
    })
    assert.match(stale.text, /其他人刚刚办理了这份申请/)
  })
})
