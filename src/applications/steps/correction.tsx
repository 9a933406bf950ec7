import { chineseDay } from '../../calendar/day.ts'
import { MATTERS } from '../../law/clock-events.ts'
import { ok, refuse } from '../../result.ts'
import { Choices, Field, TextArea } from '../../web/ui/index.ts'
import { clockOf } from '../clock.ts'
import { checkLine } from '../rules.ts'
import { DayField, dayAhead, dayIn, happening, noteOf, type StepPage } from './common.tsx'

const LACKS = {
  identity: '姓名或者名称、身份证明、联系方式不全',
  description: '申请内容的名称、文号或者特征不明确',
  form: '获取信息的方式、途径不明确',
} as const

/** 告知补正: once; under the 2019 edition within seven working days of receipt, which the clock refuses beyond. */
export const askCorrection: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="告知日期" />
      <Choices
        legend="需要补正的事项"
        name="lacks"
        required
        options={Object.entries(LACKS).map(([value, label]) => ({ value, label }))}
        value={of.form.lacks}
        refusal={of.refusal}
      />
      <TextArea
        label="告知的内容"
        name="note"
        required
        rows={3}
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
      />
      {of.file.application.edition === '2019' && (
        <Field
          label="补正期限截至"
          name="until"
          type="date"
          required
          value={of.form.until}
          refusal={of.refusal}
          hint="应当是合理的期限；无正当理由逾期不补正的，视为放弃申请"
        />
      )}
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '告知日期')
    if (!on.ok) return on
    if (!Object.hasOwn(LACKS, form.lacks ?? ''))
      return refuse('applications.lacks', '请选择需要补正的事项', { field: 'lacks' })
    const note = noteOf(form, '告知的内容')
    if (!note.ok) return note
    const asked = happening(MATTERS.correction.asked, on.value, note.value, { lacks: form.lacks! })
    const says = { 补正事项: LACKS[form.lacks as keyof typeof LACKS], 补正内容: note.value }
    const letter = { letter: 'correction', day: on.value }
    if (file.application.edition === '2008') return ok({ events: [asked], letters: [{ ...letter, values: says }] })
    const until = dayAhead(form, '补正期限', 'until')
    if (!until.ok) return until
    if (until.value <= on.value) return refuse('applications.until', '补正期限应当晚于告知日期', { field: 'until' })
    const values = { ...says, 补正期限: chineseDay(until.value) }
    return ok({ events: [asked, { kind: 'correction-due', day: until.value }], letters: [{ ...letter, values }] })
  },
}

/** 收到补正: the period begins anew. */
export const correct: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="收到补正的日期" hint="答复期限从次日起重新计算" />
      <Field
        label="补正后的申请内容"
        name="subject"
        required
        maxlength={200}
        value={of.form.subject ?? of.file.application.subject}
        refusal={of.refusal}
      />
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '收到补正的日期')
    if (!on.ok) return on
    const subject = checkLine(form.subject, '补正后的申请内容', 'subject', 200)
    if (!subject.ok) return subject
    const corrected = { kind: MATTERS.correction.back, day: on.value, detail: { subject: subject.value } }
    const late = clockOf(
      file.application,
      [...file.events, { ...corrected, round: file.application.round }],
      file.calendar,
      file.today,
    )
    if (late.ok && late.value?.state === 'lapsed')
      return refuse('applications.corrected-late', '补正的日期已经超过补正期限', {
        fix: '有正当理由的，请先与申请人重新约定期限；没有的，请办理“逾期不补正，不再处理”',
        field: 'on',
      })
    return ok({ events: [corrected], set: { subject: subject.value } })
  },
}

/** 逾期不补正 (2019): only when the days are over, as the clock has it. */
export const lapse: StepPage = {
  take: (_tx, file) => {
    const clock = clockOf(file.application, file.events, file.calendar, file.today)
    if (!clock.ok) return clock
    if (clock.value?.state !== 'lapsed')
      return refuse('applications.not-lapsed', '补正期限还没有届满，不能按逾期不补正处理')
    return ok({
      events: [{ kind: 'lapsed', day: file.today }],
      ends: { on: file.today, outcome: 'uncorrected' },
      letters: [{ letter: { outcome: 'uncorrected' }, day: file.today }],
    })
  },
}

/** 告知作出更改、补充 (2008): telling was the answer; nothing came back. */
export const told: StepPage = {
  fields: (of) => (
    <Field label="情况说明" name="note" required maxlength={300} value={of.form.note} refusal={of.refusal} />
  ),
  take: (_tx, file, form) => {
    const note = noteOf(form, '情况说明')
    if (!note.ok) return note
    return ok({
      events: [happening('told', file.today, note.value)],
      ends: { on: file.today, outcome: 'unclear' },
    })
  },
}
