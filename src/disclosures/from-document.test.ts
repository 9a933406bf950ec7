import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, deskOf, type Town } from '../../test/support/desk.ts'
import { publishable } from '../documents/registry/store.ts'
import {
  checkDocument,
  clearDocument,
  confirmAttribute,
  issueDocument,
  numberDocument,
  signDocument,
  submitDocument,
} from '../documents/steps.ts'
import { draftDocument } from '../documents/store.ts'
import { changeOrgan, findOrgan } from '../organs/store.ts'
import type { Result } from '../result.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import type { Role } from '../roles.ts'
import { installCategories } from './catalogue/store.ts'
import { fromDocumentPlaces, itemFromDocument } from './from-document.tsx'

describe('an issued document becomes an item in one step', () => {
  let database: TestDatabase
  let root: string
  let town: Town

  before(async () => {
    database = await testDatabase()
    root = await mkdtemp(join(tmpdir(), 'gongkai-documents-'))
    town = await aTown(database.sql, '2018-03-20')
    town.ctx.files.root = root
    need(await installCategories(town.ctx))
    const organ = (await findOrgan(town.ctx, town.organ.id))!
    need(await changeOrgan(town.ctx, organ, { settings: { ...organ.settings, documentCode: '南码政' } }))
  })
  after(async () => {
    await database.close()
    await rm(root, { recursive: true, force: true })
  })

  const by = (role: Role) => as(town.ctx, aPerson(town.organ, role))
  const issued = async (attribute: 'open' | 'request') => {
    const drafter = by('officer')
    let document = need(
      await draftDocument(drafter, {
        organId: town.organ.id,
        kind: 'notice',
        title: '关于做好防汛工作的通知',
        body: '一、落实责任\n各村要落实防汛责任人。',
        leader: '分管领导',
        stage: 'execution',
        attribute,
        reason: 'particular',
        article: '《条例》（2008）第十三条',
      }),
    )
    document = need(await submitDocument(drafter, document))
    document = need(await checkDocument(by('officer'), document))
    document = need(await confirmAttribute(by('officer'), document))
    const review = (await reviewOf(town.ctx, { kind: 'document', id: document.id, version: 1 }))!
    const opinion = { verdict: 'open', basis: ['2008-9'], words: '', checked: true, found: [] } as const
    need(await giveVerdict(by('reviewer'), review.id, review.version, opinion))
    document = need(await clearDocument(by('reviewer'), document))
    document = need(await signDocument(by('leader'), document))
    document = need(await numberDocument(drafter, document))
    return need(await issueDocument(drafter, document))
  }

  it('with its number, day, text and printed pages, once', async () => {
    const document = await issued('open')
    const desk = deskOf(town, fromDocumentPlaces, aPerson(town.organ, 'officer'))
    assert.match((await desk.see('/console/disclosures/from-documents')).text, /南码政〔2018〕1号/)
    const item = need(await itemFromDocument(by('officer'), document.id, '0100'))
    const { latest } = item
    assert.deepEqual(
      [item.state, latest.documentNumber, latest.formedOn, latest.title, latest.attachments.map(({ name }) => name)],
      ['draft', document.number, '2018-03-20', '关于做好防汛工作的通知', ['关于做好防汛工作的通知.pdf']],
    )
    assert.deepEqual(await publishable(town.ctx, town.organ.id), [])
    const again = await itemFromDocument(by('officer'), document.id, '0100')
    assert.equal(again.ok ? '' : again.refusal.code, 'disclosures.document-taken')
  })

  it('only when it is 主动公开', async () => {
    const document = await issued('request')
    const refused = await itemFromDocument(by('officer'), document.id, '0100')
    assert.equal(refused.ok ? '' : refused.refusal.code, 'disclosures.document')
  })
})

function need<T>(result: Result<T>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
