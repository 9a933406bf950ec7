import { ok, refuse } from '../../result.ts'
import { dropReview } from '../../review/store.ts'
import { Choices, Field } from '../../web/ui/index.ts'
import { unfollowed } from '../remedies/registry/store.ts'
import { markFollowed } from '../remedies/store.ts'
import { checkLine } from '../rules.ts'
import { enterAnswer } from '../store.ts'
import { DayField, dayIn, type Form, happening, noteOf, type StepPage } from './common.tsx'
import { OutcomeFields, readOutcome } from './reply.tsx'

/** 申请人撤回: a written wish of the applicant; what is under review ends with it. */
export const withdraw: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="收到撤回请求的日期" />
      <Field
        label="撤回的方式"
        name="note"
        required
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
        hint="例如：当面提交书面撤回申请"
      />
    </>
  ),
  take: async (tx, file, form) => {
    const on = dayIn(file, form, '收到撤回请求的日期')
    if (!on.ok) return on
    const note = noteOf(form, '撤回的方式')
    if (!note.ok) return note
    const dropped = await dropReview(tx, 'reply', file.application.id)
    if (!dropped.ok) return dropped
    return ok({
      events: [happening('withdrawn', on.value, note.value)],
      ends: { on: on.value, outcome: 'withdrawn' },
      letters: [{ letter: { outcome: 'withdrawn' }, day: on.value }],
    })
  },
}

/** 补登纸质答复: what was answered outside this program is entered once, as it was. */
export const enter: StepPage = {
  fields: (of) => (
    <>
      <OutcomeFields of={of} />
      <DayField of={of} label="答复日期" name="answeredOn" />
    </>
  ),
  take: (_tx, file, form) => {
    const outcome = readOutcome(file, form)
    if (!outcome.ok) return outcome
    const on = dayIn(file, form, '答复日期', 'answeredOn')
    return on.ok ? enterAnswer(file, { ...outcome.value, answeredOn: on.value }) : on
  },
}

const GROUNDS = {
  reconsideration: '行政复议决定撤销或者责令重作',
  judgment: '法院判决撤销或者责令重作',
  order: '主管部门责令改正',
  own: '本机关自行纠正',
} as const

const GROUND_OF = { reconsideration: 'reconsideration', litigation: 'judgment', complaint: 'order' } as const

/**
 * 重新办理: another round begins; its period runs from the day the decision came. The first answer stays in the counts. A
 * decision in the register of remedies that asks for it is filled in, and marked as followed.
 */
export const reopen: StepPage = {
  begin: async (scope, { application }) => {
    const due = await unfollowed(scope, application.id)
    const none: Form = {}
    return due ? { ground: GROUND_OF[due.remedy.kind], paper: due.paper, on: due.decidedOn } : none
  },
  fields: (of) => (
    <>
      <Choices
        legend="原因"
        name="ground"
        required
        options={Object.entries(GROUNDS).map(([value, label]) => ({ value, label }))}
        value={of.form.ground}
        refusal={of.refusal}
      />
      <Field label="决定书或者判决书文号" name="paper" maxlength={100} value={of.form.paper} refusal={of.refusal} />
      <DayField of={of} label="收到决定或者判决的日期" hint="重新答复的期限从次日起算" />
    </>
  ),
  take: async (tx, file, form) => {
    const ground = form.ground ?? ''
    if (!Object.hasOwn(GROUNDS, ground)) return refuse('applications.reopen', '请选择原因', { field: 'ground' })
    const paper = ground === 'own' ? ok('') : checkLine(form.paper, '决定书或者判决书文号', 'paper', 100)
    if (!paper.ok) return paper
    const on = dayIn(file, form, '收到决定或者判决的日期')
    if (!on.ok) return on
    const { answeredOn } = file.application
    if (answeredOn && on.value < answeredOn)
      return refuse('applications.before-answer', `日期不能早于答复日期（${answeredOn}）`, { field: 'on' })
    const due = ground === 'own' ? null : await unfollowed(tx, file.application.id)
    if (due) await markFollowed(tx, due.remedy.id, on.value, file.application.number)
    return ok({
      events: [
        happening('reopened', on.value, '', {
          ground,
          paper: paper.value,
          ...(due && { remedy: due.remedy.number }),
        }),
      ],
      again: true,
    })
  },
}
