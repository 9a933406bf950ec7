import { MATTERS } from '../../law/clock-events.ts'
import { LIMITS } from '../../law/limits.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { Choices, Field, Select } from '../../web/ui/index.ts'
import { type Waiting, waitingFor } from '../clock.ts'
import { withoutConsent } from '../consent.ts'
import { checkLine } from '../rules.ts'
import type { CaseFile } from '../store.ts'
import { type Asked, DayField, dayIn, type Form, happening, noteOf, type StepPage } from './common.tsx'

const MOST_PARTY = 40

/** Who may be asked, by edition: the 2008 one has no rule for organs that made a document together. */
const asking = (file: CaseFile) =>
  (['thirdParty', 'consultation', 'joint'] as const).filter((matter) => LIMITS[file.application.edition][matter])

const LETTER_TO = { thirdParty: 'third-party', consultation: 'consultation', joint: 'joint' } as const

/** 征求意见: a third party, another organ, an organ that made the document together with this one. */
export const consult: StepPage = {
  fields: (of) => (
    <>
      <Choices
        legend="征求谁的意见"
        name="matter"
        required
        options={asking(of.file).map((value) => ({ value, label: MATTERS[value].name }))}
        value={of.form.matter}
        refusal={of.refusal}
      />
      <Field
        label="对方"
        name="party"
        required
        maxlength={MOST_PARTY}
        value={of.form.party}
        refusal={of.refusal}
        hint="机关写名称；个人写“第三人甲”“第三人乙”，不写姓名"
      />
      <DayField of={of} label="发出日期" />
      <Field
        label="函上的抬头"
        name="addressee"
        maxlength={60}
        value={of.form.addressee}
        refusal={of.refusal}
        autocomplete="off"
        hint="对方是个人的，填写其姓名；只写进函里，加密保存，不进办理记录。不填时用上面的“对方”"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const matter = asking(file).find((one) => one === form.matter)
    if (!matter) return refuse('applications.matter', '请选择征求谁的意见', { field: 'matter' })
    const party = checkLine(form.party, '对方', 'party', MOST_PARTY)
    if (!party.ok) return party
    const on = dayIn(file, form, '发出日期')
    if (!on.ok) return on
    const letter = {
      letter: LETTER_TO[matter],
      day: on.value,
      party: party.value,
      addressee: (form.addressee ?? '').trim().slice(0, 60),
    }
    return ok({ events: [happening(MATTERS[matter].asked, on.value, '', { party: party.value })], letters: [letter] })
  },
}

const keyOf = ({ matter, party }: Waiting) => `${matter} ${party}`
const open = (file: CaseFile) => waitingFor(file.application.round, file.events)

const WhoField = ({ of, waiting }: { of: Asked; waiting: Waiting[] }) => (
  <Select
    label="对方"
    name="who"
    required
    empty={waiting.length > 1 ? '请选择' : undefined}
    options={waiting.map((one) => ({ value: keyOf(one), label: `${one.party}（${MATTERS[one.matter].name}）` }))}
    value={of.form.who}
    refusal={of.refusal}
  />
)

function whoIn(waiting: Waiting[], form: Form): Result<Waiting> {
  const who = waiting.find((one) => keyOf(one) === form.who)
  return who ? ok(who) : refuse('applications.who', '请选择对方', { field: 'who' })
}

/** 登记对方收到日期: the 15 working days of the other side run from it. */
export const reached: StepPage = {
  fields: (of) => (
    <>
      <WhoField of={of} waiting={open(of.file).filter(({ served }) => !served)} />
      <DayField of={of} label="对方收到的日期" />
    </>
  ),
  take: (_tx, file, form) => {
    const who = whoIn(open(file), form)
    if (!who.ok) return who
    const { matter, party } = who.value
    const kind = MATTERS[matter].served
    if (!kind) return refuse('applications.no-served', `${MATTERS[matter].name}没有答复期限，不用登记收到日期`)
    const on = dayIn(file, form, '对方收到的日期')
    return on.ok ? ok({ events: [happening(kind, on.value, '', { party })] }) : on
  },
}

const SAYS = { agrees: '同意公开', part: '同意部分公开', refuses: '不同意公开', other: '其他意见' } as const

