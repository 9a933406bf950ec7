import type { Child } from 'hono/jsx'
import type { Context, Scope } from '../../context.ts'
import { sendMail } from '../../mail/outbox/store.ts'
import type { Unit } from '../../organs/model.ts'
import { listUnits } from '../../organs/store.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  Actions,
  Button,
  Choices,
  Facts,
  Field,
  Form as FormTag,
  Notice,
  Panel,
  Select,
  TextArea,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { isRating, isTold, KINDS, labelsOf, RATINGS, TOLD, type Told, type Way } from '../kinds.ts'
import { STEPS, type StepName, take } from '../lifecycle.ts'
import type { Concern } from '../model.ts'
import { personOf } from '../people/store.ts'
import { checkAnswer, checkLine } from '../rules.ts'
import { type ConcernFile, type Taking, takeStep } from '../store.ts'
import { draftOf, whereOf, whoOf } from '../who.ts'
import { concernPath, crumbs, wanted } from './common.tsx'

type Form = Record<string, string>
/** Every step but 转出, which has pages of its own in `handover/`. */
export type PlainStep = Exclude<StepName, 'move'>
export const PLAIN_STEPS = (Object.keys(STEPS) as StepName[]).filter((name): name is PlainStep => name !== 'move')

type StepPage = {
  fields?: (of: { file: ConcernFile; form: Form; refusal: Refusal | null; units: readonly Unit[] }) => Child
  take: (tx: Context, file: ConcernFile, form: Form) => Result<Taking> | Promise<Result<Taking>>
}

const line = (label: string, hint: string, required = true): NonNullable<StepPage['fields']> =>
  function Line({ form, refusal }) {
    return (
      <Field
        label={label}
        name="reason"
        required={required}
        value={form.reason}
        maxlength={300}
        refusal={refusal}
        hint={hint}
        autocomplete="off"
      />
    )
  }

const withReason =
  (says: string, more: Partial<Taking> = {}): StepPage['take'] =>
  (_tx, _file, { reason }) => {
    const why = checkLine(reason, 'reason', says)
    return why.ok ? ok({ ...more, detail: { reason: why.value } }) : why
  }

const Answer = ({ form, refusal, name = 'words' }: { form: Form; refusal: Refusal | null; name?: string }) => (
  <TextArea label="答复" name={name} required rows={8} value={form[name]} maxlength={5000} refusal={refusal} />
)

const Whom: NonNullable<StepPage['fields']> = ({ file, form, refusal, units }) => (
  <>
    {file.concern.kind === 'report' && (
      <Notice kind="warning" title="举报不得转给被举报的单位和个人。交办时不写可能暴露举报人的情况。" />
    )}
    <Select
      label="承办"
      name="unit"
      required
      empty="请选择"
      value={form.unit}
      refusal={refusal}
      options={units.map(({ id, name }) => ({ value: id, label: name }))}
    />
    <Field label="交办意见" name="reason" value={form.reason} maxlength={300} refusal={refusal} autocomplete="off" />
  </>
)

const toUnit =
  (again: boolean): StepPage['take'] =>
  async (tx, { concern }, form) => {
    const unit = (await listUnits(tx, concern.organId)).find(({ id }) => id === form.unit)
    if (!unit) return refuse('feedback.unit', '请选择承办的科室或者村（居）', { field: 'unit' })
    if (again && unit.id === concern.unitId)
      return refuse('feedback.same-unit', `已经由${unit.name}承办`, { field: 'unit' })
    const why = checkLine(form.reason, 'reason', '请写明为什么转办', again)
    if (!why.ok) return why
    return ok({ unitId: unit.id, detail: { unit: unit.name, ...(why.value && { reason: why.value }) } })
  }

/** How somebody is told, unless the clerk chooses otherwise: by the way they came. */
const TELLS: Record<Way, Told> = {
  web: 'web',
  phone: 'phone',
  box: 'web',
  email: 'email',
  letter: 'letter',
  visit: 'visit',
}

/** The answer goes out. Written to by mail, the program itself opens the address: of a 举报 no officer sees it. */
async function tell(tx: Context, { concern, ...rest }: ConcernFile, form: Form): Promise<Result<Taking>> {
  const told = form.told ?? ''
  if (!isTold(told)) return refuse('feedback.told', '请选择怎样答复的', { field: 'told' })
  const note = checkLine(form.reason, 'reason', '', false)
  if (!note.ok) return note
  const answer = draftOf({ concern, ...rest })!
  if (told === 'email') {
    const person = await personOf(tx, concern.id)
    if (!person.ok) return person
    if (!person.value?.email)
      return refuse('feedback.no-email', '诉求人没有留电子邮箱', { field: 'told', fix: '请选择别的答复方式' })
    const sent = await sendMail(tx, {
      to: person.value.email,
      subject: `关于您反映事项的答复（${concern.number}）`,
      text: answer.words,
      about: {
        kind: 'concern',
        id: concern.id,
        label: `答复诉求 ${concern.number}`,
        href: concernPath(concern.id),
        organId: concern.organId,
      },
      once: `concern/${concern.id}/${answer.version}`,
    })
    if (!sent.ok) return sent
  }
  return ok({ answeredOn: rest.today, detail: { told, ...(note.value && { note: note.value }) } })
}

