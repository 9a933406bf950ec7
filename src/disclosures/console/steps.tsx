import type { Context } from '../../context.ts'
import type { Refusal, Result } from '../../result.ts'
import { readSaid } from '../../review/console/form.tsx'
import { reviewPath } from '../../review/console/paths.ts'
import { showReview } from '../../review/console/show.tsx'
import { emergencyPage } from '../../review/console/steps.tsx'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Form, Panel, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import type { Item } from '../item.ts'
import { type StepName, stepOf } from '../lifecycle.ts'
import type { Seen } from '../moves/store.ts'
import { recallItem, releaseItem, returnItem, reviewItem, submitItem } from '../publication/store.ts'
import { reviewNow } from '../registry/store.ts'
import { abandonItem, discardRevision, removeDraft, restoreItem, reviseItem, withdrawItem } from '../store.ts'
import { WITHDRAWALS } from '../withdrawals.ts'
import { crumbs, DESK, deskPath, itemOf } from './common.tsx'

type Fields = Record<string, string>
type Taken = Exclude<StepName, 'edit'>
type Taking = (ctx: Context, seen: Seen, fields: Fields, form: FormData) => Promise<Result<unknown>>

const TAKE: Record<Taken, Taking> = {
  submit: submitItem,
  recall: recallItem,
  return: (ctx, seen, fields) => returnItem(ctx, seen, fields.reason ?? ''),
  publish: (ctx, seen, _fields, form) => reviewItem(ctx, seen, readSaid(form)),
  release: (ctx, seen, fields) => releaseItem(ctx, seen, fields.reason ?? ''),
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
  if (!item) return answerNotFound(c)
  const review = stepOf(name).asks === 'verdict' ? await reviewNow(scopeOf(c), item) : null
  if (review) return seeOther(c, reviewPath(review))
  return show(c, name, item, { version: String(item.version) }, null)
}

/** Takes the step; a refusal shows the page again with what was typed. */
export async function takeStep(c: C, name: StepName) {
  const item = await itemOf(c)
  if (!item || name === 'edit') return answerNotFound(c)
  const fields = typed(c.var.form)
  const done = await TAKE[name](contextOf(c), { id: item.id, version: Number(fields.version) }, fields, c.var.form)
  if (!done.ok) return show(c, name, item, fields, done.refusal)
  if (name === 'remove') return seeOther(c, `${DESK}?done=removed`)
  return seeOther(c, deskPath(item.id, name === 'revise' || name === 'restore' ? '/edit' : ''))
}

/** The questions of the review are asked on its own pages, wherever the step is taken. */
async function show(c: C, name: StepName, item: Item, fields: Fields, refusal: Refusal | null) {
  const { label, asks } = stepOf(name)
  const review = asks === 'verdict' || asks === 'emergency' ? await reviewNow(scopeOf(c), item) : null
  if (review && asks === 'verdict') return showReview(c, review, refusal && c.var.form, refusal)
  if (review) return emergencyPage(c, review, deskPath(item.id, '/release'), fields, refusal)
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
