import type { Context, Scope } from '../context.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { ReviewLine, Subject } from '../review/model.ts'
import { dropReview, mayPublish, openReview, reviewOf, reviewSays } from '../review/store.ts'
import type { Document, TakenStep } from './model.ts'
import { findDocument, stepsOf } from './registry/store.ts'

/** The parts of a document a reviewer reads, in this order; public copies come back in the same. */
export const PARTS = ['标题', '正文', '解读材料'] as const

/** The version the secrecy review is about: the one it was passed for, or the one that waits for it. */
export function reviewedVersion(document: Document, steps: readonly TakenStep[]): number {
  const given = steps.findLast((step) => step.approves === 'secrecy' && !step.void)
  return given?.version ?? document.latest.version
}

export const subjectOf = (document: Document, version: number): Subject => ({
  kind: 'document',
  id: document.id,
  version,
})

/** The review of the document as it stands. Null when nobody asked for one. */
export const reviewOfDocument = async (scope: Scope, document: Document): Promise<ReviewLine | null> =>
  reviewOf(scope, subjectOf(document, reviewedVersion(document, await stepsOf(scope, document.id))))

/** Asks for the review when a document has come to it; everyone who wrote in the text is kept from reviewing it. */
export async function askReview(tx: Context, document: Document): Promise<Result<Document>> {
  if (document.state !== 'secrecy') return ok(document)
  const { latest } = document
  const steps = await stepsOf(tx, document.id)
  const hands = steps.filter(({ step }) => ['draft', 'edit', 'revise'].includes(step)).map(({ accountId }) => accountId)
  const asked = await openReview(tx, {
    subject: subjectOf(document, latest.version),
    organId: document.organId,
    title: latest.title.replaceAll('\n', ''),
    parts: [latest.title, latest.body, latest.interpretation].map((text, at) => ({ label: PARTS[at]!, text })),
    files: latest.attachments.map(({ id, name }) => ({ id, name })),
    preparedBy: { accountId: document.draftedBy, name: document.draftedAs },
    hands: hands.filter((hand) => hand !== null),
  })
  return asked.ok ? ok((await findDocument(tx, document.id))!) : asked
}

/** Ends a review that is still open for a document that went back to its drafter. */
export async function endReview(tx: Context, document: Document): Promise<Result<Document>> {
  const ended = await dropReview(tx, 'document', document.id)
  return ended.ok ? ok(document) : ended
}

/**
 * Whether the review lets the document go on with its attribute: 主动公开 needs a review that lets it be published; for the
 * others it is enough that every level has spoken. Silence never passes.
 */
export async function secrecyDecided(scope: Scope, document: Document, version: number): Promise<Result<void>> {
  const subject = subjectOf(document, version)
  if (document.latest.attribute === 'open') {
    const may = await mayPublish(scope, subject)
    return may.ok ? ok(undefined) : may
  }
  const review = await reviewOf(scope, subject)
  if (review && ['passed', 'closed'].includes(review.state)) return ok(undefined)
  return refuse('documents.review', `保密审查还没有结论：${review ? reviewSays(review) : '没有送审'}`, {
    fix: review?.state === 'returned' ? '审查人已退回，请退文给拟稿人修改' : '未经答复不视为同意，请等待或者催办',
  })
}
