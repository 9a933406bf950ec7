import { UNCATEGORISED } from '../disclosures/categories.ts'
import { type ReportForm, type Rule, tableOf } from '../law/form.ts'
import { cumulativeOf } from '../law/forms/tables-shape.ts'
import { labelOf } from './figures/labels.ts'
import { figureNamed, figureValue, percentOf, type Reckoning } from './figures.ts'
import { blankCells, brokenSums } from './tables/rules.ts'

/** What does not add up. `figures` gives the stated number first, then the one it was compared with. */
export type Finding = {
  /** Names the finding within its report, for waivers: the rule, and the figure it is about when there may be several. */
  code: string
  rule: string
  severity: 'hard' | 'soft'
  says: string
  figures: number[]
  article?: string
}

/** What the year before left: its figures and its text, as signed. */
export type LastYear = { year: number; values: Record<string, number | null>; narrative: Record<string, string> }

export type Case = {
  form: ReportForm
  reckoning: Reckoning
  narrative: Record<string, string>
  lastYear: LastYear | null
}

/** Applies every rule of the form. Pure: the same figures and text always give the same findings, in the form's order. */
export const findContradictions = (report: Case): Finding[] =>
  report.form.rules.flatMap((rule) => judge(rule, report).map((found) => ({ article: rule.article, ...found })))

type Found = Omit<Finding, 'article'>

