import type { Context } from '../../context.ts'
import type { Refusal, Result } from '../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Form, Panel, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import type { Item } from '../item.ts'
import { type StepName, stepOf } from '../lifecycle.ts'
import {
  abandonItem,
  discardRevision,
  publishItem,
  removeDraft,
  restoreItem,
  returnItem,
  reviseItem,
  type Seen,
  submitItem,
  withdrawItem,
} from '../store.ts'
import { WITHDRAWALS } from '../withdrawals.ts'
import { crumbs, DESK, deskPath, itemOf } from './common.tsx'

type Fields = Record<string, string>
type Taken = Exclude<StepName, 'edit'>

const TAKE: Record<Taken, (ctx: Context, seen: Seen, fields: Fields) => Promise<Result<unknown>>> = {
  submit: submitItem,
  return: (ctx, seen, fields) => returnItem(ctx, seen, fields.reason ?? ''),
  publish: publishItem,
  revise: reviseItem,
  discard: discardRevision,
  withdraw: (ctx, seen, fields) => withdrawItem(ctx, seen, { reason: fields.reason ?? '', words: fields.words ?? '' }),
  restore: restoreItem,
  abandon: abandonItem,
  remove: removeDraft,
}

/** The page of one step: its question, and the button. At /console/disclosures/:id/:step */
export async function stepForm(c: C, name: StepName) {
  const item = await itemOf(c)
  return item ? show(c, name, item, { version: String(item.version) }, null) : answerNotFound(c)
}

/** Takes the step; a refusal shows the page again with what was typed. */
export async function takeStep(c: C, name: StepName) {
  const item = await itemOf(c)
  if (!item || name === 'edit') return answerNotFound(c)
  const fields = typed(c.var.form)
  const done = await TAKE[name](contextOf(c), { id: item.id, version: Number(fields.version) }, fields)
  if (!done.ok) return show(c, name, item, fields, done.refusal)
  if (name === 'remove') return seeOther(c, `${DESK}?done=removed`)
  return seeOther(c, deskPath(item.id, name === 'revise' || name === 'restore' ? '/edit' : ''))
}

function show(c: C, name: StepName, item: Item, fields: Fields, refusal: Refusal | null) {
  const { label, asks } = stepOf(name)
  return consolePage(
    c,
    {
      title: `${label}：${item.latest.title}`,
      crumbs: crumbs({ label: item.latest.title, href: deskPath(item.id) }, { label }),
      refusal,
    },
    <Panel>
      <Form action={deskPath(item.id, `/${name}`)}>
        <input type="hidden" name="version" value={fields.version} />
        {asks === 'reason' && (
          <TextArea label="退回的原因" name="reason" required rows={4} value={fields.reason} refusal={refusal} />
        )}
        {asks === 'withdrawal' && (
          <>
            <Choices
              legend="撤回的原因"
              name="reason"
              required
              value={fields.reason}
              options={Object.entries(WITHDRAWALS).map(([value, reason]) => ({
                value,
                label: reason.label,
                hint: `向社会说明：${reason.says}`,
              }))}
              refusal={refusal}
            />
            <TextArea
              label="具体情况"
              name="words"
              required
              rows={4}
              value={fields.words}
              hint="只记入台账，不对外公开"
              refusal={refusal}
            />
          </>
        )}
        <Actions>
          <Button kind={asks === 'withdrawal' ? 'danger' : 'primary'}>{label}</Button>
          <Button href={deskPath(item.id)}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}
