import type { ReportForm } from '../../law/form.ts'
import { cellsOf, cumulativeOf, partsOf } from '../../law/forms/tables-shape.ts'
import { NAMED } from './labels.ts'

const SLOT = /\{([A-Za-z_]+)\}/g

/** Shares of one figure in another, by key. */
export const SHARES = {
  one_trip_percent: {
    label: '最多跑一趟事项占比',
    part: 'service_items_one_trip',
    whole: 'service_items',
    digits: 1,
  },
  electronic_percent: { label: '全文电子化率', part: 'electronic_total', whole: 'proactive_total', digits: 2 },
} as const
export const isShare = (key: string): key is keyof typeof SHARES => Object.hasOwn(SHARES, key)

/**
 * The figures a form asks for: `named` first, then the cells of its tables that are none of them, then those that are listed
 * only when they are more than 0 (`quiet`), then shares.
 */
export function neededBy(form: ReportForm): {
  named: string[]
  cells: string[]
  quiet: string[]
  shares: (keyof typeof SHARES)[]
} {
  const texts = form.parts
    .flatMap(({ pieces }) => pieces)
    .flatMap((piece) =>
      piece.kind === 'sentence'
        ? [piece.text, piece.when ? `{${piece.when.figure}}` : '']
        : 'text' in piece
          ? [piece.text]
          : [],
    )
  const said = [...form.preface, ...texts].flatMap((text) => [...text.matchAll(SLOT)].map((match) => match[1]!))
  const cells = form.tables.flatMap((table) => cellsOf(table).map(({ key }) => key))
  // What is only watched, or can never be, is judged where it is there; no report lists it because of that.
  const judged = form.rules.flatMap((rule) =>
    rule.kind === 'outliers' || rule.kind === 'never'
      ? []
      : 'figures' in rule
        ? rule.figures
        : 'figure' in rule
          ? [rule.figure]
          : [],
  )
  const asked = new Set([...said, ...cells, ...judged, ...(form.also ?? [])])
  for (const key of [...asked].filter(isShare)) asked.add(SHARES[key].part).add(SHARES[key].whole)
  const named = Object.keys(NAMED).filter((key) => asked.has(key))
  return {
    named,
    cells: [...new Set(cells)].filter((key) => !named.includes(key)),
    quiet: form.rules.flatMap((rule) => ('unanswered' in rule ? [rule.unanswered] : [])),
    shares: [...asked].filter(isShare),
  }
}

/** Every key that must be counted or entered for the figures of a form, what they are made of included. */
export function basesOf(form: ReportForm): Set<string> {
  const { named, cells, quiet } = neededBy(form)
  const cumulative = new Map(Object.keys(NAMED).map((key) => [cumulativeOf(key), key]))
  const sources = new Map(
    form.tables.flatMap((table) => cellsOf(table).map(({ key, source }) => [key, source] as const)),
  )
  const bases = new Set<string>()
  const visit = (key: string) => {
    if (bases.has(key)) return
    bases.add(key)
    const made = form.derived?.[key]
    if (made) partsOf(made).forEach(visit)
  }
  for (const key of [...named, ...cells, ...quiet])
    for (const part of partsOf(sources.get(key) ?? key)) visit(cumulative.get(part) ?? part)
  return bases
}

/** Some cell of the form adds up all years. */
export const countsAllYears = (form: ReportForm): boolean =>
  form.tables.some(({ columns }) => columns.some(({ takes }) => takes === 'cumulative'))
