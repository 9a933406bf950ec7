import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { day } from '../calendar/day.ts'
import { createPost } from '../organs/store.ts'
import { toDocx } from '../typeset/typeset.ts'
import type { Person } from '../web/env.ts'
import { documentsPlaces } from './places.ts'
import { listDocuments } from './registry/store.ts'

const DRAFT = {
  kind: 'notice',
  title: '关于做好2018年防汛工作的通知',
  body: '一、落实责任\n各村要落实防汛责任人。',
  recipients: '各村（居）',
  leader: '分管领导',
  stage: 'execution',
}

describe('the pages of documents', () => {
  let database: TestDatabase
  let root: string
  let town: Town
  let drafter: Person
  let office: Person
  let leader: Person

  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'gongkai-documents-'))
    town = await aTown(database.sql, '2018-03-20')
    town.ctx.files.root = root
    await createPost(town.ctx, { organId: town.organ.id, name: '分管领导', roles: ['leader'] })
    drafter = aPerson(town.organ, 'officer')
    office = { ...aPerson(town.organ, 'reviewer'), name: '党政办审核员' }
    leader = { ...aPerson(town.organ, 'leader'), name: '分管领导' }
  })
  after(async () => {
    await database.close()
    await rm(root, { recursive: true, force: true })
  })

  const at = (person: Person) => deskOf(town, documentsPlaces, person)
  const drafted = async (more: Record<string, string> = {}) => {
    const sent = await at(drafter).send('/console/documents/new', { ...DRAFT, ...more })
    assert.equal(sent.status, 303, sent.text)
    return sent.to!
  }

  it('offer the drafter the grounds of the edition in force, and the leaders of the organ', async () => {
    const { text } = await at(drafter).see('/console/documents/new')
    assert.match(text, /涉及公共安全、社会稳定（《条例》（2008）第八条）/)
    assert.doesNotMatch(text, /《条例》（2019）/)
    assert.match(text, /<option value="分管领导"/)
  })

  it('keep what was typed when a draft is refused', async () => {
    const refused = await at(drafter).send('/console/documents/new', { ...DRAFT, title: '', body: '没有标题的正文' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /href="#f-title">请填写标题/)
    assert.match(refused.text, /没有标题的正文/)
  })

  it('send a draft without its attribute straight back, and list it as returned', async () => {
    const path = await drafted({ next: 'submit', title: '关于没有属性的通知' })
    const { text } = await at(drafter).see(path)
    assert.match(text, /退文（核稿规则/)
    assert.match(text, /没有注明公开属性/)
    assert.match((await at(drafter).see('/console/documents?list=returned')).text, /关于没有属性的通知/)
  })

  it('put a document before the one whose turn it is, and nobody else', async () => {
    const path = await drafted({ attribute: 'open', next: 'submit', title: '关于春耕的通知' })
    assert.match((await at(office).see('/console/documents')).text, /关于春耕的通知/)
    assert.doesNotMatch((await at(leader).see('/console/documents')).text, /关于春耕的通知/)
    assert.match((await at(office).see(path)).text, /核稿通过/)
    const { text } = await at(drafter).see(path)
    assert.doesNotMatch(text, /action="[^"]*\/check"/)
    assert.match(text, /现在待核稿：公文由您起草，“核稿通过”须由另一个人办理/)
    assert.doesNotMatch(text, /btn-primary/, 'sending it back or writing in it is not the thing to do')
    assert.match((await at(leader).see(path)).text, /现在待核稿：“核稿通过”须由/)
    assert.doesNotMatch((await at(office).see(path)).text, /现在待核稿/)
  })

  it('ask why before a document is sent back, and say it where it comes back', async () => {
    const path = await drafted({ attribute: 'open', next: 'submit', title: '关于退文的通知' })
    const [row] = (await listDocuments(town.ctx, { text: '关于退文的通知' })).documents
    const empty = await at(office).send(`${path}/return`, { version: String(row!.version), reason: '' })
    assert.equal(empty.status, 422)
    assert.match(empty.text, /请写明退文的原因/)
    const done = await at(office).send(`${path}/return`, { version: String(row!.version), reason: '标题过长' })
    assert.equal(done.status, 303)
    assert.match((await at(drafter).see(path)).text, /标题过长/)
  })

  it('refuse a person who acts on an older state, and leave the document alone', async () => {
    const path = await drafted({ attribute: 'open', next: 'submit', title: '关于并发的通知' })
    const stale = await at(office).send(`${path}/check`, { version: '1' })
    assert.equal(stale.status, 422)
    assert.match(stale.text, /其他人刚刚办理了这份公文/)
  })

  it('show the pages before they are printed', async () => {
    const path = await drafted({ attribute: 'open' })
    const response = await at(drafter).ask(`${path}/pages.pdf`)
    assert.equal(response.headers.get('content-type'), 'application/pdf')
    assert.equal((await response.text()).slice(0, 5), '%PDF-')
  })

  it('read the text of a DOCX into the form, with its headings and tables', async () => {
    const docx = await toDocx({
      head: null,
      title: '方案',
      body: [
        { kind: 'heading', level: 1, text: '一、目标' },
        { kind: 'paragraph', runs: ['确保安全度汛。'] },
        { kind: 'table', columns: [{ label: '村' }, { label: '责任人' }], rows: [{ cells: ['码头社区', '主任'] }] },
      ],
      meta: { title: '方案', author: '码头镇', day: day('2018-03-20') },
    })
    const form = new FormData()
    for (const [name, value] of Object.entries({ csrf: 'token', ...DRAFT, next: 'import' })) form.set(name, value)
    form.set('docx', new File([new Uint8Array(docx)], '方案.docx'))
    const { status, text } = await at(drafter).send('/console/documents/new', form)
    assert.equal(status, 200)
    assert.match(text, /方案\n一、目标\n确保安全度汛。\n\|村\|责任人\|\n\|码头社区\|主任\|/)
    form.set('docx', new File([Buffer.from('PK broken')], '坏.docx'))
    const broken = await at(drafter).send('/console/documents/new', form)
    assert.equal(broken.status, 422)
    assert.match(broken.text, /这不是DOCX文件，或者文件已损坏/)
  })

  it('clean what is pasted from Word', async () => {
    const markup =
      '<style>p{color:red}</style><p class=MsoNormal><b>一、目标</b><o:p></o:p></p><script>alert(1)</script>' +
      '<table><tr><td><p>村</p></td><td>责任人</td></tr></table>'
    const { text } = await at(drafter).send('/console/documents/clean', { markup })
    assert.equal(text, '一、目标\n|村|责任人|')
  })

  it('open every register to those who supervise', async () => {
    const supervisor = aPerson(town.organ, 'supervisor')
    for (const path of ['', '/attributes', '/assessments', '/stages', '/numbers', '/settings']) {
      const { status, text } = await at(supervisor).see(`/console/documents${path}`)
      assert.equal(status, 200, `${path}: ${text}`)
    }
    for (const path of ['/list.xlsx', '/attributes.xlsx'])
      assert.equal((await at(supervisor).ask(`/console/documents${path}`)).status, 200)
  })

  it('let the leader say who does what, and nobody else', async () => {
    const { text } = await at(leader).see('/console/documents/settings')
    assert.match(text, /核稿由谁办理/)
    assert.doesNotMatch((await at(office).see('/console/documents/settings')).text, /<button[^>]*>保存/)
  })
})
