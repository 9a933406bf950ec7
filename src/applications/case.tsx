import { minuteOf } from '../calendar/day.ts'
import { restsOf } from '../law/clock-words.ts'
import { EDITIONS } from '../law/editions.ts'
import { findOrgan } from '../organs/store.ts'
import type { Refusal } from '../result.ts'
import { reviewPath } from '../review/console/paths.ts'
import { mayPublish, reviewOf, reviewSays } from '../review/store.ts'
import { type C, contextOf, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { A, Actions, Button, DataTable, Facts, Form, Listing, Notice, Timeline } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { archiveSection } from './archive/pages.tsx'
import { CHANNELS } from './channels.ts'
import { type Standing, standingOf, waitingFor } from './clock.ts'
import { casePath, crumbs, DueLight, StateTag, wanted } from './common.tsx'
import { reasonsOf, withoutConsent } from './consent.ts'
import { lettersSection } from './letters/section.tsx'
import { isLive, lifeOf, type StepName, stepsFor } from './lifecycle.ts'
import { APPLICANT_KINDS, type ApplicationEvent, type Reply, WANTED_FORMS, WANTED_WAYS } from './model.ts'
import { KINDS, outcomeRow } from './outcomes.ts'
import { hasApplicant } from './people/store.ts'
import { applicantSection } from './public/staff/case-section.tsx'
import { publicationSection } from './publication/pages.tsx'
import { ARRIVALS, RECEIPTS, receiptOf } from './receipt.ts'
import { linkedWith, twinsOf } from './registry/store.ts'
import { remediesOf } from './remedies/registry/store.ts'
import { RemediesSection } from './remedies/section.tsx'
import { CaseUrges } from './reminders/on-case.tsx'
import { limitsOf } from './reminders/store.ts'
import { StatementNotice } from './statement/page.tsx'
import type { CaseFile } from './store.ts'
import { CaseMail } from './tray/on-case.tsx'
import { draftOf, replySubject, whereOf, whoOf } from './who.ts'
import { eventLabel, eventNote, resultSays } from './words.ts'

const DONE: Record<string, string> = {
  registered: '已登记。登记号如下，可写在申请件上。',
  taken: '已办理。',
  noted: '来件已附入这件申请。',
  'signed-statement': '已附入签名的口述笔录。',
  proposed: '已提请匿名处理，等待批准。',
  anonymised: '已匿名处理。',
  kept: '没有批准，案卷继续保管。',
  urged: '已登记，经办人会在工作台最前面看到。',
  answered: '已回复。',
}

/** Everything about one case: facts, clock, reply, searches, what happened, and what can be done next. */
export async function showCase(c: C, refusal?: Refusal) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { application, events, replies } = file
  const scope = scopeOf(c)
  const draft = draftOf(application, replies)
  const [organ, linked, twins, sealed, review, remedies] = await Promise.all([
    findOrgan(scope, application.organId),
    linkedWith(scope, application.id),
    twinsOf(scope, application),
    hasApplicant(scope, application.id),
    draft && reviewOf(scope, replySubject(application.id, draft)),
    remediesOf(scope, application.id),
  ])
  const limits = await limitsOf(scope, application.organId)
  const standing = standingOf(application, events, file.calendar, file.today, limits)
  const may = stepsFor(whereOf(application, events, replies), whoOf(contextOf(c)))
  const cleared = draft !== null && (await mayPublish(scope, replySubject(application.id, draft))).ok
  const steps = may.filter((name) => isReady(name, file, standing, cleared))
  const life = lifeOf(application)
  const { receipt, source } = receiptOf(application.channel, application.arrival, application.arrivedOn)
  const { person } = c.var
  const mine = person?.organ?.id === application.organId
  const mayView = sealed && mayOpen(c, application)
  return consolePage(
    c,
    {
      title: `申请 ${application.number}`,
      crumbs: crumbs({ label: application.number }),
      done: DONE[c.req.query('done') ?? ''],
      refusal,
    },
    <>
      {application.state === 'arrived' && (
        <Notice kind="warning" title="还没有确定收到申请之日，期限没有起算。">
          <p>{`${RECEIPTS[receipt]}（${source}）。请尽快联系申请人并登记。`}</p>
        </Notice>
      )}
      <StatementNotice file={file} may={mine && person?.roles.includes('officer') === true} />
      {twins.length > 0 && (
        <Notice kind="warning" title="本机关收到过内容相同的申请，请核对是不是重复申请。">
          <Listing
            items={twins.map((twin) => ({
              title: `${twin.number} ${twin.subject}`,
              href: casePath(twin.id),
              day: twin.arrivedOn,
              note: twin.outcome && outcomeRow(twin, twin.outcome)?.label,
            }))}
          />
        </Notice>
      )}
      <Facts
        facts={[
          ['登记号', application.number],
          ['状态', <StateTag state={application.state} />],
          ['答复期限', standing.clock?.due ?? null],
          ['提醒', isLive(application.state) && <DueLight state={application.state} standing={standing} />],
          [
            '内部时限',
            standing.stage && `${standing.stage.name}应于${standing.stage.due}前完成（${standing.stage.light.says}）`,
          ],
          ['机关', organ?.name],
          ['类别', KINDS[application.kind]],
          ['申请内容', application.subject],
          ['申请人类别', APPLICANT_KINDS[application.applicantKind].label],
          [
            '申请方式',
            application.arrival === 'regular'
              ? CHANNELS[application.channel].label
              : `${CHANNELS[application.channel].label}（${ARRIVALS[application.arrival]}）`,
          ],
          ['来件日期', application.arrivedOn],
          ['收到日期', application.receivedOn && `${application.receivedOn}（${RECEIPTS[receipt]}，${source}）`],
          ['适用版本', EDITIONS[application.edition].name],
          ['提供形式', WANTED_FORMS[application.wantedForm]],
          ['获取方式', WANTED_WAYS[application.wantedWay]],
          ['办理轮次', application.round > 1 && `第${application.round}次办理`],
          ['办结日期', application.answeredOn],
          ['办结结果', application.outcome && outcomeSays(application, application.outcome)],
        ]}
      />
      {mayView && (
        <Form action={casePath(application.id, '/applicant')}>
          <Button>查看申请人信息</Button>
        </Form>
      )}
      {steps.length > 0 && (
        <section>
          <h2>办理</h2>
          <Actions>
            {steps.map((name, at) => (
              <Button href={casePath(application.id, `/${name}`)} kind={at === 0 ? 'primary' : 'plain'}>
                {life[name]?.label}
              </Button>
            ))}
          </Actions>
        </section>
      )}
      {await applicantSection(scope, application, c.var.person)}
      {standing.problem && <Notice kind="danger" title={`期限无法计算：${standing.problem}`} />}
      {standing.clock && <ClockSection file={file} clock={standing.clock} />}
      {draft && <ReplySection file={file} reply={draft} />}
      {review && (
        <p>
          保密审查：<A href={reviewPath(review)}>{reviewSays(review)}</A>
        </p>
      )}
      <Searches events={events} />
      {await lettersSection(scope, application.id, mayOpen(c, application))}
      <CaseMail c={c} id={application.id} />
      <CaseUrges c={c} file={file} />
      {linked.length > 0 && (
        <section>
          <h2>相关申请</h2>
          <Listing
            items={linked.map((one) => ({
              title: `${one.number} ${one.subject}`,
              href: casePath(one.id),
              note: one.kind === 'split' ? '由同一份申请拆分' : undefined,
            }))}
          />
        </section>
      )}
      {await publicationSection(c, file, twins.length)}
      {await archiveSection(scope, application, c)}
      <RemediesSection
        application={application}
        remedies={remedies}
        mayRegister={mine && person?.roles.includes('officer') === true}
      />
      <section>
        <h2>办理过程</h2>
        <Timeline
          entries={events.map((event) => ({
            when: minuteOf(event.at),
            who: event.asWhom,
            what: `${eventLabel(event.kind)}（${event.day}）`,
            note: eventNote(event),
          }))}
        />
      </section>
    </>,
  )
}

