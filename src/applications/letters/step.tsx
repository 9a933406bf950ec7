import { ok, refuse } from '../../result.ts'
import { Choices, Field, TextArea } from '../../web/ui/index.ts'
import { DayField, dayIn, happening, noteOf, type StepPage } from '../steps/common.tsx'
import type { CaseFile } from '../store.ts'
import { letterRow } from './kinds.ts'
import { lastPaper } from './values.ts'

/** What no step sends of itself: forms of the file, and letters the clerk decides on. */
const BY_HAND = ['receipt', 'statement', 'consultation-told', 'party-told', 'transfer', 'service', 'envelope'] as const
type ByHand = (typeof BY_HAND)[number]

const HINTS: Record<ByHand, string> = {
  receipt: '写明登记号、查询码、收到日期和答复期限，交给申请人',
  statement: '打印出来读给申请人听，请其签名或者按指印，签好后附入',
  'consultation-told': '告诉申请人正在征求意见，所需时间依法不计',
  'party-told': '因公共利益等决定公开时，把内容和理由告诉第三方；须写理由',
  transfer: '把更正申请转给有权更正的机关',
  service: '打印出来由收件人签名，签好后登记送达凭证',
  envelope: '打印出来贴在信封上；应当通过邮政企业寄送',
}

const offered = ({ application: { edition, kind, receivedOn, arrival } }: CaseFile): ByHand[] =>
  BY_HAND.filter((letter) => {
    if (letter === 'transfer') return kind === 'amendment'
    if (letter === 'receipt') return receivedOn !== null
    if (letter === 'statement') return arrival === 'spoken'
    return letterRow(edition, letter) !== null
  })

/** 制作文书: a letter or form at any time of a case; it leads nowhere. */
export const writeByHand: StepPage = {
  fields: (of) => (
    <>
      <Choices
        legend="文书"
        name="letter"
        required
        options={offered(of.file).map((value) => ({
          value,
          label: letterRow(of.file.application.edition, value)!.label,
          hint: HINTS[value],
        }))}
        value={of.form.letter}
        refusal={of.refusal}
      />
      <DayField of={of} label="文书日期" />
      <Field
        label="发给（决定公开告知书、转送函）"
        name="party"
        maxlength={40}
        value={of.form.party}
        refusal={of.refusal}
        hint="机关写名称；个人写“第三人甲”，不写姓名"
      />
      <TextArea
        label="理由（决定公开告知书）"
        name="note"
        rows={3}
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
      />
      <Field
        label="送达的文书（送达回证、邮寄单）"
        name="papers"
        maxlength={200}
        value={of.form.papers ?? lastPaper(of.file.replies)}
        refusal={of.refusal}
        hint="文书名称和文号"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const letter = offered(file).find((one) => one === form.letter)
    if (!letter) return refuse('applications.letter-kind', '请选择文书', { field: 'letter' })
    const on = dayIn(file, form, '文书日期')
    if (!on.ok) return on
    const party = (form.party ?? '').trim().slice(0, 40)
    if (letterRow(file.application.edition, letter)!.addressed === 'party' && !party)
      return refuse('applications.party', '请填写发给谁', { field: 'party' })
    const note = noteOf(form, '理由', letter === 'party-told' ? undefined : true)
    if (!note.ok) return note
    const papers = (form.papers ?? '').trim().slice(0, 200) || lastPaper(file.replies)
    if ((letter === 'service' || letter === 'envelope') && !papers)
      return refuse('applications.papers', '请填写送达的文书', { field: 'papers' })
    const { label } = letterRow(file.application.edition, letter)!
    return ok({
      events: [happening('letter-made', on.value, label)],
      letters: [{ letter, day: on.value, ...(party && { party }), values: { 理由: note.value, 送达文书: papers } }],
    })
  },
}
