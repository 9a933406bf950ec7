import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../test/support/desk.ts'
import { lettersOf, readLetter } from '../letters/store.ts'
import { applicationsPlaces } from '../places.ts'
import { papersOf } from '../public/papers/store.ts'
import { eventsOf, findApplication } from '../registry/store.ts'
import { letterWords, need, officer, on, reviewer, town } from '../testing.ts'

const SPOKEN = {
  token: '018d0000-0000-7000-8000-00000000000c',
  arrivedOn: '2026-03-02',
  channel: 'counter',
  arrival: 'spoken',
  subject: '村道硬化工程结算',
  name: '演示申请人',
  contact: '某村1号',
  receipt: 'yes',
}
const desk = (person = officer) => deskOf({ ...town, ctx: on('2026-03-02', person) }, applicationsPlaces, person)
const spoken = async () => {
  const { to, status } = await desk().send('/console/applications/new', SPOKEN)
  assert.equal(status, 303)
  return to!.match(/applications\/([^?]+)/)![1]!
}
const SCAN = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
)

describe('an application that is spoken', () => {
  it('is received the day it is spoken, and leaves the desk with its statement and its receipt', async () => {
    const id = await spoken()
    const application = (await findApplication(town.ctx, id))!
    assert.deepEqual([application.channel, application.receivedOn], ['counter', '2026-03-02'])
    const letters = await lettersOf(town.ctx, id)
    assert.deepEqual(
      letters.map(({ letter }) => letter),
      ['statement', 'receipt'],
    )
    const words = await letterWords(id, letters[0]!.id)
    for (const said of ['演示申请人', '某村1号', '村道硬化工程结算', '已向申请人宣读', '签名或者按指印'])
      assert.ok(words.includes(said), said)
    const pdf = need((await readLetter(town.ctx, id, letters[0]!.id, 'pdf'))!)
    assert.ok(pdf.bytes.length > 1000)
  })
  it('asks for the signed sheet until it is there, keeps it sealed, and says so in the course of the case', async () => {
    const id = await spoken()
    const page = `/console/applications/${id}`
    assert.match((await desk().see(page)).text, /口述笔录还没有签名附入/)
    const none = await desk().send(`${page}/statement`, {})
    assert.equal(none.status, 422)
    assert.match(none.text, /请选择扫描件或者照片/)
    const form = new FormData()
    form.set('csrf', 'token')
    form.set('scan', new File([SCAN], '签名笔录.png', { type: 'image/png' }))
    const sent = await desk().send(`${page}/statement`, form)
    assert.equal(sent.status, 303)
    const { text } = await desk().see(page)
    assert.doesNotMatch(text, /口述笔录还没有签名附入/)
    assert.match(text, /查看签名的口述笔录/)
    assert.deepEqual(
      (await papersOf(town.ctx, id)).map(({ kind }) => kind),
      ['statement'],
    )
    assert.ok((await eventsOf(town.ctx, [id])).some(({ kind }) => kind === 'statement-signed'))
  })
  it('comes to the counter; others have nothing to sign, and nobody else may add a sheet', async () => {
    const refused = await desk().send('/console/applications/new', { ...SPOKEN, channel: 'letter' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /口述的申请是当面提出的/)
    const id = await spoken()
    assert.equal((await desk(reviewer).see(`/console/applications/${id}/statement`)).status, 403)
    const written = await desk().send('/console/applications/new', {
      ...SPOKEN,
      token: '',
      arrival: 'regular',
      knowing: 'yes',
    })
    const page = written.to!.replace(/\?.*/, '')
    assert.equal((await desk().see(`${page}/statement`)).status, 404)
  })
})
