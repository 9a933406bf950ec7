import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aPerson, deskOf } from '../../test/support/desk.ts'
import { newSecret } from '../applications/public/secrets.ts'
import { receiveMail } from '../applications/tray/arrival.ts'
import { aMail } from '../applications/tray/testing.ts'
import { addBox, listBoxes } from './boxes/store.ts'
import { feedbackPortalPlaces } from './places.ts'
import {
  answers,
  concernOf,
  deskAt,
  leader,
  need,
  officer,
  on,
  register,
  step,
  supervisor,
  town,
  units,
} from './testing.ts'

const DESK = '/console/feedback'
const WRITE = '/matou/hdjl/write'
const MESSAGE = {
  kind: 'suggestion',
  subject: '增设休息长椅',
  words: '广场没有地方坐。',
  name: '网友甲',
  phone: '0595-86000001',
}

const secretIn = (text: string) => /name="secret" value="([\w-]{22})"/.exec(text)![1]!
const factsOn = (text: string) => {
  const [, number, code] = /<dd>(LY\d{4}-\d+)<\/dd>[\s\S]*?<dd>([0-9A-Z]{5}-[0-9A-Z]{5})<\/dd>/.exec(text)!
  return { number: number!, code: code! }
}

/** Written on the portal by anybody. */
async function written(more: Record<string, string> = {}, today = '2026-03-02') {
  const portal = deskAt(null, today)
  const secret = secretIn((await portal.see(WRITE)).text)
  const sent = await portal.send(WRITE, { secret, ...MESSAGE, ...more })
  assert.equal(sent.status, 303, sent.text)
  return { secret, ...factsOn((await portal.see(sent.to!)).text) }
}
const tracked = async (of: { number: string; code: string }, today = '2026-03-02') => {
  const portal = deskAt(null, today)
  const sent = await portal.send('/matou/hdjl/track', of)
  assert.equal(sent.status, 303, sent.text)
  return sent.to!
}
const idOf = async (number: string) => {
  const { text } = await deskAt(officer).see(`${DESK}?q=${number}&view=all`)
  return /\/console\/feedback\/([0-9a-f-]{36})"/.exec(text)![1]!
}

