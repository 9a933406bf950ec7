import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, seal, unseal } from '../../files/seal.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { findApplication } from '../registry/store.ts'
import { keepMarks } from './marks/store.ts'

export const IDENTITIES = {
  none: '未提供',
  'id-card': '居民身份证',
  passport: '护照',
  'credit-code': '统一社会信用代码证书',
  other: '其他证明',
} as const
export const isIdentity = (text: string): text is keyof typeof IDENTITIES => Object.hasOwn(IDENTITIES, text)

export const Applicant = z.object({
  name: z.string().trim().max(100),
  contact: z.string().trim().max(300),
  identity: z.string().refine(isIdentity),
  /** Number of the document of identity, or the 统一社会信用代码. */
  identityNumber: z.string().trim().max(40).optional(),
  /** 法定代表人或者负责人, and the person to ask, of an organisation. */
  representative: z.string().trim().max(50).optional(),
  contactPerson: z.string().trim().max(50).optional(),
  phone: z.string().trim().max(40).optional(),
  email: z.string().trim().max(100).optional(),
  fax: z.string().trim().max(40).optional(),
  address: z.string().trim().max(200).optional(),
  postcode: z.string().trim().max(10).optional(),
})
export type Applicant = z.infer<typeof Applicant>

export const otherKey = refuse('applications.key', '申请人信息是用另一把密钥加密的，现在打不开', {
  fix: '请系统管理员恢复原来的密钥文件 keys/applicants.key',
})

const about = (scope: Scope, id: string) => `${scope.tenantId}/${id}`

/** Keeps who applied, sealed. In the transaction of the step that learnt it. */
export const keepApplicant = (ctx: Context, id: string, applicant: Applicant): Promise<void> =>
  keepApplicants(ctx, [{ id, applicant }])

/** The same of several cases at once. */
export async function keepApplicants(
  ctx: Context,
  people: readonly { id: string; applicant: Applicant }[],
): Promise<void> {
  if (people.length === 0) return
  const key = await applicantKey(ctx.files)
  const rows = people.map(({ id, applicant }) => ({
    tenant_id: ctx.tenantId,
    application_id: id,
    key_id: key.id,
    sealed: seal(key, about(ctx, id), JSON.stringify(Applicant.parse(applicant))),
    kept_at: ctx.now,
  }))
  await ctx.sql`
    insert into application_applicants ${ctx.sql(rows)}
    on conflict (tenant_id, application_id)
    do update set key_id = excluded.key_id, sealed = excluded.sealed, kept_at = excluded.kept_at`
  await keepMarks(ctx, key, people)
}

/** Whether somebody's data is kept with the case; does not open it. */
export async function hasApplicant({ sql, tenantId }: Scope, id: string): Promise<boolean> {
  const rows = await sql`
    select from application_applicants where tenant_id = ${tenantId} and application_id = ${id}`
  return rows.length > 0
}

/** Shows who applied to an officer or leader of the organ, and writes down that it was looked at, not what was seen. */
export function viewApplicant(ctx: Context, id: string): Promise<Result<Applicant>> {
  return transact(ctx, async (tx) => {
    const application = await findApplication(tx, id)
    if (!application) return refuse('applications.unknown', '没有这份申请')
    const { actor } = tx
    const mine =
      actor.kind === 'staff' &&
      actor.organId === application.organId &&
      actor.roles.some((role) => role === 'officer' || role === 'leader')
    if (!mine) return refuse('applications.not-yours', '申请人信息只有受理机关的信息员和领导可以查看')
    const [row] = await tx.sql`
      select key_id as "keyId", sealed from application_applicants
      where tenant_id = ${tx.tenantId} and application_id = ${id}`
    if (!row) return refuse('applications.no-applicant', '这份申请没有登记申请人信息')
    const { keyId, sealed } = z.object({ keyId: z.string(), sealed: z.instanceof(Buffer) }).parse(row)
    const key = await applicantKey(tx.files)
    if (key.id !== keyId) return otherKey
    await record(tx, {
      event: 'applications.applicant-viewed',
      subject: { kind: 'application', id },
      detail: { number: application.number },
    })
    return ok(Applicant.parse(JSON.parse(unseal(key, about(tx, id), sealed))))
  })
}

/**
 * Who applied, for a letter that is made of it in the same transaction, whose step the ledger keeps. Null when nobody is on
 * record; refuses when the key is another one.
 */
export async function applicantFor(tx: Context, id: string): Promise<Result<Applicant | null>> {
  const [row] = await tx.sql`
    select key_id as "keyId", sealed from application_applicants
    where tenant_id = ${tx.tenantId} and application_id = ${id}`
  if (!row) return ok(null)
  const { keyId, sealed } = z.object({ keyId: z.string(), sealed: z.instanceof(Buffer) }).parse(row)
  const key = await applicantKey(tx.files)
  if (key.id !== keyId) return otherKey
  return ok(Applicant.parse(JSON.parse(unseal(key, about(tx, id), sealed))))
}

/** The same applicant in a case split off: sealed anew, since what is sealed opens only in its own case. */
export async function copyApplicant(tx: Context, from: string, to: string): Promise<void> {
  const [row] = await tx.sql`
    select sealed from application_applicants where tenant_id = ${tx.tenantId} and application_id = ${from}`
  if (!row) return
  const { sealed } = z.object({ sealed: z.instanceof(Buffer) }).parse(row)
  const key = await applicantKey(tx.files)
  await keepApplicant(tx, to, Applicant.parse(JSON.parse(unseal(key, about(tx, from), sealed))))
}
