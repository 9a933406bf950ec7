import { type Condition, type Part, type ReportForm, tableOf } from '../law/form.ts'
import { bodyBlocks } from '../typeset/body.ts'
import type { Block, Chart, Inline, Row, Table } from '../typeset/model.ts'
import { isShare } from './figures/needed.ts'
import { figureNamed, figureValue, type Reckoning } from './figures.ts'
import { printedTable } from './tables/text.ts'

/** What sentences call things: {organ}, {short}, {kind}, {office} …, from the organ's profile. */
export type Words = Record<string, string>

/** Pictures already drawn, with the address the portal serves them at. */
export type Charts = Record<'categories' | 'months', Chart>

export type Written = {
  form: ReportForm
  reckoning: Reckoning
  words: Words
  narrative: Record<string, string>
  charts: Charts
}

/** Decimals of the figures that have any. */
const DIGITS: Record<string, number> = { one_trip_percent: 1 }

const SLOT = /\{([A-Za-z_]+)\}/g

/** Puts figures and words into their slots. A figure's slot becomes a run that knows its figure. Pure. */
export function fill(text: string, reckoning: Reckoning, words: Words): Inline[] {
  const runs: Inline[] = []
  let done = 0
  for (const match of text.matchAll(SLOT)) {
    const key = match[1]!
    if (match.index > done) runs.push(text.slice(done, match.index))
    runs.push(inSlot(key, reckoning, words) ?? match[0])
    done = match.index + match[0].length
  }
  if (done < text.length) runs.push(text.slice(done))
  return runs
}

function inSlot(key: string, reckoning: Reckoning, words: Words): Inline | null {
  if (key in words) return words[key]!
  const figure = figureNamed(reckoning, key)
  if (!figure) return null
  const blank = figure.applicable === false ? '（不适用）' : '〔未填报〕'
  const text = figure.value === null ? blank : key in DIGITS ? figure.value.toFixed(DIGITS[key]) : String(figure.value)
  return { text, figure: key }
}

/** As `fill`, in plain text, where no figure is to be followed: titles, headings, captions. */
export const fillPlain = (text: string, reckoning: Reckoning, words: Words): string =>
  fill(text, reckoning, words)
    .map((run) => (typeof run === 'string' ? run : run.text))
    .join('')

/** Slots of a text that name neither a figure nor a word: typing errors of whoever wrote it. */
export const unknownSlots = (text: string, reckoning: Reckoning, words: Words): string[] =>
  [...text.matchAll(SLOT)].map((match) => match[1]!).filter((key) => inSlot(key, reckoning, words) === null)

/** Figures a text uses that nobody has entered yet. */
export const blankSlots = (text: string, reckoning: Reckoning): { key: string; label: string }[] =>
  [...new Set([...text.matchAll(SLOT)].map((match) => match[1]!))].flatMap((key) => {
    const figure = figureNamed(reckoning, key)
    return figure && figure.value === null && figure.applicable !== false && !isShare(key)
      ? [{ key, label: figure.label }]
      : []
  })

/** The whole report as blocks: preface, then the parts in the order of the form. */
export function reportBlocks(report: Written): Block[] {
  const { form, reckoning, words } = report
  return [
    ...form.preface.map((text): Block => ({ kind: 'paragraph', runs: fill(text, reckoning, words) })),
    ...form.parts.flatMap((part) => partBlocks(part, report)),
  ]
}

export function partBlocks(part: Part, report: Written): Block[] {
  const { reckoning, words } = report
  const blocks: Block[] = part.number ? [{ kind: 'heading', level: 1, text: `${part.number}、${part.title}` }] : []
  for (const piece of part.pieces) {
    switch (piece.kind) {
      case 'heading':
        blocks.push({ kind: 'heading', level: 2, text: piece.text })
        break
      case 'sentence':
        if (!piece.when || holds(piece.when, reckoning))
          blocks.push({ kind: 'paragraph', runs: fill(piece.text, reckoning, words) })
        break
      case 'narrative':
        blocks.push(...narrativeBlocks(report.narrative[piece.key] ?? '', reckoning, words))
        break
      case 'categories':
        blocks.push(categorySentence(fillPlain(piece.text, reckoning, words), reckoning))
        break
      case 'chart':
        blocks.push(...chartBlocks(piece.chart, fillPlain(piece.title, reckoning, words), report))
        break
      case 'table':
        blocks.push(untitled(part, reportTable(piece.table, report)))
        break
    }
  }
  return blocks
}

/** A table that says nothing but the title of its part has no heading of its own. */
const untitled = ({ title }: Part, table: Table): Table =>
  table.caption === title ? { ...table, caption: undefined } : table

/** One table of the form, filled in. */
export const reportTable = (key: string, { form, reckoning, words }: Pick<Written, 'form' | 'reckoning' | 'words'>) =>
  printedTable(tableOf(form, key), reckoning, (text) => fillPlain(text, reckoning, words))

const holds = ({ figure, is }: Condition, reckoning: Reckoning) => {
  const value = figureValue(reckoning, figure)
  return is === 'zero' ? value === 0 || value === null : value !== null && value > 0
}

const narrativeBlocks = (text: string, reckoning: Reckoning, words: Words): Block[] =>
  bodyBlocks(text).map((block) =>
    block.kind === 'paragraph'
      ? {
          ...block,
          runs: block.runs.flatMap((run) => (typeof run === 'string' ? fill(run, reckoning, words) : [run])),
        }
      : block,
  )

/** 机构职能类信息14条，占27.45%；… */
function categorySentence(opening: string, { categories }: Reckoning): Block {
  if (categories.length === 0) return { kind: 'paragraph', runs: [`${opening}没有发布信息。`] }
  const runs = categories.flatMap((category, at): Inline[] => [
    `${category.name}信息`,
    { text: String(category.count), figure: `category:${category.code}` },
    `条，占${category.percent.toFixed(2)}%${at < categories.length - 1 ? '；' : '。'}`,
  ])
  return { kind: 'paragraph', runs: [opening, ...runs] }
}

function chartBlocks(chart: 'categories' | 'months', title: string, { reckoning, charts }: Written): Block[] {
  const table: Block =
    chart === 'categories'
      ? {
          kind: 'table',
          caption: title,
          columns: [
            { label: '类别', width: 3 },
            { label: '条数', align: 'end' },
            { label: '占比', align: 'end' },
          ],
          rows: [
            ...reckoning.categories.map(
              (category): Row => ({
                cells: [
                  category.name,
                  { text: category.count, figure: `category:${category.code}` },
                  `${category.percent.toFixed(2)}%`,
                ],
              }),
            ),
            {
              cells: [
                '合计',
                { text: figureValue(reckoning, 'proactive_total') ?? 0, figure: 'proactive_total' },
                '100%',
              ],
              strong: true,
            },
          ],
        }
      : {
          kind: 'table',
          caption: title,
          columns: [
            { label: '月份', width: 1.6 },
            ...reckoning.months.map(({ month }) => ({ label: `${month}月`, align: 'center' as const })),
          ],
          rows: [{ cells: ['条数', ...reckoning.months.map(({ count }) => count)] }],
        }
  return reckoning.categories.length === 0 ? [table] : [table, charts[chart]]
}
