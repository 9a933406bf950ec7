import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { record } from '../ledger/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { OfficialDocument } from '../typeset/model.ts'
import { voidedBy } from './approvals.ts'
import { inherited } from './forwarding.ts'
import { type CheckedInput, checkInput, type DocumentInput } from './input.ts'
import { type Approval, nextAfter, type State, type StepName, stepOf, take } from './lifecycle.ts'
import type { Document } from './model.ts'
import { findDocument, settingsOf } from './registry/store.ts'
import type { DocumentSettings } from './settings.ts'
import { accountOf, whereOf, whoOf } from './who.ts'

/** A document as the person taking a step last saw it. */
export type Seen = { id: string; version: number }

/** Begins a document of an organ. `origin` names what it is made of; there is one document for each. */
export function draftDocument(
  ctx: Context,
  { organId, origin = null, ...input }: DocumentInput & { organId: string; origin?: string | null },
): Promise<Result<Document>> {
  return transact(ctx, async (tx) => {
    const settings = await settingsOf(tx, organId)
    const may = take('edit', { state: 'drafting', organId, writers: [], settings }, whoOf(tx))
    if (!may.ok) return may
    const checked = await readInput(tx, organId, input)
    if (!checked.ok) return checked
    const id = uuid()
    const made = await tx.sql`
      insert into documents (tenant_id, id, organ_id, state, drafted_by, drafted_as, origin, since, created_at)
      values (${tx.tenantId}, ${id}, ${organId}, 'drafting', ${accountOf(tx)}, ${tx.actor.name}, ${origin}, ${tx.now},
              ${tx.now})
      on conflict do nothing`
    if (made.count === 0) return refuse('documents.exists', '这件事已经起草过公文了')
    const written = await writeVersion(tx, id, 1, checked.value)
    if (!written.ok) return written
    await insertStep(tx, id, { step: 'draft', state: 'drafting', version: 1 })
    await tell(tx, 'documents.drafted', id, { version: 1, kind: checked.value.kind, title: checked.value.title })
    return found(tx, id)
  })
}

/**
 * Changes the words of a document: its draft (`edit`), or the text where it waits (`revise`, 改稿). What somebody else has
 * read stays as a version, and the approvals the change invalidates are taken back.
 */
export const editDocument = (
  ctx: Context,
  seen: Seen,
  input: DocumentInput,
  name: 'edit' | 'revise' = 'edit',
): Promise<Result<Document>> =>
  takeStep(ctx, name, seen, async (tx, document) => {
    const checked = await readInput(tx, document.organId, input, document.id)
    if (!checked.ok) return checked
    const { latest } = document
    const version = latest.sentAt ? latest.version + 1 : latest.version
    if (version === latest.version)
      await tx.sql`
        delete from document_versions
        where tenant_id = ${tx.tenantId} and document_id = ${document.id} and version = ${version}`
    const written = await writeVersion(tx, document.id, version, checked.value)
    if (!written.ok) return written
    const after = await found(tx, document.id, version)
    if (!after.ok) return after
    const voids = voidedBy(latest, after.value.latest)
    return ok({ version, voids, detail: { version, title: checked.value.title, voids } })
  })

export type Done = {
  /** Where it leads, when the table leaves it open or another rule decides. */
  to?: State
  set?: Record<string, string | number | Date | null>
  /** The document as it is signed by this step. */
  frozen?: OfficialDocument
  /** Given by this step; the table's own approval when not said. */
  approves?: Approval | null
  voids?: readonly Approval[]
  /** Of the text, when the step wrote one. */
  version?: number
  note?: string
  detail?: Record<string, unknown>
}

/**
 * One step: the table allows it, its work is done, the row moves under its guard, the step and its approval are written
 * down, and the ledger hears of it: all of it, or none.
 */
