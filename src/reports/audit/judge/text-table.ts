import type { Cell, Contradiction } from '../findings.ts'
import { quoteOf } from '../flow.ts'
import { kindOf } from '../narrative/classify.ts'
import type { Key } from '../narrative/keys.ts'
import type { Item, List } from '../narrative/lists.ts'
import { sumOf } from '../numerals.ts'
import { annexKey, tableFigures } from '../reading.ts'
import type { AnnexRow } from '../tables/annex.ts'
import { cellsOf, rowOf } from '../tables/table.ts'
import {
  type Case,
  contradiction,
  type Judge,
  quoteCount,
  quoteItem,
  quoteRow,
  quoteStatement,
  settledOf,
  shown,
} from './case.ts'

const NAMES: Partial<Record<Key, string>> = {
  proactive_total: '主动公开信息数',
  information_total: '制作与获取信息数',
  applications_received: '收到申请',
  applications_carried_in: '上年结转申请',
  applications_carried_out: '结转下年申请',
  applications_handled: '办结申请',
  reconsiderations: '行政复议',
  litigations: '行政诉讼',
  complaints: '举报投诉',
  normative_documents_made: '制发规范性文件',
  normative_documents_valid: '现行有效规范性文件',
}
export const nameOf = (key: Key): string => NAMES[key] ?? key

/** Where the table has the figure, for a quotation. */
export function quoteTable(it: Case, key: Key): string {
  const { annex, national, applications, remedies, duties, flow } = it.report
  const annexRow = annex?.rows.find((row) => annexKey(row) === key)
  if (annexRow) return quoteRow(it, annexRow)
  const codes: Partial<Record<Key, string>> = {
    proactive_total: '1.1',
    applications_received: national ? '3.1' : 'n1',
    applications_carried_in: 'n2',
    applications_handled: national ? '3.3' : 'r7',
    applications_carried_out: 'n4',
    normative_documents_made: national ? '1.1.2' : 'normative',
    normative_documents_valid: 'normative',
    reconsiderations: '4',
    litigations: '5',
    complaints: '6',
  }
  const row = [national, applications, duties]
    .map((table) => rowOf(table, codes[key] ?? ''))
    .find((found) => found !== null)
  if (row) return quoteRow(it, row)
  return remedies ? quoteOf(flow, remedies.numbersFrom, remedies.to) : ''
}

/** The same figure in the text and in a table. */
export const judgeFigures: Judge = (it) => {
  const tables = tableFigures(it.report)
  const carriedIn = tables.applications_carried_in ?? 0
  return it.settled.flatMap(({ key, said, table }) => {
    if (!said || table === null || said.value === table || !NAMES[key]) return []
    const { remedies } = it.report
    if (key === 'applications_received' && it.report.applications && said.value === table + carriedIn) return []
    if (key === 'applications_handled' && said.value === (tables.applications_received ?? Number.NaN) + carriedIn)
      return []
    const pending = sumOf(
      (key === 'litigations' ? ['q', 's'] : ['p']).map((code) => cellsOf(remedies, code)?.[3] ?? null),
    )
    const remedy = key === 'reconsiderations' || key === 'litigations'
    const decided = remedy && pending > 0 && said.value === table - pending
    const onePart =
      key === 'litigations' &&
      ['q', 's'].some((code) => cellsOf(remedies, code)?.at(-1) === said.value && said.value > 0)
    const looseName = key.startsWith('normative') && !/行政规范性文件/.test(quoteStatement(it, said))
    const soft = said.narrow || onePart || decided || looseName
    const says = `${nameOf(key)}正文为${shown(said.value)}，表中为${shown(table)}${soft ? '（范围或口径或许不同）' : ''}`
    return [
      contradiction(
        'text-table',
        soft ? 'soft' : 'hard',
        says,
        [said.value, table],
        [quoteStatement(it, said), quoteTable(it, key)],
      ),
    ]
  })
}

