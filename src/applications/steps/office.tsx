import { ok, refuse } from '../../result.ts'
import { Choices, Field } from '../../web/ui/index.ts'
import { DayField, dayIn, happening, noteOf, noting, type StepPage, writing } from './common.tsx'

/** 登记受理: the application is complete. */
export const accept = noting('accepted', { day: '登记日期', note: '审查意见', optional: true })

/** 拟办: who handles it. */
export const assign = noting('assigned', { day: '拟办日期', note: '交由哪个科室办理' })

/** The Regulations know no suspension of their own: these are those of the law of procedure, applied with care. */
export const SUSPENSIONS = {
  'other-case': '须以另一案件的审理结果为依据',
  'force-majeure': '不可抗力',
  successor: '申请人死亡或者终止，等待确定权利义务承受人',
  contact: '申请人失去联系，答复无法送达',
  other: '法律、法规规定的其他情形',
} as const

/** 中止计时, on a ground the leader names; and going on. */
export const suspend: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="中止日期" />
      <Choices
        legend="中止的情形"
        name="ground"
        required
        options={Object.entries(SUSPENSIONS).map(([value, label]) => ({ value, label }))}
        value={of.form.ground}
        refusal={of.refusal}
        hint="《条例》没有一般的中止；工作量大、人手不足不是理由，可以依法延长期限"
      />
      <Field label="具体情况和依据" name="note" required maxlength={300} value={of.form.note} refusal={of.refusal} />
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '中止日期')
    if (!on.ok) return on
    const ground = form.ground ?? ''
    if (!Object.hasOwn(SUSPENSIONS, ground))
      return refuse('applications.suspension', '请选择中止的情形', { field: 'ground' })
    const note = noteOf(form, '具体情况和依据')
    if (!note.ok) return note
    const label = SUSPENSIONS[ground as keyof typeof SUSPENSIONS]
    return ok({
      events: [happening('suspended', on.value, `${label}；${note.value}`, { ground })],
      letters: [{ letter: 'suspension', day: on.value, values: { 理由: `${label}（${note.value}）` } }],
    })
  },
}
export const resume = writing(noting('resumed', { day: '恢复日期', note: '恢复的原因' }), 'resumption')

/** 登记送达凭证: the signed receipt, the record of the post, the confirmation in the system. */
export const prove = noting('proved', { day: '对方签收或者送达的日期', note: '凭证', optional: true })

/** 归档 */
export const archive = noting('archived', { day: '归档日期', note: '档号', optional: true })
