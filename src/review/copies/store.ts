import type { Context } from '../../context.ts'
import { keepFile, readFile } from '../../files/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { fingerprint, fingerprintKey } from '../keys/store.ts'
import type { Review, ReviewFile, StoredHit } from '../model.ts'
import { type Copied, makeCopy } from '../public-copy.ts'
import { mayMask, mayOverride } from '../rules.ts'
import { bytesHits, nameHits, type Rules, rulesFor, type Spotted, textHits } from '../screen.ts'
import { maskText } from '../screening/mask.ts'
import { insertHit, takeTurn, tell } from '../turns/store.ts'
import { whoOf } from '../who.ts'

/** Which hits: one, or all open ones in the texts or in one file. */
export type Which = { position: number } | { text: true } | { fileId: string }

const chosen = (review: Review, which: Which): StoredHit[] =>
  review.hits.filter((hit) => {
    if ('position' in which) return hit.position === which.position
    return hit.resolution === null && ('text' in which ? hit.part !== null : hit.fileId === which.fileId)
  })

/**
 * One click: masks hits into the public copy. Of a text, the masked text is what the public will read; of a file, a copy is
 * made with the masks burnt in and everything hidden left out. The original stays as it is, for the staff of the organ.
 */
export function maskHits(ctx: Context, reviewId: string, version: number, which: Which): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const may = mayMask(review, whoOf(tx))
    if (!may.ok) return may
    const hits = chosen(review, which).filter(({ mask }) => mask !== null)
    if (hits.length === 0)
      return refuse('review.no-mask', '这里没有可以自动遮盖的内容', {
        fix: '请退回修改，留下附件不公开，或者写明可以公开的理由',
      })
    await resolve(tx, review, hits, 'masked', '')
    const made = await remake(tx, review, hits, (hit) => hits.includes(hit) || hit.resolution === 'masked')
    if (!made.ok) return made
    await tell(tx, 'review.masked', review.subject, {
      reviewId,
      hits: hits.map(({ kind, place, fileId }) => ({ kind, place, fileId })),
    })
    return ok({})
  })
}

/** Lets a hit stand, saying why. The reason is written down for good, so it may not name what was found. */
export function overrideHits(
  ctx: Context,
  reviewId: string,
  version: number,
  which: Which,
  reason: string,
): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const may = mayOverride(review, whoOf(tx))
    if (!may.ok) return may
    const said = await readReason(tx, review, reason)
    if (!said.ok) return said
    const hits = chosen(review, which)
    if (hits.length === 0) return refuse('review.no-hit', '这一处已经处理过了', { fix: '请刷新页面' })
    const wereMasked = hits.filter(({ resolution }) => resolution === 'masked')
    await resolve(tx, review, hits, 'overridden', said.value)
    const made = await remake(tx, review, wereMasked, (hit) => hit.resolution === 'masked' && !hits.includes(hit))
    if (!made.ok) return made
    await tell(tx, 'review.overridden', review.subject, {
      reviewId,
      hits: hits.map(({ kind, place, fileId }) => ({ kind, place, fileId })),
      reason: said.value,
    })
    return ok({})
  })
}

/** Leaves a whole file out of what the public gets. */
export function withholdFile(
  ctx: Context,
  reviewId: string,
  version: number,
  fileId: string,
  reason: string,
): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const may = mayMask(review, whoOf(tx))
    if (!may.ok) return may
    const file = review.files.find(({ id }) => id === fileId)
    if (!file) return refuse('review.no-file', '没有这个附件', { fix: '请刷新页面' })
    const said = await readReason(tx, review, reason)
    if (!said.ok) return said
    await setFile(tx, review, fileId, { publicId: null, withheld: true, note: said.value })
    await resolve(tx, review, chosen(review, { fileId }), 'withheld', said.value)
    await tell(tx, 'review.withheld', review.subject, { reviewId, fileId, reason: said.value })
    return ok({})
  })
}

