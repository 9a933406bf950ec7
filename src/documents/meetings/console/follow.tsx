import type { Refusal } from '../../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button, Facts, Field, Form, Panel, Select } from '../../../web/ui/index.ts'
import { LIMITS } from '../../input.ts'
import { KINDS } from '../../kinds.ts'
import { STAGES } from '../../stages.ts'
import { issueMinutes, turnIntoDocument } from '../agenda/store.ts'
import type { AgendaItem, Meeting } from '../model.ts'
import { AttributeTag, crumbs, meetingPath, ofItem, ofMeeting, reasonWords } from './common.tsx'

/** What the document will begin with. At /console/meetings/:id/agenda/:item/document */
export const documentForm = ofItem((c, meeting, item) =>
  show(c, meeting, item, { version: String(meeting.version), kind: 'notice', title: `关于${item.title}的通知` }, null),
)

export const takeDocument = ofItem(async (c, meeting, item) => {
  const fields = typed(c.var.form)
  const seen = { id: meeting.id, version: Number(fields.version) }
  const done = await turnIntoDocument(contextOf(c), seen, item.id, {
    kind: fields.kind ?? '',
    title: fields.title ?? '',
  })
  if (!done.ok) return show(c, meeting, item, fields, done.refusal)
  const made = done.value.agenda.find(({ id }) => id === item.id)
  return seeOther(c, `/console/documents/${made?.documentId}`)
})

/** The whole minutes as a 纪要. At /console/meetings/:id/document */
export const takeMinutesDocument = ofMeeting(async (c, meeting) => {
  const seen = { id: meeting.id, version: Number(typed(c.var.form).version) }
  const done = await issueMinutes(contextOf(c), seen)
  if (done.ok) return seeOther(c, `/console/documents/${done.value.documentId}`)
  const back = <Button href={meetingPath(meeting.id)}>返回会议</Button>
  return consolePage(
    c,
    { title: `纪要：${meeting.title}`, crumbs: crumbs({ label: meeting.title }), refusal: done.refusal },
    <Actions>{back}</Actions>,
  )
})

function show(
  c: C,
  meeting: Meeting,
  item: AgendaItem,
  fields: Record<string, string>,
  refusal: Refusal | null,
): Response | Promise<Response> {
  return consolePage(
    c,
    {
      title: '转为公文',
      crumbs: crumbs({ label: meeting.title, href: meetingPath(meeting.id) }, { label: '转为公文' }),
      refusal,
    },
    <>
      <Panel title="带入公文的内容">
        <Facts
          facts={[
            ['议题', item.title],
            ['正文', item.decision],
            ['五公开', STAGES[item.stage]],
            ['公开属性', <AttributeTag attribute={item.attribute} />],
            ['不主动公开的理由', reasonWords(item.reason, item.reasonWords)],
          ]}
        />
      </Panel>
      <Panel title="公文">
        <Form action={meetingPath(meeting.id, `/agenda/${item.id}/document`)}>
          <input type="hidden" name="version" value={fields.version} />
          <Select
            label="文种"
            name="kind"
            required
            value={fields.kind}
            options={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
            refusal={refusal}
          />
          <Field label="标题" name="title" required value={fields.title} maxlength={LIMITS.title} refusal={refusal} />
          <Actions>
            <Button kind="primary">起草公文</Button>
            <Button href={meetingPath(meeting.id)}>返回</Button>
          </Actions>
        </Form>
      </Panel>
    </>,
  )
}
