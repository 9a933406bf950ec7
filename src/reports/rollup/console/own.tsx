import { dayOf, minuteOf } from '../../../calendar/day.ts'
import type { Organ } from '../../../organs/model.ts'
import { type C, contextOf, scopeOf } from '../../../web/env.ts'
import { A, Actions, Button, Facts, Form, Notice, Panel } from '../../../web/ui/index.ts'
import { STATES as REPORT_STATES } from '../../lifecycle.ts'
import { findReportOf } from '../../store.ts'
import { lightOf, submissionDeadline } from '../deadlines.ts'
import { isLocking } from '../lifecycle.ts'
import { mayHandIn } from '../steps.ts'
import { callOf, remindersOf, submissionsOf } from '../store.ts'
import { Due, SubmissionTag } from './desk.tsx'

/** What this organ hands in to the one above: where it stands, what was asked, and the way to do it. */
export async function ownSubmission(c: C, organ: Organ, parent: { id: string; name: string } | null, year: number) {
  if (!parent)
    return (
      <Notice title={`${organ.shortName}在${year}年没有上级机关，不需要报送`}>
        <p>有上级机关的，请系统管理员在“机关与村居”中设置隶属关系。</p>
      </Notice>
    )
  const scope = scopeOf(c)
  const [submissions, report, call, reminders] = await Promise.all([
    submissionsOf(scope, organ.id, year),
    findReportOf(scope, organ.id, year),
    callOf(scope, parent.id, year),
    remindersOf(scope, parent.id, year, organ.id),
  ])
  const [last] = submissions
  const open = last && isLocking(last.state) ? last : null
  const deadline = submissionDeadline(year, call)
  const may = report ? await mayHandIn(contextOf(c), report) : null
  const mayUnsign =
    last?.state === 'returned' &&
    last.reportId === report?.id &&
    report.state === 'signed' &&
    c.var.person?.organ?.id === organ.id &&
    c.var.person.roles.some((role) => role === 'officer' || role === 'leader')
  return (
    <Panel title={`报送${parent.name}`}>
      {last?.state === 'returned' && (
        <Notice kind="warning" title={`${last.parentName}退回了报告`}>
          <p>{`${last.answeredAs}，${minuteOf(last.answeredAt!)}：${last.reason}`}</p>
          <p>
            {mayUnsign
              ? '请撤销签发，修改后重新送签、报送。'
              : report?.state === 'drafting' || report?.state === 'checked'
                ? '改好以后，重新送签、报送。'
                : '报告已经编号，请作废后重新编制或者编制更正版，再报送。'}
          </p>
        </Notice>
      )}
      {!open && reminders[0] && (
        <Notice kind="warning" title={`${parent.name}催报，${minuteOf(reminders[0].remindedAt)}`}>
          {reminders[0].note && <p>{reminders[0].note}</p>}
        </Notice>
      )}
      <Facts
        facts={[
          ['报送期限', `${deadline.on}（${call && call.dueOn === deadline.on ? '上级机关布置' : deadline.article}）`],
          ['要求', call?.note],
          ['是否按时', <Due light={lightOf(deadline.on, dayOf(c.var.now), open ? dayOf(open.submittedAt) : null)} />],
          [
            '报告',
            report ? (
              <A href={`/console/reports/${report.id}`}>{`${year}年度报告，${REPORT_STATES[report.state]}`}</A>
            ) : (
              '还没有开始编写'
            ),
          ],
          [
            '报送情况',
            last ? (
              <A href={`/console/rollup/submissions/${last.id}`}>
                <SubmissionTag state={last.state} />
                {` 第${last.round}次，${minuteOf(last.submittedAt)}`}
              </A>
            ) : (
              <SubmissionTag state={null} />
            ),
          ],
          ['回执', last?.state === 'received' && `${last.answeredAs}，${minuteOf(last.answeredAt!)}接收`],
        ]}
      />
      {report && may?.ok && (
        <Form action={`/console/rollup/reports/${report.id}/submit`}>
          <p class="form-hint">报送签发时的全部数字。报送以后，上级机关接收或者退回以前，报告不能改动。</p>
          <Actions>
            <Button kind="primary" confirm={`把${year}年度报告报送${parent.name}？`}>
              报送
            </Button>
          </Actions>
        </Form>
      )}
      {report && mayUnsign && (
        <Form action={`/console/rollup/reports/${report.id}/unsign`}>
          <Actions>
            <Button confirm="撤销以后，报告回到起草，签发时的数字仍留在退回的报送里。">撤销签发，退回修改</Button>
          </Actions>
        </Form>
      )}
      {report && may && !may.ok && !open && !mayUnsign && (
        <p class="form-hint">
          {may.refusal.says}。{may.refusal.fix}
        </p>
      )}
      {!report && (
        <Actions>
          <Button href="/console/reports">去编写年度报告</Button>
        </Actions>
      )}
    </Panel>
  )
}
