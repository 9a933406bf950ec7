import { cellsOf } from '../../law/forms/tables-shape.ts'
import { figureNamed, figureValue } from '../figures.ts'
import { type Case, type Found, finder } from './case.ts'

const labelIn = ({ reckoning }: Case, key: string) => figureNamed(reckoning, key)?.label ?? key

/** A figure is at most what others come to together. Blanks are not judged. */
export function atMostSum(
  report: Case,
  rule: { code: string; says: string; figure: string; of: readonly string[] },
): Found[] {
  const value = figureValue(report.reckoning, rule.figure)
  const others = rule.of.map((key) => figureValue(report.reckoning, key))
  if (value === null || others.includes(null)) return []
  const most = (others as number[]).reduce((a, b) => a + b, 0)
  if (value <= most) return []
  const labels = rule.of.map((key) => labelIn(report, key)).join('加')
  return [
    finder(rule).hard(
      `${labelIn(report, rule.figure)}为${value}，大于${labels}之和${most}。${rule.says}。`,
      [value, most],
      {
        places: [rule.figure, ...rule.of].map((figure) => ({ figure })),
      },
    ),
  ]
}

/** Where there is some of one thing there is some of the other: people were trained, so there was a training. */
export function whenPositive(
  report: Case,
  rule: { code: string; says: string; figure: string; needs: string },
): Found[] {
  const [value, other] = [rule.figure, rule.needs].map((key) => figureValue(report.reckoning, key))
  if (!value || other !== 0) return []
  return [
    finder(rule).hard(
      `${labelIn(report, rule.figure)}为${value}，${labelIn(report, rule.needs)}却是0。${rule.says}。`,
      [value, 0],
      { places: [{ figure: rule.figure }, { figure: rule.needs }] },
    ),
  ]
}

/** What an organ of this level cannot have (规章, 《立法法》2023 arts. 91, 93). */
export function never(report: Case, rule: { code: string; says: string; figures: readonly string[] }): Found[] {
  return rule.figures.flatMap((key) => {
    const value = figureValue(report.reckoning, key)
    if (!value) return []
    return [
      finder(rule).hard(`${labelIn(report, key)}为${value}，应当为0。${rule.says}。`, [value, 0], {
        about: key,
        places: [{ figure: key }],
      }),
    ]
  })
}

/** Counted things are whole and never negative; shares and money may have decimals, and what grew may have shrunk (增/减). */
export function wholeNumbers({ form, reckoning }: Case, rule: { code: string }): Found[] {
  const divisible = new Set(['%', '元', '万元'])
  const growth = new Set(
    form.tables
      .flatMap(cellsOf)
      .flatMap(({ key, source }) => (typeof source === 'object' && 'change' in source ? [key] : [])),
  )
  return reckoning.figures.flatMap(({ key, label, unit, value }) => {
    if (value === null || ((value >= 0 || growth.has(key)) && (divisible.has(unit) || Number.isInteger(value))))
      return []
    return [
      finder(rule).hard(`${label}为${value}，应当是0或者正整数。`, [value], { about: key, places: [{ figure: key }] }),
    ]
  })
}

/** A report is written in the form of its year (国办公开办函〔2019〕60号, 〔2021〕30号). */
export function formOfYear({ form, reckoning }: Case, rule: { code: string }): Found[] {
  const { from, to } = form.years
  const { year } = reckoning
  if (from <= year && (to === null || year <= to)) return []
  return [
    finder(rule).hard(`${year}年度的报告用了“${form.name}”，这个格式只用于${from}年${to ? `至${to}年` : '及以后'}。`, [
      year,
      year < from ? from : to!,
    ]),
  ]
}
