import { UNCATEGORISED } from '../disclosures/categories.ts'
import { type ReportForm, type Rule, tableOf } from '../law/form.ts'
import { cellsOfRow, cumulativeOf, type FormTable, partsOf, type Source } from '../law/forms/tables-shape.ts'
import { type Case, type Finding, type Found, finder, narrativesOf, type Place } from './checks/case.ts'
import { atMostSum, formOfYear, never, whenPositive, wholeNumbers } from './checks/figures.ts'
import { likenesses, plain } from './checks/likeness.ts'
import { nothingAgainst, saysSomething } from './checks/nothing.ts'
import { outliers } from './checks/outliers.ts'
import { readAgain } from './checks/reading.ts'
import { balanced, broughtForward } from './checks/years.ts'
import { isEntered } from './figures/entered.ts'
import { labelOf } from './figures/labels.ts'
import { figureNamed, figureValue, percentOf } from './figures.ts'
import { blankCells, brokenSums } from './tables/rules.ts'

export type { Case, Finding, LastYear } from './checks/case.ts'

/** Applies every rule of the form. Pure: the same figures and text always give the same findings, in the form's order. */
export const findContradictions = (report: Case): Finding[] =>
  report.form.rules.flatMap((rule) => judge(rule, report).map((found) => ({ article: rule.article, ...found })))

function judge(rule: Rule, report: Case): Found[] {
  const { reckoning } = report
  const value = (key: string) => figureValue(reckoning, key)
  const { hard, soft } = finder(rule)

  switch (rule.kind) {
    case 'equal': {
      const [left, right] = [value(rule.left), value(rule.right)]
      if (left === null || right === null || left === right) return []
      return [
        hard(`${labelOf(rule.left)}${left}，${labelOf(rule.right)}${right}，二者不等。${rule.says}。`, [left, right], {
          places: figuresAt(rule.left, rule.right),
        }),
      ]
    }
    case 'sum': {
      const whole = value(rule.whole)
      const parts = rule.parts.map(value)
      if (whole === null || parts.includes(null)) return []
      const sum = (parts as number[]).reduce((a, b) => a + b, 0)
      if (sum === whole) return []
      return [
        hard(`${labelOf(rule.whole)}为${whole}，各项之和为${sum}，差${Math.abs(whole - sum)}。`, [whole, sum], {
          places: figuresAt(rule.whole, ...rule.parts),
        }),
      ]
    }
    case 'part': {
      const [part, whole] = [value(rule.part), value(rule.whole)]
      if (part === null || whole === null || part <= whole) return []
      return [
        hard(`${labelOf(rule.part)}${part}，大于${labelOf(rule.whole)}${whole}。`, [part, whole], {
          places: figuresAt(rule.part, rule.whole),
        }),
      ]
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
          { places: figuresAt(rule.whole, ...reckoning.categories.map(({ code }) => `category:${code}`)) },
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
            { about: category.code, places: figuresAt(`category:${category.code}`) },
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
        return [
          hard(`${labelOf(key)}当年${year}，大于历年累计${all}。`, [year, all], {
            about: key,
            places: figuresAt(key, cumulativeOf(key)),
          }),
        ]
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
            { about: key, places: [...figuresAt(cumulativeOf(key)), { before: cumulativeOf(key) }] },
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
          { places: figuresAt(rule.received, rule.answered, rule.open) },
        ),
      ]
    }
    case 'entered':
      return rule.figures
        .filter((key) => value(key) === null && figureNamed(reckoning, key)?.applicable !== false)
        .map((key) =>
          hard(`${labelOf(key)}没有填报。没有发生的请填0。`, [], {
            about: key,
            places: enteredBehind(report.form, key, reckoning.year),
          }),
        )
    case 'table-sums': {
      const table = tableOf(report.form, rule.table)
      return brokenSums(table, reckoning).map(({ says, figures, about }) =>
        hard(says, figures, { about, places: figuresAt(...cellAt(table, about)) }),
      )
    }
    case 'table-filled':
      return blankCells(tableOf(report.form, rule.table), reckoning).map(({ says, about, cells }) => {
        const behind = cells.flatMap(({ source }) => enteredBehind(report.form, source, reckoning.year))
        const places = behind.filter((one, at) => behind.findIndex((other) => isSame(one, other)) === at)
        return hard(says, [], { about, places: places.length > 0 ? places : figuresAt(...cells.map(({ key }) => key)) })
      })
    case 'text-figure': {
      const stated = value(rule.figure)
      if (stated === null) return []
      const pattern = new RegExp(rule.pattern.replaceAll('{year}', String(reckoning.year)), 'g')
      return Object.entries(report.narrative).flatMap(([key, text]) =>
        [...text.matchAll(pattern)]
          .map((match) => Number(match[1]))
          .filter((number) => number !== stated)
          .map((number) =>
            hard(`正文写${labelOf(rule.figure)}${number}，附表为${stated}。`, [number, stated], {
              about: key,
              places: [{ text: key }, { figure: rule.figure }],
            }),
          ),
      )
    }
    case 'brought-forward':
      return broughtForward(report, rule)
    case 'balance':
      return balanced(report, rule)
    case 'at-most-sum':
      return atMostSum(report, rule)
    case 'when-positive':
      return whenPositive(report, rule)
    case 'never':
      return never(report, rule)
    case 'whole-numbers':
      return wholeNumbers(report, rule)
    case 'outliers':
      return outliers(report, rule)
    case 'form-of-year':
      return formOfYear(report, rule)
    case 'says-something':
      return saysSomething(report, rule)
    case 'nothing-against':
      return nothingAgainst(report, rule)
    case 'alike':
      return likenesses(report, rule)
    case 'read-again':
      return readAgain(report, rule)
    case 'narrative-own':
      return narratives(report).flatMap(({ key, label }) => {
        const [now, then] = [report.narrative[key], report.lastYear?.narrative[key]]
        if (!now?.trim() || !then?.trim() || plain(now) !== plain(then)) return []
        return [
          hard(`“${label}”与${report.lastYear!.year}年报告一字不差。`, [], {
            about: key,
            places: [{ text: key }, { before: key }],
          }),
        ]
      })
    case 'narrative-present':
      return narratives(report)
        .filter(({ key, required }) => required && !report.narrative[key]?.trim())
        .map(({ key, label }) => hard(`“${label}”还没有写。`, [], { about: key, places: [{ text: key }] }))
    case 'narrative-year': {
      const written = Object.entries(report.narrative).flatMap(([text, words]) =>
        [...words.matchAll(/(\d{4})年度?，?(?:我|全)[镇街县市局乡]/g)].map((match) => ({
          text,
          year: Number(match[1]),
        })),
      )
      return [...Map.groupBy(written, ({ year }) => year)]
        .filter(([year]) => year !== reckoning.year)
        .map(([year, at]) =>
          soft(`正文写到${year}年的工作情况，本报告的年度是${reckoning.year}年，请核对年份。`, [year, reckoning.year], {
            about: String(year),
            places: [...new Set(at.map(({ text }) => text))].map((text) => ({ text })),
          }),
        )
    }
  }
}

