import { Day, dayOf } from '../calendar/day.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import { type C, contextOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Choices, Empty, Field, Form, TextArea } from '../web/ui/index.ts'
import { CHANNELS, isChannel } from './channels.ts'
import type { Registration } from './rules.ts'
import { registerApplication } from './store.ts'

/** 登记: a form as short as the annex allows. Nothing about the applicant is asked. */
export const askRegistration = (c: C) => registrationPage(c, { receivedOn: dayOf(c.var.now) })

export async function takeRegistration(c: C) {
  const form = typed(c.var.form)
  const input = readRegistration(form, c.var.person?.organ?.id)
  const done = input.ok ? await registerApplication(contextOf(c), input.value) : input
  return done.ok
    ? seeOther(c, `/console/applications/${done.value.id}?done=registered`)
    : registrationPage(c, form, done.refusal)
}

function readRegistration(form: Record<string, string>, organId: string | undefined): Result<Registration> {
  if (!organId) return refuse('applications.no-organ', '您的岗位不属于任何机关，不能登记申请')
  const received = Day.safeParse(form.receivedOn)
  if (!received.success) return refuse('applications.day', '请填写收到日期', { field: 'receivedOn' })
  const channel = form.channel ?? ''
  if (!isChannel(channel)) return refuse('applications.channel', '请选择申请方式', { field: 'channel' })
  return ok({ organId, channel, subject: form.subject ?? '', receivedOn: received.data })
}

function registrationPage(c: C, form: Record<string, string>, refusal?: Refusal) {
  const options = Object.entries(CHANNELS).map(([value, { label }]) => ({ value, label }))
  return consolePage(
    c,
    {
      title: '登记申请',
      crumbs: [{ label: '依申请公开登记', href: '/console/applications' }, { label: '登记申请' }],
      refusal,
    },
    c.var.person?.organ ? (
      <Form action="/console/applications/new">
        <Field
          label="收到日期"
          name="receivedOn"
          type="date"
          required
          value={form.receivedOn}
          max={dayOf(c.var.now)}
          refusal={refusal}
          hint="当面提交的为提交之日；信函以签收之日为准；网上、传真、电子邮件以双方确认之日为准。"
        />
        <Choices
          legend="申请方式"
          name="channel"
          required
          inline
          options={options}
          value={form.channel}
          refusal={refusal}
        />
        <TextArea
          label="申请公开的内容"
          name="subject"
          required
          rows={3}
          maxlength={200}
          value={form.subject}
          refusal={refusal}
          hint="概括写明要什么信息。请勿填写申请人的姓名、证件号码、电话和住址。"
        />
        <Actions>
          <Button kind="primary">登记并编号</Button>
          <Button href="/console/applications">返回</Button>
        </Actions>
      </Form>
    ) : (
      <Empty title="您的岗位不属于任何机关" hint="申请由收到它的机关登记。请联系系统管理员调整岗位。" />
    ),
  )
}
