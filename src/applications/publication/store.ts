import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { submitItem } from '../../disclosures/publication/store.ts'
import { createItem } from '../../disclosures/store.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { rulesFor, textHits } from '../../review/screen.ts'
import { KINDS as HIT_KINDS } from '../../review/screening/hit.ts'
import { maskText } from '../../review/screening/mask.ts'
import type { Application, Reply } from '../model.ts'
import { outcomeRow } from '../outcomes.ts'
import { hasApplicant, viewApplicant } from '../people/store.ts'
import { findApplication, repliesOf } from '../registry/store.ts'
import { subjectKey } from '../rules.ts'

/** What was made public of a case; null when nothing was. */
export async function publicationOf({ sql, tenantId }: Scope, id: string): Promise<{ itemId: string } | null> {
  const [row] = await sql`
    select item_id as "itemId" from application_publications where tenant_id = ${tenantId} and application_id = ${id}`
  return row ? z.object({ itemId: z.string() }).parse(row) : null
}

/** The reply that gave something, and may give it to everybody; null when there is none. */
export function publishableReply(application: Application, replies: readonly Reply[]): Reply | null {
  if (application.kind !== 'request') return null
  const served = replies.findLast(({ servedOn }) => servedOn !== null)
  const row = served && outcomeRow(application, served.outcome)
  const gives = row && (row.fujian === 'granted' || row.fujian === 'partial') && served.outcome !== 'public'
  return gives ? served : null
}

/** A first text for the public: the reply's words with what screening finds in them covered. */
export async function suggestedText(
  ctx: Context,
  organId: string,
  words: string,
): Promise<{ text: string; covered: number }> {
  const hits = textHits(words, await rulesFor(ctx, { organId }))
  return { text: maskText(words, hits), covered: hits.length }
}

export type Publishing = { title: string; category: string; formedOn: string; body: string }

/**
 * Makes a 主动公开 item of what a reply gave, and hands it to the review in the same step. Refuses while the applicant or
 * anything screening holds back stands in it: what one person was given is not yet fit for all.
 */
export function publishReply(ctx: Context, id: string, input: Publishing): Promise<Result<string>> {
  return transact(ctx, async (tx) => {
    const application = await findApplication(tx, id, 'lock')
    if (!application) return refuse('applications.unknown', '没有这份申请')
    if (tx.actor.kind === 'staff' && tx.actor.organId !== application.organId)
      return refuse('applications.not-yours', '只能公开本机关答复的信息')
    if (!publishableReply(application, await repliesOf(tx, id)))
      return refuse('publication.reply', '只有已经送达的、予以公开或者部分公开的答复可以转为主动公开')
    if (await publicationOf(tx, id)) return refuse('publication.done', '这份答复已经转为主动公开信息')
    const clean = await checkClean(tx, application, input)
    if (!clean.ok) return clean
    const { title, category, formedOn, body } = input
    const made = await createItem(tx, {
      organId: application.organId,
      title,
      category,
      formedOn,
      body,
      channels: ['site'],
    })
    if (!made.ok) return made
    const submitted = await submitItem(tx, made.value)
    if (!submitted.ok) return submitted
    await tx.sql`
      insert into application_publications (tenant_id, application_id, item_id, made_as, made_at)
      values (${tx.tenantId}, ${id}, ${made.value.id}, ${tx.actor.name}, ${tx.now})`
    await record(tx, {
      event: 'applications.published',
      subject: { kind: 'application', id },
      detail: { number: application.number, item: made.value.id },
    })
    return ok(made.value.id)
  })
}

const SHORTEST_NAME = 2

async function checkClean(tx: Context, application: Application, { title, body }: Publishing): Promise<Result<void>> {
  const rules = await rulesFor(tx, { organId: application.organId })
  for (const [field, text] of Object.entries({ title, body })) {
    const held = textHits(text, rules).filter(({ level }) => level === 'block')
    if (held.length > 0) {
      const kinds = [...new Set(held.map(({ kind }) => HIT_KINDS[kind as keyof typeof HIT_KINDS] ?? kind))].join('、')
      return refuse('publication.personal', `文中还有${kinds}`, { fix: '请删去或者遮盖以后再送审', field })
    }
  }
  if (!(await hasApplicant(tx, application.id))) return ok(undefined)
  const applicant = await viewApplicant(tx, application.id)
  if (!applicant.ok) return applicant
  const name = subjectKey(applicant.value.name)
  if (name.length >= SHORTEST_NAME && subjectKey(title + body).includes(name))
    return refuse('publication.applicant', '文中有申请人的姓名或者名称', { fix: '请删去以后再送审', field: 'body' })
  return ok(undefined)
}

const Shared = z.object({ id: z.string(), others: z.number() })

/** How many other cases of the same organ ask for the same as each of these; those nobody else asks are left out. */
export async function askedByOthers({ sql, tenantId }: Scope, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await sql`
    select a.id, (
      select count(*) from applications b
      where b.tenant_id = a.tenant_id and b.organ_id = a.organ_id and b.subject_key = a.subject_key and b.id <> a.id
        and b.kind = a.kind and b.duplicate_of is null) as others
    from applications a where a.tenant_id = ${tenantId} and a.id in ${sql([...ids])} and a.duplicate_of is null`
  return new Map(rows.map((row) => Shared.parse(row)).flatMap(({ id, others }) => (others > 0 ? [[id, others]] : [])))
}

const Wanted = z.object({ id: z.string(), number: z.string(), subject: z.string(), asked: z.number(), lastOn: Day })
export type Wanted = z.infer<typeof Wanted>

/**
 * What several asked for since a day, was given to one of them, and is not public yet (2019 art. 44): the case whose reply
 * gave it last, how often it was asked. The most wanted first.
 */
export async function wantedBySeveral(
  { sql, tenantId }: Scope,
  organId: string,
  since: Day,
  limit: number,
): Promise<Wanted[]> {
  const rows = await sql`
    with asked as (
      select subject_key, count(*) as asked, max(arrived_on) as last_on,
             (array_agg(id order by answered_on desc) filter (where outcome in ('provided', 'partial')))[1] as id
      from applications
      where tenant_id = ${tenantId} and organ_id = ${organId} and kind = 'request' and duplicate_of is null
        and anonymised_on is null and arrived_on >= ${since}
      group by subject_key having count(*) > 1)
    select a.id, a.number, a.subject, asked.asked, asked.last_on as "lastOn"
    from asked join applications a on a.tenant_id = ${tenantId} and a.id = asked.id
    where not exists (
      select from application_publications p join applications b on b.tenant_id = p.tenant_id and b.id = p.application_id
      where p.tenant_id = ${tenantId} and b.organ_id = ${organId} and b.subject_key = asked.subject_key)
    order by asked.asked desc, asked.last_on desc limit ${limit}`
  return rows.map((row) => Wanted.parse(row))
}
