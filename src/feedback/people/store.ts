import { z } from 'zod'
import type { Context, Scope } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { applicantKey, seal, unseal } from '../../files/seal.ts'
import { record } from '../../ledger/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { maskText } from '../../review/screening/mask.ts'
import { screenText } from '../../review/screening/screen.ts'
import type { Concern } from '../model.ts'
import { findConcern } from '../registry/store.ts'

export const Person = z.object({
  name: z.string().trim().max(100).default(''),
  phone: z.string().trim().max(40).default(''),
  email: z.string().trim().max(100).default(''),
  address: z.string().trim().max(200).default(''),
})
export type Person = z.infer<typeof Person>

const aboutPerson = ({ tenantId }: Scope, id: string) => `${tenantId}/${id}/concern/person`
const aboutWords = ({ tenantId }: Scope, id: string) => `${tenantId}/${id}/concern/words`

const otherKey = refuse('feedback.key', '这件诉求是用另一把密钥加密的，现在打不开', {
  fix: '请系统管理员恢复原来的密钥文件 keys/applicants.key',
})

/** What somebody wrote, sealed for its row. */
export async function sealWords(ctx: Context, id: string, words: string): Promise<{ keyId: string; sealed: Buffer }> {
  const key = await applicantKey(ctx.files)
  return { keyId: key.id, sealed: seal(key, aboutWords(ctx, id), words) }
}

/** Keeps who wrote or called, when they said anything of themselves. In the transaction of the registration. */
export async function keepPerson(tx: Context, id: string, person: Person): Promise<void> {
  if (!Object.values(person).some(Boolean)) return
  const key = await applicantKey(tx.files)
  await tx.sql`
    insert into concern_people (tenant_id, concern_id, key_id, sealed, kept_at)
    values (${tx.tenantId}, ${id}, ${key.id}, ${seal(key, aboutPerson(tx, id), JSON.stringify(Person.parse(person)))},
            ${tx.now})`
}

/** Whether anything is kept of who wrote; does not open it. */
export async function hasPerson({ sql, tenantId }: Scope, id: string): Promise<boolean> {
  const rows = await sql`select from concern_people where tenant_id = ${tenantId} and concern_id = ${id}`
  return rows.length > 0
}

const Sealed = z.object({ keyId: z.string(), sealed: z.instanceof(Buffer) })

async function open(ctx: Pick<Context, 'files'>, row: unknown, about: string): Promise<Result<string>> {
  const { keyId, sealed } = Sealed.parse(row)
  const key = await applicantKey(ctx.files)
  return key.id === keyId ? ok(unseal(key, about, sealed)) : otherKey
}

/** What somebody wrote, whole. For who handles it, and for steps that carry it on; lists never ask. */
export async function wordsOf(ctx: Scope & Pick<Context, 'files'>, id: string): Promise<Result<string>> {
  const [row] = await ctx.sql`
    select key_id as "keyId", sealed from concerns where tenant_id = ${ctx.tenantId} and id = ${id}`
  return row ? open(ctx, row, aboutWords(ctx, id)) : refuse('feedback.unknown', '没有这件诉求')
}

/**
 * What somebody wrote, as the desk sees it. Of a 举报 whatever could tell who reports (telephones, identity numbers, addresses)
 * is masked; the supervision group sees the whole with `viewPerson`.
 */
export async function wordsForDesk(ctx: Scope & Pick<Context, 'files'>, concern: Concern): Promise<Result<string>> {
  const words = await wordsOf(ctx, concern.id)
  if (!words.ok || concern.kind !== 'report') return words
  return ok(maskText(words.value, screenText(words.value)))
}

/** Who wrote, for a step that carries it on to another record in the same transaction. */
export async function personOf(ctx: Scope & Pick<Context, 'files'>, id: string): Promise<Result<Person | null>> {
  const [row] = await ctx.sql`
    select key_id as "keyId", sealed from concern_people where tenant_id = ${ctx.tenantId} and concern_id = ${id}`
  if (!row) return ok(null)
  const opened = await open(ctx, row, aboutPerson(ctx, id))
  return opened.ok ? ok(Person.parse(JSON.parse(opened.value))) : opened
}

/** Who may look: of a 举报 the supervision group alone, of everything else officer and leader of the organ. */
export const mayViewPerson = (
  { kind, organId }: Pick<Concern, 'kind' | 'organId'>,
  person: { roles: readonly string[]; organId: string | null } | null,
): boolean => {
  if (!person) return false
  if (kind === 'report') return person.roles.includes('supervisor') && (person.organId ?? organId) === organId
  return person.organId === organId && person.roles.some((role) => role === 'officer' || role === 'leader')
}

/** Shows who wrote, and of a 举报 all they wrote; the ledger keeps that it was looked at, not what was seen. */
export function viewPerson(ctx: Context, id: string): Promise<Result<{ person: Person | null; words: string }>> {
  return transact(ctx, async (tx) => {
    const concern = await findConcern(tx, id)
    if (!concern) return refuse('feedback.unknown', '没有这件诉求')
    const { actor } = tx
    if (actor.kind !== 'staff' || !mayViewPerson(concern, actor))
      return refuse(
        'feedback.sealed',
        concern.kind === 'report' ? '举报人的身份只有监督小组可以查看' : '诉求人的身份只有本机关的信息员和领导可以查看',
      )
    const [person, words] = [await personOf(tx, id), await wordsOf(tx, id)]
    if (!person.ok) return person
    if (!words.ok) return words
    await record(tx, {
      event: 'feedback.person-viewed',
      subject: { kind: 'concern', id },
      detail: { number: concern.number },
    })
    return ok({ person: person.value, words: words.value })
  })
}
