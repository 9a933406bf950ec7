import { dayOf } from '../../calendar/day.ts'
import type { Context, FileStore, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, type Key } from '../../files/seal.ts'
import { editionOn } from '../../law/editions.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { Application } from '../model.ts'
import { wantedForms, wantedWays } from '../model.ts'
import { type Applicant, isIdentity } from '../people/store.ts'
import { findApplication } from '../registry/store.ts'
import { type Registration, registerApplications } from '../store.ts'
import { describeAll } from './descriptions/store.ts'
import { draftPapers, endDrafts, findDraft, findDrafts } from './drafts/store.ts'
import { keepPapers } from './papers/store.ts'
import { ASKED, checkStep, contactLine, type Draft, firstOpen, isApplicantKind } from './rules.ts'
import { codeHash, queryCode, tokenOf } from './secrets.ts'
import { Together } from './together.ts'

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

/** A commit carries so many forms at most; beyond, those who came first would wait for the others. */
const MOST_AT_ONCE = 64

const gathered = new WeakMap<object, Map<string, Together<Asking, Result<void>>>>()
type Asking = { visit: Visit; organId: string; secret: string }

/**
 * Sends a form: case, description, applicant and papers are written together, and the draft is gone. Sent again, as after a
 * broken connection, it makes nothing and the same receipt is there. Forms that come at the same moment share one commit.
 */
export function fileDraft(visit: Visit, organId: string, secret: string): Promise<Result<void>> {
  const sites = gathered.get(visit.sql) ?? new Map<string, Together<Asking, Result<void>>>()
  gathered.set(visit.sql, sites)
  const site =
    sites.get(visit.tenantId) ??
    new Together<Asking, Result<void>>((asks) => fileAll(asks.at(-1)!.visit, asks), MOST_AT_ONCE)
  sites.set(visit.tenantId, site)
  return site.add({ visit, organId, secret })
}

async function fileAll(visit: Visit, asks: readonly Asking[]): Promise<Result<void>[]> {
  const answers = new Map<string, Result<void>>()
  const done = await transact(asApplicant(visit), async (tx) => {
    const key = await applicantKey(tx.files)
    const today = dayOf(tx.now)
    const kept = await findDrafts(
      tx,
      asks.map(({ secret }) => secret),
      'lock',
    )
    const ready: { secret: string; draft: Draft; input: Registration }[] = []
    for (const { secret, organId } of new Map(asks.map((ask) => [ask.secret, ask])).values()) {
      const one = kept.get(secret)
      const open = one?.draft ? firstOpen(one.draft, today) : null
      if (one?.organId !== organId) answers.set(secret, GONE)
      else if (one.applicationId) answers.set(secret, ok(undefined))
      else if (open) answers.set(secret, checkStep(open, one.draft!, today))
      else ready.push({ secret, draft: one.draft!, input: registrationOf(key, one.organId, secret, one.draft!) })
    }
    const made = await registerApplications(
      tx,
      ready.map(({ input }) => input),
    )
    const filed = ready.flatMap(({ secret, draft }, at) => {
      const answer = made[at]!
      answers.set(secret, answer.ok ? ok(undefined) : answer)
      return answer.ok ? [{ secret, draft, ...answer.value }] : []
    })
    const fresh = filed.filter(({ again }) => !again)
    const asksPurpose = ASKED[editionOn(today) ?? '2019'].purpose
    await describeAll(
      tx,
      fresh.map(({ id, draft: { documentNumber, features, purpose, help } }) => ({
        id,
        description: { documentNumber, features, purpose: asksPurpose ? purpose : '', help },
      })),
    )
    for (const { secret, draft, id } of fresh)
      if (draft.papers.length > 0) await keepPapers(tx, id, 'identity', await draftPapers(tx, secret, draft.papers))
    await endDrafts(tx, filed)
    return ok(undefined)
  })
  if (!done.ok) throw new Error(`forms sent together were refused: ${done.refusal.code}`)
  return asks.map(({ secret }) => answers.get(secret)!)
}

const GONE = refuse('filing.gone', '这份没有提交的申请已经找不到了', { fix: '超过期限的会自动清除，请重新填写' })

const registrationOf = (key: Key, organId: string, secret: string, draft: Draft): Registration => ({
  organId,
  channel: 'web',
  subject: draft.subject,
  applicantKind: isApplicantKind(draft.kind) ? draft.kind : 'natural',
  wantedForm: wantedForms.find((form) => form === draft.wantedForm),
  wantedWay: wantedWays.find((way) => way === draft.wantedWay),
  token: tokenOf(secret),
  codeHash: codeHash(key, queryCode(key, secret)),
  applicant: applicantOf(draft),
})

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
