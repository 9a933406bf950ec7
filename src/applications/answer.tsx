import { Day, dayOf, minuteOf } from '../calendar/day.ts'
import { EDITIONS } from '../law/editions.ts'
import { labelOf } from '../ledger/events.ts'
import { story } from '../ledger/store.ts'
import { findOrgan } from '../organs/store.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Choices, Facts, Field, Form, Notice, Tag, Timeline } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { CHANNELS } from './channels.ts'
import { isOutcome, OUTCOMES } from './outcomes.ts'
import type { Answer } from './rules.ts'
import { type Application, answerApplication, findApplication } from './store.ts'

const DONE: Record<string, string> = { registered: '已登记。登记号如下，可写在申请件上。', answered: '答复已登记。' }

/** One application: what was asked, when, how, and what became of it; with the answer form while it is open. */
export async function showApplication(c: C) {
  const application = await wanted(c)
  return application ? applicationPage(c, application, {}) : answerNotFound(c)
}

export async function takeAnswer(c: C) {
  const application = await wanted(c)
  if (!application) return answerNotFound(c)
  const form = typed(c.var.form)
  const answer = readAnswer(form)
  const done = answer.ok ? await answerApplication(contextOf(c), application.id, answer.value) : answer
  return done.ok
    ? seeOther(c, `/console/applications/${application.id}?done=answered`)
    : applicationPage(c, application, form, done.refusal)
}

/** People of one organ see only its own register. */
async function wanted(c: C): Promise<Application | null> {
  const application = await findApplication(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return application && (!organ || organ.id === application.organId) ? application : null
}

function readAnswer(form: Record<string, string>): Result<Answer> {
  const outcome = form.outcome ?? ''
  if (!isOutcome(outcome)) return refuse('applications.outcome', '请选择答复结果', { field: 'outcome' })
  const answered = Day.safeParse(form.answeredOn)
  if (!answered.success) return refuse('applications.day', '请填写答复日期', { field: 'answeredOn' })
  return ok({ outcome, answeredOn: answered.data })
}

async function applicationPage(c: C, application: Application, form: Record<string, string>, refusal?: Refusal) {
  const { edition, outcome } = application
  const { reply } = EDITIONS[edition]
  const [organ, entries] = await Promise.all([
    findOrgan(scopeOf(c), application.organId),
    story(scopeOf(c), 'application', application.id),
  ])
  const { person } = c.var
  const mayAnswer = !application.answeredOn && person?.roles.includes('officer') && person.organ?.id === organ?.id
  return consolePage(
    c,
    {
      title: `申请 ${application.number}`,
      crumbs: [{ label: '依申请公开登记', href: '/console/applications' }, { label: application.number }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
    },
    <>
      <Facts
        facts={[
          ['登记号', application.number],
          ['状态', outcome ? <Tag kind="success" label="已答复" /> : <Tag kind="warning" label="待答复" />],
          ['机关', organ?.name],
          ['申请内容', application.subject],
          ['申请方式', CHANNELS[application.channel].label],
          ['收到日期', application.receivedOn],
          ['适用版本', `${EDITIONS[edition].name}`],
          ['答复期限', `自收到之日起${reply.days}个工作日内（${reply.article}）`],
          ['答复日期', application.answeredOn],
          ['答复结果', outcome && `${OUTCOMES[outcome].label}（${OUTCOMES[outcome].article[edition]}）`],
        ]}
      />
      {mayAnswer && (
        <section>
          <h2>登记答复</h2>
          <Notice title="每份申请只登记一次答复，登记后不能修改。" />
          <Form action={`/console/applications/${application.id}/answer`}>
            <Choices
              legend="答复结果"
              name="outcome"
              required
              options={Object.entries(OUTCOMES).map(([value, { label, article }]) => ({
                value,
                label,
                hint: `《条例》（${edition}年）${article[edition]}`,
              }))}
              value={form.outcome}
              refusal={refusal}
            />
            <Field
              label="答复日期"
              name="answeredOn"
              type="date"
              required
              min={application.receivedOn}
              max={dayOf(c.var.now)}
              value={form.answeredOn ?? dayOf(c.var.now)}
              refusal={refusal}
            />
            <Actions>
              <Button kind="primary">登记答复</Button>
            </Actions>
          </Form>
        </section>
      )}
      <section>
        <h2>办理过程</h2>
        <Timeline
          entries={entries.map((entry) => ({
            when: minuteOf(entry.at),
            who: entry.actor.name,
            what: labelOf(entry.event),
          }))}
        />
      </section>
    </>,
  )
}
