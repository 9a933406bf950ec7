import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { directoryPlaces } from '../organs/places.ts'
import { markedIn } from './people/marks/names.ts'
import { applicationsPlaces } from './places.ts'
import { repeatsOf } from './repeats.ts'

describe('what of a person is compared', () => {
  it('is one spelling of name, mail addresses, telephones and number', () =>
    assert.deepEqual(
      markedIn({ name: ' 王 某 ', contact: '电话１３８-0013-8000，Wang@QQ.com；传真0595-86381234' }).map(
        ({ kind, words }) => `${kind} ${words}`,
      ),
      ['name 王某', 'email wang@qq.com', 'phone 13800138000', 'phone 059586381234'],
    ))
  it('is nothing when nothing is known', () => assert.deepEqual(markedIn({ name: '', contact: '住址不详' }), []))
})

describe('an application that comes again', () => {
  let database: TestDatabase
  let root: string
  let town: Town
  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'repeats-'))
    town = await aTown(database.sql, '2026-03-05')
    town.ctx.files = { root: join(root, 'files') }
  })
  after(async () => {
    await database.close()
    await rm(root, { recursive: true })
  })
  const form = {
    arrivedOn: '2026-03-05',
    channel: 'counter',
    subject: '2025年低保名单',
    name: '王某',
    contact: '13800138000',
  }

  it('is recognised at registration by its words or by its applicant, and registered when somebody has looked', async () => {
    const desk = deskOf(town, applicationsPlaces, aPerson(town.organ, 'officer'))
    assert.equal((await desk.send('/console/applications/new', form)).status, 303)
    const again = await desk.send('/console/applications/new', { ...form, subject: '２０２５年 低保名单。' })
    assert.equal(again.status, 422)
    assert.match(again.text, /2026-001[\s\S]*内容相同，申请人的姓名或者名称、电话相同/)
    assert.match(again.text, /value="13800138000"/)
    const other = await desk.send('/console/applications/new', { ...form, subject: '另一件事', name: '李某' })
    assert.match(other.text, /申请人的电话相同/)
    assert.equal((await desk.send('/console/applications/new', { ...form, knowing: 'yes' })).status, 303)

    const [row] = await database.sql`select string_agg(m::text, ' ') as all from applicant_marks m`
    assert.doesNotMatch(String(row?.all), /王某|13800138000/)
  })

  it('is nothing of another organ, and nothing where neither words nor person are the same', async () => {
    const applicant = { name: '王某', contact: '', identity: 'none' as const }
    assert.deepEqual(await repeatsOf(town.ctx, '018d0000-0000-7000-8000-0000000000aa', form.subject, applicant), [])
    assert.deepEqual(await repeatsOf(town.ctx, town.organ.id, '没有人问过', { ...applicant, name: '赵某' }), [])
  })

  it('to the wrong organ finds the right one in the directory', async () => {
    const page = await deskOf(town, directoryPlaces, null).see('/organs')
    assert.match(page.text, /机关名录[\s\S]*码头镇人民政府/)
  })
})