export function takeStep(
  ctx: Context,
  name: StepName,
  seen: Seen,
  work: (tx: Context, document: Document, settings: DocumentSettings) => Promise<Result<Done>>,
): Promise<Result<Document>> {
  return transact(ctx, async (tx) => {
    if (!z.uuid().safeParse(seen.id).success) return missing()
    await tx.sql`select 1 from documents where tenant_id = ${tx.tenantId} and id = ${seen.id} for update`
    const document = await findDocument(tx, seen.id)
    if (!document) return missing()
    const settings = await settingsOf(tx, document.organId)
    const leads = take(name, whereOf(document, settings), whoOf(tx))
    if (!leads.ok) return leads
    if (document.version !== seen.version) return stale()
    const done = await work(tx, document, settings)
    if (!done.ok) return done
    return moved(tx, document, name, leads.value, done.value)
  })
}

async function moved(
  tx: Context,
  document: Document,
  name: StepName,
  leads: State | 'next',
  done: Done,
): Promise<Result<Document>> {
  const step = stepOf(name)
  const version = done.version ?? document.latest.version
  const approves = done.approves === undefined ? (step.approves ?? null) : done.approves
  const voids = done.voids ?? []
  await takeBack(tx, document.id, voids)
  const to = done.to ?? (leads === 'next' ? await nextOf(tx, document.id, approves) : leads)
  if (to !== 'drafting' && to !== 'cancelled') await sendVersion(tx, document.id, version)
  const row = {
    ...done.set,
    ...(done.frozen ? { frozen: tx.sql.json(done.frozen as never) } : {}),
    state: to,
    latest_version: version,
    version: document.version + 1,
    ...(to === document.state ? {} : { since: tx.now }),
  }
  await tx.sql`update documents set ${tx.sql(row)} where tenant_id = ${tx.tenantId} and id = ${document.id}`
  await insertStep(tx, document.id, { step: name, state: to, version, approves, note: done.note })
  await tell(tx, step.event, document.id, {
    ...(done.note ? { reason: done.note } : {}),
    ...(done.detail ?? { version }),
  })
  return found(tx, document.id)
}

/** Where it goes on, with the approval this step gives. */
async function nextOf(tx: Context, id: string, gives: Approval | null): Promise<State> {
  const { approvals, partners } = (await findDocument(tx, id))!
  const missingConsents = partners.filter(({ consentVersion }) => consentVersion === null).length
  return nextAfter(new Set([...approvals, ...(gives ? [gives] : [])]), missingConsents)
}

async function takeBack(tx: Context, id: string, voids: readonly Approval[]) {
  if (voids.length === 0) return
  await tx.sql`
    update document_steps set void = true
    where tenant_id = ${tx.tenantId} and document_id = ${id} and approves = any(${[...voids]})`
  if (voids.includes('countersigning'))
    await tx.sql`
      update document_partners
      set consent_version = null, consent_by = null, consent_as = null, consent_at = null, consent_file = null
      where tenant_id = ${tx.tenantId} and document_id = ${id}`
}

/** Somebody else reads the version from now on: it never changes any more. */
const sendVersion = (tx: Context, id: string, version: number) => tx.sql`
  update document_versions set sent_at = ${tx.now}
  where tenant_id = ${tx.tenantId} and document_id = ${id} and version = ${version} and sent_at is null`

async function insertStep(
  tx: Context,
  id: string,
  taken: { step: string; state: State; version: number; approves?: Approval | null; note?: string },
) {
  await tx.sql`
    insert into document_steps
      (tenant_id, document_id, seq, step, state, version, approves, account_id, taken_as, taken_at, note)
    select ${tx.tenantId}, ${id}, coalesce(max(seq), 0) + 1, ${taken.step}, ${taken.state}, ${taken.version},
           ${taken.approves ?? null}, ${tx.actor.kind === 'staff' ? tx.actor.accountId : null}, ${tx.actor.name}, ${tx.now},
           ${taken.note ?? ''}
    from document_steps where tenant_id = ${tx.tenantId} and document_id = ${id}`
}

