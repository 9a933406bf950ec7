import { dayOf } from '../../../calendar/day.ts'
import { listOrgans } from '../../../organs/store.ts'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button, Choices, Field, Form, Panel, Select } from '../../../web/ui/index.ts'
import { MEETING_KINDS } from '../kinds.ts'
import type { Meeting } from '../model.ts'
import { LIMITS, type MeetingInput } from '../rules.ts'
import { editMeeting, planMeeting } from '../store.ts'
import { crumbs, MEETINGS, meetingPath, ofMeeting, ownOrgan } from './common.tsx'

/** At /console/meetings/new */
export const newMeeting = (c: C) => show(c, null, { heldOn: dayOf(c.var.now) }, null)

export async function takeMeeting(c: C) {
  const fields = typed(c.var.form)
  const organId = ownOrgan(c) ?? fields.organ ?? ''
  const done = await planMeeting(contextOf(c), { organId, ...inputOf(fields) })
  return done.ok ? seeOther(c, meetingPath(done.value.id)) : show(c, null, fields, done.refusal)
}

/** At /console/meetings/:id/edit */
export const editForm = ofMeeting((c, meeting) => {
  const { kind, title, heldOn, place, chair } = meeting
  return show(c, meeting, { version: String(meeting.version), kind, title, heldOn, place, chair }, null)
})

export const takeEdit = ofMeeting(async (c, meeting) => {
  const fields = typed(c.var.form)
  const seen = { id: meeting.id, version: Number(fields.version) }
  const done = await editMeeting(contextOf(c), seen, inputOf(fields))
  return done.ok ? seeOther(c, meetingPath(meeting.id)) : show(c, meeting, fields, done.refusal)
})

const inputOf = ({
  kind = '',
  title = '',
  heldOn = '',
  place = '',
  chair = '',
}: Record<string, string>): MeetingInput => ({
  kind,
  title,
  heldOn,
  place,
  chair,
})

async function show(c: C, meeting: Meeting | null, fields: Record<string, string>, refusal: Refusal | null) {
  const organs = meeting || ownOrgan(c) ? [] : await listOrgans(scopeOf(c))
  const title = meeting ? `修改：${meeting.title}` : '登记会议'
  return consolePage(
    c,
    {
      title,
      crumbs: meeting
        ? crumbs({ label: meeting.title, href: meetingPath(meeting.id) }, { label: '修改' })
        : crumbs({ label: '登记会议' }),
      refusal,
    },
    <Panel>
      <Form action={meeting ? meetingPath(meeting.id, '/edit') : `${MEETINGS}/new`}>
        {meeting && <input type="hidden" name="version" value={fields.version} />}
        {organs.length > 0 && (
          <Select
            label="机关"
            name="organ"
            required
            value={fields.organ}
            options={organs.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Choices
          legend="会议类型"
          name="kind"
          required
          value={fields.kind}
          options={Object.entries(MEETING_KINDS).map(([value, { label, says }]) => ({ value, label, hint: says }))}
          refusal={refusal}
        />
        <Field
          label="会议名称"
          name="title"
          required
          value={fields.title}
          maxlength={LIMITS.title}
          hint="例如 2018年第3次党政联席会议"
          refusal={refusal}
        />
        <Field
          label="会议日期"
          name="heldOn"
          type="date"
          required
          value={fields.heldOn}
          hint="还没有开的，填计划的日期"
          refusal={refusal}
        />
        <Field label="地点" name="place" required value={fields.place} maxlength={LIMITS.place} refusal={refusal} />
        <Field
          label="主持人的职务"
          name="chair"
          required
          value={fields.chair}
          maxlength={LIMITS.chair}
          hint="写职务，不写姓名，例如 镇长"
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">保存</Button>
          <Button href={meeting ? meetingPath(meeting.id) : MEETINGS}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}