/** Puts in the place of a file a copy made elsewhere, such as one with boxes drawn over it. It answers for what it hides. */
export function replaceFile(
  ctx: Context,
  reviewId: string,
  version: number,
  input: { fileId: string; publicId: string; note: string },
): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const may = mayMask(review, whoOf(tx))
    if (!may.ok) return may
    if (!review.files.some(({ id }) => id === input.fileId)) return refuse('review.no-file', '没有这个附件')
    await setFile(tx, review, input.fileId, { publicId: input.publicId, withheld: false, note: input.note })
    await resolve(tx, review, chosen(review, { fileId: input.fileId }), 'masked', input.note)
    await tell(tx, 'review.redacted', review.subject, { reviewId, fileId: input.fileId, note: input.note })
    return ok({})
  })
}

/** Masks words a person picked in a piece of text, wherever they stand in it. */
export function maskWords(
  ctx: Context,
  reviewId: string,
  version: number,
  input: { part: number; words: string; reason: string },
): Promise<Result<Review>> {
  return takeTurn(ctx, reviewId, version, async (tx, review) => {
    const may = mayMask(review, whoOf(tx))
    if (!may.ok) return may
    const words = input.words.trim()
    const part = review.parts.find(({ position }) => position === input.part)
    if (!part || words === '' || !part.text.includes(words))
      return refuse('review.no-words', '这段文字里没有要遮盖的内容', { field: 'words', fix: '请从原文中复制' })
    const said = await readReason(tx, review, input.reason)
    if (!said.ok) return said
    const key = await fingerprintKey(tx)
    const first = Math.max(-1, ...review.hits.map(({ position }) => position)) + 1
    const mask = '×'.repeat(Math.min([...words].length, 12))
    const added: StoredHit[] = placesOf(part.text, words).map((starts, at) => ({
      position: first + at,
      part: part.position,
      fileId: null,
      kind: 'by-hand',
      blocks: true,
      place: part.label,
      why: said.value,
      preview: mask,
      mask,
      starts,
      ends: starts + words.length,
      fingerprint: fingerprint(key, 'by-hand', words),
      resolution: null,
      reason: '',
      resolvedAs: null,
      resolvedAt: null,
    }))
    for (const hit of added) await insertHit(tx, review.id, hit)
    await resolve(tx, review, added, 'masked', said.value)
    const whole = { ...review, hits: [...review.hits, ...added] }
    const made = await remake(tx, whole, added, (hit) => added.includes(hit) || hit.resolution === 'masked')
    if (!made.ok) return made
    await tell(tx, 'review.masked', review.subject, {
      reviewId,
      hits: [{ kind: 'by-hand', place: part.label }],
      reason: said.value,
    })
    return ok({})
  })
}

const placesOf = (text: string, words: string): number[] => {
  const places: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at)
  return places
}

/** Makes the public copy of whatever these hits lie in, from the original, with every hit that `isMasked`. */
async function remake(
  tx: Context,
  review: Review,
  touched: readonly StoredHit[],
  isMasked: (hit: StoredHit) => boolean,
): Promise<Result<void>> {
  for (const part of new Set(touched.map((hit) => hit.part))) {
    if (part === null) continue
    const { text } = review.parts.find(({ position }) => position === part)!
    const masked = review.hits.filter((hit) => hit.part === part && isMasked(hit))
    const open = maskText(
      text,
      masked.map(({ starts, ends, mask }) => ({ start: starts, end: ends, mask })),
    )
    await tx.sql`
      update review_parts set public_text = ${masked.length > 0 ? open : null}
      where tenant_id = ${tx.tenantId} and review_id = ${review.id} and position = ${part}`
  }
  for (const fileId of new Set(touched.map((hit) => hit.fileId))) {
    if (fileId === null) continue
    const file = review.files.find(({ id }) => id === fileId)!
    const done = await remakeFile(
      tx,
      review,
      file,
      review.hits.filter((hit) => hit.fileId === fileId && isMasked(hit)),
    )
    if (!done.ok) return done
  }
  return ok(undefined)
}

