import { day as asDay, Day, dayOf, minuteOf } from '../../calendar/day.ts'
import { type AnnexRow, cumulativeOf } from '../../law/form.ts'
import type { Refusal } from '../../result.ts'
import { readSaid } from '../../review/console/form.tsx'
import { reviewPath } from '../../review/console/paths.ts'
import { showReview } from '../../review/console/show.tsx'
import type { Review } from '../../review/model.ts'
import { reviewSays } from '../../review/store.ts'
import { type C, scopeOf, seeOther, to, typed } from '../../web/env.ts'
import {
  A,
  Actions,
  Button,
  DataTable,
  Facts,
  Field,
  Form,
  Light,
  Notice,
  Panel,
  TextArea,
} from '../../web/ui/index.ts'
import { assess, type Judged, recompute } from '../assess.ts'
import { differences } from '../differences.ts'
import { figureNamed } from '../figures.ts'
import { reviewOfReport } from '../issue.ts'
import { STEPS, type StepName, stepsFor } from '../lifecycle.ts'
import { askAgain, takeStep } from '../steps.ts'
import { findReportOf, type Report, reportFiles } from '../store.ts'
import { deskOf, FigureLink, reportAt, reportPage, StateTag } from './desk.tsx'

/** The report at a glance: where it stands, what it counts, what can be done now. At /console/reports/:id */
export async function reportShow(c: C) {
  const report = await reportAt(c)
  return report ? showPage(c, report, {}) : c.notFound()
}

