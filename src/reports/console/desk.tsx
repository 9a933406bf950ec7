import type { Child } from 'hono/jsx'
import type { Refusal } from '../../result.ts'
import type { C } from '../../web/env.ts'
import { contextOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Tabs, Tag } from '../../web/ui/index.ts'
import { STATES, type State } from '../lifecycle.ts'
import type { Desk } from '../steps.ts'
import { findReport, type Report } from '../store.ts'

/** The desk of the person signed in: where steps of a report are taken. */
export const deskOf = (c: C): Desk => ({ ...contextOf(c), sql: c.var.sql, site: c.var.tenant.settings })

/** The report of an address, if this person's organ may see it: its own staff, or those who see every organ. */
export async function reportAt(c: C): Promise<Report | null> {
  const report = await findReport(deskOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return report && (!organ || organ.id === report.organId) ? report : null
}

const KINDS: Record<State, 'neutral' | 'info' | 'warning' | 'success'> = {
  drafting: 'neutral',
  checked: 'info',
  signed: 'info',
  numbered: 'warning',
  published: 'success',
  abandoned: 'neutral',
}

export const StateTag = ({ state }: { state: State }) => <Tag kind={KINDS[state]} label={STATES[state]} />

/** Said after the title of every edition but a first one. */
export const editionName = ({ edition, correction }: Pick<Report, 'edition' | 'correction'>): string =>
  edition === 1 ? '' : correction === null ? `（第${edition}稿）` : `（更正版，第${edition}版）`

export type Tab = 'report' | 'findings' | 'text' | 'preview' | 'file'

type Options = {
  tab: Tab
  findings?: number
  refusal?: Refusal | null
  done?: string
  title?: string
  actions?: Child
}

/** A page about one report, with the way to its other pages. */
export function reportPage(c: C, report: Report, options: Options, body: Child) {
  const name = `${report.year}年政府信息公开工作年度报告${editionName(report)}`
  const at = `/console/reports/${report.id}`
  return consolePage(
    c,
    {
      title: options.title ?? name,
      crumbs: [
        { label: '工作台', href: '/console' },
        { label: '年度报告', href: '/console/reports' },
        { label: `${report.year}年${editionName(report)}` },
      ],
      refusal: options.refusal,
      done: options.done,
      actions: options.actions,
    },
    <>
      <Tabs
        label="报告的各个方面"
        tabs={[
          { label: '数据与办理', href: at, current: options.tab === 'report' },
          {
            label: '核对',
            href: `${at}/findings`,
            current: options.tab === 'findings',
            count: options.findings || undefined,
          },
          { label: '正文', href: `${at}/text`, current: options.tab === 'text' },
          { label: '样稿', href: `${at}/preview`, current: options.tab === 'preview' },
          { label: '办理单', href: `${at}/file`, current: options.tab === 'file' },
        ]}
      />
      {body}
    </>,
  )
}

/** A figure with the way to its records. */
export const FigureLink = ({ report, figure, children }: { report: Report; figure: string; children?: Child }) => (
  <A href={`/console/reports/${report.id}/figures/${encodeURIComponent(figure)}`}>{children}</A>
)
