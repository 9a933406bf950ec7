import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../test/support/desk.ts'
import { story } from '../../ledger/store.ts'
import { applicationsPlaces } from '../places.ts'
import { findByNumber } from '../registry/store.ts'
import { go, leader, lines, officer, on, open as opened, passes, state, town } from '../testing.ts'
import { papersOf } from './papers/store.ts'
import { filingPortalPlaces } from './places.ts'
import { file, open, TRACK } from './testing.ts'

const at = (today: string) => ({ ...town, ctx: { ...town.ctx, now: new Date(`${today}T02:00:00Z`) } })
const portal = (today = '2026-03-02') => deskOf(at(today), filingPortalPlaces, null)
const desk = (today = '2026-03-02') => deskOf(at(today), applicationsPlaces, officer)
const idOf = async (number: string) => (await findByNumber(town.ctx, town.organ.id, number))!.id

/** Filed and confirmed by the applicant. */
async function filed(today = '2026-03-02') {
  const sent = await file(portal(today))
  await portal(today).send(`${sent.link}/confirm`, {})
  return { ...sent, id: await idOf(sent.number) }
}

describe('an applicant follows a case with number and code', () => {
  it('and gets the same answer for a wrong number, a wrong code and a case without a code', async () => {
    const { number } = await file(portal())
    const answers = await Promise.all(
      [
        { number, code: 'AAAAA-AAAAA' },
        { number: '2026-999', code: 'AAAAA-AAAAA' },
        { number, code: '' },
      ].map((typed) => portal().send(TRACK, typed)),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [422, 422, 422],
    )
    const plain = answers.map(({ text }) => text.replace(/value="[^"]*"/g, '').replace(/name="number" [^>]*/, ''))
    assert.equal(new Set(plain).size, 1)
  })

  it('typed as people type it', async () => {
    const { number, code } = await file(portal())
    const typed = { number: number.replace('-', '－'), code: ` ${code.toLowerCase().replace('-', ' ')}` }
    assert.equal((await portal().send(TRACK, typed)).status, 303)
  })

  it('until too many tries were wrong, and never locks a number for its owner elsewhere', async () => {
    const { number, code } = await file(portal())
    for (let n = 0; n < 30; n += 1) await portal().send(TRACK, { number, code: 'AAAAA-AAAAA' })
    const over = await portal().send(TRACK, { number, code })
    assert.equal(over.status, 429)
    assert.match(over.text, /一个小时以后再试/)
  })

  it('in words of their own, without the inner work of the organ', async () => {
    const { number, code, id } = await filed()
    await opened(id, '2026-03-03')
    await go(id, '2026-03-04', [officer, 'draft', { outcome: 'provided', words: '草稿里的话' }], [officer, 'submit'])
    const { text } = await portal('2026-03-04').see(await open(portal('2026-03-04'), { number, code }))
    assert.match(text, /正在办理/)
    assert.match(text, /双方确认收到申请/)
    assert.doesNotMatch(text, /草稿里的话|起草|送审|申请人甲|86000000/)
  })

  it('reads the reply once it is served, and says that it came', async () => {
    const { number, code, id } = await filed()
    await opened(id, '2026-03-03')
    await go(id, '2026-03-04', [officer, 'draft', { outcome: 'provided', words: '名单附后。' }], [officer, 'submit'])
    await passes(id, '2026-03-04')
    await go(id, '2026-03-05', [officer, 'clear'], [leader, 'sign'], [officer, 'serve', { way: 'web' }])
    const page = await open(portal('2026-03-06'), { number, code })
    const shown = (await portal('2026-03-06').see(page)).text
    assert.match(shown, /名单附后。/)
    const letter = /href="([^"]+\/letters\/[^"]+)"/.exec(shown)![1]!
    assert.equal((await portal('2026-03-06').ask(letter)).headers.get('content-type'), 'application/pdf')
    const other = await file(portal('2026-03-06'))
    const theirs = await open(portal('2026-03-06'), other)
    assert.equal((await portal('2026-03-06').ask(`${theirs}/letters/${letter.split('/').at(-1)}`)).status, 404)
    assert.equal((await portal('2026-03-06').send(`${page}/receive`, {})).status, 303)
    assert.equal(await state(id), 'proved')
    assert.match((await desk('2026-03-06').see('/console/applications/messages')).text, /确认收到答复/)
  })

  it('corrects it, and the period begins anew', async () => {
    const { number, code, id } = await filed()
    await go(id, '2026-03-04', [
      officer,
      'askCorrection',
      { lacks: 'description', note: '请写明年份', until: '2026-03-20' },
    ])
    const page = await open(portal('2026-03-10'), { number, code })
    assert.match((await portal('2026-03-10').see(page)).text, /请写明年份[\s\S]*2026年3月20日/)
    const form = new FormData()
    for (const [name, value] of Object.entries({
      subject: '2025年危房改造补助名单',
      features: '梧山村',
      explanation: '改好了',
    }))
      form.set(name, value)
    form.append('papers', new File(['%PDF-1.7\n%âãÏÓ\n'], '身份证.pdf'))
    assert.equal((await portal('2026-03-10').send(`${page}/supplement`, form)).status, 303)
    assert.equal(await state(id), 'received')
    assert.equal((await papersOf(town.ctx, id))[0]?.kind, 'supplement')
    const shown = (await portal('2026-03-10').see(page)).text
    assert.match(shown, /2025年危房改造补助名单/)
    assert.match(shown, /2026年4月8日/)
    const unread = await desk('2026-03-10').see('/console/applications/messages')
    assert.match(unread.text, /提交补正材料/)
    await desk('2026-03-10').send(`/console/applications/${id}/messages/seen`, {})
    assert.match((await desk('2026-03-10').see('/console/applications/messages')).text, /没有新的留言/)
  })

  it('is told why when the period for the correction is over, and what was typed is still there', async () => {
    const { number, code, id } = await filed()
    await go(id, '2026-03-04', [
      officer,
      'askCorrection',
      { lacks: 'description', note: '请写明年份', until: '2026-03-10' },
    ])
    const page = await open(portal('2026-03-16'), { number, code })
    const late = await portal('2026-03-16').send(`${page}/supplement`, { subject: '写得更清楚的名称' })
    assert.equal(late.status, 422)
    assert.match(late.text, /已经超过补正期限/)
    assert.match(late.text, /写得更清楚的名称/)
    assert.equal(await state(id), 'correcting')
  })

  it('withdraws it, which counts as withdrawn', async () => {
    const { number, code, id } = await filed()
    const page = await open(portal(), { number, code })
    assert.equal((await portal().send(`${page}/withdraw`, { reason: '已经找到了' })).status, 303)
    assert.equal(await state(id), 'closed')
    assert.equal((await portal().send(`${page}/withdraw`, {})).status, 422)
    assert.equal((await lines(2026)).length, 1)
    const events = (await story(on('2026-03-02', officer), 'application', id)).map(({ event }) => event)
    assert.ok(events.includes('applications.withdraw'))
    const seen = await desk().see(`/console/applications/${id}/messages`)
    assert.match(seen.text, /已经找到了/)
  })

  it('talks with the organ, and only the organ of the case reads it', async () => {
    const { number, code, id } = await filed()
    const page = await open(portal(), { number, code })
    await portal().send(`${page}/message`, { words: '电话换了' })
    assert.match((await desk().see(`/console/applications/${id}/messages`)).text, /电话换了/)
    await desk().send(`/console/applications/${id}/messages`, { words: '已经记下' })
    assert.match((await portal().see(page)).text, /已经记下/)
    const [row] = await town.ctx.sql`select sealed from application_messages where application_id = ${id}`
    assert.ok(!(row!.sealed as Buffer).includes(Buffer.from('电话换了')))
  })

  it('is asked for number and code again after an hour, or with an address that was altered', async () => {
    const { number, code } = await file(portal())
    const page = await open(portal(), { number, code })
    const later = { ...town, ctx: { ...town.ctx, now: new Date('2026-03-02T03:01:00Z') } }
    assert.equal((await deskOf(later, filingPortalPlaces, null).see(page)).to, TRACK)
    const altered = `${page.slice(0, -3)}${page.endsWith('AAA') ? 'BBB' : 'AAA'}`
    assert.equal((await portal().see(altered)).to, TRACK)
  })

  it('does only what the case is ready for', async () => {
    const { number, code, id } = await filed()
    const page = await open(portal(), { number, code })
    for (const act of ['confirm', 'supplement', 'receive'])
      assert.equal((await portal().send(`${page}/${act}`, { subject: '名单' })).status, 422, act)
    assert.equal(await state(id), 'received')
  })
})
