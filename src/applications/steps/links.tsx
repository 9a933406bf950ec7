import { ok, refuse } from '../../result.ts'
import { Field, TextArea } from '../../web/ui/index.ts'
import { findByNumber, isDuplicate } from '../registry/store.ts'
import { checkLine } from '../rules.ts'
import { splitOff, writeLink } from '../store.ts'
import type { StepPage } from './common.tsx'

/** 关联申请: two cases of one organ that belong together. */
export const link: StepPage = {
  fields: (of) => (
    <Field label="相关申请的登记号" name="number" required maxlength={20} value={of.form.number} refusal={of.refusal} />
  ),
  take: async (tx, file, form) => {
    const { application } = file
    const other = await findByNumber(tx, application.organId, (form.number ?? '').trim())
    if (!other || other.id === application.id)
      return refuse('applications.number', '本机关没有这个登记号的其他申请', { field: 'number' })
    await writeLink(tx, application.id, other.id, 'related')
    return ok({ events: [{ kind: 'linked', day: file.today, detail: { number: other.number } }] })
  },
}

/** 并入: one application entered twice, by two channels or two clerks. The second entry ends, and is counted nowhere. */
export const merge: StepPage = {
  fields: (of) => (
    <>
      <Field
        label="保留的那一件的登记号"
        name="number"
        required
        maxlength={20}
        value={of.form.number}
        refusal={of.refusal}
        hint="只用于同一份申请登记了两次；同一人再次申请的，按重复申请答复"
      />
      <Field label="情况说明" name="note" required maxlength={300} value={of.form.note} refusal={of.refusal} />
    </>
  ),
  take: async (tx, file, form) => {
    const { application } = file
    const other = await findByNumber(tx, application.organId, (form.number ?? '').trim())
    if (!other || other.id === application.id)
      return refuse('applications.number', '本机关没有这个登记号的其他申请', { field: 'number' })
    if (other.kind !== application.kind)
      return refuse('applications.number', '两件的类别不同，不是同一份申请', { field: 'number' })
    if (await isDuplicate(tx, other.id))
      return refuse('applications.number', '那一件本身是重复登记，请填它并入的那一件', { field: 'number' })
    const note = checkLine(form.note, '情况说明', 'note')
    if (!note.ok) return note
    await writeLink(tx, application.id, other.id, 'related')
    return ok({
      events: [{ kind: 'merged', day: file.today, detail: { number: other.number, note: note.value } }],
      duplicateOf: other.id,
    })
  },
}

const MOST_ITEMS = 20

/** 拆分办理: one matter stays here, every other becomes a case of its own with the same day of receipt. */
export const split: StepPage = {
  fields: (of) => (
    <>
      <Field
        label="本件保留的事项"
        name="subject"
        required
        maxlength={200}
        value={of.form.subject ?? of.file.application.subject}
        refusal={of.refusal}
      />
      <TextArea
        label="拆出的事项"
        name="items"
        required
        rows={5}
        value={of.form.items}
        refusal={of.refusal}
        hint="每行一项，各自编号、各自答复；收到日期与本件相同"
      />
    </>
  ),
  take: async (tx, file, form) => {
    const subject = checkLine(form.subject, '本件保留的事项', 'subject', 200)
    if (!subject.ok) return subject
    const items = (form.items ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (items.length === 0 || items.length > MOST_ITEMS)
      return refuse('applications.items', `请填写1到${MOST_ITEMS}项，每行一项`, { field: 'items' })
    const numbers: string[] = []
    for (const item of items) {
      const made = await splitOff(tx, file, item)
      if (!made.ok) return { ok: false, refusal: { ...made.refusal, field: 'items' } }
      numbers.push(made.value)
    }
    return ok({
      events: [{ kind: 'split', day: file.today, detail: { numbers: numbers.join('、') } }],
      set: { subject: subject.value },
    })
  },
}