/** 收到意见: what they said and, when they refuse, why: only a reasonable ground counts (2019 art. 32). */
export const hear: StepPage = {
  fields: (of) => (
    <>
      <WhoField of={of} waiting={open(of.file)} />
      <DayField of={of} label="收到意见的日期" />
      <Choices
        legend="意见"
        name="says"
        required
        inline
        options={Object.entries(SAYS).map(([value, label]) => ({ value, label }))}
        value={of.form.says}
        refusal={of.refusal}
      />
      <Field label="理由摘要" name="note" maxlength={300} value={of.form.note} refusal={of.refusal} />
    </>
  ),
  take: (_tx, file, form) => {
    const who = whoIn(open(file), form)
    if (!who.ok) return who
    const on = dayIn(file, form, '收到意见的日期')
    if (!on.ok) return on
    const says = form.says ?? ''
    if (!Object.hasOwn(SAYS, says)) return refuse('applications.says', '请选择对方的意见', { field: 'says' })
    const note = noteOf(form, '理由摘要', says === 'refuses' ? undefined : true)
    if (!note.ok) return note
    const { matter, party } = who.value
    return ok({
      to: open(file).length > 1 ? 'consulting' : 'drafting',
      events: [happening(MATTERS[matter].back, on.value, note.value, { party, says })],
    })
  },
}

const WHY = {
  silent: '对方逾期没有答复',
  public: '公共利益需要，不再等待',
  needless: '情况变化，不再需要征求意见',
} as const

/** What silence means, as the law of the case has it. */
const silenceSays = ({ application: { edition } }: CaseFile, matter: Waiting['matter']): string => {
  const rule = LIMITS[edition][matter]
  if (rule && 'silence' in rule && rule.silence) return rule.silence
  return matter === 'thirdParty' ? '没有同意，不等于可以公开（第二十三条）' : ''
}

/** 未复，继续办理: nobody answered in the time the law gave, or there is no more use in waiting. */
export const goOn: StepPage = {
  fields: (of) => (
    <>
      <WhoField of={of} waiting={open(of.file)} />
      <Choices
        legend="为什么不再等待"
        name="why"
        required
        options={Object.entries(WHY).map(([value, label]) => ({ value, label }))}
        value={of.form.why}
        refusal={of.refusal}
        hint={[...new Set(open(of.file).map(({ matter }) => silenceSays(of.file, matter)))].filter(Boolean).join('；')}
      />
      <Field
        label="说明"
        name="note"
        required
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
        hint="例如：第三方收到征求意见书已满15个工作日，没有答复"
      />
    </>
  ),
  take: (_tx, file, form) => {
    const who = whoIn(open(file), form)
    if (!who.ok) return who
    const why = form.why ?? ''
    if (!Object.hasOwn(WHY, why)) return refuse('applications.why', '请选择为什么不再等待', { field: 'why' })
    const silent = why === 'silent'
    const early = silent ? stillDue(file, who.value) : null
    if (early) return refuse('applications.silence', early, { field: 'why' })
    const note = noteOf(form, '说明')
    if (!note.ok) return note
    const { matter, party } = who.value
    const says = silenceSays(file, matter)
    return ok({
      to: open(file).length > 1 ? 'consulting' : 'drafting',
      events: [
        happening(MATTERS[matter].back, file.today, [note.value, silent && says].filter(Boolean).join('；'), {
          party,
          why,
          ...(silent && { silent }),
        }),
      ],
    })
  },
}

/** Why nobody is silent yet: the other side still has days, or nobody knows when the letter reached them. */
function stillDue(file: CaseFile, { matter, served }: Waiting): string | null {
  const rule = LIMITS[file.application.edition][matter]
  const days = rule && 'days' in rule ? rule.days : null
  if (days === null) return null
  if (!served) return `${MATTERS[matter].name}的${days}个工作日从对方收到之日起算，请先登记对方收到的日期`
  const until = file.calendar.after(served, days)
  return file.today > until ? null : `对方的答复期限到${until}才满（收到后${days}个工作日）`
}

/** 因公共利益决定公开: a third party refused; the leader finds that public interest weighs more, and the third party is told. */
export const overrule: StepPage = {
  fields: (of) => (
    <>
      <Field
        label="公共利益的理由"
        name="note"
        required
        maxlength={300}
        value={of.form.note}
        refusal={of.refusal}
        hint="不公开可能对公共利益造成重大影响的；决定公开的内容和理由须书面告知第三方"
      />
      <DayField of={of} label="书面告知第三方的日期" />
    </>
  ),
  take: (_tx, file, form) => {
    const { edition, round } = file.application
    const parties = withoutConsent(edition, round, file.events)
    if (parties.length === 0) return refuse('applications.consent', '没有第三方不同意公开，不需要这样决定')
    const note = noteOf(form, '公共利益的理由')
    if (!note.ok) return note
    const on = dayIn(file, form, '书面告知第三方的日期')
    if (!on.ok) return on
    return ok({
      events: [happening('overruled', on.value, note.value, { party: parties.join('、') })],
      letters: parties.map((party) => ({ letter: 'party-told', day: on.value, party, values: { 理由: note.value } })),
    })
  },
}
