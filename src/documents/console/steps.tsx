import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { keepFile } from '../../files/store.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Field, FileField, Form, Notice, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { isAttribute, isReason } from '../attributes.ts'
import { type StepName, stepOf } from '../lifecycle.ts'
import type { Document } from '../model.ts'
import {
  archiveDocument,
  cancelDocument,
  changeAttribute,
  checkDocument,
  clearDocument,
  confirmAttribute,
  discardDocument,
  giveConsent,
  issueDocument,
  keepScan,
  numberDocument,
  reassessDocument,
  returnDocument,
  signDocument,
  submitDocument,
  urgeDocument,
  withdrawDocument,
} from '../steps.ts'
import type { Seen } from '../store.ts'
import { AttributeFields } from './attribute-fields.tsx'
import { crumbs, deskPath, documentOf, ofDocument } from './common.tsx'
import { type Fields, groundOf } from './fields.ts'

/** Steps with a button or a page of their own; writing is `/edit` and `/revise`. */
export type Taken = Exclude<StepName, 'edit' | 'revise'>

type Sent = { fields: Fields; file: { name: string; bytes: Uint8Array } | null }

const TAKE: Record<Taken, (ctx: Context, seen: Seen, sent: Sent) => Promise<Result<unknown>>> = {
  submit: submitDocument,
  check: checkDocument,
  consent,
  confirm: confirmAttribute,
  clear: clearDocument,
  sign: signDocument,
  number: (ctx, seen, { fields }) => numberDocument(ctx, seen, { day: fields.day }),
  issue: issueDocument,
  archive: archiveDocument,
  return: (ctx, seen, { fields }) => returnDocument(ctx, seen, fields.reason ?? ''),
  withdraw: withdrawDocument,
  urge: (ctx, seen, { fields }) => urgeDocument(ctx, seen, fields.note),
  discard: (ctx, seen, { fields }) => discardDocument(ctx, seen, fields.reason ?? ''),
  cancel: (ctx, seen, { fields }) => cancelDocument(ctx, seen, fields.reason ?? ''),
  scan: (ctx, seen, { file }) => keepScan(ctx, seen, file),
  change: (ctx, seen, { fields }) => changeAttribute(ctx, seen, proposalOf(fields)),
  reassess: (ctx, seen, { fields }) => reassessDocument(ctx, seen, fields.note ?? ''),
}

async function consent(ctx: Context, seen: Seen, { fields, file }: Sent): Promise<Result<unknown>> {
  const kept = file ? await keepFile(ctx, file) : null
  if (kept && !kept.ok) return refuse(kept.refusal.code, kept.refusal.says, { ...kept.refusal, field: 'file' })
  return giveConsent(ctx, seen, { position: Number(fields.position), fileId: kept?.value.id, note: fields.note })
}

function proposalOf(fields: Fields) {
  const { attribute = '', ground = '', reasonWords = '', why = '' } = fields
  const [reason = '', article = ''] = ground.split('|')
  const open = attribute === 'open'
  return {
    attribute: isAttribute(attribute) ? attribute : null,
    reason: !open && isReason(reason) ? reason : null,
    article: open ? null : article || null,
    reasonWords: open ? '' : reasonWords,
    why,
  }
}

/** The page of one step: its question, and the button. At /console/documents/:id/:step */
export const stepForm = (name: Taken) =>
  ofDocument((c, document) => {
    const fields: Fields = { version: String(document.version), position: c.req.query('position') ?? '' }
    if (name === 'number' && document.signedAt) fields.day = dayOf(document.signedAt)
    if (name === 'change') {
      fields.attribute = document.attribute ?? ''
      fields.ground = groundOf(document.reason, document.article)
      fields.reasonWords = document.reasonWords
    }
    return show(c, name, document, fields, null)
  })

