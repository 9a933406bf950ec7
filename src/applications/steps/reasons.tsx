import { ok, refuse } from '../../result.ts'
import { Choices, Field } from '../../web/ui/index.ts'
import { DayField, dayIn, happening, noteOf, noting, type StepPage, writing } from './common.tsx'

/** 要求说明理由 (2019 art. 35): clearly too many or too often. The clock goes on: the article does not stop it. */
export const askReasons = writing(
  noting('reasons-asked', { day: '告知日期', note: '数量、频次明显超过合理范围的情况' }),
  'reasons',
)

/** 收到说明的理由: reasonable, the reply may be delayed; not, the application need not be handled. */
export const hearReasons: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="收到说明的日期" hint="没有说明的，填要求的期限届满之日" />
      <Choices
        legend="理由是否合理"
        name="reasonable"
        required
        options={[
          { value: 'yes', label: '合理', hint: '无法按期答复的，可以确定延迟答复的合理期限并告知申请人' },
          { value: 'no', label: '不合理，或者没有说明', hint: '可以不予处理' },
        ]}
        value={of.form.reasonable}
        refusal={of.refusal}
      />
      <Field label="理由摘要" name="note" required maxlength={300} value={of.form.note} refusal={of.refusal} />
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '收到说明的日期')
    if (!on.ok) return on
    if (form.reasonable !== 'yes' && form.reasonable !== 'no')
      return refuse('applications.reasonable', '请选择理由是否合理', { field: 'reasonable' })
    const note = noteOf(form, '理由摘要')
    if (!note.ok) return note
    return ok({ events: [happening('reasons-heard', on.value, note.value, { reasonable: form.reasonable === 'yes' })] })
  },
}