/** 累计 in the text against 历年累计 in the table; a figure of the year above the cumulative one. */
export const judgeCumulative: Judge = (it) => {
  const running = settledOf(it, 'proactive_cumulative')
  const year = settledOf(it, 'proactive_total')
  if (!running?.said) return []
  const quote = quoteStatement(it, running.said)
  if (running.table !== null && running.said.value !== running.table) {
    const says = `正文称累计主动公开${shown(running.said.value)}条，附表历年累计${shown(running.table)}条`
    return [
      contradiction(
        'cumulative',
        'hard',
        says,
        [running.said.value, running.table],
        [quote, quoteTable(it, 'proactive_total')],
      ),
    ]
  }
  if (
    year?.said &&
    running.table === null &&
    year.said.value > running.said.value &&
    year.said.count !== running.said.count
  ) {
    const says = `当年主动公开${shown(year.said.value)}条，多于累计${shown(running.said.value)}条`
    return [
      contradiction(
        'cumulative',
        'hard',
        says,
        [year.said.value, running.said.value],
        [quote, quoteStatement(it, year.said)],
      ),
    ]
  }
  return []
}

/** 截至12月31日共受理0件: where the table's cumulative figure is another one. */
export const judgeAsOf: Judge = (it) => {
  const said = settledOf(it, 'applications_received')?.said
  const row = it.report.annex?.rows.find((one) => annexKey(one) === 'applications_received')
  const cumulative = row?.cells?.[1]
  if (
    !said?.asOf ||
    !row ||
    typeof cumulative !== 'number' ||
    said.value === cumulative ||
    said.value !== row.cells![0]
  )
    return []
  const says = `“截至”年底共受理${shown(said.value)}件，若作累计解，与附表历年累计${cumulative}条不符`
  const from = said.count ? said.count.sentence.from : said.from
  const quote = quoteOf(it.report.flow, from, said.to)
  return [contradiction('text-table', 'soft', says, [said.value, cumulative], [quote, quoteRow(it, row)])]
}

/** What a kind of answer is called in the text, and the rows of part three it stands for. */
const OUTCOMES: [RegExp, RegExp][] = [
  [/^予以公开(?:和|及|、|与)部分公开|^(?:予以)?公开(?:或|和|及)部分公开/, /^r[12]$/],
  [/^予以公开/, /^r1$/],
  [/^部分公开|^予以部分公开/, /^r2$/],
  [/^不予公开/, /^r3_/],
  [/^无法提供/, /^r4_/],
  [/^不予处理/, /^r5_/],
  [/^(?:作|做)?其[他它]处理/, /^r6/],
]

/** Kinds of answers in the text against the rows of part three. */
export const judgeOutcomes: Judge = (it) => {
  const { applications } = it.report
  if (!applications) return []
  return it.report.narrative.lists
    .filter((list) => kindOf(list) === 'outcomes' && isOfTheWhole(it, list))
    .flatMap((list) =>
      list.items.flatMap((item): Contradiction[] => {
        if (item.count.approximate) return []
        const codes = OUTCOMES.find(([name]) => name.test(item.name))?.[1]
        const rows = codes ? applications.rows.filter((row) => codes.test(row.code)) : []
        const totals = rows.map((row) => (row.cells ? rowTotal(row.cells) : null))
        if (rows.length === 0 || totals.includes(null) || rows.length < expected(applications.form.rows, codes!))
          return []
        const sum = sumOf(totals)
        if (sum === item.count.value) return []
        const says = `“${item.name}”正文${shown(item.count.value)}件，表三相应各行之和为${shown(sum)}件`
        const figures = [
          item.count.value,
          sum,
          ...(rows.length > 1 ? (totals as number[]).filter((total) => total > 0) : []),
        ]
        const row = rows.find((one) => (rowTotal(one.cells!) ?? 0) > 0) ?? rows[0]!
        return [contradiction('text-table', 'hard', says, figures, [quoteItem(it, item), quoteRow(it, row)])]
      }),
    )
}

/** A list that divides the table's own figure, not one office's share of it. */
function isOfTheWhole(it: Case, { head }: List): boolean {
  const {
    applications_received: received,
    applications_carried_in: old = 0,
    applications_handled: handled,
  } = tableFigures(it.report)
  return (
    head === null || head.value === received || head.value === handled || head.value === (received ?? Number.NaN) + old
  )
}

const expected = (rows: readonly { code: string }[], codes: RegExp) =>
  rows.filter(({ code }) => codes.test(code)).length

const rowTotal = (cells: Cell[]): number => cells.at(-1) ?? sumOf(cells.slice(0, -1))

/** Ways of applying and kinds of answers in the text against the rows of the annex that bear the same name. */
export const judgeAnnexItems: Judge = (it) => {
  const { annex } = it.report
  if (!annex) return []
  const figures = tableFigures(it.report)
  const relevant = it.report.narrative.lists.filter(
    ({ head }) =>
      (head?.key === 'applications_received' || head?.key === 'applications_handled') &&
      head.value === figures[head.key],
  )
  return relevant.flatMap((list) => {
    const taken = new Set<AnnexRow>()
    return list.items.flatMap((item) => judgeAnnexItem(it, list, item, taken))
  })
}

