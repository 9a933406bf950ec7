import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import { disclosable, linkItem } from '../documents/meetings/agenda/store.ts'
import { ofItem } from '../documents/meetings/console/common.tsx'
import type { AgendaItem, Meeting } from '../documents/meetings/model.ts'
import { sourceOf } from '../documents/meetings/store.ts'
import type { Refusal, Result } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Field, Form, Panel, Select, TextArea } from '../web/ui/index.ts'
import { listCategories } from './catalogue/store.ts'
import { type ItemInput, LIMITS } from './input.ts'
import type { Item } from './item.ts'
import { createItem } from './store.ts'

/** What the item will begin with. At /console/meetings/:id/agenda/:item/disclosure */
export const itemForm = ofItem((c, meeting, item) => {
  const may = disclosable(meeting, item.id)
  const fields = {
    version: String(meeting.version),
    title: item.title,
    body: item.decision,
    summary: `${sourceOf(meeting)}议定事项`,
  }
  return show(c, meeting, item, fields, may.ok ? null : may.refusal)
})

/** Makes the draft; it is reviewed and published like any other. */
export const takeItem = ofItem(async (c, meeting, item) => {
  const fields = typed(c.var.form)
  const seen = { id: meeting.id, version: Number(fields.version) }
  const done = await discloseDecision(contextOf(c), seen, item.id, {
    organId: meeting.organId,
    title: fields.title ?? '',
    formedOn: meeting.heldOn,
    category: fields.category || null,
    uncategorisedReason: fields.uncategorisedReason,
    summary: fields.summary,
    body: fields.body,
  })
  return done.ok
    ? seeOther(c, `/console/disclosures/${done.value.id}/edit`)
    : show(c, meeting, item, fields, done.refusal)
})

/** A draft item of a meeting's decision, and the note of it beside the decision: both, or neither. */
export const discloseDecision = (
  ctx: Context,
  seen: { id: string; version: number },
  agendaId: string,
  input: ItemInput & { organId: string },
): Promise<Result<Item>> =>
  transact(ctx, async (tx) => {
    const item = await createItem(tx, input)
    if (!item.ok) return item
    const linked = await linkItem(tx, seen, agendaId, item.value.id)
    return linked.ok ? item : linked
  })

async function show(
  c: C,
  meeting: Meeting,
  item: AgendaItem,
  fields: Record<string, string>,
  refusal: Refusal | null,
): Promise<Response> {
  const categories = await listCategories(scopeOf(c))
  const back = `/console/meetings/${meeting.id}`
  return consolePage(
    c,
    {
      title: '转为公开信息',
      crumbs: [
        { label: '会议', href: '/console/meetings' },
        { label: meeting.title, href: back },
        { label: '转为公开信息' },
      ],
      refusal,
    },
    <Panel title={`${item.position}. ${item.title}`}>
      <p>
        {meeting.heldOn}召开的{meeting.title}。起草后按“主动公开”送审、发布；成文日期为会议召开的日期。
      </p>
      <Form action={`${back}/agenda/${item.id}/disclosure`}>
        <input type="hidden" name="version" value={fields.version} />
        <Field label="信息名称" name="title" required value={fields.title} maxlength={LIMITS.title} refusal={refusal} />
        <Select
          label="类别"
          name="category"
          empty="（未归类）"
          value={fields.category}
          options={categories.map((each) => ({ value: each.code, label: each.name }))}
          refusal={refusal}
        />
        <Field
          label="未归类的原因"
          name="uncategorisedReason"
          value={fields.uncategorisedReason}
          hint="没有选择类别时必填"
          refusal={refusal}
        />
        <TextArea label="内容概述" name="summary" rows={2} value={fields.summary} refusal={refusal} />
        <TextArea
          label="正文"
          name="body"
          rows={8}
          value={fields.body}
          hint="对外公开的文字。纪要中不公开的内容不要写进来。"
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">起草公开信息</Button>
          <Button href={back}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}