/** What was typed, checked; what is forwarded is looked up, and its attribute is the document's. */
async function readInput(
  tx: Context,
  organId: string,
  input: DocumentInput,
  self?: string,
): Promise<Result<CheckedInput>> {
  const checked = checkInput(input)
  if (!checked.ok) return checked
  const { forwards } = checked.value
  const original = forwards?.id ? await findDocument(tx, forwards.id) : null
  if (forwards?.id && (!original || original.id === self || original.organId !== organId || !original.number))
    return refuse('documents.forwards', '没有找到要转发的公文，请从已编号的公文中选择', { field: 'forwardsId' })
  return inherited(checked.value, original, dayOf(tx.now))
}

async function writeVersion(tx: Context, id: string, version: number, input: CheckedInput): Promise<Result<void>> {
  const { forwards } = input
  await tx.sql`
    insert into document_versions
      (tenant_id, document_id, version, kind, title, body, recipients, copies, urgency, leader, attribute, reason, article,
       reason_words, forwards_id, forwards_title, forwards_number, forwards_attribute, stage, policy, normative,
       interpretation_plan, interpretation, edited_by, edited_as, edited_at)
    values (${tx.tenantId}, ${id}, ${version}, ${input.kind}, ${input.title}, ${input.body}, ${input.recipients},
            ${input.copies}, ${input.urgency}, ${input.leader}, ${input.attribute}, ${input.reason}, ${input.article},
            ${input.reasonWords}, ${forwards?.id ?? null}, ${forwards?.title ?? ''}, ${forwards?.number ?? ''},
            ${forwards?.attribute ?? null}, ${input.stage}, ${input.policy}, ${input.normative},
            ${input.interpretationPlan}, ${input.interpretation}, ${accountOf(tx)}, ${tx.actor.name}, ${tx.now})`
  for (const [at, file] of input.attachments.entries()) {
    const done = z.uuid().safeParse(file).success
      ? await tx.sql`
          insert into document_attachments (tenant_id, document_id, version, position, file_id)
          select ${tx.tenantId}, ${id}, ${version}, ${at + 1}, id from files
          where tenant_id = ${tx.tenantId} and id = ${file}`
      : { count: 0 }
    if (done.count === 0) return refuse('documents.file', '有一个附件已经找不到了，请重新上传', { field: 'files' })
  }
  return writePartners(tx, id, input.partners)
}

/** Who has to agree. Consent already given stays with its name; the approvals rules take it back when the words change. */
async function writePartners(tx: Context, id: string, partners: CheckedInput['partners']): Promise<Result<void>> {
  const names = partners.map(({ name }) => name)
  await tx.sql`
    delete from document_partners
    where tenant_id = ${tx.tenantId} and document_id = ${id} and not (name = any(${names}))`
  for (const partner of partners) {
    const known = partner.organId === null || z.uuid().safeParse(partner.organId).success
    if (!known) return refuse('documents.partners', '没有找到会签单位', { field: 'partners' })
    await tx.sql`
      insert into document_partners (tenant_id, document_id, position, name, organ_id, joint)
      select ${tx.tenantId}, ${id}, coalesce(max(position), 0) + 1, ${partner.name}, ${partner.organId}, ${partner.joint}
      from document_partners where tenant_id = ${tx.tenantId} and document_id = ${id}
      on conflict (tenant_id, document_id, name)
      do update set joint = excluded.joint, organ_id = excluded.organ_id`
  }
  return ok(undefined)
}

const tell = (tx: Context, event: string, id: string, detail: Record<string, unknown>) =>
  record(tx, { event, subject: { kind: 'document', id }, detail })

async function found(tx: Context, id: string, version?: number): Promise<Result<Document>> {
  if (version !== undefined)
    await tx.sql`update documents set latest_version = ${version} where tenant_id = ${tx.tenantId} and id = ${id}`
  const document = await findDocument(tx, id)
  return document ? ok(document) : missing()
}

const missing = () => refuse('documents.missing', '没有找到这份公文')

const stale = () => refuse('documents.stale', '其他人刚刚办理了这份公文', { fix: '请刷新页面，查看最新内容后再试' })
