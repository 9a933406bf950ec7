import type { Day } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import { Choices, Field, Select } from '../../web/ui/index.ts'
import { ATTRIBUTES, REASONS, type ReasonCode } from '../attributes.ts'
import { LIMITS } from '../input.ts'
import { articlesFor } from '../rules.ts'
import { type Fields, groundOf } from './fields.ts'

type Part = { fields: Fields; refusal: Refusal | null }

/** Attribute, ground and words; the ground is a reason with one of its articles, so nothing else can be written there. */
export const AttributeFields = ({ fields, refusal, draftedOn }: Part & { draftedOn: Day }) => {
  const grounds = (Object.keys(REASONS) as ReasonCode[]).flatMap((reason) =>
    articlesFor(reason, draftedOn).map((article) => ({
      value: groundOf(reason, article),
      label: `${REASONS[reason].label}（${article}）`,
    })),
  )
  const shown =
    refusal && ['reason', 'article'].includes(refusal.field ?? '') ? { ...refusal, field: 'ground' } : refusal
  return (
    <>
      <Choices
        legend="公开属性"
        name="attribute"
        value={fields.attribute}
        hint="没有注明公开属性或者没有说明理由的，核稿时自动退文（国办发〔2016〕80号）。转发的公文与原文一致。"
        options={Object.entries(ATTRIBUTES).map(([value, { label }]) => ({ value, label }))}
        refusal={shown}
      />
      <Select
        label="理由和依据"
        name="ground"
        empty="（主动公开的不填）"
        value={fields.ground}
        options={grounds}
        hint="涉密公文不得在本系统办理"
        refusal={shown}
      />
      <Field
        label="理由说明"
        name="reasonWords"
        value={fields.reasonWords}
        maxlength={LIMITS.reasonWords}
        hint="依据是“可以不予公开”的，写明为何不公开"
        refusal={shown}
      />
    </>
  )
}

/** What a forwarding document forwards. */
export const Forwarding = ({ fields, refusal }: Part) => (
  <details open={Boolean(fields.forwardsNumber || fields.forwardsTitle)}>
    <summary>转发、批转其他公文的，填写原文</summary>
    <Field
      label="原文文号"
      name="forwardsNumber"
      value={fields.forwardsNumber}
      hint="本机关印发的，填文号即可"
      refusal={refusal}
    />
    <Field label="原文标题" name="forwardsTitle" value={fields.forwardsTitle} refusal={refusal} />
    <Select
      label="原文公开属性"
      name="forwardsAttribute"
      empty="（请选择）"
      value={fields.forwardsAttribute}
      options={Object.entries(ATTRIBUTES).map(([value, { label }]) => ({ value, label }))}
      refusal={refusal}
    />
  </details>
)
