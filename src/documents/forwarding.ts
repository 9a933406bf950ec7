import type { Day } from '../calendar/day.ts'
import { ok, type Result, refuse } from '../result.ts'
import { ATTRIBUTES } from './attributes.ts'
import type { CheckedInput } from './input.ts'
import type { Document } from './model.ts'

/**
 * A forwarded document inherits the attribute of what it forwards (转发公文的公开属性与原文一致): who forwards a superior's
 * document decides nothing about it. `original` is what is forwarded, when it is kept here.
 * Source: 《条例》(2019) art. 10 ¶1, (2008) art. 17: information is disclosed by the organ that made it.
 */
export function inherited(input: CheckedInput, original: Document | null, today: Day): Result<CheckedInput> {
  if (!input.forwards) return ok(input)
  const forwards = original
    ? {
        id: original.id,
        title: original.latest.title,
        number: original.number ?? '',
        attribute: original.attribute,
      }
    : input.forwards
  if (!forwards.attribute)
    return refuse('documents.forwards-attribute', '请填写所转发公文的公开属性', {
      field: 'forwardsAttribute',
      fix: '看原文末尾的附注；没有标注的，向制发机关询问',
    })
  if (input.attribute === null || input.attribute === forwards.attribute) {
    const reasons = input.reason || !original ? input : pickReasons(original)
    return ok({ ...input, ...pickReasons(reasons), forwards, attribute: forwards.attribute })
  }
  const article = today < '2019-05-15' ? '《条例》（2008）第十七条' : '《条例》（2019）第十条'
  return refuse(
    'documents.inherits',
    `所转发的公文为“${ATTRIBUTES[forwards.attribute].label}”，转发件的公开属性应当与原文一致`,
    { field: 'attribute', fix: `${article}：政府信息由制作机关负责公开。需要改变的，请商请制发机关` },
  )
}

const pickReasons = ({ reason, article, reasonWords }: Pick<CheckedInput, 'reason' | 'article' | 'reasonWords'>) => ({
  reason,
  article,
  reasonWords,
})
