import type { Refusal } from '../../result.ts'
import { type C, seeOther, typed } from '../../web/env.ts'
import { Actions, Button, Empty, Form, Light, Notice, TextArea } from '../../web/ui/index.ts'
import { assess, type Judged } from '../assess.ts'
import type { Place } from '../checks/case.ts'
import { unwaive, waive } from '../steps.ts'
import type { Report } from '../store.ts'
import { deskOf, reportAt, reportPage } from './desk.tsx'
import { type Way, Ways, waysOf } from './ways.tsx'

/** 核对: what does not add up, and why it may stand. At /console/reports/:id/findings */
export async function findingList(c: C) {
  const report = await reportAt(c)
  return report ? findingsPage(c, report, {}) : c.notFound()
}

async function findingsPage(c: C, report: Report, form: Record<string, string>, refusal?: Refusal) {
  const desk = deskOf(c)
  const { findings, blocking, written } = await assess(desk, report, desk.site)
  const lead = await waysOf(c, report, written)
  const open = report.state === 'drafting' && c.var.person!.roles.includes('officer')
  return reportPage(
    c,
    report,
    { tab: 'findings', findings: blocking.length, refusal },
    <>
      <p>
        按本格式的{written.form.rules.length}条规则核对了{written.reckoning.figures.length}个数。
        {blocking.length > 0
          ? `有${blocking.length}处对不上，改正记录或者说明理由以后才能送签。`
          : '没有挡住送签的问题。'}
      </p>
      {findings.length === 0 && <Empty title="全部对得上" hint="数字、附表与正文互相一致。" />}
      {findings.map((finding) => (
        <Finding report={report} finding={finding} lead={lead} open={open} form={form} refusal={refusal} />
      ))}
    </>,
  )
}

function Finding(props: {
  report: Report
  finding: Judged
  lead: (place: Place) => Way | null
  open: boolean
  form: Record<string, string>
  refusal?: Refusal
}) {
  const { report, finding, open, form } = props
  const mine = form.finding === finding.code
  return (
    <section class="finding">
      <h2 class="finding-title">
        <Light colour={finding.waived ? 'explained' : finding.severity === 'hard' ? 'red' : 'yellow'}>
          {finding.says}
        </Light>
      </h2>
      <Ways ways={(finding.places ?? []).flatMap((place) => props.lead(place) ?? [])} />
      {finding.article && <p class="hint">依据：{finding.article}</p>}
      {finding.waived ? (
        <>
          <Notice title={`已说明（${finding.waived.as}）`}>
            <p>{finding.waived.reason}</p>
          </Notice>
          {open && (
            <Form action={`/console/reports/${report.id}/waivers/drop`}>
              <input type="hidden" name="finding" value={finding.code} />
              <Actions>
                <Button>撤回说明</Button>
              </Actions>
            </Form>
          )}
        </>
      ) : (
        open && (
          <Form action={`/console/reports/${report.id}/waivers`}>
            <input type="hidden" name="finding" value={finding.code} />
            <TextArea
              label="不改正而说明理由"
              name="reason"
              id={`reason-${finding.code.replace(/[^\w-]/g, '-')}`}
              rows={2}
              value={mine ? form.reason : ''}
              hint="理由会印在办理单上，随签发一起保存。"
              refusal={mine ? props.refusal : null}
              required
            />
            <Actions>
              <Button>说明理由，准予通过</Button>
            </Actions>
          </Form>
        )
      )}
    </section>
  )
}

/** POST /console/reports/:id/waivers */
export async function findingWaive(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const form = typed(c.var.form)
  const done = await waive(deskOf(c), report, form.finding ?? '', form.reason ?? '')
  return done.ok ? seeOther(c, `/console/reports/${report.id}/findings`) : findingsPage(c, report, form, done.refusal)
}

/** POST /console/reports/:id/waivers/drop */
export async function findingUnwaive(c: C) {
  const report = await reportAt(c)
  if (!report) return c.notFound()
  const form = typed(c.var.form)
  const done = await unwaive(deskOf(c), report, form.finding ?? '')
  return done.ok ? seeOther(c, `/console/reports/${report.id}/findings`) : findingsPage(c, report, form, done.refusal)
}
