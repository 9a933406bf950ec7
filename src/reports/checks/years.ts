import { figureNamed, figureValue } from '../figures.ts'
import { type Case, type Found, finder } from './case.ts'

const labelIn = ({ reckoning }: Case, key: string) => figureNamed(reckoning, key)?.label ?? key

/**
 * 上年结转 is what last year's report carried out, in every column (`parts` are the codes behind the key). Not judged without
 * last year's report.
 */
export function broughtForward(
  report: Case,
  rule: { code: string; into: string; from: string; parts?: readonly string[] },
): Found[] {
  const { lastYear, reckoning } = report
  if (!lastYear) return []
  const { hard } = finder(rule)
  return ['', ...(rule.parts ?? [])].flatMap((part) => {
    const [into, from] = [rule.into, rule.from].map((key) => (part ? `${key}.${part}` : key)) as [string, string]
    const [now, then] = [figureValue(reckoning, into), lastYear.values[from] ?? null]
    if (now === null || then === null || now === then) return []
    return [
      hard(`${labelIn(report, into)}为${now}，${lastYear.year}年报告结转下年为${then}，二者不等。`, [now, then], {
        about: part,
        places: [{ figure: into }, { before: from }],
      }),
    ]
  })
}

/** What is in force at the end of a year is what was in force before, and what came, less what went. */
export function balanced(
  report: Case,
  rule: { code: string; now: string; plus: readonly string[]; minus: readonly string[] },
): Found[] {
  const { lastYear, reckoning } = report
  const [now, then] = [figureValue(reckoning, rule.now), lastYear?.values[rule.now] ?? null]
  const values = (keys: readonly string[]) => keys.map((key) => figureValue(reckoning, key))
  const [came, went] = [values(rule.plus), values(rule.minus)]
  if (!lastYear || now === null || then === null || came.includes(null) || went.includes(null)) return []
  const sum = (all: (number | null)[]) => all.reduce<number>((total, one) => total + (one ?? 0), 0)
  const should = then + sum(came) - sum(went)
  if (now === should) return []
  const { hard } = finder(rule)
  return [
    hard(
      `${labelIn(report, rule.now)}为${now}；${lastYear.year}年报告为${then}，加本年新增${sum(came)}、减本年废止${sum(went)}，应为${should}。`,
      [now, should],
      { places: [{ figure: rule.now }, { before: rule.now }] },
    ),
  ]
}