/** Who may see the applicant: officer and leader of the organ, as its steps do. */
const mayOpen = ({ var: { person } }: C, { organId }: CaseFile['application']): boolean =>
  person?.organ?.id === organId && person.roles.some((role) => role === 'officer' || role === 'leader')

/** What the table cannot know: a review that has not ended, a period that has not, a letter that is not awaited. */
function isReady(name: StepName, { application, events }: CaseFile, { clock }: Standing, cleared: boolean): boolean {
  if (name === 'clear') return cleared
  if (name === 'lapse' || name === 'lapseFee') return clock?.state === 'lapsed'
  if (name === 'overrule') return withoutConsent(application.edition, application.round, events).length > 0
  if (name === 'delay') return reasonsOf(application.round, events) === 'good'
  if (name === 'reached')
    return waitingFor(application.round, events).some(({ matter, served }) => !served && matter !== 'consultation')
  return true
}

const outcomeSays = (of: CaseFile['application'], code: string): string => {
  const row = outcomeRow(of, code)
  return row ? `${row.label}${row.article && `（${row.article}）`}` : code
}

/** Every day from receipt to the due day, in one step of the explanation. */
const ClockSection = ({ file, clock }: { file: CaseFile; clock: NonNullable<Standing['clock']> }) => (
  <section>
    <h2>期限怎么算</h2>
    {clock.provisional && <Notice title="期限跨到还没有公布放假安排的年份，公布后会重新计算。" />}
    <DataTable
      caption="期限的计算"
      captionHidden
      rows={clock.steps}
      columns={[
        { label: '从', cell: (step) => step.from },
        { label: '到', cell: (step) => step.to ?? '等待中' },
        { label: '计入', cell: (step) => `${step.counted}个工作日`, whole: true },
        {
          label: '说明',
          cell: (step) => [step.says, restsOf(step, file.calendar)].filter(Boolean).join('；'),
        },
        { label: '依据', cell: (step) => step.article },
      ]}
    />
    {clock.notes.map((note) => (
      <p>{note}</p>
    ))}
  </section>
)

