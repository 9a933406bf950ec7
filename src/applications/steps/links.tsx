import { ok, refuse } from '../../result.ts'
import { Field, TextArea } from '../../web/ui/index.ts'
import { findByNumber } from '../registry/store.ts'
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
