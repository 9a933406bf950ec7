import { z } from 'zod'
import type { Scope } from '../../../context.ts'
import type { Edition } from '../../../law/editions.ts'
import { letterRow } from '../kinds.ts'
import type { Wording } from '../model.ts'

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
