import { UNCATEGORISED } from '../../disclosures/categories.ts'
import type { Handed, Part } from './consolidation.ts'
import { protect, type Shown, withTotals } from './suppression.ts'

type Column = { label: string; keys: RegExp }

/**
 * What organs are compared by: columns that add up to a whole. `people`: it tells of what persons did, so small numbers are
 * protected where it leaves the organs it is about.
 */
export type Topic = { label: string; unit: string; whole: string; people: boolean; columns: readonly Column[] }

const column = (label: string, keys: RegExp): Column => ({ label, keys })

export const TOPICS = {
  applicants: {
    label: '新收申请的申请人',
    unit: '件',
    whole: '新收申请',
    people: true,
    columns: [
      column('自然人', /^applications_received\.c1$/),
      column('商业企业', /^applications_received\.c2$/),
      column('科研机构', /^applications_received\.c3$/),
      column('社会公益组织', /^applications_received\.c4$/),
      column('法律服务机构', /^applications_received\.c5$/),
      column('其他', /^applications_received\.c6$/),
    ],
  },
  results: {
    label: '申请的办理结果',
    unit: '件',
    whole: '办理结果总计',
    people: true,
    columns: [
      column('予以公开', /^ended\.r1$/),
      column('部分公开', /^ended\.r2$/),
      column('不予公开', /^ended\.r3_\d$/),
      column('无法提供', /^ended\.r4_\d$/),
      column('不予处理', /^ended\.r5_\d$/),
      column('其他处理', /^ended\.r6(_\d)?$/),
    ],
  },
  channels: {
    label: '收到申请的渠道',
    unit: '件',
    whole: '收到申请',
    people: true,
    columns: [
      column('当面', /^applications_counter$/),
      column('传真', /^applications_fax$/),
      column('电子邮件', /^applications_email$/),
      column('网上', /^applications_web$/),
      column('信函', /^applications_letter$/),
    ],
  },
  answers: {
    label: '对申请的答复',
    unit: '件',
    whole: '答复总数',
    people: true,
    columns: [
      column('同意公开', /^answers_granted$/),
      column('同意部分公开', /^answers_partial$/),
      column('否决公开', /^answers_refused$/),
    ],
  },
  remedies: {
    label: '行政复议、诉讼与申诉',
    unit: '件',
    whole: '合计',
    people: true,
    columns: [
      column('行政复议', /^reconsiderations$/),
      column('行政诉讼', /^litigations$/),
      column('行政申诉', /^complaints$/),
    ],
  },
  categories: { label: '主动公开的类别', unit: '条', whole: '主动公开', people: false, columns: [] },
  decisions: {
    label: '行政处理决定',
    unit: '件',
    whole: '合计',
    people: false,
    columns: [column('行政许可', /^licences$/), column('行政处罚', /^penalties$/), column('行政强制', /^coercions$/)],
  },
} as const satisfies Record<string, Topic>
export type TopicName = keyof typeof TOPICS
export const isTopic = (text: string): text is TopicName => Object.hasOwn(TOPICS, text)

/** One organ in a comparison: its cells, the whole last; null: it told nothing of this topic. */
export type Compared = { organId: string; name: string; cells: Shown[] | null }

/** `rows` in the order of the organs; `total` of those that told something. Null: too small to be shown to others. */
export type Comparison = { columns: string[]; unit: string; rows: Compared[]; total: Shown[] } | null

/** What has no category comes last. */
const last = (code: string) => (code === UNCATEGORISED.code ? 1 : 0)

/** The columns of a topic; categories are whatever categories there are, in the order of the catalogue. */
function columnsOf(
  name: TopicName,
  parts: readonly Part[],
): { label: string; of: (handed: Handed) => number | null }[] {
  if (name === 'categories') {
    const names = new Map(parts.flatMap(({ handed }) => handed?.categories ?? []).map((one) => [one.code, one.name]))
    return [...names]
      .toSorted(([a], [b]) => last(a) - last(b) || (a < b ? -1 : 1))
      .map(([code, label]) => ({
        label,
        of: ({ categories }) => categories.find((one) => one.code === code)?.count ?? 0,
      }))
  }
  return TOPICS[name].columns.map(({ label, keys }) => ({
    label,
    of: ({ figures }) => {
      const told = figures.filter(({ key, value }) => value !== null && keys.test(key))
      return told.length === 0 ? null : told.reduce((sum, { value }) => sum + value!, 0)
    },
  }))
}

/**
 * Organs side by side. `outside`: as those see it who belong neither to the organ above nor to the whole site; small numbers
 * of topics about people are protected then. An organ whose report has another form tells nothing of the topic. Pure.
 */
export function compare(name: TopicName, parts: readonly Part[], outside: boolean): Comparison {
  const { unit, whole, people } = TOPICS[name]
  const columns = columnsOf(name, parts)
  const told = parts.map(({ organId, name, handed }) => {
    const counts = handed ? columns.map(({ of }) => of(handed)) : []
    const silent = counts.length === 0 || counts.every((count) => count === null)
    return { organId, name, counts: silent ? null : counts.map((count) => count ?? 0) }
  })
  const counts = told.flatMap((one) => (one.counts ? [one.counts] : []))
  const table = people && outside ? protect(counts) : withTotals(counts)
  if (!table) return null
  let at = 0
  return {
    columns: [...columns.map(({ label }) => label), whole],
    unit,
    rows: told.map(({ organId, name, counts }) => ({ organId, name, cells: counts ? table[at++]! : null })),
    total: table.at(-1)!,
  }
}

/** The topics somebody told anything of, in the order they are offered. */
export const topicsTold = (parts: readonly Part[]): TopicName[] =>
  (Object.keys(TOPICS) as TopicName[]).filter((name) => {
    const columns = columnsOf(name, parts)
    return parts.some(({ handed }) => handed && columns.some(({ of }) => (of(handed) ?? null) !== null))
  })

/** Rows by a column, those that are not shown last, so that an order tells nothing of them. */
export function sorted(rows: readonly Compared[], column: number | null, descending: boolean): Compared[] {
  if (column === null) return descending ? [...rows].reverse() : [...rows]
  const known = (row: Compared) => typeof row.cells?.[column] === 'number'
  const by = (row: Compared) => row.cells![column] as number
  return [
    ...rows.filter(known).sort((a, b) => (descending ? by(b) - by(a) : by(a) - by(b))),
    ...rows.filter((row) => !known(row)),
  ]
}
