import type { Refusal } from '../../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button, Choices, Field, Form, Panel, Select, TextArea } from '../../../web/ui/index.ts'
import { ATTRIBUTES, REASONS, type ReasonCode, reasonOf } from '../../attributes.ts'
import { STAGES } from '../../stages.ts'
import { removeAgendaItem, saveAgendaItem } from '../agenda/store.ts'
import { INVITED, INVITED_KINDS } from '../kinds.ts'
import type { AgendaItem, Meeting } from '../model.ts'
import { type AgendaInput, invitedField, LIMITS } from '../rules.ts'
import { crumbs, meetingPath, ofItem, ofMeeting } from './common.tsx'

type Fields = Record<string, string>

/** At /console/meetings/:id/agenda/new */
export const newItem = ofMeeting((c, meeting) => show(c, meeting, null, { version: String(meeting.version) }, null))

/** At /console/meetings/:id/agenda/:item */
export const editItem = ofItem((c, meeting, item) => show(c, meeting, item, fieldsOf(meeting, item), null))

export const takeNewItem = ofMeeting((c, meeting) => take(c, meeting, null))
export const takeItem = ofItem((c, meeting, item) => take(c, meeting, item))

async function take(c: C, meeting: Meeting, item: AgendaItem | null) {
  const fields = typed(c.var.form)
  const seen = { id: meeting.id, version: Number(fields.version) }
  const done = await saveAgendaItem(contextOf(c), seen, inputOf(fields), item?.id)
  if (!done.ok) return show(c, meeting, item, fields, done.refusal)
  return seeOther(c, meetingPath(meeting.id, fields.next === 'another' ? '/agenda/new' : ''))
}

/** Takes the item off the agenda. At /console/meetings/:id/agenda/:item/removal */
export const takeRemoval = ofItem(async (c, meeting, item) => {
  const seen = { id: meeting.id, version: Number(typed(c.var.form).version) }
  const done = await removeAgendaItem(contextOf(c), seen, item.id)
  return done.ok ? seeOther(c, meetingPath(meeting.id)) : show(c, meeting, item, fieldsOf(meeting, item), done.refusal)
})

const fieldsOf = (meeting: Meeting, item: AgendaItem): Fields => ({
  version: String(meeting.version),
  title: item.title,
  section: item.section,
  stage: item.stage,
  attribute: item.attribute,
  reason: item.reason ?? '',
  reasonWords: item.reasonWords,
  sitting: item.sittingOpen ? 'open' : 'closed',
  sittingReason: item.sittingReason ?? '',
  ...Object.fromEntries(INVITED_KINDS.map((kind) => [invitedField(kind), String(item.invited[kind] ?? '')])),
})

const inputOf = (fields: Fields): AgendaInput => ({
  title: fields.title ?? '',
  section: fields.section,
  stage: fields.stage ?? '',
  attribute: fields.attribute ?? '',
  reason: fields.reason,
  reasonWords: fields.reasonWords,
  sitting: fields.sitting ?? '',
  sittingReason: fields.sittingReason,
  invited: Object.fromEntries(INVITED_KINDS.map((kind) => [kind, fields[invitedField(kind)] ?? ''])),
})

const REASON_OPTIONS = (Object.keys(REASONS) as ReasonCode[]).map((value) => ({
  value,
  label: `${reasonOf(value).label}${reasonOf(value).onlyRequest ? '（只适用于依申请公开）' : ''}`,
}))

function show(c: C, meeting: Meeting, item: AgendaItem | null, fields: Fields, refusal: Refusal | null) {
  const path = meetingPath(meeting.id, `/agenda/${item?.id ?? 'new'}`)
  const label = item ? '修改议题' : '登记议题'
  return consolePage(
    c,
    {
      title: item ? `${label}：${item.title}` : label,
      crumbs: crumbs({ label: meeting.title, href: meetingPath(meeting.id) }, { label }),
      refusal,
    },
    <>
      <Panel>
        <Form action={path}>
          <input type="hidden" name="version" value={fields.version} />
          <Field label="议题" name="title" required value={fields.title} maxlength={LIMITS.title} refusal={refusal} />
          <Field
            label="汇报单位"
            name="section"
            value={fields.section}
            maxlength={LIMITS.section}
            hint="例如 村镇建设办公室"
            refusal={refusal}
          />
          <Choices
            legend="五公开"
            name="stage"
            required
            inline
            value={fields.stage}
            options={Object.entries(STAGES).map(([value, stage]) => ({ value, label: stage }))}
            refusal={refusal}
          />
          <Choices
            legend="公开属性"
            name="attribute"
            required
            inline
            value={fields.attribute}
            options={Object.entries(ATTRIBUTES).map(([value, attribute]) => ({ value, label: attribute.label }))}
            hint="议定事项会后是否公开，随议题一起确定"
            refusal={refusal}
          />
          <Select
            label="不主动公开的理由"
            name="reason"
            empty="（主动公开的不填）"
            value={fields.reason}
            options={REASON_OPTIONS}
            refusal={refusal}
          />
          <TextArea
            label="理由说明"
            name="reasonWords"
            rows={2}
            value={fields.reasonWords}
            maxlength={LIMITS.words}
            hint="执法过程、过程性信息、内部事务须写明权衡后不公开的原因"
            refusal={refusal}
          />
          <Choices
            legend="是否开放列席"
            name="sitting"
            required
            inline
            value={fields.sitting}
            options={[
              { value: 'open', label: '开放' },
              { value: 'closed', label: '不开放' },
            ]}
            refusal={refusal}
          />
          <Select
            label="不开放的理由"
            name="sittingReason"
            empty="（与不公开的理由相同，或者开放）"
            value={fields.sittingReason}
            options={REASON_OPTIONS}
            refusal={refusal}
          />
          <fieldset class="field">
            <legend class="form-label">邀请列席</legend>
            <p class="form-hint">只填人数，不填姓名。没有邀请的留空。</p>
            {INVITED_KINDS.map((kind) => (
              <Field
                label={INVITED[kind].label}
                name={invitedField(kind)}
                type="number"
                min={0}
                max={9999}
                unit="人"
                value={fields[invitedField(kind)]}
                refusal={refusal}
              />
            ))}
          </fieldset>
          <Actions>
            <Button kind="primary">保存</Button>
            {!item && (
              <Button name="next" value="another">
                保存并登记下一个
              </Button>
            )}
            <Button href={meetingPath(meeting.id)}>返回</Button>
          </Actions>
        </Form>
      </Panel>
      {item && (
        <Panel title="移除议题">
          <Form action={`${path}/removal`}>
            <input type="hidden" name="version" value={meeting.version} />
            <Button kind="danger" confirm="议题移除后不能找回，台账保留移除的记录。">
              移除这个议题
            </Button>
          </Form>
        </Panel>
      )}
    </>,
  )
}