/** The values are read again from the original, and known by their fingerprints: they were never kept. */
async function remakeFile(
  tx: Context,
  review: Review,
  file: ReviewFile,
  masked: readonly StoredHit[],
): Promise<Result<void>> {
  if (masked.length === 0) {
    await setFile(tx, review, file.id, { publicId: null, withheld: false, note: '' })
    return ok(undefined)
  }
  const original = await readFile(tx, file.id)
  if (!original) throw new Error(`a reviewed file is gone: ${file.id}`)
  const key = await fingerprintKey(tx)
  const rules = await rulesFor(tx, { organId: review.organId })
  const known = new Set(masked.map((hit) => `${hit.fingerprint} ${hit.place}`))
  const isKnown = (hit: Spotted) => known.has(`${fingerprint(key, hit.kind, hit.text)} ${hit.where}`)
  const spotted = (await bytesHits({ name: file.name, bytes: original.bytes }, rules)).filter(isKnown)
  const copy = await makeCopy({ name: file.name, bytes: original.bytes }, spotted)
  if (!copy.ok) return copy
  const left = await stillThere(copy.value, spotted, rules)
  if (left > 0)
    return refuse('review.copy-left', `“${file.name}”有${left}处不能自动遮盖干净，可能跨单元格或者跨段落`, {
      fix: '请用原来的软件改好后重新上传，或者留下这个附件不公开',
    })
  const kept = await keepFile(tx, {
    name: maskText(file.name, nameHits(file.name, rules).filter(isKnown)),
    bytes: copy.value.bytes,
  })
  if (!kept.ok) return kept
  await setFile(tx, review, file.id, { publicId: kept.value.id, withheld: false, note: copy.value.note })
  return ok(undefined)
}

/** The copy is read as the original was: what was to be masked must not be found in it again. */
async function stillThere(copy: Copied, spotted: readonly Spotted[], rules: Rules): Promise<number> {
  const values = new Set(spotted.map(({ kind, text }) => `${kind} ${text.replace(/[\s\p{Cf}]/gu, '')}`))
  const again = await bytesHits(copy, rules)
  return again.filter(({ kind, text }) => values.has(`${kind} ${text.replace(/[\s\p{Cf}]/gu, '')}`)).length
}

const setFile = (
  tx: Context,
  review: Review,
  fileId: string,
  copy: { publicId: string | null; withheld: boolean; note: string },
) => tx.sql`
  update review_files set public_file_id = ${copy.publicId}, withheld = ${copy.withheld}, note = ${copy.note}
  where tenant_id = ${tx.tenantId} and review_id = ${review.id} and file_id = ${fileId}`

const resolve = (
  tx: Context,
  review: Review,
  hits: readonly StoredHit[],
  resolution: NonNullable<StoredHit['resolution']>,
  reason: string,
) => tx.sql`
  update review_hits
  set resolution = ${resolution}, reason = ${reason}, resolved_by = ${whoOf(tx)?.accountId ?? null},
      resolved_as = ${tx.actor.name}, resolved_at = ${tx.now}
  where tenant_id = ${tx.tenantId} and review_id = ${review.id} and position = any(${hits.map(({ position }) => position)})`

/** Why somebody let something stand or took it out. Written down for good: it must not itself name a number or a person. */
async function readReason(tx: Context, review: Review, text: string): Promise<Result<string>> {
  const reason = text.replace(/\s+/g, ' ').trim()
  if ([...reason].length < 4) return refuse('review.reason', '请写明理由，至少4个字', { field: 'reason' })
  if ([...reason].length > 200) return refuse('review.reason', '理由最多200字', { field: 'reason' })
  const rules = await rulesFor(tx, { organId: review.organId })
  const leaks = textHits(reason, rules).filter(({ level }) => level === 'block')
  if (leaks.length > 0)
    return refuse('review.reason-leaks', '理由会长期保存，请不要在理由里写出号码、姓名等具体内容', { field: 'reason' })
  return ok(reason)
}
