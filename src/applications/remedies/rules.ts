import type { Day } from '../../calendar/day.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { checkLine } from '../rules.ts'
import type { NewRemedy } from './model.ts'
import { decisionOf } from './outcomes.ts'

/** Whether a remedy may be entered like this. */
export function checkRemedy(input: NewRemedy, today: Day): Result<NewRemedy> {
  const matter = checkLine(input.matter, '事由', 'matter', 200)
  if (!matter.ok) return matter
  const authority = checkLine(input.authority, '受理机关', 'authority', 100)
  if (!authority.ok) return authority
  const docket = input.docket.trim() ? checkLine(input.docket, '案号', 'docket', 100) : ok('')
  if (!docket.ok) return docket
  if (input.filedOn > today) return refuse('remedies.future', '收到通知的日期不能晚于今天', { field: 'filedOn' })
  if (input.answerBy && input.answerBy < input.filedOn)
    return refuse('remedies.answer-by', '答复期限不能早于收到通知的日期', { field: 'answerBy' })
  if ((input.kind === 'litigation') !== (input.way !== null))
    return refuse('remedies.way', '请选择是直接起诉还是复议后起诉', { field: 'way' })
  return ok({ ...input, matter: matter.value, authority: authority.value, docket: docket.value })
}

/** What the decision must say. */
export function checkDecision(
  of: Pick<NewRemedy, 'kind' | 'filedOn'>,
  said: { decision: string; decidedOn: Day; paper: string },
): Result<{ paper: string }> {
  if (!decisionOf(of.kind, said.decision)) return refuse('remedies.decision', '请选择结果', { field: 'decision' })
  if (said.decidedOn < of.filedOn)
    return refuse('remedies.before', `日期不能早于收到通知的日期（${of.filedOn}）`, { field: 'on' })
  const paper = checkLine(said.paper, '文书的文号', 'paper', 100)
  return paper.ok ? ok({ paper: paper.value }) : paper
}