describe('the form of the portal', () => {
  it('takes a message without a name, and gives a number and a code', async () => {
    const { number } = await written({ name: '', phone: '' })
    assert.equal(number, 'LY2026-0001')
    assert.equal((await concernOf(await idOf(number))).state, 'arrived')
  })

  it('makes one message of a form sent twice', async () => {
    const { secret, number } = await written()
    const again = await deskAt(null).send(WRITE, { secret, ...MESSAGE })
    assert.equal(factsOn((await deskAt(null).see(again.to!)).text).number, number)
  })

  it('says what is wrong, and keeps what was typed', async () => {
    const secret = secretIn((await deskAt(null).see(WRITE)).text)
    const refused = await deskAt(null).send(WRITE, { secret, ...MESSAGE, subject: '' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /请用一句话写明是什么事/)
    assert.match(refused.text, /广场没有地方坐。/)
    const trapped = await deskAt(null).send(WRITE, { secret, ...MESSAGE, website: 'http://spam.example' })
    assert.equal(trapped.status, 422)
    const bare = await deskAt(null).send(WRITE, MESSAGE)
    assert.match(bare.text, /请重新打开这一页/)
  })

  it('slows down a flood, loses nothing that was typed, and leaves other sites alone', async () => {
    const small = {
      ...town,
      tenant: { ...town.tenant, settings: { siteName: '中国·南安', filing: { perAddress: 2 } } },
    }
    const portal = deskOf(small, feedbackPortalPlaces, null)
    const send = async () => portal.send(WRITE, { secret: secretIn((await portal.see(WRITE)).text), ...MESSAGE })
    assert.deepEqual([(await send()).status, (await send()).status], [303, 303])
    const over = await send()
    assert.equal(over.status, 429)
    assert.match(over.text, /广场没有地方坐。/)
  })

  it('knows the page somebody found a mistake on, and no page of another site', async () => {
    const form = await deskAt(null).see(`${WRITE}?kind=correction&page=/matou/zfxxgknb/2017`)
    assert.match(form.text, /value="\/matou\/zfxxgknb\/2017"/)
    assert.match(form.text, /value="correction" checked/)
    const evil = await deskAt(null).see(`${WRITE}?kind=correction&page=https://evil.example/`)
    assert.doesNotMatch(evil.text, /evil\.example"/)
    const { number } = await written({ kind: 'correction', page: '/matou/zfxxgknb/2017' })
    assert.equal((await concernOf(await idOf(number))).page, '/matou/zfxxgknb/2017')
  })

  it('is asked whose page it is, where the page is nobody’s', async () => {
    const { text } = await deskAt(null).see('/hdjl?kind=correction&page=/search')
    assert.match(text, /\/matou\/hdjl\/write\?kind=correction&amp;page=%2Fsearch/)
  })
})

describe('whoever wrote', () => {
  it('follows it with number and code, reads the answer, and says whether it was settled', async () => {
    const mine = await written()
    const id = await idOf(mine.number)
    await step(officer, id, '2026-03-03', 'accept')
    await answers(id, '2026-03-04', '已列入今年的计划。')
    const page = await tracked({ number: mine.number.slice(2), code: mine.code.toLowerCase() }, '2026-03-05')
    const { text } = await deskAt(null, '2026-03-05').see(page)
    assert.match(text, /已列入今年的计划。/)
    assert.doesNotMatch(text, /网友甲|86000001|起草|审核/)
    assert.equal((await deskAt(null, '2026-03-05').send(`${page}/rating`, { rating: 'good' })).status, 303)
    assert.equal((await concernOf(id)).rating, 'good')
    assert.equal((await deskAt(null, '2026-03-05').send(`${page}/rating`, { rating: 'poor' })).status, 422)
  })

  it('does not read a draft, and gets the same words for a wrong number and a wrong code', async () => {
    const mine = await written()
    const id = await idOf(mine.number)
    await step(officer, id, '2026-03-03', 'accept')
    await step(officer, id, '2026-03-03', 'assign', { unit: units[0]!.id })
    await step(officer, id, '2026-03-03', 'draft', { words: '草稿里的话' })
    assert.doesNotMatch((await deskAt(null).see(await tracked(mine))).text, /草稿里的话/)
    const wrong = await Promise.all(
      [
        { number: mine.number, code: 'AAAAA-AAAAA' },
        { number: 'LY2026-9999', code: mine.code },
      ].map((of) => deskAt(null).send('/matou/hdjl/track', of)),
    )
    assert.deepEqual(
      wrong.map(({ status }) => status),
      [422, 422],
    )
    for (const { text } of wrong) assert.match(text, /登记号或者查询码不对/)
  })

  it('is asked again after an hour, and opens no application with a ticket of a message', async () => {
    const page = await tracked(await written())
    const later = { ...town, ctx: { ...town.ctx, now: new Date('2026-03-02T03:01:00Z') } }
    assert.equal((await deskOf(later, feedbackPortalPlaces, null).see(page)).to, '/matou/hdjl/track')
  })
})

describe('the desk', () => {
  it('enters a call with its times while it lasts, and shows number and code once', async () => {
    const desk = deskAt(officer)
    const { text } = await desk.see(`${DESK}/call`)
    assert.match(text, /name="from"[^>]*value="10:00"/)
    const secret = secretIn(text)
    const call = { secret, kind: 'complaint', subject: '路灯不亮', words: '村口路灯坏了。', from: '09:55' }
    const sent = await desk.send(`${DESK}/call`, call)
    assert.equal(sent.status, 303)
    const { number, code } = factsOn((await desk.see(sent.to!)).text)
    assert.match((await desk.see(`${DESK}/${await idOf(number)}`)).text, /通话09:55至10:00/)
    await tracked({ number, code })
  })

  it('answers a question on the telephone at once, but no complaint', async () => {
    const desk = deskAt(officer)
    const call = async (kind: string) =>
      desk.send(`${DESK}/call`, {
        secret: secretIn((await desk.see(`${DESK}/call`)).text),
        kind,
        subject: '医保怎么缴',
        words: '问医保。',
        from: '09:55',
        said: '已告知在手机上缴费。',
      })
    assert.equal((await call('consultation')).status, 303)
    const refused = await call('complaint')
    assert.equal(refused.status, 422)
    assert.match(refused.text, /投诉不能当场答复/)
    assert.match(refused.text, /已告知在手机上缴费。/)
    assert.equal((await deskAt(officer).see(`${DESK}?view=all`)).text.match(/LY2026-\d{4}</g)?.length, 1)
  })

  it('keeps its filters in the address, gives them to the workbook and the book, and shows no person', async () => {
    await register({ person: { name: '来电人甲', phone: '', email: '', address: '' } })
    await register({ kind: 'consultation', way: 'letter', subject: '咨询低保' })
    const desk = deskAt(officer)
    const { text } = await desk.see(`${DESK}?view=all&kind=consultation&when=2026-03`)
    assert.match(text, /咨询低保/)
    assert.doesNotMatch(text, /垃圾桶/)
    assert.match(text, /export\?kind=consultation&amp;when=2026-03&amp;view=all/)
    assert.equal((await desk.ask(`${DESK}/export?view=all`)).status, 200)
    const book = await desk.see(`${DESK}/book?view=all`)
    assert.match(book.text, /LY2026-0001[\s\S]*共2件|共2件[\s\S]*LY2026-0001/)
    assert.doesNotMatch(book.text, /来电人甲/)
  })

  it('shows a report’s person to the supervisor, with a form, and to no officer', async () => {
    const id = await register({ kind: 'report', person: { name: '来电人甲', phone: '', email: '', address: '' } })
    assert.doesNotMatch((await deskAt(officer).see(`${DESK}/${id}`)).text, /查看举报人和举报原文/)
    assert.equal((await deskAt(officer).send(`${DESK}/${id}/person`, {})).status, 422)
    assert.match((await deskAt(supervisor).see(`${DESK}/${id}`)).text, /查看举报人和举报原文/)
    assert.match((await deskAt(supervisor).send(`${DESK}/${id}/person`, {})).text, /来电人甲/)
  })

  it('offers only what this person may do now', async () => {
    const id = await register()
    const of = async (person: typeof officer) => (await deskAt(person).see(`${DESK}/${id}`)).text
    assert.match(await of(officer), /\/assign"/)
    assert.doesNotMatch(await of(supervisor), /\/assign"/)
    assert.match(await of(supervisor), /\/urge"/)
    assert.equal((await deskAt(officer).send(`${DESK}/${id}/assign`, { version: '9', unit: units[0]!.id })).status, 422)
    const stranger = aPerson({ id: '0198c0de-0000-7000-8000-000000000009', name: '别的机关' }, 'officer')
    assert.equal((await deskAt(stranger).see(`${DESK}/${id}`)).status, 404)
  })

  it('lets the leader set the limits, and nobody else', async () => {
    const limits = Object.fromEntries(
      ['consultation', 'complaint', 'report', 'suggestion', 'correction'].flatMap((kind) => [
        [`${kind}.simple`, '4'],
        [`${kind}.complex`, '8'],
      ]),
    )
    const form = { version: '0', accept: '1', ...limits }
    assert.equal((await deskAt(officer).send(`${DESK}/limits`, form)).status, 403)
    const wrong = await deskAt(leader).send(`${DESK}/limits`, { ...form, 'report.complex': '2' })
    assert.equal(wrong.status, 422)
    assert.equal((await deskAt(leader).send(`${DESK}/limits`, form)).status, 303)
    const id = await register()
    assert.match((await deskAt(officer).see(`${DESK}/${id}`)).text, /2026-03-06（4个工作日）/)
  })
})

describe('a mail in the tray', () => {
  it('becomes a concern with what it says, and leaves the tray with it, once', async () => {
    await receiveMail(town.ctx, aMail({ Subject: '反映路面积水' }, '村口积水三天'), null, async () => {})
    const [mail] = await town.ctx.sql`select id from tray_entries where tenant_id = ${town.ctx.tenantId}`
    const id = String(mail!.id)
    const { text } = await deskAt(officer).see(`${DESK}/new?tray=${id}`)
    assert.match(text, /value="反映路面积水"/)
    assert.match(text, /村口积水三天/)
    const form = {
      tray: id,
      kind: 'complaint',
      way: 'email',
      receivedOn: '2026-03-02',
      subject: '路面积水',
      words: '积水三天',
    }
    assert.equal((await deskAt(officer).send(`${DESK}/new`, { secret: secretIn(text), ...form })).status, 303)
    const again = await deskAt(officer).send(`${DESK}/new`, { secret: newSecret(), ...form })
    assert.equal(again.status, 422)
    assert.match(again.text, /已经由别人处理/)
    const [entry] = await town.ctx.sql`select state, reason from tray_entries where id = ${id}`
    assert.deepEqual({ ...entry }, { state: 'concern', reason: '登记号 LY2026-0001' })
  })
})

describe('an opinion box', () => {
  it('is opened by two people, and no more is entered than lay in it', async () => {
    need(await addBox(on('2026-03-02', officer), town.organ.id, { name: '大门意见箱', place: '' }))
    const [box] = await listBoxes(town.ctx, town.organ.id)
    const form = new FormData()
    for (const [name, value] of Object.entries({ csrf: 'token', box: box!.id, openedOn: '2026-03-02', found: '1' }))
      form.set(name, value)
    form.append('scans', new File(['%PDF-1.7\n%âãÏÓ\n'], '来信.pdf'))
    const opened = await deskAt(officer).send(`${DESK}/boxes`, form)
    assert.equal(opened.status, 303, opened.text)
    const opening = opened.to!
    assert.equal((await deskAt(officer).send(`${opening}/confirm`, {})).status, 422)
    const second = aPerson(town.organ, 'supervisor')
    assert.equal((await deskAt(second).send(`${opening}/confirm`, {})).status, 303)
    assert.match((await deskAt(officer).see(opening)).text, /确认/)
    const scan = /action="([^"]*\/scans\/[^"]*)"/.exec((await deskAt(officer).see(opening)).text)![1]!
    assert.match((await deskAt(officer).send(scan, {})).text, /^%PDF-1\.7/)
    const enter = async () => {
      const page = await deskAt(officer).see(`${DESK}/new?opening=${opening.split('/').at(-1)}`)
      return deskAt(officer).send(`${DESK}/new`, {
        secret: secretIn(page.text),
        opening: opening.split('/').at(-1)!,
        kind: 'suggestion',
        subject: '多开一个窗口',
        words: '赶集天人多。',
      })
    }
    assert.equal((await enter()).status, 303)
    const more = await enter()
    assert.equal(more.status, 422)
    assert.match(more.text, /只取出1件/)
  })
})

describe('the statistics of a month', () => {
  it('stand on the portal by unit, with no word of any message', async () => {
    const id = await register()
    await register({ kind: 'suggestion' })
    await answers(id, '2026-03-04')
    const { text } = await deskAt(null, '2026-03-05').see('/matou/hdjl/statistics?month=2026-03')
    assert.match(text, /村镇规划建设站[\s\S]*100%/)
    assert.match(text, /合计[\s\S]*50%/)
    assert.doesNotMatch(text, /垃圾/)
    assert.match((await deskAt(officer).see(`${DESK}/statistics?when=2026-03`)).text, /村镇规划建设站/)
    assert.equal((await deskAt(officer).ask(`${DESK}/statistics.xlsx?when=2026`)).status, 200)
  })
})
