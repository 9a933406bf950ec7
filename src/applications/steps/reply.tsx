import type { Context } from '../../context.ts'
import { ok, type Result } from '../../result.ts'
import { dropReview, mayPublish, openReview } from '../../review/store.ts'
import { Choices, Field, Select, TextArea } from '../../web/ui/index.ts'
import { reasonsOf, withoutConsent } from '../consent.ts'
import { type ReplyDraft, Withheld } from '../model.ts'
import { groundsOf, isOutcome, outcomeRow, repliesOf } from '../outcomes.ts'
import { checkGroundwork, checkLine, checkReply } from '../rules.ts'
import { type CaseFile, standingDraft } from '../store.ts'
import { draftOf, replySubject } from '../who.ts'
import { type Asked, type Form, happening, noteOf, type StepPage } from './common.tsx'

/** Rows for parts held back; each names one part and its ground. */
const PARTS = 6
const LONGEST_REPLY = 20_000
const NOBODY = '00000000-0000-0000-0000-000000000000'

const searched = ({ application, events }: CaseFile): boolean =>
  events.some(({ kind, round }) => kind === 'searched' && round === application.round)

/** The parts as they were typed: a row counts when anything stands in it. */
const typedParts = (form: Form) =>
  Array.from({ length: PARTS }, (_, at) => ({
    part: (form[`part${at}`] ?? '').trim(),
    ground: form[`ground${at}`] ?? '',
  })).filter(({ part, ground }) => part || ground)

/** Outcome, parts held back, organ to go to: the same in a draft and in an answer entered from paper. */
export function OutcomeFields({ of }: { of: Asked }) {
  const { application, replies } = of.file
  const standing = draftOf(application, replies)
  const value = (name: string, kept: string | undefined) => of.form[name] ?? kept
  const grounds = groundsOf(application.edition).map(([code, row]) => ({ value: code, label: row.label }))
  const rows = repliesOf(application)
  return (
    <>
      <Choices
        legend="答复结果"
        name="outcome"
        required
        options={rows.map(([code, row]) => ({
          value: code,
          label: row.label,
          hint: row.article && `《条例》（${application.edition}年）${row.article}`,
        }))}
        value={value('outcome', standing?.outcome)}
        refusal={of.refusal}
      />
      {rows.some(([, { withholds }]) => withholds === 'part') && (
        <fieldset class="field" id="f-withheld">
          <legend class="form-label">部分公开时：哪些内容不公开，依据是什么</legend>
          {of.refusal?.field === 'withheld' && <div class="problem">{of.refusal.says}</div>}
          {Array.from({ length: PARTS }, (_, at) => (
            <>
              <Field
                label={`第${at + 1}处不公开的内容`}
                name={`part${at}`}
                maxlength={300}
                value={value(`part${at}`, standing?.withheld[at]?.part)}
              />
              <Select
                label={`第${at + 1}处的依据`}
                name={`ground${at}`}
                empty="请选择"
                options={grounds}
                value={value(`ground${at}`, standing?.withheld[at]?.ground)}
              />
            </>
          ))}
        </fieldset>
      )}
      {rows.some(([, { elsewhere }]) => elsewhere) && (
        <Field
          label="应当向哪个机关提出（名称、联系方式）"
          name="rightOrgan"
          maxlength={300}
          value={value('rightOrgan', standing?.rightOrgan)}
          refusal={of.refusal}
          hint="不属于本机关负责公开、能够确定负责机关的，应当告知。各机关的地址和电话见门户“机关名录”（/organs）"
        />
      )}
    </>
  )
}

/** What stands behind a reply in this round: consents, and reasons given. */
const groundwork = ({ application: { edition, round }, events }: CaseFile) => ({
  withoutConsent: withoutConsent(edition, round, events),
  overruled: events.some((event) => event.kind === 'overruled' && event.round === round),
  reasons: reasonsOf(round, events),
})

/** Reads them, and asks the rules. */
export function readOutcome(file: CaseFile, form: Form): Result<Omit<ReplyDraft, 'words'>> {
  const withheld = typedParts(form)
  const rightOrgan = (form.rightOrgan ?? '').trim().slice(0, 300)
  const outcome = form.outcome ?? ''
  const checked = checkReply(file.application, { outcome, withheld, rightOrgan }, searched(file))
  if (!checked.ok) return checked
  if (!isOutcome(outcome)) throw new Error(`a row for no outcome: ${outcome}`)
  return ok({ outcome, rightOrgan, withheld: Withheld.array().parse(withheld) })
}

