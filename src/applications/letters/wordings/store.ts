import { z } from 'zod'
import type { Context, Scope } from '../../../context.ts'
import { transact } from '../../../db/transaction.ts'
import type { Edition } from '../../../law/editions.ts'
import { record } from '../../../ledger/store.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { letterRow } from '../kinds.ts'
import type { Wording } from '../model.ts'
import { checkWording } from '../text.ts'

const Saved = z.object({
  version: z.number(),
  title: z.string().nullable(),
  body: z.string().nullable(),
  savedAs: z.string(),
  savedAt: z.date(),
})
/** One version of an organ's words; without title and body it went back to the standard words. */
export type Saved = z.infer<typeof Saved>

type Which = { organId: string; edition: Edition; letter: string }

/** Every version an organ saved of a letter, the latest first. */
export async function wordingsOf({ sql, tenantId }: Scope, { organId, edition, letter }: Which): Promise<Saved[]> {
  const rows = await sql`
    select version, title, body, saved_as as "savedAs", saved_at as "savedAt" from letter_texts
    where tenant_id = ${tenantId} and organ_id = ${organId} and edition = ${edition} and letter = ${letter}
    order by version desc`
  return rows.map((row) => Saved.parse(row))
}

/** The words in force: the organ's own when it has any, else the standard ones. Throws for a letter there is not. */
export async function wordingInForce(scope: Scope, which: Which): Promise<Wording & { version: number; own: boolean }> {
  const row = letterRow(which.edition, which.letter)
  if (!row) throw new Error(`no letter ${which.letter} in the edition of ${which.edition}`)
  const [latest] = await wordingsOf(scope, which)
  const { title, body } = latest ?? {}
  const own = typeof title === 'string' && typeof body === 'string'
  return { ...(own ? { title, body } : row.words), version: latest?.version ?? 0, own }
}

/** Which letters of an edition an organ words its own way. */
export async function ownWordings({ sql, tenantId }: Scope, organId: string, edition: Edition): Promise<Set<string>> {
  const rows = await sql`
    select distinct on (letter) letter, body is not null as own from letter_texts
    where tenant_id = ${tenantId} and organ_id = ${organId} and edition = ${edition}
    order by letter, version desc`
  return new Set(rows.filter(({ own }) => own).map(({ letter }) => String(letter)))
}

/**
 * Saves an organ's words of a letter as its next version, or with null goes back to the standard ones. `version` is the one
 * the person started from; refuses on top of somebody else's, and what the letter could not be made from.
 */
export function saveWording(ctx: Context, which: Which, version: number, words: Wording | null): Promise<Result<void>> {
  const { organId, edition, letter } = which
  return transact(ctx, async (tx) => {
    const row = letterRow(edition, letter)
    if (!row) return refuse('applications.letter-kind', '没有这种文书')
    const { actor } = tx
    if (actor.kind === 'staff' && actor.organId !== organId)
      return refuse('applications.not-yours', '只能修改本机关的文书文本')
    const checked = words && checkWording(row, words)
    if (checked && !checked.ok) return checked
    const { title = null, body = null } = checked?.value ?? {}
    const [latest] = await wordingsOf(tx, which)
    if ((latest?.version ?? 0) !== version)
      return refuse('applications.letter-stale', '其他人刚刚修改了这份文书的文本', {
        fix: '下面保留了您写的内容；请对照历次版本核对后再保存',
      })
    const made = await tx.sql`
      insert into letter_texts (tenant_id, organ_id, edition, letter, version, title, body, saved_as, saved_at)
      values (${tx.tenantId}, ${organId}, ${edition}, ${letter}, ${version + 1}, ${title}, ${body}, ${actor.name}, ${tx.now})
      on conflict do nothing`
    if (made.count === 0)
      return refuse('applications.letter-stale', '其他人刚刚修改了这份文书的文本', { fix: '请核对历次版本后再保存' })
    await record(tx, {
      event: 'applications.letter-worded',
      subject: { kind: 'organ', id: organId },
      detail: { edition, letter, title: title ?? row.words.title, version: version + 1, standard: title === null },
    })
    return ok(undefined)
  })
}
