import { dayOf } from '../../../calendar/day.ts'
import type { Context } from '../../../context.ts'
import { sendFile } from '../../../files/download.tsx'
import type { Refusal, Result } from '../../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button, Field, Form, Panel, TextArea } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { stepOf } from '../lifecycle.ts'
import { isUnsettled, type Meeting } from '../model.ts'
import type { Seen } from '../steps/store.ts'
import { cancelMeeting, closeMeeting, holdMeeting, reopenMeeting } from '../store.ts'
import { crumbs, meetingPath, ofMeeting } from './common.tsx'

type Fields = Record<string, string>

const TAKE = {
  hold: (ctx, seen, fields) => holdMeeting(ctx, seen, fields.heldOn ?? ''),
  close: (ctx, seen, fields) =>
    closeMeeting(
      ctx,
      seen,
      Object.fromEntries(
        Object.entries(fields).flatMap(([name, text]) =>
          name.startsWith('elsewhere-') ? [[name.slice('elsewhere-'.length), text]] : [],
        ),
      ),
    ),
  reopen: (ctx, seen, fields) => reopenMeeting(ctx, seen, fields.reason ?? ''),
  cancel: (ctx, seen, fields) => cancelMeeting(ctx, seen, fields.reason ?? ''),
} as const satisfies Record<string, (ctx: Context, seen: Seen, fields: Fields) => Promise<Result<Meeting>>>

/** Steps with a question of their own. */
export type AskedStep = keyof typeof TAKE
export const ASKED_STEPS = Object.keys(TAKE) as AskedStep[]

/** The page of one step: its question, and the button. At /console/meetings/:id/:step */
export const stepForm = (name: AskedStep) =>
  ofMeeting((c, meeting) => show(c, name, meeting, { version: String(meeting.version) }, null))

/** Takes the step; a refusal shows the page again with what was typed. */
export const takeStep = (name: AskedStep) =>
  ofMeeting(async (c, meeting) => {
    const fields = typed(c.var.form)
    const done = await TAKE[name](contextOf(c), { id: meeting.id, version: Number(fields.version) }, fields)
    return done.ok ? seeOther(c, meetingPath(meeting.id)) : show(c, name, meeting, fields, done.refusal)
  })

/** A file of the minutes, for the people who work on the meeting. At /console/meetings/:id/files/:file */
export const meetingFile = ofMeeting((c, meeting) => {
  const file = meeting.files.find(({ id }) => id === c.req.param('file'))
  return file ? sendFile(c, file.id) : answerNotFound(c)
})

function show(c: C, name: AskedStep, meeting: Meeting, fields: Fields, refusal: Refusal | null) {
  const { label } = stepOf(name)
  return consolePage(
    c,
    {
      title: `${label}：${meeting.title}`,
      crumbs: crumbs({ label: meeting.title, href: meetingPath(meeting.id) }, { label }),
      refusal,
    },
    <Panel>
      <Form action={meetingPath(meeting.id, `/${name}`)}>
        <input type="hidden" name="version" value={fields.version} />
        <Question name={name} meeting={meeting} fields={fields} refusal={refusal} today={dayOf(c.var.now)} />
        <Actions>
          <Button kind={name === 'cancel' ? 'danger' : 'primary'}>{label}</Button>
          <Button href={meetingPath(meeting.id)}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}

type QuestionProps = { name: AskedStep; meeting: Meeting; fields: Fields; refusal: Refusal | null; today: string }

function Question({ name, meeting, fields, refusal, today }: QuestionProps) {
  if (name === 'hold')
    return (
      <Field
        label="召开日期"
        name="heldOn"
        type="date"
        required
        value={fields.heldOn ?? (meeting.heldOn > today ? today : meeting.heldOn)}
        max={today}
        hint={`计划日期 ${meeting.heldOn}。主动公开的议定事项从这一天起计算20个工作日。`}
        refusal={refusal}
      />
    )
  if (name === 'close') {
    const waiting = meeting.agenda.filter(isUnsettled)
    if (waiting.length === 0) return <p>应当主动公开的议定事项都有去向，可以办结。</p>
    return (
      <>
        <p>以下议定事项应当主动公开，还没有转办。已经在别处公开的，写明在哪里公开。</p>
        {waiting.map((item) => (
          <TextArea
            label={`${item.position}. ${item.title}`}
            name={`elsewhere-${item.id}`}
            rows={2}
            required
            value={fields[`elsewhere-${item.id}`]}
            hint="例如 见南码政〔2018〕9号"
            refusal={refusal}
          />
        ))}
      </>
    )
  }
  return (
    <TextArea
      label={name === 'cancel' ? '取消的原因' : '退回修改的原因'}
      name="reason"
      required
      rows={3}
      value={fields.reason}
      refusal={refusal}
    />
  )
}
