import { minuteOf } from '../../calendar/day.ts'
import { calendarOf } from '../../holidays/store.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, Facts, Notice, Timeline } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath } from '../common.tsx'
import { whoOf } from '../who.ts'
import { AnswerLight, crumbs, owedBy, RemedyState, remedyPath, todayOf, wantedRemedy } from './common.tsx'
import { decisionDue } from './deadlines.ts'
import { kindLabel, REMEDIES } from './kinds.ts'
import type { Remedy, RemedyEvent } from './model.ts'
import { decisionOf, decisionSays } from './outcomes.ts'
import { findRemedy, remedyEvents } from './registry/store.ts'
import { type StageName, stageOf, stagesFor } from './stages.ts'

const DONE: Record<string, string> = { registered: '已登记。', taken: '已办理。' }

/** Everything about one remedy: what it is against, what the organ owes, what happened, what comes next. */
export async function showRemedy(c: C) {
  const remedy = await wantedRemedy(c)
  if (!remedy) return answerNotFound(c)
  const scope = scopeOf(c)
  const [events, calendar, after] = await Promise.all([
    remedyEvents(scope, remedy.id),
    calendarOf(scope),
    remedy.afterId ? findRemedy(scope, remedy.afterId) : null,
  ])
  const owed = owedBy(remedy, calendar)
  const expected = remedy.state === 'decided' ? null : decisionDue(remedy)
  const again = decisionOf(remedy.kind, remedy.decision)?.again && !events.some(({ kind }) => kind === 'followed')
  const stages = stagesFor(remedy, whoOf(contextOf(c)))
  return consolePage(
    c,
    {
      title: `${kindLabel(remedy)} ${remedy.number}`,
      crumbs: crumbs({ label: remedy.number }),
      done: DONE[c.req.query('done') ?? ''],
    },
    <>
      {again && remedy.applicationId && (
        <Notice kind="warning" title="结果要求本机关重新处理，申请还没有重新办理。">
          <p>
            {'请签发领导打开'}
            <A href={casePath(remedy.applicationId, '/reopen')}>{`申请${remedy.applicationNumber}`}</A>
            {'办理“重新办理”，文号和日期会带过去。'}
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          ['状态', <RemedyState remedy={remedy} />],
          ['种类', kindLabel(remedy)],
          ['程序', remedy.simplified && '简易程序'],
          ['事由', remedy.matter],
          [
            '涉及的申请',
            remedy.applicationId ? (
              <A href={casePath(remedy.applicationId)}>{remedy.applicationNumber}</A>
            ) : (
              '无，涉及主动公开等其他事项'
            ),
          ],
          ['原行政复议', after && <A href={remedyPath(after.id)}>{after.number}</A>],
          [REMEDIES[remedy.kind].authority, remedy.authority],
          ['案号', remedy.docket],
          ['收到通知的日期', remedy.filedOn],
          [`${REMEDIES[remedy.kind].answer}的期限`, owed && `${owed.due}（${owed.article}）`],
          ['提醒', owed && <AnswerLight remedy={remedy} calendar={calendar} today={todayOf(c)} />],
          ['复议机关应当作出决定的期限', expected && `${expected.due}，可以依法延长（${expected.article}）`],
          ['结果', decisionSays(remedy)],
          ['审结日期', remedy.decidedOn],
        ]}
      />
      {stages.length > 0 && (
        <section>
          <h2>办理</h2>
          <Actions>
            {stages.map((name, at) => (
              <Button href={remedyPath(remedy.id, `/${name}`)} kind={at === 0 ? 'primary' : 'plain'}>
                {stageOf(remedy.kind, name)?.label}
              </Button>
            ))}
          </Actions>
        </section>
      )}
      <section>
        <h2>办理过程</h2>
        <Timeline
          entries={events.map((event) => ({
            when: minuteOf(event.at),
            who: event.asWhom,
            what: `${labelOf(remedy, event.kind)}（${event.day}）`,
            note: noteOf(remedy, event),
          }))}
        />
      </section>
    </>,
  )
}

const labelOf = ({ kind }: Remedy, event: string): string =>
  event === 'noticed'
    ? '收到通知'
    : event === 'followed'
      ? '申请已重新办理'
      : (stageOf(kind, event as StageName)?.label ?? event)

const noteOf = ({ kind }: Remedy, { detail }: RemedyEvent): string =>
  [decisionOf(kind, String(detail.decision ?? ''))?.label, detail.paper, detail.docket, detail.application, detail.note]
    .filter((part) => typeof part === 'string' && part)
    .join('；')
