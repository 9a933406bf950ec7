import { dayOf } from '../../calendar/day.ts'
import type { Context, FileStore, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey } from '../../files/seal.ts'
import { editionOn } from '../../law/editions.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Application } from '../model.ts'
import { wantedForms, wantedWays } from '../model.ts'
import { type Applicant, isIdentity } from '../people/store.ts'
import { findApplication } from '../registry/store.ts'
import { registerApplication } from '../store.ts'
import { describe } from './descriptions/store.ts'
import { draftPapers, endDraft, findDraft } from './drafts/store.ts'
import { keepPapers } from './papers/store.ts'
import { checkStep, contactLine, type Draft, firstOpen, isApplicantKind } from './rules.ts'
import { codeHash, queryCode, tokenOf } from './secrets.ts'

/** The program, taking a step for somebody who has no account with us. */
export const BY_APPLICANT = { kind: 'system', name: '申请人（网上）' } as const

export type Visit = Scope & { files: FileStore; now: Date }

export const asApplicant = ({ sql, tenantId, files, now }: Visit): Context => ({
  sql: sql as Context['sql'],
  tenantId,
  files,
  now,
  actor: BY_APPLICANT,
})

/** What a receipt shows of a form that was sent: the application, and the code it is followed with. */
export type Filed = { application: Application; code: string }

/**
 * Sends a form: case, description, applicant and papers are written together, and the draft is gone. Sent again, as after a
 * broken connection, it answers with the same application and the same code and makes nothing.
 */
export function fileDraft(visit: Visit, secret: string): Promise<Result<Filed>> {
  return transact(asApplicant(visit), async (tx) => {
    const kept = await findDraft(tx, secret, 'lock')
    if (!kept)
      return refuse('filing.gone', '这份没有提交的申请已经找不到了', { fix: '超过期限的会自动清除，请重新填写' })
    if (kept.applicationId) return ok(await filedAs(tx, secret, kept.applicationId))
    const { draft, organId } = kept
    if (!draft) throw new Error('a draft that is neither typed nor sent')
    const today = dayOf(tx.now)
    const open = firstOpen(draft, today)
    if (open) return checkStep(open, draft, today) as Result<never>
    const code = queryCode(await applicantKey(tx.files), secret)
    const made = await registerApplication(tx, {
      organId,
      channel: 'web',
      subject: draft.subject,
      applicantKind: isApplicantKind(draft.kind) ? draft.kind : 'natural',
      wantedForm: wantedForms.find((form) => form === draft.wantedForm),
      wantedWay: wantedWays.find((way) => way === draft.wantedWay),
      token: tokenOf(secret),
      codeHash: codeHash(await applicantKey(tx.files), code),
      applicant: applicantOf(draft),
    })
    if (!made.ok) return made
    const { id } = made.value
    const { documentNumber, features, help } = draft
    const purpose = editionOn(today) === '2008' ? draft.purpose : ''
    await describe(tx, id, { documentNumber, features, purpose, help })
    await keepPapers(tx, id, 'identity', await draftPapers(tx, secret, draft.papers))
    await endDraft(tx, secret, id)
    return ok(await filedAs(tx, secret, id))
  })
}

/** The receipt of a link, while it is open; null when its form was not sent, or too long ago. */
export async function filedWith(visit: Visit, secret: string): Promise<Filed | null> {
  const kept = await findDraft(visit, secret)
  return kept?.applicationId ? filedAs(visit, secret, kept.applicationId) : null
}

async function filedAs(visit: Visit, secret: string, id: string): Promise<Filed> {
  const application = await findApplication(visit, id)
  if (!application) throw new Error('a draft became an application that is not there')
  return { application, code: queryCode(await applicantKey(visit.files), secret) }
}

const applicantOf = (draft: Draft): Applicant => ({
  name: draft.name,
  contact: contactLine(draft),
  identity: isIdentity(draft.identity) ? draft.identity : 'none',
  identityNumber: draft.identityNumber,
  representative: draft.representative,
  contactPerson: draft.contactPerson,
  phone: draft.phone,
  email: draft.email,
  fax: draft.fax,
  address: draft.address,
  postcode: draft.postcode,
})
