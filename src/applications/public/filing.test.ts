import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { story } from '../../ledger/store.ts'
import { putDocument } from '../../search/store.ts'
import { viewApplicant } from '../people/store.ts'
import { applicationsPlaces } from '../places.ts'
import { listApplications } from '../store.ts'
import { sweepDrafts } from './drafts/store.ts'
import { papersOf, viewPaper } from './papers/store.ts'
import { filingPortalPlaces } from './places.ts'
import { file, fillIn, HOW, newLink, ONLINE, receiptOn, WHAT, WHO } from './testing.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('an application is filed on the portal', () => {
  let database: TestDatabase
  let folder: string
  let town: Town
  before(async () => {
    database = await testDatabase({ max: 8 })
    folder = await mkdtemp(join(tmpdir(), 'gongkai-filing-'))
  })
  beforeEach(async () => {
    const made = await aTown(database.sql, '2026-03-02')
    town = { ...made, ctx: { ...made.ctx, files: { root: join(folder, 'files') } } }
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const on = (today: string): Town => ({ ...town, ctx: { ...town.ctx, now: new Date(`${today}T02:00:00Z`) } })
  const portal = (today = '2026-03-02') => deskOf(on(today), filingPortalPlaces, null)
  const cases = async () => (await listApplications(town.ctx, {}, { limit: 50, offset: 0 })).rows
  const drafts = async () =>
    Number(
      (await database.sql`select count(*) as n from application_drafts where tenant_id = ${town.ctx.tenantId}`)[0]!.n,
    )

  it('step by step, and becomes one case of the web channel that waits for both sides to confirm', async () => {
    const { number, code, text } = await file(portal(), { features: '梧山村', documentNumber: '南码政〔2025〕12号' })
    assert.equal(number, '2026-001')
    assert.match(code, /^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
    const [one] = await cases()
    assert.deepEqual(
      [one?.channel, one?.state, one?.receivedOn, one?.subject, one?.wantedForm],
      ['web', 'arrived', null, WHAT.subject, 'electronic'],
    )
    assert.match(text, /今天确认的，答复期限到2026年3月30日/)
  })

  it('keeps nothing of those who only look', async () => {
    await portal().see(ONLINE)
    await portal().see(`${await newLink(portal())}/who`)
    assert.equal(await drafts(), 0)
  })

  it('asks the day of receipt of the applicant, and counts from the day after', async () => {
    const { link } = await file(portal('2026-03-02'))
    assert.equal((await portal('2026-03-02').send(`${link}/confirm`, {})).status, 303)
    const [one] = await cases()
    assert.deepEqual([one?.state, one?.receivedOn], ['received', '2026-03-02'])
    assert.match((await portal().see(`${link}/receipt`)).text, /2026年3月30日/)
  })

  it('is received the moment it is sent where no rule asks for a confirmation (before 2016)', async () => {
    const early = on('2015-03-02')
    const old = deskOf(early, filingPortalPlaces, null)
    const { text } = await file(old)
    const [one] = await cases()
    assert.deepEqual([one?.state, one?.receivedOn, one?.edition], ['received', '2015-03-02', '2008'])
    assert.doesNotMatch(text, /还差一步/)
  })

  it('asks for no purpose under the edition of 2019, and for no proof of identity under that of 2008', async () => {
    const link = await newLink(portal())
    assert.doesNotMatch((await portal().see(`${link}/what`)).text, /用途/)
    assert.match((await portal().see(`${link}/who?as=natural`)).text, /身份证明/)
    const old = deskOf(on('2018-03-02'), filingPortalPlaces, null)
    assert.match((await old.see(`${link}/what`)).text, /用途/)
    assert.doesNotMatch((await old.see(`${link}/who?as=natural`)).text, /上传身份证明/)
  })

  it('sent again, also at once, is the same case with the same code', async () => {
    const link = await fillIn(portal())
    const sent = await Promise.all([1, 2, 3].map(() => portal().send(`${link}/check`, {})))
    assert.deepEqual(
      sent.map(({ status }) => status),
      [303, 303, 303],
    )
    const first = await receiptOn(portal(), link)
    assert.equal((await portal().send(`${link}/check`, {})).status, 303)
    assert.deepEqual(await receiptOn(portal(), link), first)
    assert.equal((await cases()).length, 1)
  })

  it('keeps what was typed when something is wrong, and says where', async () => {
    const link = await newLink(portal())
    const wrong = await portal().send(`${link}/who`, {
      ...WHO,
      identity: 'id-card',
      identityNumber: '350583199001011230',
    })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /这个身份证号码不对/)
    const again = await portal().see(`${link}/who`)
    assert.match(again.text, /value="申请人甲"/)
    assert.match(again.text, /value="350583199001011230"/)
  })

  it('asks where the reply goes when the way needs it', async () => {
    const link = await newLink(portal())
    await portal().send(`${link}/who`, WHO)
    await portal().send(`${link}/what`, WHAT)
    const asked = await portal().send(`${link}/how`, { ...HOW, wantedWay: 'post' })
    assert.equal(asked.status, 422)
    assert.match(asked.text, /name="address"/)
    assert.equal(
      (await portal().send(`${link}/how`, { ...HOW, wantedWay: 'post', address: '码头镇府前路' })).status,
      303,
    )
  })

  it('goes back to the first step that is not whole', async () => {
    const link = await newLink(portal())
    await portal().send(`${link}/what`, WHAT)
    assert.match((await portal().see(`${link}/check`)).to ?? '', /\/who$/)
    assert.equal((await portal().send(`${link}/check`, {})).status, 422)
    assert.equal((await cases()).length, 0)
  })

  it('refuses numbers of people where every clerk reads them', async () => {
    const link = await newLink(portal())
    const { status, text } = await portal().send(`${link}/what`, { subject: '13800000000 的宅基地审批表' })
    assert.equal(status, 422)
    assert.match(text, /手机号码/)
  })

  it('seals who applied and their papers, and writes down each look', async () => {
    const link = await newLink(portal())
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...WHO, go: 'next' })) form.set(name, value)
    form.append('papers', new File([PNG], '身份证.png', { type: 'image/png' }))
    assert.equal((await portal().send(`${link}/who`, form)).status, 303)
    await portal().send(`${link}/what`, WHAT)
    await portal().send(`${link}/how`, HOW)
    await portal().send(`${link}/check`, {})
    const [one] = await cases()
    const [paper] = await papersOf(town.ctx, one!.id)
    assert.equal(paper?.kind, 'identity')

    const officer = as(town.ctx, aPerson(town.organ, 'officer'))
    const seen = await viewPaper(officer, one!.id, paper!.id)
    assert.ok(seen.ok)
    assert.deepEqual([seen.value.name, Buffer.from(seen.value.bytes)], ['身份证.png', PNG])
    const applicant = await viewApplicant(officer, one!.id)
    assert.equal(applicant.ok && applicant.value.name, '申请人甲')
    const entries = (await story(town.ctx, 'application', one!.id)).map(({ event }) => event)
    assert.deepEqual(entries, ['applications.registered', 'applications.paper-viewed', 'applications.applicant-viewed'])
    const stranger = as(town.ctx, aPerson(await anOrgan(town.ctx, 'meishan', '梅山镇'), 'officer'))
    assert.equal((await viewPaper(stranger, one!.id, paper!.id)).ok, false)
    assert.equal((await viewPaper(as(town.ctx, aPerson(town.organ, 'supervisor')), one!.id, paper!.id)).ok, false)
  })

  it('shows papers to the desk by a form alone, and nothing of them in a public page', async () => {
    const { link, text } = await file(portal())
    assert.doesNotMatch(text, /申请人甲|86000000/)
    assert.doesNotMatch((await portal().see(`${link}/receipt`)).text, /申请人甲/)
    const [one] = await cases()
    const desk = deskOf(town, applicationsPlaces, aPerson(town.organ, 'officer'))
    assert.doesNotMatch((await desk.see(`/console/applications/${one!.id}`)).text, /申请人甲|86000000/)
  })

  it('refuses a paper that is not what it says, naming it, and keeps the others', async () => {
    const link = await newLink(portal())
    const form = new FormData()
    for (const [name, value] of Object.entries(WHO)) form.set(name, value)
    form.append('papers', new File([PNG], '正面.png'))
    form.append('papers', new File(['<html>'], '反面.png'))
    const { status, text } = await portal().send(`${link}/who`, form)
    assert.equal(status, 422)
    assert.match(text, /“反面.png”/)
    assert.match(text, /删除 正面.png/)
  })

  it('leaves nothing readable in the database before it is sent', async () => {
    await fillIn(portal())
    const rows = await database.sql`select sealed from application_drafts where tenant_id = ${town.ctx.tenantId}`
    assert.ok(rows.every(({ sealed }) => !(sealed as Buffer).includes(Buffer.from('申请人甲'))))
  })

  it('forgets a draft after a week, and the receipt of a link after a day, but never the case', async () => {
    const draft = await fillIn(portal('2026-03-02'))
    const { link } = await file(portal('2026-03-02'))
    assert.equal((await portal('2026-03-08').see(`${draft}/what`)).status, 200)
    assert.equal((await portal('2026-03-04').see(`${link}/receipt`)).status, 410)
    assert.equal((await portal('2026-03-12').see(`${draft}/check`)).status, 410)
    await sweepDrafts(database.sql, new Date('2026-03-12T02:00:00Z'))
    assert.equal(await drafts(), 0)
    assert.equal((await cases()).length, 1)
  })

  it('forgets a draft at once when its writer says so', async () => {
    const link = await fillIn(portal())
    await portal().send(`${link}/drop`, {})
    assert.equal(await drafts(), 0)
  })

  it('shows what is public already, and counts when that was it', async () => {
    await putDocument(town.ctx, {
      kind: 'disclosure',
      id: '0198c0de-0000-7000-8000-00000000000a',
      organId: town.organ.id,
      categoryId: null,
      year: 2026,
      publishedAt: town.ctx.now,
      path: '/matou/fdzdgknr/1',
      title: '2025年度农村危房改造补助名单公示',
      body: '梧山村',
      numbers: [],
    })
    const link = await fillIn(portal())
    const { text } = await portal().see(`${link}/check`)
    assert.match(text, /这些已经公开/)
    const item = /name="item" value="([^"]+)"/.exec(text)![1]!
    assert.equal((await portal().send(`${link}/found`, { item })).to, '/matou/fdzdgknr/1')
    assert.equal(await drafts(), 0)
    const desk = deskOf(town, applicationsPlaces, aPerson(town.organ, 'officer'))
    assert.match((await desk.see('/console/applications/online')).text, /农村危房改造补助名单公示/)
  })

  it('tells gently what is a petition or several matters, and lets it through', async () => {
    const link = await fillIn(portal(), { subject: '举报村干部并要求处理' })
    assert.match((await portal().see(`${link}/check`)).text, /投诉、举报或者信访事项/)
    assert.equal((await portal().send(`${link}/check`, {})).status, 303)
  })

  it('asks again, and loses nothing, when the box for machines was filled in', async () => {
    const link = await fillIn(portal())
    const trapped = await portal().send(`${link}/check`, { website: 'http://a.example' })
    assert.equal(trapped.status, 422)
    assert.equal((await cases()).length, 0)
    assert.equal((await portal().send(`${link}/check`, {})).status, 303)
  })

  it('is taken so often in an hour, and said plainly beyond', async () => {
    const few = deskOf(
      { ...town, tenant: { ...town.tenant, settings: { siteName: '中国·南安', filing: { perAddress: 2 } } } },
      filingPortalPlaces,
      null,
    )
    await file(few)
    await file(few)
    const link = await fillIn(few)
    const { status, text } = await few.send(`${link}/check`, {})
    assert.equal(status, 429)
    assert.match(text, /请过一会儿再试/)
    assert.equal((await cases()).length, 2)
  })

  it('belongs to the organ whose form it is', async () => {
    await anOrgan(town.ctx, 'meishan', '梅山镇')
    const link = await fillIn(portal())
    assert.equal((await portal().see(`${link.replace('/matou/', '/meishan/')}/check`)).status, 404)
  })

  it('gives the receipt on paper', async () => {
    const { link } = await file(portal())
    const answer = await portal().ask(`${link}/receipt.pdf`)
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    )
  })
})
