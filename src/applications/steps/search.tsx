import { ok, refuse } from '../../result.ts'
import { Choices, Field } from '../../web/ui/index.ts'
import { checkLine } from '../rules.ts'
import { RESULTS } from '../words.ts'
import { DayField, dayIn, type StepPage } from './common.tsx'

const ASKED = [
  ['place', '在哪里检索', '例如：档案室2015—2018年文书档案；公文系统；信访科台账'],
  ['words', '用什么关键词或者线索', '例如：征地批文、闽政地〔2017〕'],
  ['who', '由谁检索', '写岗位，例如：党政办档案员'],
] as const

/** 登记检索: where, with which words, by whom, when, with what result. Behind every 不存在 and 不掌握 stands one. */
export const search: StepPage = {
  fields: (of) => (
    <>
      {ASKED.map(([name, label, hint]) => (
        <Field
          label={label}
          name={name}
          required
          maxlength={300}
          value={of.form[name]}
          hint={hint}
          refusal={of.refusal}
        />
      ))}
      <DayField of={of} label="检索日期" />
      <Choices
        legend="结果"
        name="result"
        required
        inline
        options={Object.entries(RESULTS).map(([value, label]) => ({ value, label }))}
        value={of.form.result}
        refusal={of.refusal}
      />
    </>
  ),
  take: (_tx, file, form) => {
    const detail: Record<string, string> = {}
    for (const [name, label] of ASKED) {
      const line = checkLine(form[name], label, name)
      if (!line.ok) return line
      detail[name] = line.value
    }
    const on = dayIn(file, form, '检索日期')
    if (!on.ok) return on
    const result = form.result ?? ''
    if (!Object.hasOwn(RESULTS, result)) return refuse('applications.result', '请选择检索结果', { field: 'result' })
    return ok({ events: [{ kind: 'searched', day: on.value, detail: { ...detail, result } }] })
  },
}
