import { casePath } from '../../applications/common.tsx'
import { findApplication } from '../../applications/registry/store.ts'
import { dayOf, minuteOf } from '../../calendar/day.ts'
import { calendarOf } from '../../holidays/store.ts'
import { findOrgan } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, Facts, Form, Notice, Panel, Timeline } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { KINDS, RATINGS, WAYS } from '../kinds.ts'
import { STEPS, stepsFor } from '../lifecycle.ts'
import { limitsOf } from '../limits/store.ts'
import type { Concern } from '../model.ts'
import { hasPerson, mayViewPerson, wordsForDesk } from '../people/store.ts'
import { publicationSection } from '../publication/pages.tsx'
import { findConcern } from '../registry/store.ts'
import { limitOf, standingOf } from '../rules.ts'
import { draftOf, whereOf, whoOf } from '../who.ts'
import { eventLabel, eventNote } from '../words.ts'
import { concernPath, crumbs, DESK, DueLight, StateTag, wanted } from './common.tsx'

const DONE: Record<string, string> = {
  taken: '已办理。',
  moved: '已转出。',
  proposed: '已送审。审查通过以后，在这里公布。',
  published: '已公布。',
  withdrawn: '已撤下。',
}

/** Everything about one concern: what was said, where it stands, and what can be done next. At /console/feedback/:id */
export async function showConcern(c: C, refusal?: Refusal) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { concern, events } = file
  const scope = scopeOf(c)
  const ctx = contextOf(c)
  const [organ, limits, calendar, words, sealed] = [
    await findOrgan(scope, concern.organId),
    await limitsOf(scope, concern.organId),
    await calendarOf(scope),
    await wordsForDesk(ctx, concern),
    await hasPerson(scope, concern.id),
  ]
  const today = dayOf(c.var.now)
  const standing = standingOf(concern, limits, calendar, today)
  const steps = stepsFor(whereOf(file), whoOf(ctx))
  const draft = draftOf(file)
  const urge = events.findLast(({ kind, round }) => kind === 'urged' && round === concern.round)
  const actor = ctx.actor.kind === 'staff' ? ctx.actor : null
  // Of a 举报 the whole text is sealed too: the supervision group opens both at once.
  const mayView = mayViewPerson(concern, actor) && (sealed || concern.kind === 'report')
  return consolePage(
    c,
    {
      title: `诉求 ${concern.number}`,
      crumbs: crumbs({ label: concern.number }),
      done: DONE[c.req.query('done') ?? ''],
      refusal,
    },
    <>
      {standing.light && urge && (
        <Notice kind="warning" title={`督办：${String(urge.detail.reason ?? '')}`}>
          <p>{`${urge.asWhom}，${urge.day}`}</p>
        </Notice>
      )}
      {concern.kind === 'report' && (
        <Notice title="举报人的身份已封存，只有监督小组能看；下面的内容隐去了可能暴露身份的号码和住址。" />
      )}
      <Facts
        facts={[
          ['登记号', concern.number],
          ['状态', <StateTag state={concern.state} />],
          ['答复期限', standing.light && `${standing.due}（${limitOf(concern, limits)}个工作日）`],
          ['提醒', standing.light && <DueLight standing={standing} />],
          ['机关', organ?.name],
          ['类别', `${KINDS[concern.kind].label}${concern.complex ? '（复杂事项）' : ''}`],
          ['来源', WAYS[concern.way].label],
          ['收到日期', concern.receivedOn],
          ['事项', concern.subject],
          ['有误的网页', concern.page && <A href={concern.page}>{concern.page}</A>],
          ['承办', concern.unitName],
          ['去向', concern.movedTo && (await wentTo(c, concern))],
          ['来自', concern.cameFrom && (await cameFrom(c, concern))],
          ['答复日期', concern.answeredOn],
          ['满意度', concern.rating && RATINGS[concern.rating]],
          ['公布', consentSays(concern)],
        ]}
      />
      {steps.length > 0 && (
        <section>
          <h2>办理</h2>
          <Actions>
            {steps.map((name, at) => (
              <Button href={concernPath(concern.id, `/${name}`)} kind={at === 0 ? 'primary' : 'plain'}>
                {STEPS[name].label}
              </Button>
            ))}
          </Actions>
        </section>
      )}
      <Panel title="内容">
        {words.ok ? <p class="said">{words.value}</p> : <Notice kind="danger" title={words.refusal.says} />}
        {mayView && (
          <Form action={concernPath(concern.id, '/person')}>
            <Button>{concern.kind === 'report' ? '查看举报人和举报原文' : '查看诉求人'}</Button>
          </Form>
        )}
        {!sealed && <p class="form-hint">诉求人没有留下姓名和联系方式。</p>}
      </Panel>
      {draft && (
        <Panel title={concern.answeredOn ? '答复' : `答复稿（第${draft.version}稿）`}>
          <p class="said">{draft.words}</p>
          <p class="form-hint">{`${draft.draftedAs}，${minuteOf(draft.draftedAt)}`}</p>
        </Panel>
      )}
      {await publicationSection(c, concern)}
      {concern.openingId && (
        <p>
          <A href={`${DESK}/boxes/openings/${concern.openingId}`}>开箱记录</A>
        </p>
      )}
      <section>
        <h2>办理过程</h2>
        <Timeline
          entries={events.map((event) => ({
            when: minuteOf(event.at),
            who: event.asWhom,
            what: eventLabel(event.kind),
            note: eventNote(event),
          }))}
        />
      </section>
    </>,
  )
}

const consentSays = ({ kind, mayPublish }: Concern): string => {
  if (!KINDS[kind].publishable) return '举报不公布'
  return mayPublish ? '诉求人同意公布' : '诉求人没有同意公布'
}

/** Where it went; a link, when the other side is the reader's to see. */
async function wentTo(c: C, { movedKind, movedId, movedTo }: Concern) {
  const organ = c.var.person?.organ
  const scope = scopeOf(c)
  if (movedKind === 'application' && movedId && (await findApplication(scope, movedId)))
    return <A href={casePath(movedId)}>{movedTo}</A>
  if (movedKind === 'organ' && movedId && !organ) return <A href={concernPath(movedId)}>{movedTo}</A>
  return movedTo
}

async function cameFrom(c: C, { cameFrom: id }: Concern) {
  const from = id ? await findConcern(scopeOf(c), id) : null
  if (!from) return null
  const organ = await findOrgan(scopeOf(c), from.organId)
  return `${organ?.shortName ?? ''}转来，原登记号 ${from.number}`
}