async function showPage(c: C, report: Report, form: Record<string, string>, refusal?: Refusal) {
  const desk = deskOf(c)
  const assessment = await assess(desk, report, desk.site)
  const { reckoning, form: of } = assessment.written
  const files = await reportFiles(scopeOf(c), report.id)
  const drift = report.frozen
    ? differences(reckoning, (await recompute(desk, report, desk.site)).written.reckoning)
    : []
  const value = (key: string) => figureNamed(reckoning, key)?.value ?? null
  const cell = (key: string) => (
    <FigureLink report={report} figure={key}>
      {value(key) ?? '未填报'}
    </FigureLink>
  )
  const before = await findReportOf(desk, report.organId, report.year - 1)
  const lastYear = (key: string) => before?.frozen?.reckoning.figures.find((figure) => figure.key === key)?.value ?? ''
  return reportPage(
    c,
    report,
    { tab: 'report', findings: assessment.blocking.length, refusal },
    <>
      {drift.length > 0 && (
        <Notice kind="warning" title="签发以后，记录有变动">
          <p>已签发的报告不会改变。与现在的记录相比：</p>
          <ul>
            {drift.map((one) => (
              <li>{`${one.label}：签发时${one.signed ?? '未填报'}，现在${one.now ?? '未填报'}`}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Facts
        facts={[
          ['状态', <StateTag state={report.state} />],
          ['机关', assessment.organ.name],
          ['格式', of.name],
          ['起草', report.preparedAs],
          ['签发', report.signedAt ? `${report.signedAs}，${minuteOf(report.signedAt)}` : '未签发'],
          ['文号', report.number ?? '未编号'],
          ['成文日期', report.datedOn ?? '未成文'],
          [
            '核对',
            assessment.blocking.length > 0 ? (
              <A href={`/console/reports/${report.id}/findings`}>
                <Light colour="red">{assessment.blocking.length}处对不上</Light>
              </A>
            ) : (
              <AllClear findings={assessment.findings} />
            ),
          ],
          ...(report.itemId
            ? ([['公开页面', <A href={`/${assessment.organ.slug}/zfxxgknb/${report.year}`}>在网站上查看</A>]] as const)
            : []),
        ]}
      />
      {report.number && (
        <p class="downloads">
          {(['pdf', 'docx', 'xlsx'] as const)
            .filter((format) => files[format])
            .map((format) => (
              <a class="btn" href={to(c, `/console/reports/${report.id}/files/${format}`)}>
                下载{format.toUpperCase()}
              </a>
            ))}
        </p>
      )}
      <Steps c={c} report={report} form={form} refusal={refusal} review={await reviewOfReport(desk, report)} />
      <DataTable
        caption="附表各项（点数字查看每一条记录）"
        rows={of.annex.rows}
        columns={[
          {
            label: '指标',
            heading: true,
            cell: (row) => (row.of ? <span class="sub">{row.printed}</span> : row.printed),
          },
          { label: '单位', cell: (row) => row.unit },
          { label: `${report.year}年`, align: 'end', cell: (row) => cell(row.figure) },
          { label: '历年累计', align: 'end', cell: (row) => cell(cumulativeOf(row.figure)) },
          ...(before?.frozen
            ? [{ label: `${report.year - 1}年`, align: 'end' as const, cell: (row: AnnexRow) => lastYear(row.figure) }]
            : []),
        ]}
        phone="scroll"
      />
      <DataTable
        caption="主动公开的类别"
        rows={reckoning.categories}
        empty="本年还没有发布信息。"
        columns={[
          { label: '类别', heading: true, cell: (category) => category.name },
          {
            label: '条数',
            align: 'end',
            cell: (category) => (
              <FigureLink report={report} figure={`category:${category.code}`}>
                {category.count}
              </FigureLink>
            ),
          },
          { label: '占比', align: 'end', cell: (category) => `${category.percent.toFixed(2)}%` },
        ]}
        phone="scroll"
      />
      <DataTable
        caption="正文中的其他数据"
        rows={reckoning.figures.filter(
          (figure) => !of.annex.rows.some((row) => [row.figure, cumulativeOf(row.figure)].includes(figure.key)),
        )}
        columns={[
          { label: '指标', heading: true, cell: (figure) => figure.label },
          { label: '数值', align: 'end', cell: (figure) => cell(figure.key) },
          { label: '单位', cell: (figure) => figure.unit },
          { label: '口径', cell: (figure) => figure.definition },
        ]}
      />
    </>,
  )
}

/** Nothing blocks the signature: either nothing was found, or all of it was explained, or only hints are left. */
function AllClear({ findings }: { findings: readonly Judged[] }) {
  const open = findings.filter((finding) => !finding.waived).length
  if (open > 0) return <Light colour="yellow">{open}处提醒</Light>
  if (findings.length > 0) return <Light colour="explained">{findings.length}处已说明</Light>
  return <Light colour="green">全部对得上</Light>
}

const EXPLAINED: Record<StepName, string> = {
  check: '送签后，正文不能再改；需要修改时可以退回。',
  reopen: '退回后可以继续修改，修改完须重新送签。',
  sign: '签发后，报告中的数字和文字不再改变。',
  number: '取下一个文号，生成PDF、DOCX和XLSX。文号取得后不能收回。',
  publish: '发布后，公众可以在网站上看到这份报告。',
}

function Steps({
  c,
  report,
  form,
  refusal,
  review,
}: {
  c: C
  report: Report
  form: Record<string, string>
  refusal?: Refusal
  review: Review | null
}) {
  const steps = stepsFor({ ...report, review }, c.var.person!).filter((name) => name !== 'publish')
  if (report.state === 'numbered') return <Reviewing c={c} report={report} review={review} />
  if (steps.length === 0)
    return report.state === 'published' ? null : (
      <Notice title="现在没有需要您办理的步骤">
        <p>下一步须由其他岗位办理。</p>
      </Notice>
    )
  return (
    <Panel title="办理">
      {steps.map((name) => (
        <Form action={`/console/reports/${report.id}/${name}`}>
          <input type="hidden" name="version" value={String(report.version)} />
          {name === 'reopen' && (
            <TextArea label="退回的原因" name="reason" value={form.reason} rows={2} required refusal={refusal} />
          )}
          {name === 'number' && (
            <Field
              label="成文日期"
              name="day"
              type="date"
              value={form.day ?? dayOf(c.var.now)}
              max={dayOf(c.var.now)}
              required
              refusal={refusal}
            />
          )}
          <p class="hint">{EXPLAINED[name]}</p>
          <Actions>
            <Button
              kind={name === 'reopen' ? 'plain' : 'primary'}
              confirm={name === 'number' ? '文号取得后不能收回，确定现在编号吗？' : undefined}
            >
              {STEPS[name].label}
            </Button>
          </Actions>
        </Form>
      ))}
    </Panel>
  )
}

/** A numbered report is in the hands of its review; published with the last opinion, on the review's own page. */
const Reviewing = ({ c, report, review }: { c: C; report: Report; review: Review | null }) => (
  <Panel title="保密审查">
    <p>{review ? `${reviewSays(review)}。${EXPLAINED.publish}` : '还没有送保密审查。'}</p>
    <Actions>
      {review && (
        <Button kind="primary" href={reviewPath(review)}>
          打开保密审查
        </Button>
      )}
      {review?.state !== 'open' && c.var.person?.roles.includes('officer') && (
        <Form action={`/console/reports/${report.id}/ask`}>
          <Button>重新送保密审查</Button>
        </Form>
      )}
    </Actions>
  </Panel>
)

/** POST /console/reports/:id/ask */
export async function reportAsk(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const asked = await askAgain(deskOf(c), report)
  return asked.ok ? seeOther(c, `/console/reports/${report.id}`) : showPage(c, report, {}, asked.refusal)
}

/** POST /console/reports/:id/:step, one row of the site map for each step. */
export const reportStep = (name: StepName) => async (c: C) => {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const form = typed(c.var.form)
  const chosen = Day.safeParse(form.day ?? '')
  const taken = await takeStep(deskOf(c), report.id, Number(form.version), name, {
    reason: form.reason,
    day: chosen.success ? asDay(chosen.data) : undefined,
    said: name === 'publish' ? readSaid(c.var.form) : undefined,
  })
  const review = name === 'publish' && !taken.ok ? await reviewOfReport(scopeOf(c), report) : null
  if (review && !taken.ok) return showReview(c, review, c.var.form, taken.refusal)
  return taken.ok ? seeOther(c, `/console/reports/${report.id}`) : showPage(c, report, form, taken.refusal)
}
