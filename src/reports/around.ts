import { LRUCache } from 'lru-cache'
import type { Scope } from '../context.ts'
import type { ReportForm } from '../law/form.ts'
import type { Organ } from '../organs/model.ts'
import type { Chart } from '../typeset/model.ts'
import { ownLines } from './changes.ts'
import { type Case, narrativesOf, type OtherText } from './checks/case.ts'
import { type Print, printOf } from './checks/similarity.ts'
import { printedText } from './printed.ts'
import { peersOf, type Report, textsBeside } from './store.ts'
import { fillPlain, reportBlocks, type Written } from './text.ts'

type Around = NonNullable<Case['around']>

/** What stands around a report: the other organs' figures and texts, its own of the year before, and its pages in plain words. */
export async function aroundOf(
  scope: Scope,
  organ: Organ,
  report: Pick<Report, 'organId' | 'year'>,
  written: Omit<Written, 'charts'>,
): Promise<Around> {
  const { form, reckoning, words, narrative } = written
  const [peers, texts] = await Promise.all([peersOf(scope, report), textsBeside(scope, report)])
  const title = fillPlain(form.title, reckoning, words)
  const body = reportBlocks({ ...written, charts: { categories: NO_CHART, months: NO_CHART } })
  return {
    kind: organ.kind,
    names: namesOf(organ.shortName),
    thresholds: organ.settings.reportThresholds,
    peers,
    others: texts.map(
      (text): OtherText => ({
        report: text.id,
        label: `${text.shortName}${text.year}年报告`,
        own: text.organId === organ.id,
        prints: printsOf(text, form),
      }),
    ),
    printed: printedText({ enclosed: [{ title, body }] }),
    filled: Object.fromEntries(
      Object.entries(narrative).map(([key, text]) => [key, fillPlain(text, reckoning, words)]),
    ),
  }
}

const NO_CHART: Chart = { kind: 'chart', svg: '', alt: '', data: { form: 'bar', title: '', unit: '', items: [] } }

const namesOf = (shortName: string) => [
  shortName,
  '我镇',
  '我乡',
  '我街道',
  '我局',
  '我县',
  '我市',
  '本机关',
  '全镇',
  '全乡',
]

/** Texts are many and seldom change: what was made of one is kept until it does. */
const kept = new LRUCache<string, Record<string, Print>>({ max: 1000 })

function printsOf(text: Awaited<ReturnType<typeof textsBeside>>[number], form: ReportForm): Record<string, Print> {
  const key = `${text.id}:${text.version}:${form.code}`
  const known = kept.get(key)
  if (known) return known
  const names = namesOf(text.shortName)
  const drafts = new Map(narrativesOf(form).map(({ key: part, draft }) => [part, draft]))
  const prints = Object.fromEntries(
    Object.entries(text.narrative).map(([part, words]) => [part, printOf(ownLines(words, drafts.get(part)), names)]),
  )
  kept.set(key, prints)
  return prints
}
