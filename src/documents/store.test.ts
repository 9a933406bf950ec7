import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import type { Context } from '../context.ts'
import { keepFile } from '../files/store.ts'
import { changeOrgan, findOrgan } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import type { Person } from '../web/env.ts'
import type { DocumentInput } from './input.ts'
import type { Document } from './model.ts'
import { explainNumber, seriesOf } from './numbers/store.ts'
import { findDocument, listDocuments, publishable, stepsOf, versionsOf } from './registry/store.ts'
import { renditionsOf } from './renditions/store.ts'
import {
  archiveDocument,
  cancelDocument,
  changeAttribute,
  checkDocument,
  clearDocument,
  confirmAttribute,
  giveConsent,
  issueDocument,
  keepScan,
  numberDocument,
  reassessDocument,
  returnDocument,
  reviseDocument,
  signDocument,
  submitDocument,
  withdrawDocument,
} from './steps.ts'
import { draftDocument, editDocument } from './store.ts'

const NOTICE: DocumentInput = {
  kind: 'notice',
  title: '关于做好2018年防汛工作的通知',
  body: '一、落实责任\n各村要落实防汛责任人。\n|村|责任人|\n|码头社区|村主任|',
  recipients: '各村（居）',
  leader: '分管领导',
  attribute: 'open',
  stage: 'execution',
}