function ReplySection({ file, reply }: { file: CaseFile; reply: Reply }) {
  const { application } = file
  return (
    <section>
      <h2>{reply.number ? `答复 ${reply.number}` : `答复稿（第${reply.version}稿）`}</h2>
      <Facts
        facts={[
          ['结果', outcomeSays(application, reply.outcome)],
          ['应当提出的机关', reply.rightOrgan],
          ['拟稿', `${reply.draftedAs}，${minuteOf(reply.draftedAt)}`],
          ['送达日期', reply.servedOn],
        ]}
      />
      {reply.withheld.length > 0 && (
        <DataTable
          caption="不公开的部分"
          rows={reply.withheld}
          columns={[
            { label: '不公开的内容', cell: ({ part }) => part },
            { label: '依据', cell: ({ ground }) => outcomeSays(application, ground) },
          ]}
        />
      )}
      {reply.words.split('\n').map((line) => (
        <p>{line}</p>
      ))}
      {!reply.servedOn && (
        <p>
          <A href={casePath(application.id, '/reply')}>预览答复书</A>
        </p>
      )}
    </section>
  )
}

/** 检索记录: where, with which words, by whom, when, with what result. */
function Searches({ events }: { events: ApplicationEvent[] }) {
  const searches = events.filter(({ kind }) => kind === 'searched')
  if (searches.length === 0) return null
  const text = (event: ApplicationEvent, name: string) => String(event.detail[name] ?? '')
  return (
    <section>
      <h2>检索记录</h2>
      <DataTable
        caption="检索记录"
        captionHidden
        rows={searches}
        columns={[
          { label: '日期', cell: (event) => event.day },
          { label: '在哪里', cell: (event) => text(event, 'place') },
          { label: '关键词或者线索', cell: (event) => text(event, 'words') },
          { label: '由谁', cell: (event) => text(event, 'who') },
          { label: '结果', cell: (event) => resultSays(event.detail.result) },
        ]}
      />
    </section>
  )
}
