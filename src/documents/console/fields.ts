import type { Scope } from '../../context.ts'
import { listOrgans, listUnits } from '../../organs/store.ts'
import type { DocumentInput } from '../input.ts'
import type { Partner, Version } from '../model.ts'
import { idOfNumber } from '../registry/store.ts'

/** What stands in the fields of the form, by name. */
export type Fields = Record<string, string>

/** Parts a reason from its article in one choice, so that no script is needed to keep them together. */
const BAR = '|'

export const groundOf = (reason: string | null, article: string | null): string =>
  reason ? `${reason}${BAR}${article ?? ''}` : ''

/** A version as the form shows it. */
export const fieldsOf = (version: Version, partners: readonly Partner[]): Fields => ({
  kind: version.kind,
  title: version.title,
  body: version.body,
  recipients: version.recipients,
  copies: version.copies,
  urgency: version.urgency,
  leader: version.leader,
  attribute: version.attribute ?? '',
  ground: groundOf(version.reason, version.article),
  reasonWords: version.reasonWords,
  forwardsTitle: version.forwardsTitle,
  forwardsNumber: version.forwardsNumber,
  forwardsAttribute: version.forwardsAttribute ?? '',
  stage: version.stage ?? '',
  policy: version.policy ? 'yes' : '',
  normative: version.normative ? 'yes' : '',
  interpretationPlan: version.interpretationPlan,
  interpretation: version.interpretation,
  joint: partners
    .filter(({ joint }) => joint)
    .map(({ name }) => name)
    .join('\n'),
  partners: partners
    .filter(({ joint }) => !joint)
    .map(({ name }) => name)
    .join('\n'),
})

/** What the fields mean. Partners we know by name agree in this program; a 文号 of ours leads to its document. */
export async function inputOf(
  scope: Scope,
  organId: string,
  fields: Fields,
  attachments: readonly string[],
): Promise<DocumentInput> {
  const [reason = '', article = ''] = (fields.ground ?? '').split(BAR)
  const number = (fields.forwardsNumber ?? '').trim()
  const forwards = {
    id: number ? await idOfNumber(scope, organId, number) : null,
    title: fields.forwardsTitle,
    number,
    attribute: fields.forwardsAttribute,
  }
  return {
    kind: fields.kind ?? '',
    title: fields.title ?? '',
    body: fields.body,
    recipients: fields.recipients,
    copies: fields.copies,
    urgency: fields.urgency,
    leader: fields.leader,
    attribute: fields.attribute,
    reason,
    article,
    reasonWords: fields.reasonWords,
    forwards,
    stage: fields.stage,
    policy: fields.policy === 'yes',
    normative: fields.normative === 'yes',
    interpretationPlan: fields.interpretationPlan,
    interpretation: fields.interpretation,
    attachments,
    partners: await partnersIn(scope, organId, fields),
  }
}

async function partnersIn(scope: Scope, organId: string, fields: Fields) {
  const names = (text = '') =>
    text
      .split(/[\n、，,；;]/)
      .map((name) => name.trim())
      .filter(Boolean)
  const joint = names(fields.joint)
  const others = names(fields.partners)
  if (joint.length + others.length === 0) return []
  const organs = new Map((await listOrgans(scope)).map(({ id, name }) => [name, id]))
  for (const unit of await listUnits(scope, organId, 'section')) organs.set(unit.name, organId)
  return [
    ...joint.map((name) => ({ name, organId: organs.get(name) ?? null, joint: true })),
    ...others.map((name) => ({ name, organId: organs.get(name) ?? null, joint: false })),
  ]
}
