import { minuteOf } from '../../../calendar/day.ts'
import { formNamed } from '../../../law/forms.ts'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  DataTable,
  Empty,
  Facts,
  Form,
  Notice,
  Panel,
  PrintButton,
  TextArea,
  Timeline,
} from '../../../web/ui/index.ts'
import { recordCount } from '../../figures.ts'
import { findReport } from '../../store.ts'
import { STATES, STEPS, type StepName, stepsFor } from '../lifecycle.ts'
import { moveOn, submitReport, unsignReturned, whereIs } from '../steps.ts'
import { figuresOf, findSubmission, type Submission, submissionsOf } from '../store.ts'
import { boardPage } from './board.tsx'
import { SubmissionTag } from './desk.tsx'

/** A submission of this address, if this person's organ is one of its two sides; people of the whole site see all. */
async function submissionAt(c: C): Promise<Submission | null> {
  const found = await findSubmission(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ?.id
  return found && (!organ || organ === found.organId || organ === found.parentId) ? found : null
}

const titleOf = ({ organName, year }: Submission) => `${organName}${year}年度报告的报送`

const crumbsOf = (submission: Submission, more: string) => [
  { label: '工作台', href: '/console' },
  { label: '报送与汇总', href: address('/console/rollup', { year: submission.year }) },
  ...(more ? [{ label: submission.organName, href: `/console/rollup/submissions/${submission.id}` }] : []),
  { label: more || submission.organName },
]

/** One submission: what it carries, where it stands, the receipt. At /console/rollup/submissions/:id */
export async function submissionShow(c: C) {
  const submission = await submissionAt(c)
  return submission ? showPage(c, submission, {}, null) : c.notFound()
}

async function showPage(c: C, submission: Submission, form: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const { id, organId, year, version, state } = submission
  const [handed, rounds, where] = await Promise.all([
    figuresOf(scope, id),
    submissionsOf(scope, organId, year),
    whereIs(scope, submission),
  ])
  const { actor } = contextOf(c)
  const steps = actor.kind === 'staff' ? stepsFor(where, actor) : []
  const link = (key: string, text: number | string) => (
    <A href={`/console/rollup/submissions/${id}/figures/${encodeURIComponent(key)}`}>{text}</A>
  )
  return consolePage(
    c,
    {
      title: titleOf(submission),
      crumbs: crumbsOf(submission, ''),
      refusal,
      done: refusal
        ? undefined
        : c.req.query('done')
          ? `已${STEPS[c.req.query('done') as StepName]?.label ?? '保存'}`
          : undefined,
      actions: state === 'received' && <PrintButton label="打印回执" />,
    },
    <>
      {state === 'returned' && (
        <Notice kind="warning" title="报告已经退回">
          <p>{submission.reason}</p>
        </Notice>
      )}
      <Facts
        facts={[
          ['状态', <SubmissionTag state={state} />],
          ['报送机关', submission.organName],
          ['报给', submission.parentName],
          ['报送', `第${submission.round}次，${submission.submittedAs}，${minuteOf(submission.submittedAt)}`],
          [
            state === 'received' ? '回执' : STATES[state],
            submission.answeredAt && `${submission.answeredAs}，${minuteOf(submission.answeredAt)}`,
          ],
          ['格式', formNamed(submission.form)?.name ?? submission.form],
        ]}
      />
      {steps.length > 0 && (
        <Panel title="办理">
          {steps.map((name) => (
            <Form action={`/console/rollup/submissions/${id}/${name}`}>
              <input type="hidden" name="version" value={String(version)} />
              {name === 'return' && (
                <TextArea
                  label="退回的原因"
                  name="reason"
                  value={form.reason}
                  rows={2}
                  maxlength={1000}
                  required
                  refusal={refusal}
                  hint="写清哪一项有问题、需要怎样改，对方在工作台上可以看到。"
                />
              )}
              <Actions>
                <Button kind={name === 'receive' ? 'primary' : 'plain'}>{STEPS[name].label}</Button>
              </Actions>
            </Form>
          ))}
        </Panel>
      )}
      <DataTable
        caption="报送的数字（签发时的数，点数字查看记录）"
        rows={handed.figures}
        columns={[
          { label: '指标', heading: true, cell: (figure) => figure.label },
          { label: '数值', align: 'end', cell: (figure) => link(figure.key, figure.value ?? '未填报') },
          { label: '单位', cell: (figure) => figure.unit },
        ]}
        phone="scroll"
      />
      {handed.categories.length > 0 && (
        <DataTable
          caption="主动公开的类别"
          rows={handed.categories}
          columns={[
            { label: '类别', heading: true, cell: (category) => category.name },
            { label: '条数', align: 'end', cell: (category) => link(`category:${category.code}`, category.count) },
          ]}
          phone="scroll"
        />
      )}
      <h2>报送的经过</h2>
      <Timeline
        label="报送的经过"
        entries={rounds.toReversed().flatMap((one) => [
          { when: minuteOf(one.submittedAt), who: one.submittedAs, what: `第${one.round}次报送` },
          ...(one.answeredAt
            ? [
                {
                  when: minuteOf(one.answeredAt),
                  who: one.answeredAs ?? undefined,
                  what: STATES[one.state],
                  note: one.reason ?? undefined,
                },
              ]
            : []),
        ])}
      />
    </>,
  )
}

/** The records behind a figure that was handed in. At /console/rollup/submissions/:id/figures/:key */
export async function submissionFigure(c: C) {
  const submission = await submissionAt(c)
  if (!submission) return c.notFound()
  const scope = scopeOf(c)
  const key = decodeURIComponent(c.req.param('key') ?? '')
  const handed = await figuresOf(scope, submission.id)
  const category = handed.categories.find(({ code }) => key === `category:${code}`)
  const figure = handed.figures.find((one) => one.key === key)
  if (!figure && !category) return c.notFound()
  const signed = (await findReport(scope, submission.reportId))?.frozen?.reckoning
  const behind =
    signed?.figures.find((one) => one.key === key) ?? signed?.categories.find(({ code }) => key === `category:${code}`)
  const records = behind?.records ?? behind?.below ?? []
  const total = behind ? recordCount({ below: behind.below, records: behind.records, count: behind.count }) : 0
  const label = figure?.label ?? category!.name
  const open = !c.var.person?.organ || c.var.person.organ.id === submission.organId
  return consolePage(
    c,
    { title: label, crumbs: crumbsOf(submission, label) },
    <>
      <Facts
        facts={[
          ['机关', submission.organName],
          [
            '数值',
            figure ? `${figure.value ?? '未填报'}${figure.value === null ? '' : figure.unit}` : `${category!.count}条`,
          ],
          ['依据', signed ? '签发时的记录' : '报告退回以后撤销了签发，当时的记录清单没有保留'],
        ]}
      />
      <DataTable
        caption={`计入的记录，共${total}条`}
        rows={records.slice(0, LONGEST)}
        columns={[
          {
            label: '记录',
            heading: true,
            cell: (one) =>
              one.href && (open || one.href.startsWith('/console/rollup')) ? (
                <A href={one.href}>{one.label}</A>
              ) : (
                one.label
              ),
          },
          { label: '日期', cell: (one) => one.on ?? '' },
        ]}
        empty={<Empty title="没有记录清单" hint="这一项由其他数据算出，或者没有发生。" />}
      />
      {total > Math.min(records.length, LONGEST) && (
        <p class="form-hint">只列出{Math.min(records.length, LONGEST)}条；全部记录在报送机关的年度报告中。</p>
      )}
    </>,
  )
}

const LONGEST = 500

/** POST /console/rollup/submissions/:id/:step, one row of the site map for each step. */
export const submissionStep = (name: StepName) => async (c: C) => {
  const submission = await submissionAt(c)
  if (!submission) return c.notFound()
  const form = typed(c.var.form)
  const done = await moveOn(contextOf(c), submission, Number(form.version), name, form.reason)
  return done.ok
    ? seeOther(c, `/console/rollup/submissions/${submission.id}?done=${name}`)
    : showPage(c, submission, form, done.refusal)
}

/** POST /console/rollup/reports/:id/submit */
export async function takeSubmit(c: C) {
  const report = await findReport(scopeOf(c), c.req.param('id') ?? '')
  if (!report || report.organId !== c.var.person?.organ?.id) return c.notFound()
  const done = await submitReport(contextOf(c), report.id)
  return done.ok
    ? seeOther(c, address('/console/rollup', { year: report.year, done: 'submitted' }))
    : boardPage(c, { year: String(report.year) }, done.refusal)
}

/** POST /console/rollup/reports/:id/unsign */
export async function takeUnsign(c: C) {
  const report = await findReport(scopeOf(c), c.req.param('id') ?? '')
  if (!report || report.organId !== c.var.person?.organ?.id) return c.notFound()
  const done = await unsignReturned(contextOf(c), report)
  return done.ok
    ? seeOther(c, address('/console/rollup', { year: report.year, done: 'unsigned' }))
    : boardPage(c, { year: String(report.year) }, done.refusal)
}
