import { chineseDay } from '../../calendar/day.ts'
import { EDITIONS } from '../../law/editions.ts'
import { ok, refuse } from '../../result.ts'
import { Field } from '../../web/ui/index.ts'
import { reasonsOf } from '../consent.ts'
import { dayAhead, happening, noteOf, type StepPage } from './common.tsx'

/** 延长答复期限: the head agrees, the applicant is told; once, and no more than the edition allows. */
export const extend: StepPage = {
  fields: (of) => {
    const { reply } = EDITIONS[of.file.application.edition]
    return (
      <>
        <Field
          label="延长"
          name="days"
          type="number"
          unit="个工作日"
          required
          min={1}
          max={reply.extension}
          value={of.form.days ?? reply.extension}
          refusal={of.refusal}
          hint={`最多${reply.extension}个工作日（${reply.article}），须告知申请人`}
        />
        <Field label="理由" name="note" required maxlength={300} value={of.form.note} refusal={of.refusal} />
      </>
    )
  },
  take: (_tx, file, form) => {
    const most = EDITIONS[file.application.edition].reply.extension
    const days = Number(form.days)
    if (!/^\d{1,2}$/.test(form.days ?? '') || days < 1 || days > most)
      return refuse('applications.days', `请填写1到${most}之间的工作日数`, { field: 'days' })
    const note = noteOf(form, '理由')
    if (!note.ok) return note
    return ok({
      events: [happening('extended', file.today, note.value, { days })],
      letters: [{ letter: 'extension', day: file.today, values: { 延长天数: String(days), 理由: note.value } }],
    })
  },
}

/** 确定延迟答复期限 (2019 art. 35): too many or too frequent, but with good reason. */
export const delay: StepPage = {
  fields: (of) => (
    <>
      <Field label="延迟答复至" name="until" type="date" required value={of.form.until} refusal={of.refusal} />
      <Field
        label="理由"
        name="note"
        required
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
        hint="申请人说明的理由合理，但无法在规定期限内答复；须告知申请人"
      />
    </>
  ),
  take: (_tx, file, form) => {
    if (reasonsOf(file.application.round, file.events) !== 'good')
      return refuse('applications.reasons', '申请人说明的理由不合理，不需要延迟答复', {
        fix: '可以答复“无正当理由大量反复申请，不予处理”',
      })
    const until = dayAhead(form, '延迟答复的日期', 'until')
    if (!until.ok) return until
    if (until.value <= file.today)
      return refuse('applications.until', '延迟答复的日期应当在今天以后', { field: 'until' })
    const note = noteOf(form, '理由')
    if (!note.ok) return note
    const values = { 延迟日期: chineseDay(until.value), 理由: note.value }
    return ok({
      events: [happening('delayed-until', until.value, note.value)],
      letters: [{ letter: 'delay', day: file.today, values }],
    })
  },
}
