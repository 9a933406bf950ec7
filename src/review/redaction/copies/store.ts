import type { Context } from '../../../context.ts'
import { keepFile, readFile, type StoredFile } from '../../../files/store.ts'
import { ok, type Result, refuse } from '../../../result.ts'
import { toPdf } from '../../../typeset/typeset.ts'
import { replaceFile } from '../../copies/store.ts'
import { fingerprint, fingerprintKey } from '../../keys/store.ts'
import { findReview } from '../../registry/store.ts'
import { bytesHits, rulesFor, textHits } from '../../screen.ts'
import { KINDS } from '../../screening/hit.ts'
import { tells } from '../boxes.ts'
import { redact } from '../engine.ts'
import type { Copied } from '../model.ts'
import { recordSheet } from '../record.ts'
import { findRedaction, type Redaction } from '../registry/store.ts'
import { takeStep, tell } from '../store.ts'

export type Finishing = {
  /** The name the public sees. */
  name: string
  /** Every page becomes a picture, also those without a box. */
  allPictures: boolean
  /** The log sheet becomes the last page. */
  withLog: boolean
}

/**
 * Makes the copy the public may have: boxes burnt in, nothing else of the original left. In a review it takes the place of
 * the original there. It is screened like any text on its way out: what is found outside the boxes still has to be hidden.
 */
export async function finishRedaction(
  ctx: Context,
  id: string,
  version: number,
  { name, allPictures, withLog }: Finishing,
): Promise<Result<Redaction>> {
  const redaction = await findRedaction(ctx, id)
  if (!redaction) return refuse('redaction.none', '没有这次遮盖')
  const publicName = nameOf(name)
  if (!publicName.ok) return publicName
  if (redaction.boxes.length === 0 && !allPictures)
    return refuse('redaction.no-boxes', '还没有画框', { fix: '请先遮盖不宜公开的内容，或者选择全部页面转为图片' })
  const found = await readFile(ctx, redaction.fileId)
  if (!found) throw new Error(`the original is gone: ${redaction.fileId}`)
  const sheet = { organ: redaction.organName, pages: redaction.pages.length, boxes: redaction.boxes, at: ctx.now }
  const log = withLog ? await toPdf(recordSheet({ ...sheet, name: publicName.value })) : null
  const made = await redact(new Uint8Array(found.bytes), { boxes: redaction.boxes, allPictures, log })
  if (!made.ok) return made
  const { pdf, pages, readable } = made.value

  return takeStep(ctx, id, version, async (tx) => {
    const kept = await keepFile(tx, { name: publicName.value, bytes: pdf })
    if (!kept.ok) return kept.refusal.code === 'files.large' ? TOO_LARGE : kept
    const joined = redaction.reviewId ? await join(tx, redaction, kept.value, { pdf, readable }) : ok(undefined)
    if (!joined.ok) return joined
    await tx.sql`
      update redactions
      set state = 'finished', all_pictures = ${allPictures}, with_log = ${withLog}, copy_id = ${kept.value.id},
          treatments = ${tx.sql.json(pages)}, finished_as = ${tx.actor.name}, finished_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and id = ${id}`
    await tell(tx, id, 'redaction.finished', {
      boxes: redaction.boxes.length,
      pictures: pages.filter(({ picture }) => picture).length,
      original: found.file.sha256,
      copy: kept.value.sha256,
    })
    return ok(undefined)
  })
}

const TOO_LARGE = refuse('redaction.large', '生成的公开版超过20MB', {
  fix: '请拆分成几份分别遮盖，或者先压缩原文件里的图片',
})

function nameOf(typed: string): Result<string> {
  const name = typed.trim().replace(/\.pdf$/i, '')
  if (name === '') return refuse('redaction.name', '请填写公开版的文件名', { field: 'name' })
  const told = tells(name)
  if (told) return refuse('redaction.name-tells', `文件名里含有${told}`, { field: 'name', fix: '请换一个文件名' })
  return ok(`${name}.pdf`)
}

/**
 * Puts the copy in the place of the original, unless screening still finds something in it nobody has answered for: in the
 * text of the pages that kept it, and among the words one can read on those that became pictures.
 */
async function join(
  tx: Context,
  redaction: Redaction,
  copy: StoredFile,
  { pdf, readable }: Pick<Copied, 'pdf' | 'readable'>,
): Promise<Result<void>> {
  const review = await findReview(tx, redaction.reviewId!)
  if (!review) throw new Error(`no review: ${redaction.reviewId}`)
  const key = await fingerprintKey(tx)
  const answered = new Set(
    review.hits
      .filter(({ fileId, resolution }) => fileId === redaction.fileId && resolution === 'overridden')
      .map((hit) => hit.fingerprint),
  )
  const rules = await rulesFor(tx, { organId: redaction.organId })
  const found = [
    ...readable.flatMap(({ page, text }) => textHits(text, rules).map((hit) => ({ ...hit, where: `第${page}页` }))),
    ...(await bytesHits({ name: copy.name, bytes: pdf }, rules)),
  ]
  const left = found
    .filter(({ level, kind }) => level === 'block' && Object.hasOwn(KINDS, kind))
    .find((hit) => !answered.has(fingerprint(key, hit.kind, hit.text)))
  if (left)
    return refuse('redaction.hits-left', `${left.where}还有没有遮盖的内容：${left.why}`, {
      fix: '请补画，或者在审查中写明可以公开的理由',
    })
  const kinds = [...new Set(redaction.boxes.map(({ words }) => words))].join('、')
  const note = redaction.boxes.length > 0 ? `画框遮盖${redaction.boxes.length}处：${kinds}` : '全部页面转为图片'
  const done = await replaceFile(tx, review.id, review.version, {
    fileId: redaction.fileId,
    publicId: copy.id,
    note: [...note].slice(0, 200).join(''),
  })
  return done.ok ? ok(undefined) : done
}
