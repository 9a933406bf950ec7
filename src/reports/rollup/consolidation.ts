import { UNCATEGORISED } from '../../disclosures/categories.ts'
import { isShare, SHARES } from '../figures/needed.ts'
import { type CategoryCount, type Figure, percentOf, type Reckoning, type RecordRef } from '../figures.ts'

/** The figures of a report without its records: what a submission hands over. */
export type Handed = {
  form: string
  /** `applicable` false: the organ said that the figure does not apply to it. */
  figures: { key: string; label: string; unit: string; value: number | null; applicable?: false }[]
  categories: { code: string; name: string; count: number }[]
  months: { month: number; count: number }[]
}

export const handedOf = ({ form, figures, categories, months }: Reckoning): Handed => ({
  form,
  figures: figures.map(({ key, label, unit, value, applicable }) => ({
    key,
    label,
    unit,
    value,
    ...(applicable === false && { applicable }),
  })),
  categories: categories.map(({ code, name, count }) => ({ code, name, count })),
  months: months.map(({ month, count }) => ({ month, count })),
})

/** One organ below, as it goes into the sum; `handed` null: it has not handed in its report. */
export type Part = { organId: string; name: string; handed: Handed | null; hrefOf: (key: string) => string | null }

/** Told for the whole site, so that every organ below tells the same number: adding them up would count it again and again. */
const OWN = new Set(['site_visits', 'site_visits_cumulative'])

/** Whether a figure of the sum is the sum of the parts. A share is computed anew from what it is a share of. */
export const isSummed = (key: string): boolean => !OWN.has(key) && !isShare(key)

/** What a sum lacks: an organ that handed nothing in, or one whose report has no answer for some of the figures. */
export type Gap = { organId: string; name: string; missing: boolean; says: string; figures: string[] }

/**
 * 汇总: the organ's own figures plus those its children handed in, cell by cell. A figure nobody answered stays unanswered;
 * what a child did not answer is not counted, and named in `gapsOf`. Behind a figure stand the organ's own records, then
 * one line for each child that leads to the child's (`below`). Pure.
 */
export function consolidated(own: Reckoning, parts: readonly Part[]): Reckoning {
  const tables = new Map(parts.map((part) => [part, valuesOf(part.handed)]))
  const summed = [...own.figures, ...onlyBelow(own, parts)].map((figure): Figure => {
    if (!isSummed(figure.key)) return figure
    const told = parts.flatMap((part) => {
      const value = tables.get(part)!.get(figure.key)
      return value === undefined || value === null ? [] : [{ part, value }]
    })
    if (told.length === 0) return figure
    const { applicable: _, ...asked } = figure
    return unfolding(
      { ...asked, value: exact((figure.value ?? 0) + told.reduce((sum, { value }) => sum + value, 0)) },
      () => told.map(({ part, value }) => lineOf(part, figure.key, value, figure.unit)),
    )
  })
  const sums = new Map(summed.map(({ key, value }) => [key, value]))
  const sumOf = (key: string) => sums.get(key) ?? 0
  const figures = summed.map((figure) => {
    if (!isShare(figure.key)) return figure
    const { part, whole, digits } = SHARES[figure.key]
    return { ...figure, value: percentOf(sumOf(part), sumOf(whole), digits) }
  })
  return {
    ...own,
    figures,
    categories: categoriesOf(own, parts),
    months: own.months.map(({ month, count }) => ({
      month,
      count: parts.reduce(
        (sum, { handed }) => sum + (handed?.months.find((one) => one.month === month)?.count ?? 0),
        count,
      ),
    })),
  }
}

/** With a line for each child, written when the figure is unfolded: a sum has hundreds of figures, and hundreds of children. */
function unfolding<T extends object>(figure: T, lines: () => RecordRef[]): T & { below: RecordRef[] } {
  let below: RecordRef[] | undefined
  const get = () => {
    below ??= lines()
    return below
  }
  return Object.defineProperty(figure, 'below', { get, enumerable: true }) as T & { below: RecordRef[] }
}

/** Figures that reports of this form list only where they are more than 0, and which are more than 0 in organs below alone. */
function onlyBelow(own: Reckoning, parts: readonly Part[]): Figure[] {
  const listed = new Set(own.figures.map(({ key }) => key))
  const found = new Map<string, Figure>()
  for (const { handed } of parts)
    if (handed?.form === own.form)
      for (const { key, label, unit } of handed.figures)
        if (!listed.has(key)) found.set(key, { key, label, unit, value: null, definition: '下级机关报送的数之和。' })
  return [...found.values()]
}

const valuesOf = (handed: Handed | null): Map<string, number | null> =>
  new Map(handed?.figures.map(({ key, value }) => [key, value]))

/** Sums of 万元 have decimals; sixteen digits of them are no answer. */
const exact = (value: number) => Math.round(value * 1e6) / 1e6

const lineOf = ({ organId, name, hrefOf }: Part, key: string, value: number, unit: string): RecordRef => ({
  id: organId,
  label: `${name}：${value}${unit}`,
  on: null,
  href: hrefOf(key),
})

/** Categories by code, the own ones first in their order, then those only children have; shares computed anew. */
function categoriesOf(own: Reckoning, parts: readonly Part[]): CategoryCount[] {
  const groups = new Map<string, { code: string; name: string; count: number; told: { part: Part; count: number }[] }>(
    own.categories.map(({ code, name, count }) => [code, { code, name, count, told: [] }]),
  )
  for (const part of parts)
    for (const { code, name, count } of part.handed?.categories ?? []) {
      const group = groups.get(code) ?? { code, name, count: 0, told: [] }
      groups.set(code, group)
      group.count += count
      group.told.push({ part, count })
    }
  const all = [...groups.values()]
  const total = all.reduce((sum, { count }) => sum + count, 0)
  return all
    .toSorted((a, b) => place(a.code) - place(b.code) || (a.code < b.code ? -1 : 1))
    .map(({ code, name, count, told }) => {
      const group = { code, name, count, percent: percentOf(count, total, 2) ?? 0 }
      if (told.length === 0) return group
      return unfolding(group, () => told.map(({ part, count }) => lineOf(part, `category:${code}`, count, '条')))
    })
}

/** What has no category comes last, as in every report. */
const place = (code: string) => (code === UNCATEGORISED.code ? 1 : 0)

/** What the sum of `own`'s form lacks, organ by organ: who is missing, and which figures a report of another form has not. */
export function gapsOf(own: Reckoning, parts: readonly Part[]): Gap[] {
  const asked = own.figures.filter(({ key }) => isSummed(key))
  return parts.flatMap(({ organId, name, handed }): Gap[] => {
    if (!handed)
      return [
        { organId, name, missing: true, says: '没有报送，各项都没有计入', figures: asked.map(({ label }) => label) },
      ]
    const values = valuesOf(handed)
    const absent = asked.filter(({ key }) => !values.has(key)).map(({ label }) => label)
    const spared = new Set(handed.figures.filter(({ applicable }) => applicable === false).map(({ key }) => key))
    const blank = asked.filter(({ key }) => values.get(key) === null && !spared.has(key)).map(({ label }) => label)
    return [
      ...(absent.length > 0
        ? [{ organId, name, missing: false, says: `报告格式不同，缺${absent.length}项`, figures: absent }]
        : []),
      ...(blank.length > 0
        ? [{ organId, name, missing: false, says: `有${blank.length}项没有填报`, figures: blank }]
        : []),
    ]
  })
}
