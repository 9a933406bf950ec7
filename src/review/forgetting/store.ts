import type { Context } from '../../context.ts'

/**
 * Makes the texts that were reviewed unreadable, when their keeping has ended; that they were reviewed, by whom, and what
 * was decided stays. In the transaction of the step that ends the keeping.
 */
export async function forgetReviewed(tx: Context, kind: 'reply', subjectId: string): Promise<void> {
  const { sql, tenantId } = tx
  const reviews = sql`
    select id from reviews where tenant_id = ${tenantId} and subject_kind = ${kind} and subject_id = ${subjectId}`
  await sql`
    update review_parts set text = '', public_text = case when public_text is null then null else '' end
    where tenant_id = ${tenantId} and review_id in (${reviews})`
  await sql`
    update review_hits set preview = '', place = '', why = ''
    where tenant_id = ${tenantId} and review_id in (${reviews})`
  await sql`
    update reviews set title = '（保管期满，已匿名处理）'
    where tenant_id = ${tenantId} and subject_kind = ${kind} and subject_id = ${subjectId}`
}
