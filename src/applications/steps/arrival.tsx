import { editionOn } from '../../law/editions.ts'
import { ok } from '../../result.ts'
import { Field } from '../../web/ui/index.ts'
import { ReceiptChoice, receiptAsked } from '../letters/receipt.tsx'
import { checkConfirmed, checkLine } from '../rules.ts'
import { DayField, dayIn, type StepPage } from './common.tsx'

/** 确认收到: the applicant was reached; that day is 收到申请之日. What was said on the telephone is the evidence. */
export const confirm: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="双方确认的日期" hint="这一天就是收到申请之日，答复期限从次日起算" />
      <Field
        label="联系经过"
        name="call"
        required
        maxlength={300}
        value={of.form.call}
        refusal={of.refusal}
        hint="谁、几点、以什么方式联系，确认了什么；不写申请人的姓名和号码"
      />
      {of.file.application.channel !== 'web' && (
        <ReceiptChoice value={of.form.receipt ?? 'yes'} hint="写明登记号、查询码和答复期限，交给或者寄给申请人" />
      )}
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '双方确认的日期')
    if (!on.ok) return on
    const received = checkConfirmed(file.application.arrivedOn, on.value, file.today)
    if (!received.ok) return received
    const call = checkLine(form.call, '联系经过', 'call')
    if (!call.ok) return call
    return ok({
      events: [{ kind: 'confirmed', day: on.value, detail: { call: call.value } }],
      letters: receiptAsked(form, on.value),
      set: { receivedOn: on.value, edition: editionOn(on.value) ?? file.application.edition },
    })
  },
}

/** 登记联系情况: nobody was reached; the count begins when somebody is. */
export const phone: StepPage = {
  fields: (of) => (
    <>
      <DayField of={of} label="联系日期" />
      <Field
        label="联系情况"
        name="call"
        required
        maxlength={300}
        value={of.form.call}
        refusal={of.refusal}
        hint="例如：9时10分拨打来信所留电话，无人接听"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const on = dayIn(file, form, '联系日期')
    if (!on.ok) return on
    const call = checkLine(form.call, '联系情况', 'call')
    return call.ok ? ok({ events: [{ kind: 'phoned', day: on.value, detail: { call: call.value } }] }) : call
  },
}