const plain = (label: string) =>
  label
    .replace(/^(?:其中)|数$|件数$|[：:]/g, '')
    .replace(/其它/g, '其他')
    .replace('网络', '网上')

function judgeAnnexItem(it: Case, list: List, item: Item, taken: Set<AnnexRow>): Contradiction[] {
  const row = it.report.annex!.rows.find((one) => one.of !== null && plain(one.label) === plain(item.name))
  const value = row?.cells?.[0]
  if (row && typeof value === 'number' && value !== item.count.value && !item.count.approximate) {
    const says = `“${item.name}”正文${shown(item.count.value)}件，附表${shown(value)}件`
    return [
      contradiction('text-table', 'hard', says, [item.count.value, value], [quoteItem(it, item), quoteRow(it, row)]),
    ]
  }
  if (row || item.count.value === 0 || list.head!.key !== 'applications_handled') return []
  // The text calls an answer by a name the table does not have, and the table has one of the same size the text lacks.
  const unnamed = it.report.annex!.rows.find(
    (one) =>
      one.of !== null &&
      !taken.has(one) &&
      /答复/.test(one.label) &&
      one.cells?.[0] === item.count.value &&
      !list.items.some((other) => plain(other.name) === plain(one.label)),
  )
  if (!unnamed) return []
  taken.add(unnamed)
  const says = `正文“${item.name}”${item.count.value}在附表中列为“${unnamed.label}”，名目不一`
  return [
    contradiction(
      'class-mismatch',
      'soft',
      says,
      [item.count.value, item.count.value],
      [quoteItem(it, item), quoteRow(it, unnamed)],
    ),
  ]
}

/** "结果全部为维持", while the table has other results. */
export const judgeUpheld: Judge = (it) => {
  const { remedies, flow } = it.report
  const said = /(?:复议|诉讼)[^。]{0,30}?(?:结果)?(?:全部|均|都)(?:为|被|得到)?维持/.exec(flow.text)
  if (!remedies || !said || said.index >= remedies.from) return []
  const kinds = [
    { key: 'reconsiderations' as const, codes: ['p'] },
    { key: 'litigations' as const, codes: ['q', 's'] },
  ].map(({ key, codes }) => {
    const blocks = codes.map((code) => cellsOf(remedies, code)).filter((cells) => cells !== null)
    const above0 = (cells: (number | null)[]) => cells.filter((cell): cell is number => cell !== null && cell > 0)
    const upheld = above0(blocks.map((cells) => cells[0] ?? 0))
    const other = above0(blocks.flatMap((cells) => cells.slice(1, 4)))
    const stated = settledOf(it, key)?.said?.value
    return { other, figures: [...(stated ? [stated] : []), ...upheld, ...other] }
  })
  const other = kinds.flatMap((kind) => kind.other)
  if (other.length === 0) return []
  const says = `正文称结果全部为维持，表四另有其他结果或尚未审结的${other.join('、')}件`
  const quote = quoteOf(flow, said.index, said.index + said[0].length)
  return [
    contradiction(
      'text-table',
      'soft',
      says,
      kinds.flatMap(({ figures }) => figures),
      [quote, quoteOf(flow, remedies.numbersFrom, remedies.to)],
    ),
  ]
}

/** "经网站公开1853条", while the annex has another figure for the site. */
export const judgeSite: Judge = (it) => {
  const row = it.report.annex?.rows.find((one) => one.of !== null && /网站/.test(one.label) && !/申请/.test(one.label))
  const value = row?.cells?.[0]
  const said = it.report.narrative.counts.find(
    (count) =>
      !count.inList &&
      !count.approximate &&
      /(?:通过|在|经)[^，；]{0,24}网站[^，；]{0,4}(?:主动)?公开的?(?:政府)?信息[^，；]{0,4}$/.test(count.lead),
  )
  if (!row || typeof value !== 'number' || !said || said.value === value) return []
  const says = `正文称经网站公开${shown(said.value)}条，附表网站公开${shown(value)}条`
  return [contradiction('text-table', 'soft', says, [said.value, value], [quoteCount(it, said), quoteRow(it, row)])]
}
