import { dayOf, yearOf } from '../../calendar/day.ts'
import type { ReportForm } from '../../law/form.ts'
import { FORMS } from '../../law/forms.ts'
import { findOrgan, listOrgans } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Empty, Field, Form, Panel, Select } from '../../web/ui/index.ts'
import { startReport } from '../steps.ts'
import { listReports } from '../store.ts'
import { deskOf, editionName, StateTag } from './desk.tsx'

/** 年度报告: every year's report, and the way to begin the next. At /console/reports */
export const reportList = (c: C) => listPage(c, {})

async function listPage(c: C, form: Record<string, string>, refusal?: Refusal) {
  const { person } = c.var
  const scope = scopeOf(c)
  const organs = person?.organ ? [person.organ] : await listOrgans(scope)
  const reports = await listReports(scope, { organId: person?.organ?.id })
  const mayStart = person?.roles.includes('officer')
  const last = yearOf(dayOf(c.var.now)) - 1
  const name = (organId: string) => organs.find((organ) => organ.id === organId)?.name ?? ''
  return consolePage(
    c,
    { title: '年度报告', crumbs: [{ label: '工作台', href: '/console' }, { label: '年度报告' }], refusal },
    <>
      <DataTable
        caption="各年度报告"
        captionHidden
        rows={reports}
        columns={[
          {
            label: '年度',
            heading: true,
            cell: (report) => (
              <A href={`/console/reports/${report.id}`}>
                {report.year}年{editionName(report)}
              </A>
            ),
          },
          { label: '机关', cell: (report) => name(report.organId) },
          { label: '状态', cell: (report) => <StateTag state={report.state} /> },
          { label: '文号', cell: (report) => report.number ?? '' },
          { label: '成文日期', cell: (report) => report.datedOn ?? '' },
          { label: '起草', cell: (report) => report.preparedAs },
          { label: '签发', cell: (report) => report.signedAs ?? '' },
        ]}
        empty={
          <Empty
            title="还没有年度报告"
            hint="报告里的数字都从平时的记录算出。先发布信息、登记申请、填报其余数据，再从下面开始编写。"
          />
        }
      />
      {mayStart && (
        <Panel title="开始编写一份报告">
          <Form action="/console/reports">
            {organs.length > 1 && (
              <Select
                label="机关"
                name="organ"
                value={form.organ}
                options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
              />
            )}
            <Field
              label="报告年度"
              name="year"
              type="number"
              value={form.year ?? last}
              min={2008}
              max={yearOf(dayOf(c.var.now))}
              unit="年"
              required
              refusal={refusal}
              hint="可编写2008年度以后的报告。"
            />
            <Select
              label="格式"
              name="form"
              value={form.form ?? ''}
              options={[
                { value: '', label: '这个年度通常的格式' },
                ...FORMS.map(({ code, name, years }) => ({ value: code, label: `${yearsOf(years)}：${name}` })),
              ]}
              refusal={refusal}
            />
            <Actions>
              <Button kind="primary">开始编写</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

const yearsOf = ({ from, to }: ReportForm['years']) => (to === null ? `${from}年起` : `${from}—${to}年`)

/** POST /console/reports */
export async function reportStart(c: C) {
  const form = typed(c.var.form)
  const organ = await findOrgan(scopeOf(c), c.var.person?.organ?.id ?? form.organ ?? '')
  if (!organ) return c.notFound()
  const started = await startReport(deskOf(c), organ.id, Number(form.year), form.form)
  return started.ok ? seeOther(c, `/console/reports/${started.value}/text`) : listPage(c, form, started.refusal)
}
