import { day as asDay, Day, dayOf, minuteOf } from '../../calendar/day.ts'
import { cellsOf } from '../../law/forms/tables-shape.ts'
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
import { STATES, STEPS, type StepName, stepsFor } from '../lifecycle.ts'
import { askAgain, takeStep } from '../steps.ts'
import { findReportOf, listReports, type Report, type ReportLine, reportFiles, validReportOf } from '../store.ts'
import { deskOf, editionName, FigureLink, reportAt, reportPage, StateTag } from './desk.tsx'
import { FormTableView } from './tables.tsx'

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
  const inTables = new Set(of.tables.flatMap((table) => cellsOf(table).map(({ key }) => key)))
  const before = await validReportOf(desk, report.organId, report.year - 1)
  const editions = await listReports(desk, { organId: report.organId, year: report.year })
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
      <OtherEditions report={report} editions={editions} />
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
            ? ([
                [
                  '公开页面',
                  <A href={`/${assessment.organ.slug}/zfxxgknb/${report.year}-${report.edition}`}>在网站上查看</A>,
                ],
              ] as const)
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
      <Steps
        c={c}
        report={report}
        newest={editions[0]?.edition ?? report.edition}
        form={form}
        refusal={refusal}
        review={await reviewOfReport(desk, report)}
      />
      {of.tables.map((table) => (
        <FormTableView report={report} table={table} written={assessment.written} before={before} />
      ))}
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
        rows={reckoning.figures.filter(({ key }) => !inTables.has(key))}
        columns={[
          { label: '指标', heading: true, cell: (figure) => figure.label },
          { label: '数值', align: 'end', whole: true, cell: (figure) => cell(figure.key) },
          { label: '单位', cell: (figure) => figure.unit },
          { label: '口径', cell: (figure) => figure.definition },
        ]}
      />
    </>,
  )
}

/** The way to the newest edition, and what this one corrects. */
function OtherEditions({ report, editions }: { report: Report; editions: readonly ReportLine[] }) {
  const others = editions.filter(({ id }) => id !== report.id)
  if (others.length === 0) return null
  const replaced = editions.some(({ edition, state }) => edition > report.edition && state === 'published')
  return (
    <Notice
      kind={replaced ? 'warning' : 'info'}
      title={replaced ? '这一版已被更正版代替' : `${report.year}年的报告共有${editions.length}版`}
    >
      {report.correction !== null && <p>更正说明：{report.correction}</p>}
      <ul>
        {others.map((other) => (
          <li>
            <A href={`/console/reports/${other.id}`}>
              第{other.edition}版{editionName(other) && (other.correction === null ? '' : '（更正版）')}
            </A>
            ：{STATES[other.state]}
            {other.number && `，${other.number}`}
          </li>
        ))}
      </ul>
    </Notice>
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
  correct:
    '发布以后发现错误的，在这里编制更正版。更正版发布以前，公众看到的仍是这一版；发布以后，这一版注明已被代替，仍可查阅。',
  remake: '审查中发现有不宜公开的内容，签发的报告又不能遮盖的，作废这一版，改好后重新签发、编号。已取的文号不再使用。',
}

/** What the officer is asked for before the step; the reason goes to the case file, the note of a correction to the public. */
const ASKED: Partial<Record<StepName, { label: string; hint?: string }>> = {
  reopen: { label: '退回的原因' },
  remake: { label: '作废的原因', hint: '写在办理单上，不对外公开。' },
  correct: { label: '更正说明', hint: '写明更正了哪里、为什么更正，印在更正版的最前面，对外公开。编制时还可以修改。' },
}

function Steps({
  c,
  report,
  form,
  refusal,
  review,
  newest,
}: {
  c: C
  report: Report
  newest: number
  form: Record<string, string>
  refusal?: Refusal
  review: Review | null
}) {
  const steps = stepsFor({ ...report, review }, c.var.person!).filter(
    (name) => name !== 'publish' && !(name === 'correct' && newest > report.edition),
  )
  if (steps.length === 0 && report.state !== 'numbered')
    return report.state === 'published' || report.state === 'abandoned' ? null : (
      <Notice title="现在没有需要您办理的步骤">
        <p>下一步须由其他岗位办理。</p>
      </Notice>
    )
  const taken = (
    <>
      {steps.map((name) => (
        <Form action={`/console/reports/${report.id}/${name}`}>
          <input type="hidden" name="version" value={String(report.version)} />
          {ASKED[name] && (
            <TextArea {...ASKED[name]} name="reason" value={form.reason} rows={2} required refusal={refusal} />
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
            <Button kind={ASKED[name] ? 'plain' : 'primary'} confirm={CONFIRMED[name]}>
              {STEPS[name].label}
            </Button>
          </Actions>
        </Form>
      ))}
    </>
  )
  if (report.state === 'numbered')
    return (
      <>
        <Reviewing c={c} report={report} review={review} />
        {steps.length > 0 && <Panel title="不能按签发的内容公开时">{taken}</Panel>}
      </>
    )
  return <Panel title={report.state === 'published' ? '发布以后发现错误时' : '办理'}>{taken}</Panel>
}

const CONFIRMED: Partial<Record<StepName, string>> = {
  number: '文号取得后不能收回，确定现在编号吗？',
  remake: '作废后不能恢复，已取的文号不再使用。确定作废、重新编制吗？',
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
  if (!taken.ok) return showPage(c, report, form, taken.refusal)
  const next =
    name === 'correct' || name === 'remake' ? await findReportOf(scopeOf(c), report.organId, report.year) : null
  return seeOther(c, next ? `/console/reports/${next.id}/text` : `/console/reports/${report.id}`)
}