const PAGES: Record<PlainStep, StepPage> = {
  accept: { take: () => ok({}) },
  discard: {
    fields: line('理由', '诉求人查询时会看到。例如：内容空白；广告；与LY2026-0001重复'),
    take: withReason('请写明作废的理由'),
  },
  restore: { take: () => ok({}) },
  assign: { fields: Whom, take: toUnit(false) },
  transfer: { fields: Whom, take: toUnit(true) },
  note: {
    fields: ({ form, refusal }) => (
      <>
        <Field
          label="办理情况"
          name="reason"
          required
          value={form.reason}
          maxlength={300}
          refusal={refusal}
          hint="例如：10月8日到现场查看，约定三天内清运。不写诉求人的姓名和电话"
          autocomplete="off"
        />
        <Choices
          legend="公布答复"
          name="consent"
          many
          options={[{ value: 'yes', label: '诉求人同意隐去身份后公布问题和答复' }]}
          value={form.consent}
        />
      </>
    ),
    take: (_tx, { concern }, { reason, consent }) => {
      const said = checkLine(reason, 'reason', '请写明办理情况')
      if (!said.ok) return said
      const agreed = consent === 'yes' && KINDS[concern.kind].publishable
      return ok({ ...(agreed && { mayPublish: true }), detail: { note: said.value, ...(agreed && { consent: true }) } })
    },
  },
  draft: {
    fields: Answer,
    take: (_tx, _file, { words }) => {
      const said = checkAnswer(words)
      return said.ok ? ok({ answer: said.value }) : said
    },
  },
  onSpot: {
    fields: Answer,
    take: (_tx, { concern, today }, { words }) => {
      const said = checkAnswer(words)
      return said.ok ? ok({ answer: said.value, answeredOn: today, detail: { told: TELLS[concern.way] } }) : said
    },
  },
  approve: { take: () => ok({}) },
  return: { fields: line('意见', '要怎样修改'), take: withReason('请写明要怎样修改') },
  answer: {
    fields: ({ form, refusal }) => (
      <>
        <Choices
          legend="怎样答复的"
          name="told"
          required
          options={labelsOf(TOLD)}
          value={form.told}
          refusal={refusal}
        />
        <Field label="备注" name="reason" value={form.reason} maxlength={300} refusal={refusal} autocomplete="off" />
      </>
    ),
    take: tell,
  },
  complicate: {
    fields: line('理由', '答复期限改按复杂事项计算，诉求人查询时会看到已经延长'),
    take: withReason('请写明为什么复杂', { complex: true }),
  },
  rate: {
    fields: ({ form, refusal }) => (
      <>
        <Choices
          legend="满意度"
          name="rating"
          required
          inline
          options={labelsOf(RATINGS)}
          value={form.rating}
          refusal={refusal}
        />
        <Field label="意见" name="reason" value={form.reason} maxlength={300} refusal={refusal} autocomplete="off" />
      </>
    ),
    take: (_tx, _file, { rating = '', reason }) => {
      if (!isRating(rating)) return refuse('feedback.rating', '请选择满意度', { field: 'rating' })
      const said = checkLine(reason, 'reason', '', false)
      return said.ok ? ok({ rating, detail: { rating, ...(said.value && { note: said.value }) } }) : said
    },
  },
  close: { take: () => ok({}) },
  reopen: {
    fields: line('理由', '例如：诉求人不满意，问题没有解决。期限从今天重新计算'),
    take: withReason('请写明为什么重新办理', { again: true }),
  },
  urge: { fields: line('督办意见', '承办的人打开这件诉求就看到'), take: withReason('请写明督办意见') },
}

/** Takes any step by its form: the desk, the portal and the demo do. */
export const takeForm = (ctx: Context, name: PlainStep, seen: { id: string; version: number | null }, form: Form) =>
  takeStep(ctx, name, seen, (tx, file) => PAGES[name].take(tx, file, form))

/** What stands in the form before anything is typed. */
const beginning = (name: PlainStep, file: ConcernFile): Form => ({
  version: String(file.concern.version),
  ...(name === 'draft' && { words: draftOf(file)?.words ?? '' }),
  ...(name === 'answer' && { told: TELLS[file.concern.way] }),
})

/** The page of one step. At /console/feedback/:id/:step */
export async function askStep(c: C, name: PlainStep) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const may = take(name, whereOf(file), whoOf(contextOf(c)))
  return show(c, name, file, beginning(name, file), may.ok ? null : may.refusal)
}

/** Takes the step; a refusal shows the page again with what was typed. */
export async function sendStep(c: C, name: PlainStep) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const form = typed(c.var.form)
  const version = Number(form.version)
  const seen = { id: file.concern.id, version: Number.isInteger(version) ? version : 0 }
  const done = await takeForm(contextOf(c), name, seen, form)
  if (!done.ok) return show(c, name, (await wanted(c)) ?? file, form, done.refusal)
  return seeOther(c, `${concernPath(seen.id)}?done=taken`)
}

const unitsFor = (scope: Scope, name: PlainStep, { organId }: Concern) =>
  name === 'assign' || name === 'transfer' ? listUnits(scope, organId) : []

async function show(c: C, name: PlainStep, file: ConcernFile, form: Form, refusal: Refusal | null) {
  const { concern } = file
  const { label } = STEPS[name]
  const units = await unitsFor(scopeOf(c), name, concern)
  const draft = name === 'approve' || name === 'answer' ? draftOf(file) : null
  return consolePage(
    c,
    {
      title: `${label}：${concern.number}`,
      crumbs: crumbs({ label: concern.number, href: concernPath(concern.id) }, { label }),
      refusal: refusal ?? undefined,
    },
    <Panel>
      <Facts
        facts={[
          ['事项', concern.subject],
          ['承办', concern.unitName],
          ['答复稿', draft && <span class="said">{draft.words}</span>],
        ]}
      />
      <FormTag action={concernPath(concern.id, `/${name}`)}>
        <input type="hidden" name="version" value={form.version} />
        {PAGES[name].fields?.({ file, form, refusal, units })}
        <Actions>
          <Button kind="primary">{label}</Button>
          <Button href={concernPath(concern.id)}>返回</Button>
        </Actions>
      </FormTag>
    </Panel>,
  )
}
