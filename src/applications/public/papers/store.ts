import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context, Scope } from '../../../context.ts'
import { transact } from '../../../db/transaction.ts'
import { applicantKey, seal, sealBytes, unseal, unsealBytes } from '../../../files/seal.ts'
import { record } from '../../../ledger/store.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { findApplication } from '../../registry/store.ts'

/** What the papers an applicant sends are for. */
export const PAPER_KINDS = { identity: '身份证明', supplement: '补充材料', statement: '签名的口述笔录' } as const
export type PaperKind = keyof typeof PAPER_KINDS

export type Paper = { name: string; mime: string; bytes: Uint8Array }

const about = ({ tenantId }: Scope, applicationId: string, id: string) => `${tenantId}/${applicationId}/paper/${id}`

/** Keeps papers of the applicant with the case, name and bytes sealed. In the transaction of the step that brought them. */
export async function keepPapers(
  tx: Context,
  applicationId: string,
  kind: PaperKind,
  papers: readonly Paper[],
): Promise<void> {
  if (papers.length === 0) return
  const key = await applicantKey(tx.files)
  for (const { name, mime, bytes } of papers) {
    const id = v7()
    const where = about(tx, applicationId, id)
    await tx.sql`
      insert into application_papers
        (tenant_id, application_id, id, kind, key_id, sealed_label, sealed, size, kept_at)
      values (${tx.tenantId}, ${applicationId}, ${id}, ${kind}, ${key.id},
              ${seal(key, `${where}/label`, JSON.stringify({ name, mime }))}, ${sealBytes(key, where, bytes)},
              ${bytes.length}, ${tx.now})`
  }
}

const Line = z.object({
  id: z.string(),
  kind: z.enum(['identity', 'supplement', 'statement']),
  size: z.number(),
  keptAt: z.date(),
})
export type PaperLine = z.infer<typeof Line>

/** Which papers there are, oldest first, without opening any. */
export async function papersOf({ sql, tenantId }: Scope, applicationId: string): Promise<PaperLine[]> {
  const rows = await sql`
    select id, kind, size, kept_at as "keptAt" from application_papers
    where tenant_id = ${tenantId} and application_id = ${applicationId} order by id`
  return rows.map((row) => Line.parse(row))
}

/** Opens one paper for an officer or leader of the organ, and writes down that it was looked at, not what was seen. */
export function viewPaper(ctx: Context, applicationId: string, id: string): Promise<Result<Paper>> {
  return transact(ctx, async (tx) => {
    const application = await findApplication(tx, applicationId)
    const { actor } = tx
    if (!application || !z.uuid().safeParse(id).success) return refuse('applications.no-paper', '没有这份材料')
    const mine =
      actor.kind === 'staff' &&
      actor.organId === application.organId &&
      actor.roles.some((role) => role === 'officer' || role === 'leader')
    if (!mine) return refuse('applications.not-yours', '申请人的材料只有受理机关的信息员和领导可以查看')
    const [found] = await tx.sql`
      select kind, key_id as "keyId", sealed_label as "label", sealed from application_papers
      where tenant_id = ${tx.tenantId} and application_id = ${applicationId} and id = ${id}`
    if (!found) return refuse('applications.no-paper', '没有这份材料')
    const row = z
      .object({ kind: z.string(), keyId: z.string(), label: z.instanceof(Buffer), sealed: z.instanceof(Buffer) })
      .parse(found)
    const key = await applicantKey(tx.files)
    if (key.id !== row.keyId)
      return refuse('applications.key', '这份材料是用另一把密钥加密的，现在打不开', {
        fix: '请系统管理员恢复原来的密钥文件 keys/applicants.key',
      })
    await record(tx, {
      event: 'applications.paper-viewed',
      subject: { kind: 'application', id: applicationId },
      detail: { number: application.number, kind: row.kind, paper: id },
    })
    const where = about(tx, applicationId, id)
    const label = z
      .object({ name: z.string(), mime: z.string() })
      .parse(JSON.parse(unseal(key, `${where}/label`, row.label)))
    return ok({ ...label, bytes: unsealBytes(key, where, row.sealed) })
  })
}
