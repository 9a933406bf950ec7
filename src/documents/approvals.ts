import { APPROVALS, type Approval } from './lifecycle.ts'
import type { Version } from './model.ts'

const ALL = APPROVALS

/**
 * What a change of a field takes back. Those who approved read the words, so new words need all of them again; a new
 * attribute needs only those who judge attributes. What is not named here (紧急程度, 分管领导) takes nothing back.
 */
export const VOIDS = {
  title: ALL,
  body: ALL,
  kind: ALL,
  attachments: ALL,
  recipients: ['checking'],
  copies: ['checking'],
  interpretationPlan: ['checking'],
  interpretation: ['checking', 'secrecy'],
  attribute: ['attribute', 'secrecy'],
  reason: ['attribute'],
  article: ['attribute'],
  reasonWords: ['attribute'],
  forwards: ['attribute', 'secrecy'],
  stage: ['attribute'],
  policy: ['attribute'],
  normative: ['attribute'],
} as const satisfies Partial<Record<keyof Version | 'forwards', readonly Approval[]>>

/** A version as far as approvals depend on it, each field in one comparable piece. */
type Words = Pick<
  Version,
  | Exclude<keyof typeof VOIDS, 'attachments' | 'forwards'>
  | 'forwardsId'
  | 'forwardsTitle'
  | 'forwardsNumber'
  | 'forwardsAttribute'
> & { attachments: readonly { id: string }[] }

const piece = (words: Words, field: keyof typeof VOIDS): string => {
  if (field === 'attachments') return words.attachments.map(({ id }) => id).join(' ')
  if (field === 'forwards')
    return JSON.stringify([words.forwardsId, words.forwardsTitle, words.forwardsNumber, words.forwardsAttribute])
  return String(words[field])
}

/** The approvals a change takes back, in order. */
export function voidedBy(before: Words, after: Words): Approval[] {
  const fields = (Object.keys(VOIDS) as (keyof typeof VOIDS)[]).filter(
    (field) => piece(before, field) !== piece(after, field),
  )
  return APPROVALS.filter((approval) =>
    fields.some((field) => (VOIDS[field] as readonly Approval[]).includes(approval)),
  )
}
