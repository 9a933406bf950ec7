import { RULE_CODES, type RuleCode } from './rules.ts'
import { pointsOf, type SelfcheckSettings } from './settings.ts'

/** How many findings of a rule are open: red ones cost points, yellow ones warn. */
export type Counted = { rule: RuleCode; red: number; yellow: number; explained: number }

export type ScoreLine = Counted & { each: number; most: number; lost: number }
export type Score = { lines: ScoreLine[]; score: number }

const round = (points: number) => Math.round(points * 10) / 10

/**
 * The score sheet: 100 points less what the open red findings cost, each rule at most its own number; never below 0.
 * What was explained costs nothing. Source: 国办秘函〔2019〕19号 part 2 (one item cannot lose more than its own score). Pure.
 */
export function scoreOf(counted: readonly Counted[], settings: SelfcheckSettings): Score {
  const lines = RULE_CODES.filter((rule) => !settings.off.includes(rule)).map((rule): ScoreLine => {
    const { red, yellow, explained } = counted.find((one) => one.rule === rule) ?? { red: 0, yellow: 0, explained: 0 }
    const { each, most } = pointsOf(settings, rule)
    return { rule, red, yellow, explained, each, most, lost: round(Math.min(red * each, most)) }
  })
  return { lines, score: round(Math.max(0, 100 - lines.reduce((sum, { lost }) => sum + lost, 0))) }
}

/** What the single-veto indicators are judged by. */
export type VetoFacts = { homeDays: number | null; stale: number; blank: number; poorGuides: number; secrecy: number }
export type Veto = { title: string; says: string; limit: string; colour: 'red' | 'yellow' | 'green' }

/** The single-veto indicators that can be judged from the records (国办秘函〔2019〕19号 part 1). Pure. */
export function vetoesOf(facts: VetoFacts, settings: SelfcheckSettings): Veto[] {
  const { homeDays, yellowShare, vetoStale, vetoBlank, vetoElements, vetoGuides } = settings
  const colour = (value: number, limit: number) =>
    value >= limit ? 'red' : value * 100 >= limit * yellowShare ? 'yellow' : 'green'
  return [
    {
      title: '首页不更新',
      says: facts.homeDays === null ? '还没有发布过信息' : `${facts.homeDays}天前更新`,
      limit: `超过${homeDays}天`,
      colour: facts.homeDays === null ? 'red' : colour(facts.homeDays, homeDays + 1),
    },
    {
      title: '栏目不更新',
      says: `${facts.stale}个`,
      limit: `${vetoStale}个以上`,
      colour: colour(facts.stale, vetoStale),
    },
    {
      title: '空白栏目',
      says: `${facts.blank}个`,
      limit: `${vetoBlank}个以上`,
      colour: colour(facts.blank, vetoBlank),
    },
    {
      title: '服务不实用',
      says: `缺${vetoElements}类以上要素的指南${facts.poorGuides}份`,
      limit: `${vetoGuides}份以上`,
      colour: colour(facts.poorGuides, vetoGuides),
    },
    {
      title: '泄密',
      says: facts.secrecy > 0 ? `${facts.secrecy}处密级、内部标志` : '没有发现',
      limit: '一处',
      colour: facts.secrecy > 0 ? 'red' : 'green',
    },
  ]
}