function judge(rule: Rule, report: Case): Found[] {
  const { reckoning } = report
  const value = (key: string) => figureValue(reckoning, key)
  const hard = (says: string, figures: number[], about = ''): Found => ({
    code: about ? `${rule.code}:${about}` : rule.code,
    rule: rule.code,
    severity: 'hard',
    says,
    figures,
  })
  const soft = (...args: Parameters<typeof hard>): Found => ({ ...hard(...args), severity: 'soft' })

  switch (rule.kind) {
    case 'equal': {
      const [left, right] = [value(rule.left), value(rule.right)]
      if (left === null || right === null || left === right) return []
      return [
        hard(`${labelOf(rule.left)}${left}，${labelOf(rule.right)}${right}，二者不等。${rule.says}。`, [left, right]),
      ]
    }
    case 'sum': {
      const whole = value(rule.whole)
      const parts = rule.parts.map(value)
      if (whole === null || parts.includes(null)) return []
      const sum = (parts as number[]).reduce((a, b) => a + b, 0)
      if (sum === whole) return []
      return [hard(`${labelOf(rule.whole)}为${whole}，各项之和为${sum}，差${Math.abs(whole - sum)}。`, [whole, sum])]
    }
    case 'part': {
      const [part, whole] = [value(rule.part), value(rule.whole)]
      if (part === null || whole === null || part <= whole) return []
      return [hard(`${labelOf(rule.part)}${part}，大于${labelOf(rule.whole)}${whole}。`, [part, whole])]
    }
    case 'categorised': {
      const whole = value(rule.whole)
      const named = reckoning.categories.filter((category) => category.code !== UNCATEGORISED.code)
      const sum = named.reduce((total, category) => total + category.count, 0)
      if (whole === null || sum === whole) return []
      const missing = whole - sum
      return [
        hard(
          missing > 0
            ? `${named.length}个类别之和为${sum}条，主动公开总数为${whole}条，有${missing}条没有归类。`
            : `${named.length}个类别之和为${sum}条，多于主动公开总数${whole}条。`,
          [whole, sum],
        ),
      ]
    }
    case 'percents': {
      const { categories } = reckoning
      const total = categories.reduce((sum, category) => sum + category.count, 0)
      if (total === 0) return []
      const unit = 10 ** -rule.digits
      const wrong = categories.filter((category) => category.percent !== percentOf(category.count, total, rule.digits))
      const sum = round(
        categories.reduce((all, category) => all + category.percent, 0),
        rule.digits,
      )
      return [
        ...wrong.map((category) =>
          hard(
            `${category.name}${category.count}条，占比${category.percent}%与条数不符。`,
            [category.percent, category.count],
            category.code,
          ),
        ),
        ...(Math.abs(sum - 100) <= (categories.length * unit) / 2 + 1e-9
          ? []
          : [hard(`各类别占比之和为${sum}%，与100%之差超过四舍五入的误差。`, [100, sum])]),
      ]
    }
    case 'within-cumulative':
      return rule.figures.flatMap((key) => {
        const [year, all] = [value(key), value(cumulativeOf(key))]
        if (year === null || all === null || year <= all) return []
        return [hard(`${labelOf(key)}当年${year}，大于历年累计${all}。`, [year, all], key)]
      })
    case 'carried-forward':
      return rule.figures.flatMap((key) => {
        const last = report.lastYear?.values[cumulativeOf(key)] ?? null
        const [year, all] = [value(key), value(cumulativeOf(key))]
        if (last === null || year === null || all === null || last + year === all) return []
        return [
          hard(
            `${labelOf(key)}历年累计${all}，上年报告累计${last}加本年${year}应为${last + year}；往年的记录在上年报告签发后有变动。`,
            [all, last + year],
            key,
          ),
        ]
      })
    case 'all-answered': {
      const [received, answered, open] = [value(rule.received), value(rule.answered), value(rule.open)]
      if (received === null || answered === null || open === null) return []
      const unanswered = value(rule.unanswered) ?? 0
      const lost = received - answered - unanswered - open
      if (lost === 0) return []
      return [
        hard(
          lost > 0
            ? `历年累计受理申请${received}件，答复${answered}件，${ended(unanswered)}在办${open}件，有${lost}件往年的申请既没有答复，也没有结转。`
            : `历年累计受理申请${received}件，答复${answered}件，${ended(unanswered)}在办${open}件，多出${-lost}件。`,
          [received, answered + unanswered + open],
        ),
      ]
    }
    case 'entered':
      return rule.figures
        .filter((key) => value(key) === null && figureNamed(reckoning, key)?.applicable !== false)
        .map((key) => hard(`${labelOf(key)}没有填报。没有发生的请填0。`, [], key))
    case 'table-sums':
      return brokenSums(tableOf(report.form, rule.table), reckoning).map(({ says, figures, about }) =>
        hard(says, figures, about),
      )
    case 'table-filled':
      return blankCells(tableOf(report.form, rule.table), reckoning).map(({ says, about }) => hard(says, [], about))
    case 'text-figure': {
      const stated = value(rule.figure)
      if (stated === null) return []
      const pattern = new RegExp(rule.pattern.replaceAll('{year}', String(reckoning.year)), 'g')
      return Object.entries(report.narrative).flatMap(([key, text]) =>
        [...text.matchAll(pattern)]
          .map((match) => Number(match[1]))
          .filter((number) => number !== stated)
          .map((number) => hard(`正文写${labelOf(rule.figure)}${number}，附表为${stated}。`, [number, stated], key)),
      )
    }
    case 'narrative-own':
      return narratives(report).flatMap(({ key, label }) => {
        const [now, then] = [report.narrative[key], report.lastYear?.narrative[key]]
        if (!now?.trim() || !then?.trim() || plain(now) !== plain(then)) return []
        return [hard(`“${label}”与${report.lastYear!.year}年报告一字不差。`, [], key)]
      })
    case 'narrative-present':
      return narratives(report)
        .filter(({ key, required }) => required && !report.narrative[key]?.trim())
        .map(({ key, label }) => hard(`“${label}”还没有写。`, [], key))
    case 'narrative-year': {
      const years = new Set(
        Object.values(report.narrative).flatMap((text) =>
          [...text.matchAll(/(\d{4})年度?，?(?:我|全)[镇街县市局乡]/g)].map((match) => Number(match[1])),
        ),
      )
      years.delete(reckoning.year)
      return [...years].map((year) =>
        soft(
          `正文写到${year}年的工作情况，本报告的年度是${reckoning.year}年，请核对年份。`,
          [year, reckoning.year],
          String(year),
        ),
      )
    }
  }
}

const narratives = ({ form }: Case) =>
  form.parts.flatMap((part) => part.pieces).filter((piece) => piece.kind === 'narrative')

const ended = (count: number) => (count > 0 ? `撤回等未作答复办结${count}件，` : '')

/** Text without blanks and punctuation: a comma moved is still a copy. */
const plain = (text: string) => text.replace(/[\s\p{P}]/gu, '')

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