/** 起草答复: every draft is kept as a version. */
export const draft: StepPage = {
  fields: (of) => (
    <>
      <OutcomeFields of={of} />
      <TextArea
        label="答复内容"
        name="words"
        required
        rows={10}
        maxlength={LONGEST_REPLY}
        value={of.form.words ?? draftOf(of.file.application, of.file.replies)?.words}
        refusal={of.refusal}
        hint="写明决定、理由和依据；申请人的姓名由文书带出，不写在这里"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const outcome = readOutcome(file, form)
    if (!outcome.ok) return outcome
    const founded = checkGroundwork(
      outcomeRow(file.application, outcome.value.outcome)!,
      outcome.value.outcome,
      groundwork(file),
    )
    if (!founded.ok) return founded
    const words = checkWords(form)
    if (!words.ok) return words
    return ok({
      events: [happening('drafted', file.today, '', { outcome: outcome.value.outcome })],
      draft: { ...outcome.value, words: words.value },
    })
  },
}

const checkWords = (form: Form) => checkLine(form.words, '答复内容', 'words', LONGEST_REPLY)

/** 送审: the same gate as before publication, for exactly this version of the reply. */
export const submit: StepPage = {
  fields: (of) => <Field label="承办意见" name="note" maxlength={300} value={of.form.note} refusal={of.refusal} />,
  take: async (tx, file, form) => {
    const note = noteOf(form, '承办意见', true)
    if (!note.ok) return note
    const standing = standingDraft(file)
    if (!standing.ok) return standing
    const { application } = file
    const { outcome, withheld, rightOrgan, words, draftedBy, draftedAs } = standing.value
    // A search record may have been asked for since; what a reply needs is asked again before anybody reads it.
    const whole = checkReply(application, { outcome, withheld, rightOrgan }, searched(file))
    if (!whole.ok) return whole
    const founded = checkGroundwork(whole.value, outcome, groundwork(file))
    if (!founded.ok) return founded
    const asked = await openReview(tx, {
      subject: replySubject(application.id, standing.value),
      organId: application.organId,
      title: `答复：${application.subject}`,
      parts: [
        { label: '答复内容', text: words },
        { label: '不公开的部分', text: withheld.map(({ part }) => part).join('\n') },
        { label: '应当提出的机关', text: rightOrgan },
      ].filter(({ text }) => text !== ''),
      files: [],
      preparedBy: { accountId: draftedBy ?? NOBODY, name: draftedAs },
      hands: file.replies.flatMap((reply) => (reply.draftedBy ? [reply.draftedBy] : [])),
      words: note.value,
    })
    return asked.ok
      ? ok({ events: [happening('submitted', file.today, note.value, { version: standing.value.version })] })
      : asked
  },
}

const clearance = async (tx: Context, file: CaseFile) => {
  const standing = standingDraft(file)
  if (!standing.ok) return standing
  const { words } = standing.value
  const may = await mayPublish(tx, replySubject(file.application.id, standing.value))
  if (!may.ok) return may
  const cleared = may.value.parts[0] ?? words
  return ok(cleared === words ? {} : { words: cleared })
}

/** 审查完毕，送签: the gate is asked; what it covered stays covered in the words that go out. */
export const clear: StepPage = {
  take: async (tx, file) => {
    const cleared = await clearance(tx, file)
    return cleared.ok ? ok({ events: [happening('cleared', file.today)], ...cleared.value }) : cleared
  },
}

/** 签发: the gate is asked once more, in the transaction that signs. */
export const sign: StepPage = {
  take: async (tx, file) => {
    const cleared = await clearance(tx, file)
    return cleared.ok ? ok({ events: [happening('signed', file.today)], ...cleared.value }) : cleared
  },
}

const back = (kind: string): StepPage => ({
  fields: (of) => (
    <TextArea
      label="退回的原因"
      name="note"
      required
      rows={3}
      maxlength={300}
      value={of.form.note}
      refusal={of.refusal}
    />
  ),
  take: async (tx, file, form) => {
    const note = noteOf(form, '退回的原因')
    if (!note.ok) return note
    const dropped = await dropReview(tx, 'reply', file.application.id)
    return dropped.ok ? ok({ events: [happening(kind, file.today, note.value)] }) : dropped
  },
})

export const takeBack = back('taken-back')
export const sendBack = back('returned')