const narratives = ({ form }: Case) => narrativesOf(form)

const ended = (count: number) => (count > 0 ? `撤回等未作答复办结${count}件，` : '')

const figuresAt = (...keys: string[]): Place[] => keys.map((figure) => ({ figure }))

/** Where what is entered behind a number is entered: of this year, or of the one before where growth is asked. */
function enteredBehind(form: ReportForm, source: Source, year: number): { entered: string; year: number }[] {
  if (typeof source !== 'string') {
    if ('before' in source) return enteredBehind(form, source.before, year - 1)
    if ('change' in source) return [year - 1, year].flatMap((of) => enteredBehind(form, source.change, of))
    return partsOf(source).flatMap((part) => enteredBehind(form, part, year))
  }
  const made = form.derived?.[source]
  const behind = made ? enteredBehind(form, made, year) : []
  return behind.length > 0 || !isEntered(source) ? behind : [{ entered: source, year }]
}

const isSame = (one: { entered: string; year: number }, other: { entered: string; year: number }) =>
  one.entered === other.entered && one.year === other.year

/** The cell of a table that goes by `row:column`. */
function cellAt(table: FormTable, about: string): string[] {
  const [rowCode, columnCode] = about.split(':')
  const row = table.rows.find(({ code }) => code === rowCode)
  const cell = row && cellsOfRow(table, row).find(({ column }) => column.code === columnCode)
  return cell ? [cell.key] : []
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
