import { Day } from '../../calendar/day.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Facts, Field, Form, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { checkLine } from '../rules.ts'
import { whoOf } from '../who.ts'
import { crumbs, remedyPath, todayOf, wantedRemedy } from './common.tsx'
import { kindLabel } from './kinds.ts'
import type { Remedy } from './model.ts'
import { DECISIONS, decisionOf, RESULTS } from './outcomes.ts'
import { checkDecision } from './rules.ts'
import { type StageName, stageOf, takeStage } from './stages.ts'
import { type RemedyTaking, takeRemedyStage } from './store.ts'

type Typed = Record<string, string>

/** The stages that say how it ended. */
const ENDING: readonly StageName[] = ['decide', 'mend']
/** What a judgment of the first instance says is written down, not counted: it may not stand. */
const JUDGING: readonly StageName[] = ['judge', ...ENDING]

const DAYS: Record<StageName, string> = {
  answer: '提出的日期',
  judge: '收到裁判的日期',
  appeal: '上诉的日期',
  decide: '收到决定、裁判或者结果的日期',
  note: '日期',
  mend: '决定、裁判的日期',
}

export async function askStage(c: C, name: StageName) {
  const remedy = await wantedRemedy(c)
  if (!remedy) return answerNotFound(c)
  const may = takeStage(name, remedy, whoOf(contextOf(c)))
  return show(c, name, remedy, { version: String(remedy.version) }, may.ok ? null : may.refusal)
}

export async function sendStage(c: C, name: StageName) {
  const remedy = await wantedRemedy(c)
  if (!remedy) return answerNotFound(c)
  const form = typed(c.var.form)
  const version = Number(form.version)
  const seen = { id: remedy.id, version: Number.isInteger(version) ? version : 0 }
  const done = await takeRemedyStage(contextOf(c), name, seen, (at, today) => readStage(name, at, form, today))
  return done.ok ? seeOther(c, `${remedyPath(remedy.id)}?done=taken`) : show(c, name, remedy, form, done.refusal)
}

/** What a stage's form says. */
export function readStage(name: StageName, remedy: Remedy, form: Typed, today: Day): Result<RemedyTaking> {
  const on = Day.safeParse(form.on)
  if (!on.success) return refuse('remedies.day', `请填写${DAYS[name]}`, { field: 'on' })
  if (on.data > today) return refuse('remedies.future', '日期不能晚于今天', { field: 'on' })
  if (on.data < remedy.filedOn)
    return refuse('remedies.before', `日期不能早于收到通知的日期（${remedy.filedOn}）`, { field: 'on' })
  const said = form.note?.trim() || name === 'note' || name === 'mend' ? checkLine(form.note, '情况', 'note') : ok('')
  if (!said.ok) return said
  const detail: Record<string, string> = said.value ? { note: said.value } : {}
  if (!JUDGING.includes(name)) return ok({ kind: name, day: on.data, detail })
  const decision = form.decision ?? ''
  const checked = checkDecision(remedy, { decision, decidedOn: on.data, paper: form.paper ?? '' })
  if (!checked.ok) return checked
  return ok({
    kind: name,
    day: on.data,
    detail: { ...detail, decision, paper: checked.value.paper },
    ends: ENDING.includes(name) ? { decision, on: on.data } : undefined,
  })
}

function show(c: C, name: StageName, remedy: Remedy, form: Typed, refusal: Refusal | null) {
  const stage = stageOf(remedy.kind, name)
  if (!stage) return answerNotFound(c)
  return consolePage(
    c,
    {
      title: `${stage.label}：${remedy.number}`,
      crumbs: crumbs({ label: remedy.number, href: remedyPath(remedy.id) }, { label: stage.label }),
      refusal: refusal ?? undefined,
    },
    <Panel>
      <Facts
        facts={[
          ['种类', kindLabel(remedy)],
          ['事由', remedy.matter],
        ]}
      />
      <Form action={remedyPath(remedy.id, `/${name}`)}>
        <input type="hidden" name="version" value={form.version} />
        {JUDGING.includes(name) && (
          <>
            <Choices
              legend="结果"
              name="decision"
              required
              options={Object.keys(DECISIONS[remedy.kind]).map((value) => {
                const row = decisionOf(remedy.kind, value)!
                return {
                  value,
                  label: row.label,
                  hint: `年度报告计入“${RESULTS[row.result]}”${row.again ? '；须重新办理申请' : ''}`,
                }
              })}
              value={form.decision ?? (name === 'mend' ? (remedy.decision ?? undefined) : undefined)}
              refusal={refusal}
            />
            <Field label="文书的文号" name="paper" required maxlength={100} value={form.paper} refusal={refusal} />
          </>
        )}
        <Field
          label={DAYS[name]}
          name="on"
          type="date"
          required
          value={form.on ?? (name === 'mend' ? remedy.decidedOn : null) ?? todayOf(c)}
          refusal={refusal}
        />
        <Field
          label={name === 'mend' ? '更正的原因' : '情况'}
          name="note"
          required={name === 'note' || name === 'mend'}
          maxlength={300}
          value={form.note}
          refusal={refusal}
          hint="不写申请人、原告的姓名和号码"
        />
        <Actions>
          <Button kind="primary">{stage.label}</Button>
          <Button href={remedyPath(remedy.id)}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}
