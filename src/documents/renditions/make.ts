import type { Day } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { keepFile } from '../../files/store.ts'
import { ok, type Result } from '../../result.ts'
import { toDocx, toPdf } from '../../typeset/typeset.ts'
import type { Document } from '../model.ts'
import { asIssued } from '../official.ts'
import { putRendition } from './store.ts'

/** Sets the pages of a numbered document as PDF and DOCX and keeps them as its files. Inside `transact`. */
export async function makeFiles(tx: Context, document: Document, issuedOn: Day): Promise<Result<void>> {
  const { frozen, number, datedOn, attribute } = document
  if (!frozen || !number || !datedOn) throw new Error('only a numbered document is printed')
  const pages = asIssued(frozen, { number, datedOn, issuedOn, attribute })
  const name = pages.meta.title.slice(0, 80)
  for (const [role, bytes] of [
    ['docx', await toDocx(pages)],
    ['pdf', await toPdf(pages)],
  ] as const) {
    const kept = await keepFile(tx, { name: `${name}.${role}`, bytes })
    if (!kept.ok) return kept
    await putRendition(tx, document.id, role, kept.value.id)
  }
  return ok(undefined)
}
