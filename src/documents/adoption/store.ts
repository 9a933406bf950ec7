import { v7 as uuid } from 'uuid'
import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { flatTitle, type OfficialDocument } from '../../typeset/model.ts'
import type { KindCode } from '../kinds.ts'
import type { Document } from '../model.ts'
import { findDocument } from '../registry/store.ts'
import type { Stage } from '../stages.ts'

type Person = { accountId: string; name: string }

export type Signed = {
  organId: string
  /** What it was signed as, such as `report:…`: one document for each. */
  origin: string
  kind: KindCode
  /** The pages as they were signed; number and day are open. */
  official: OfficialDocument
  /** The text of the document itself, without what it encloses. */
  body: string
  stage: Stage
  draftedBy: Person
  signedBy: Person
  signedAt: Date
}

/**
 * Takes over a document that another chapter has had prepared by one person and signed by another, such as the notice that
 * issues the annual report: public, signed, and waiting for its number like any other. Must be called inside `transact`.
 */
export async function adoptSigned(tx: Context, signed: Signed): Promise<Result<Document>> {
  const { sql, tenantId } = tx
  const { draftedBy, signedBy, signedAt, official } = signed
  if (draftedBy.accountId === signedBy.accountId)
    return refuse('documents.own-draft', '起草的人不能签发', { fix: '请由另一位领导签发' })
  const id = uuid()
  const made = await sql`
    insert into documents (tenant_id, id, organ_id, state, drafted_by, drafted_as, origin, since, signed_by, signed_as,
                           signed_at, frozen, attribute, assessed_on, created_at)
    values (${tenantId}, ${id}, ${signed.organId}, 'signed', ${draftedBy.accountId}, ${draftedBy.name}, ${signed.origin},
            ${tx.now}, ${signedBy.accountId}, ${signedBy.name}, ${signedAt}, ${sql.json(official as never)}, 'open',
            ${dayOf(signedAt)}, ${tx.now})
    on conflict do nothing`
  if (made.count === 0) return refuse('documents.exists', '这件事已经有公文了')
  await sql`
    insert into document_versions (tenant_id, document_id, version, kind, title, body, recipients, leader, attribute, stage,
                                   edited_by, edited_as, edited_at, sent_at)
    values (${tenantId}, ${id}, 1, ${signed.kind}, ${flatTitle(official.title)}, ${signed.body},
            ${official.recipients ?? ''}, ${signedBy.name}, 'open', ${signed.stage}, ${draftedBy.accountId},
            ${draftedBy.name}, ${tx.now}, ${tx.now})`
  const steps = [
    { step: 'draft', state: 'drafting', by: draftedBy, at: tx.now },
    { step: 'sign', state: 'signed', by: signedBy, at: signedAt },
  ]
  for (const [at, { step, state, by, at: taken }] of steps.entries())
    await sql`
      insert into document_steps (tenant_id, document_id, seq, step, state, version, account_id, taken_as, taken_at)
      values (${tenantId}, ${id}, ${at + 1}, ${step}, ${state}, 1, ${by.accountId}, ${by.name}, ${taken})`
  await record(tx, {
    event: 'documents.adopted',
    subject: { kind: 'document', id },
    detail: {
      origin: signed.origin,
      title: flatTitle(official.title),
      attribute: 'open',
      responsible: [draftedBy.name, signedBy.name],
      signedAt: dayOf(signedAt),
    },
  })
  return ok((await findDocument(tx, id))!)
}
