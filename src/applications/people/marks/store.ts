import { z } from 'zod'
import type { Scope } from '../../../context.ts'
import { type Key, markOf } from '../../../files/seal.ts'
import { MARKS, type Marked, type Marking, type MarkKind, markedIn } from './names.ts'

/** Keeps the marks of applicants, in place of those kept before. In the transaction that keeps them. */
export async function keepMarks(
  { sql, tenantId }: Scope,
  key: Key,
  people: readonly { id: string; applicant: Marking }[],
): Promise<void> {
  await sql`
    delete from applicant_marks
    where tenant_id = ${tenantId} and application_id in ${sql(people.map(({ id }) => id))}`
  const rows = people.flatMap(({ id, applicant }) =>
    markedIn(applicant).map(({ kind, words }) => ({
      tenant_id: tenantId,
      application_id: id,
      kind,
      mark: markOf(key, kind, words),
    })),
  )
  if (rows.length > 0) await sql`insert into applicant_marks ${sql(rows)} on conflict do nothing`
}

const Same = z.object({
  id: z.string(),
  organId: z.string(),
  number: z.string(),
  subject: z.string(),
  kinds: z.array(z.enum(Object.keys(MARKS) as [MarkKind, ...MarkKind[]])),
})
/** An application of the same person, as far as the marks tell, and by what. */
export type Same = z.infer<typeof Same>

const FEW = 10

/** Applications whose applicant has one of these marks, the latest first; few. `organId`: of this organ only. */
export async function sameApplicant(
  { sql, tenantId }: Scope,
  key: Key,
  marked: readonly Marked[],
  organId?: string,
): Promise<Same[]> {
  if (marked.length === 0) return []
  const wanted = marked.map(({ kind, words }) => sql`(m.kind = ${kind} and m.mark = ${markOf(key, kind, words)})`)
  const rows = await sql`
    select a.id, a.organ_id as "organId", a.number, a.subject, array_agg(distinct m.kind) as kinds
    from applicant_marks m join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
    where m.tenant_id = ${tenantId} ${organId ? sql`and a.organ_id = ${organId}` : sql``}
      and (${wanted.flatMap((one, at) => (at ? [sql` or `, one] : [one]))})
    group by a.id, a.organ_id, a.number, a.subject, a.arrived_on
    order by a.arrived_on desc, a.number desc limit ${FEW}`
  return rows.map((row) => Same.parse(row))
}
