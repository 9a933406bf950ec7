import { minuteOf } from '../../calendar/day.ts'
import { labelOf } from '../../ledger/events.ts'
import { story } from '../../ledger/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { DataTable, Facts, Panel, PrintButton, Timeline } from '../../web/ui/index.ts'
import { assess } from '../assess.ts'
import { STATES } from '../lifecycle.ts'
import { deskOf, reportAt, reportPage } from './desk.tsx'

/** 办理单: who did what, and every explanation given, to print and keep. At /console/reports/:id/file */
export async function caseFile(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const desk = deskOf(c)
  const { organ, findings, blocking } = await assess(desk, report, desk.site)
  const entries = await story(scopeOf(c), 'report', report.id)
  return reportPage(
    c,
    report,
    {
      tab: 'file',
      findings: blocking.length,
      title: `${report.year}年度报告办理单`,
      actions: <PrintButton label="打印办理单" />,
    },
    <>
      <Facts
        facts={[
          ['报告', `${organ.shortName}${report.year}年政府信息公开工作年度报告`],
          ['状态', STATES[report.state]],
          ['起草', report.preparedAs],
          ['签发', report.signedAt ? `${report.signedAs}，${minuteOf(report.signedAt)}` : '未签发'],
          ['文号', report.number ?? '未编号'],
          ['成文日期', report.datedOn ?? '未成文'],
        ]}
      />
      <DataTable
        caption="核对出的问题与说明"
        rows={findings}
        empty="没有对不上的地方。"
        columns={[
          { label: '问题', heading: true, cell: (finding) => finding.says },
          { label: '说明', cell: (finding) => finding.waived?.reason ?? '未说明' },
          { label: '说明人', whole: true, cell: (finding) => finding.waived?.as ?? '' },
        ]}
      />
      <Panel title="办理过程">
        <Timeline
          entries={entries.map((entry) => ({
            when: minuteOf(entry.at),
            who: entry.actor.name,
            what: labelOf(entry.event),
            note: typeof entry.detail.reason === 'string' ? entry.detail.reason : undefined,
          }))}
        />
      </Panel>
    </>,
  )
}
