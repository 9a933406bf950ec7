import { z } from 'zod'
import { isRole, type Role } from '../roles.ts'

/** What there is to do about a document. Who does it is an organ's own choice: in a township one person has several hats. */
export const DUTIES = {
  draft: '拟稿',
  check: '核稿',
  countersign: '会签',
  attribute: '公开属性审核',
  secrecy: '保密审查送签',
  sign: '签发',
  issue: '编号、印发、归档',
} as const
export type Duty = keyof typeof DUTIES

const roles = (...names: Role[]) =>
  z
    .array(z.custom<Role>((text) => typeof text === 'string' && isRole(text)))
    .min(1, '至少选择一种职责')
    .default(names)

/** How an organ handles its documents. */
export const DocumentSettings = z.object({
  duties: z
    .object({
      draft: roles('officer'),
      check: roles('officer', 'reviewer'),
      countersign: roles('leader'),
      attribute: roles('officer', 'reviewer'),
      secrecy: roles('officer', 'reviewer'),
      sign: roles('leader'),
      issue: roles('officer'),
    })
    .prefault({}),
  /** Whether the drafter may check their own draft. The attribute and the signature are always somebody else's. */
  ownCheck: z.boolean().default(false),
  /** For which attributes a reason is asked for: nationally 不予公开 only; many places ask for 依申请公开 too. */
  reasonsFor: z.enum(['closed', 'not-open']).default('not-open'),
  /** Working days a document may wait at one step before it is shown for 催办. */
  waits: z
    .object({
      extra: z.coerce.number().int().min(0).max(60).default(0),
      urgent: z.coerce.number().int().min(0).max(60).default(1),
      plain: z.coerce.number().int().min(0).max(60).default(3),
    })
    .prefault({}),
  /** Months after which what is not public is weighed again (《条例》2019 art. 18). */
  assessEvery: z.coerce.number().int().min(1).max(60).default(12),
})
export type DocumentSettings = z.infer<typeof DocumentSettings>

export const DEFAULTS: DocumentSettings = DocumentSettings.parse({})