describe('a document on its way', () => {
  let database: TestDatabase
  let root: string
  let town: Town
  let drafter: Person
  let office: Person
  let reviewer: Person
  let leader: Person
  let day = '2018-03-20'

  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'gongkai-documents-'))
    town = await aTown(database.sql, day)
    town.ctx.files.root = root
    const organ = (await findOrgan(town.ctx, town.organ.id))!
    need(await changeOrgan(town.ctx, organ, { settings: { ...organ.settings, documentCode: '南码政' } }))
    drafter = aPerson(town.organ, 'officer')
    office = aPerson(town.organ, 'officer')
    reviewer = { ...aPerson(town.organ, 'reviewer'), name: '保密审查员' }
    leader = { ...aPerson(town.organ, 'leader'), name: '分管领导' }
  })
  after(async () => {
    await database.close()
    await rm(root, { recursive: true, force: true })
  })

  const by = (person: Person): Context => as({ ...town.ctx, now: new Date(`${day}T02:00:00Z`) }, person)
  const draft = async (more: Partial<DocumentInput> = {}) =>
    need(await draftDocument(by(drafter), { organId: town.organ.id, ...NOTICE, ...more }))
  const reviewed = async (document: Document, verdict: 'open' | 'closed' = 'open') => {
    const review = (await reviewOf(town.ctx, { kind: 'document', id: document.id, version: document.latest.version }))!
    assert.ok(review, 'a review was asked for')
    need(
      await giveVerdict(by(reviewer), review.id, review.version, {
        verdict,
        basis: [verdict === 'open' ? '2008-9' : '2008-8'],
        words: '经审查',
        checked: true,
        found: [],
      }),
    )
  }
  /** As far as the leader's desk. */
  const toLeader = async (more: Partial<DocumentInput> = {}, verdict: 'open' | 'closed' = 'open') => {
    let document = need(await submitDocument(by(drafter), await draft(more)))
    assert.equal(document.state, 'checking', document.last.note)
    document = need(await checkDocument(by(office), document))
    document = need(await confirmAttribute(by(office), document))
    assert.equal(document.state, 'secrecy')
    await reviewed(document, verdict)
    return need(await clearDocument(by(reviewer), document))
  }
  const issued = async (more: Partial<DocumentInput> = {}, verdict: 'open' | 'closed' = 'open') => {
    let document = need(await signDocument(by(leader), await toLeader(more, verdict)))
    document = need(await numberDocument(by(drafter), document))
    return need(await issueDocument(by(drafter), document))
  }

  it('goes from draft to archive, each step by whose it is, and becomes ready for the portal', async () => {
    const document = await issued()
    assert.match(document.number!, /^南码政〔2018〕\d+号$/)
    assert.deepEqual(
      [document.attribute, document.draftedAs, document.latest.leader],
      ['open', drafter.name, '分管领导'],
    )
    assert.deepEqual((await renditionsOf(town.ctx, document.id)).map(({ role }) => role).sort(), ['docx', 'pdf'])
    assert.ok((await publishable(town.ctx, town.organ.id)).some(({ id }) => id === document.id))
    const archived = need(await archiveDocument(by(drafter), document))
    assert.equal(archived.state, 'archived')
    const steps = (await stepsOf(town.ctx, document.id)).map(({ step }) => step)
    assert.deepEqual(steps, ['draft', 'submit', 'check', 'confirm', 'clear', 'sign', 'number', 'issue', 'archive'])
  })

  it('comes straight back when it says no attribute, or no reason for withholding, and both steps are kept', async () => {
    const bare = need(await submitDocument(by(drafter), await draft({ attribute: null })))
    assert.equal(bare.state, 'drafting')
    assert.match(bare.last.note, /没有注明公开属性.*予以退文/)
    const closed = need(await submitDocument(by(drafter), await draft({ attribute: 'closed' })))
    assert.match(closed.last.note, /拟“不予公开”而没有选择理由/)
    assert.deepEqual(
      (await stepsOf(town.ctx, closed.id)).map(({ step, takenAs }) => [step, takenAs]),
      [
        ['draft', drafter.name],
        ['submit', drafter.name],
        ['return', '核稿规则'],
      ],
    )
    const { documents } = await listDocuments(town.ctx, { returned: true })
    assert.deepEqual(new Set(documents.map(({ id }) => id)), new Set([bare.id, closed.id]))
  })

  it('is checked and signed by somebody else than its drafter', async () => {
    const sent = need(await submitDocument(by(drafter), await draft()))
    refused(await checkDocument(by(drafter), sent), 'documents.own-draft')
    const both = { ...drafter, roles: ['officer', 'leader'] as const }
    const ready = await toLeader()
    refused(await signDocument(by(both), ready), 'documents.own-draft')
    refused(await signDocument(by(office), ready), 'documents.not-yours')
  })

  it('is not signed while the secrecy review is silent', async () => {
    let document = need(await submitDocument(by(drafter), await draft()))
    document = need(await checkDocument(by(office), document))
    document = need(await confirmAttribute(by(office), document))
    refused(await clearDocument(by(reviewer), document), 'review.not-passed')
    await reviewed(document, 'closed')
    refused(await clearDocument(by(reviewer), document), 'review.not-passed')
  })

  it('may be signed as not public when the review agrees that it is not', async () => {
    const document = await issued(
      { attribute: 'closed', reason: 'internal', article: '国办发〔2010〕5号第二条', reasonWords: '人事安排未定' },
      'closed',
    )
    assert.equal(document.attribute, 'closed')
    assert.ok(!(await publishable(town.ctx, town.organ.id)).some(({ id }) => id === document.id))
  })

  it('asks again for the approvals an edit invalidates, and for no others', async () => {
    const ready = await toLeader()
    const urgent = need(await reviseDocument(by(leader), ready, { ...NOTICE, urgency: 'urgent' }))
    assert.equal(urgent.state, 'signing')
    const reworded = need(await reviseDocument(by(leader), urgent, { ...NOTICE, copies: '市防汛办' }))
    assert.equal(reworded.state, 'checking')
    const checked = need(await checkDocument(by(office), reworded))
    assert.equal(checked.state, 'signing')
    assert.equal((await versionsOf(town.ctx, ready.id)).length, 3)
    const rewritten = need(
      await reviseDocument(by(leader), checked, { ...NOTICE, copies: '市防汛办', body: `${NOTICE.body}\n特此通知。` }),
    )
    assert.equal(rewritten.state, 'checking')
    assert.deepEqual(rewritten.approvals, [])
    let again = need(await checkDocument(by(office), rewritten))
    again = need(await confirmAttribute(by(office), again))
    assert.equal(again.state, 'secrecy')
    refused(await clearDocument(by(reviewer), again), 'review.not-passed')
    await reviewed(again)
    const signed = need(await signDocument(by(leader), need(await clearDocument(by(reviewer), again))))
    assert.equal(signed.state, 'signed')
    refused(await editDocument(by(drafter), signed, NOTICE), 'documents.too-late')
  })

  it('goes back with a reason, and on from where it was when nothing was changed', async () => {
    const ready = await toLeader()
    refused(await returnDocument(by(leader), ready, ' '), 'documents.words')
    const back = need(await returnDocument(by(leader), ready, '请与财政所会商'))
    assert.deepEqual([back.state, back.last.note], ['drafting', '请与财政所会商'])
    assert.equal(need(await submitDocument(by(drafter), back)).state, 'signing')
    const taken = need(await withdrawDocument(by(drafter), (await findDocument(town.ctx, ready.id))!))
    assert.equal(taken.state, 'drafting')
  })

  it('refuses a second person who saw an older state', async () => {
    const sent = need(await submitDocument(by(drafter), await draft()))
    need(await checkDocument(by(office), sent))
    refused(await returnDocument(by(office), sent, '错字'), 'documents.stale')
  })

  it('inherits the attribute of what it forwards, and keeps it', async () => {
    const forwards = { title: '市政府文件', number: '南政〔2018〕3号', attribute: 'request' }
    const forwarding = await draft({ title: '转发市政府文件的通知', attribute: null, forwards })
    assert.equal(forwarding.latest.attribute, 'request')
    refused(
      await editDocument(by(drafter), forwarding, { ...NOTICE, attribute: 'open', forwards }),
      'documents.inherits',
    )
    const original = await issued({ title: '关于印发方案的通知' })
    const second = await draft({ title: '转发', attribute: null, forwards: { id: original.id } })
    assert.deepEqual([second.latest.attribute, second.latest.forwardsNumber], ['open', original.number])
    const done = await issued({ title: '转发', attribute: null, forwards: { id: original.id } })
    refused(await changeAttribute(by(leader), done, { ...WITHHELD, why: '改为依申请' }), 'documents.inherits')
  })

  it('changes its attribute later only as an act of its own, by the leader, with a reason', async () => {
    const document = await issued({ title: '关于表彰先进的通报', kind: 'circular' })
    refused(await changeAttribute(by(office), document, { ...WITHHELD, why: '涉及个人' }), 'documents.not-yours')
    refused(await changeAttribute(by(leader), document, { ...WITHHELD, why: '' }), 'documents.words')
    refused(
      await changeAttribute(by(leader), document, { ...WITHHELD, article: null, why: '涉及个人' }),
      'documents.attribute',
    )
    const changed = need(await changeAttribute(by(leader), document, { ...WITHHELD, why: '涉及个人' }))
    assert.deepEqual([changed.attribute, changed.latest.attribute], ['closed', 'open'])
    const { documents } = await listDocuments(town.ctx, { assessedBefore: '2020-01-01' })
    assert.ok(documents.some(({ id }) => id === document.id))
    need(await reassessDocument(by(office), changed, '仍涉及个人隐私，维持'))
  })

  it('waits for the written consent of those who issue it with us', async () => {
    const other = await anOrgan(town.ctx, 'lucheng', '罗东镇')
    const theirs = { ...aPerson(other, 'leader'), name: '罗东镇分管领导' }
    const partners = [
      { name: other.name, organId: other.id, joint: true },
      { name: '市水利局', joint: false },
    ]
    let document = need(await submitDocument(by(drafter), await draft({ partners })))
    document = need(await checkDocument(by(office), document))
    assert.equal(document.state, 'countersigning')
    refused(await giveConsent(by(office), document, { position: 1 }), 'documents.consent-paper')
    refused(await giveConsent(by(theirs), document, { position: 2 }), 'documents.not-yours')
    refused(await checkDocument(by(theirs), document), 'documents.too-late')
    document = need(await giveConsent(by(theirs), document, { position: 1 }))
    assert.equal(document.state, 'countersigning')
    const paper = need(await keepFile(by(office), { name: '同意函.txt', bytes: Buffer.from('同意') }))
    document = need(await giveConsent(by(office), document, { position: 2, fileId: paper.id }))
    assert.equal(document.state, 'attribute')
    const back = need(await returnDocument(by(office), document, '补充内容'))
    const edited = need(await editDocument(by(drafter), back, { ...NOTICE, partners, body: '改写后的正文。' }))
    assert.ok(edited.partners.every(({ consentVersion }) => consentVersion === null))
  })

  it('numbers without gaps, keeps the number of what is cancelled, and explains those used on paper', async () => {
    const signed = need(await signDocument(by(leader), await toLeader({ kind: 'letter', title: '关于商请支持的函' })))
    refused(await numberDocument(by(drafter), signed, { day: '2018-03-01' }), 'documents.day')
    const first = need(await numberDocument(by(drafter), signed))
    assert.equal(first.number, '南码政函〔2018〕1号')
    const cancelled = need(await cancelDocument(by(leader), first, '对方已经答复'))
    assert.deepEqual([cancelled.state, cancelled.number], ['cancelled', '南码政函〔2018〕1号'])
    const next = await issued({ kind: 'letter', title: '关于商请支持的函' })
    assert.equal(next.number, '南码政函〔2018〕2号')
    const organ = (await findOrgan(town.ctx, town.organ.id))!
    assert.deepEqual(
      (await seriesOf(town.ctx, organ.id, 'letter', 2018)).map(({ number, reason }) => [number, reason]),
      [
        ['南码政函〔2018〕1号', '对方已经答复'],
        ['南码政函〔2018〕2号', null],
      ],
    )
    refused(
      await explainNumber(by(office), organ, { series: 'letter', year: 2018, serial: 2, reason: '纸质发文' }),
      'documents.no-gap',
    )
  })

  it('keeps the signed paper as the original, and nothing that is not a scan', async () => {
    const document = await issued({ title: '关于召开会议的通知' })
    refused(await keepScan(by(drafter), document, { name: '原件.docx', bytes: Buffer.from('x') }), 'documents.scan')
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
    need(await keepScan(by(drafter), document, { name: '原件.pdf', bytes: pdf }))
    assert.equal((await renditionsOf(town.ctx, document.id))[0]?.role, 'scan')
  })

  it('shows each person what waits for them', async () => {
    day = '2018-04-02'
    const sent = need(await submitDocument(by(drafter), await draft({ title: '关于清明防火的通知', urgency: 'extra' })))
    const { documents } = await listDocuments(town.ctx, {
      waitsFor: { accountId: office.accountId, turn: { states: ['checking'], othersOnly: ['checking'] } },
    })
    assert.equal(documents[0]?.id, sent.id)
    const own = await listDocuments(town.ctx, {
      text: '清明',
      waitsFor: { accountId: drafter.accountId, turn: { states: ['checking'], othersOnly: ['checking'] } },
    })
    assert.equal(own.total, 0)
  })
})

const WITHHELD = {
  attribute: 'closed',
  reason: 'third-party',
  article: '《条例》（2008）第十四条第四款',
  reasonWords: '',
} as const

function need<T>(result: Result<T>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}

function refused(result: Result<unknown>, code: string) {
  assert.equal(result.ok ? 'ok' : result.refusal.code, code)
}