/** Takes the step; a refusal shows the page again with what was typed. */
export const takeStepNow = (name: Taken) => async (c: C) => {
  const document = await documentOf(c)
  if (!document) return answerNotFound(c)
  const fields = typed(c.var.form)
  const sent = c.var.form.get('file')
  const file =
    sent && typeof sent !== 'string' && sent.name !== ''
      ? { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) }
      : null
  const seen = { id: document.id, version: Number(fields.version) }
  const done = await TAKE[name](contextOf(c), seen, { fields, file })
  return done.ok ? seeOther(c, deskPath(document.id)) : show(c, name, document, fields, done.refusal)
}

function show(c: C, name: Taken, document: Document, fields: Fields, refusal: Refusal | null) {
  const { label, asks } = stepOf(name)
  const title = document.latest.title.replaceAll('\n', '')
  return consolePage(
    c,
    {
      title: `${label}：${title}`,
      crumbs: crumbs({ label: title, href: deskPath(document.id) }, { label }),
      refusal,
    },
    <Panel>
      <Form action={deskPath(document.id, `/${name}`)} files>
        <input type="hidden" name="version" value={fields.version} />
        <Question c={c} name={name} document={document} fields={fields} refusal={refusal} />
        <Actions>
          <Button kind={['cancel', 'discard'].includes(name) ? 'danger' : 'primary'}>{label}</Button>
          <Button href={deskPath(document.id)}>返回</Button>
        </Actions>
        {!asks && refusal && <p class="form-hint">可以返回公文页面，查看最新情况。</p>}
      </Form>
    </Panel>,
  )
}

const REASONS_ASKED: Partial<Record<Taken, string>> = {
  return: '退文的原因',
  discard: '不再办理的原因',
  cancel: '作废的原因',
}

function Question(props: { c: C; name: Taken; document: Document; fields: Fields; refusal: Refusal | null }) {
  const { c, name, document, fields, refusal } = props
  switch (stepOf(name).asks) {
    case 'reason':
      return (
        <TextArea
          label={REASONS_ASKED[name] ?? '原因'}
          name="reason"
          required
          rows={4}
          value={fields.reason}
          refusal={refusal}
        />
      )
    case 'note':
      return <TextArea label="评估意见" name="note" required rows={4} value={fields.note} refusal={refusal} />
    case 'number':
      return (
        <Field
          label="成文日期"
          name="day"
          type="date"
          required
          value={fields.day}
          max={dayOf(c.var.now)}
          hint="一般为签发的日期。文号取本年度的下一个号。"
          refusal={refusal}
        />
      )
    case 'scan':
      return (
        <FileField
          label="签发、用印后的扫描件"
          name="file"
          accept=".pdf,.ofd,.png,.jpg,.jpeg"
          hint="作为原件保存；再次上传不会覆盖以前的"
          refusal={refusal}
        />
      )
    case 'consent':
      return <ConsentFields document={document} fields={fields} refusal={refusal} />
    case 'attribute':
      return (
        <>
          {document.itemId && (
            <Notice kind="warning" title="这份公文已经主动公开">
              <p>改为不公开以后，请到“主动公开”撤回已经发布的信息。</p>
            </Notice>
          )}
          <AttributeFields fields={fields} draftedOn={dayOf(document.createdAt)} refusal={refusal} />
          <TextArea label="调整的原因" name="why" required rows={3} value={fields.why} refusal={refusal} />
        </>
      )
    default:
      return null
  }
}

const ConsentFields = (props: { document: Document; fields: Fields; refusal: Refusal | null }) => {
  const { document, fields, refusal } = props
  return (
    <>
      <Select
        label="单位"
        name="position"
        required
        value={fields.position}
        options={document.partners
          .filter(({ consentVersion }) => consentVersion === null)
          .map(({ position, name }) => ({ value: String(position), label: name }))}
        refusal={refusal}
      />
      <FileField
        label="书面同意意见"
        name="file"
        hint="本单位负责人登录办理的不用上传；其他单位的书面意见由主办机关上传"
        refusal={refusal}
      />
      <TextArea label="附言" name="note" rows={3} value={fields.note} refusal={refusal} />
    </>
  )
}
