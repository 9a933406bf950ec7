import { type Day, dayOf } from '../calendar/day.ts'
import { editionOn } from '../law/editions.ts'
import { ok, type Result, refuse } from '../result.ts'
import { ATTRIBUTES, type Attribute, type ReasonCode, reasonOf } from './attributes.ts'
import type { Document, Version } from './model.ts'
import type { DocumentSettings } from './settings.ts'

/** An attribute as somebody proposes or decides it. */
export type Proposal = {
  attribute: Attribute | null
  reason: ReasonCode | null
  article: string | null
  reasonWords: string
}

/** 国办发〔2016〕80号 一(一): a document without its attribute, or without the reasons for withholding it, is sent back. */
const RETURN_RULE = '国办发〔2016〕80号规定，没有注明公开属性或者没有说明理由的，予以退文'

/** Shortest explanation that says anything. */
const FEWEST_WORDS = 5

/** The articles a reason may rest on for a document drafted on that day. */
export const articlesFor = (reason: ReasonCode, on: Day): readonly string[] =>
  reasonOf(reason).articles[editionOn(on) ?? '2008']

const asksReason = (attribute: Attribute, rule: DocumentSettings['reasonsFor']): boolean =>
  attribute === 'closed' || (attribute === 'request' && rule === 'not-open')

/** What is wrong with an attribute and its reasons, field by field; nothing when it can go on. */
export function attributeProblems(
  proposal: Proposal,
  rule: DocumentSettings['reasonsFor'],
  on: Day,
): { field: string; says: string }[] {
  const { attribute, reason, article } = proposal
  if (!attribute) return [{ field: 'attribute', says: '没有注明公开属性' }]
  if (!asksReason(attribute, rule) && !reason) return []
  const { label } = ATTRIBUTES[attribute]
  if (!reason) return [{ field: 'reason', says: `拟“${label}”而没有选择理由` }]
  const rules = reasonOf(reason)
  if (rules.onlyRequest && attribute === 'closed')
    return [{ field: 'reason', says: `“${rules.label}”不能作为不予公开的理由` }]
  if (!article || !articlesFor(reason, on).includes(article))
    return [{ field: 'article', says: `“${rules.label}”没有选择与之相符的条款` }]
  if (rules.weighed && [...proposal.reasonWords].length < FEWEST_WORDS)
    return [{ field: 'reasonWords', says: `《条例》对“${rules.label}”规定的是可以不予公开，须说明为何不公开` }]
  return []
}

/** Why the office would send a draft back without reading it: nothing, when it is complete. */
export function whyReturned(version: Version, settings: DocumentSettings, on: Day): { field: string; says: string }[] {
  const problems = attributeProblems(version, settings.reasonsFor, on)
  if (!version.stage) problems.push({ field: 'stage', says: '没有注明属于“五公开”的哪个环节' })
  if (!version.leader) problems.push({ field: 'leader', says: '没有注明分管领导，无法确定第一责任人' })
  if (version.policy && !version.interpretationPlan)
    problems.push({ field: 'interpretationPlan', says: '政策性文件没有随文报送解读方案' })
  if (!version.body && version.attachments.length === 0) problems.push({ field: 'body', says: '没有正文' })
  return problems
}

/** The same in one sentence, with the rule it rests on. */
export const returnSays = (problems: readonly { says: string }[]): string =>
  `${problems.map(({ says }) => says).join('；')}。${RETURN_RULE}。`

/** Whether the attribute of a document may become this one: what it forwards decides, and reasons are held to the list. */
export function mayChangeTo(document: Document, to: Proposal, settings: DocumentSettings): Result<void> {
  const { forwardsAttribute } = document.latest
  if (forwardsAttribute && to.attribute && to.attribute !== forwardsAttribute)
    return refuse(
      'documents.inherits',
      `本件转发的公文为“${ATTRIBUTES[forwardsAttribute].label}”，公开属性应当与原文一致`,
      {
        field: 'attribute',
        fix: '《条例》（2019）第十条、（2008）第十七条：政府信息由制作机关负责公开。请商请制发机关',
      },
    )
  if (to.attribute === document.attribute && to.reason === document.reason && to.article === document.article)
    return refuse('documents.same-attribute', '公开属性没有变化', {
      field: 'attribute',
      fix: '维持不变的，请办理“评估后维持”',
    })
  const [problem] = attributeProblems(to, settings.reasonsFor, dayOf(document.createdAt))
  return problem ? refuse('documents.attribute', problem.says, { field: problem.field }) : ok(undefined)
}
