import { minuteOf } from '../../../calendar/day.ts'
import { kindLabel, sizeLabel } from '../../../files/kinds.ts'
import { labelOf } from '../../../ledger/events.ts'
import { type Entry, story } from '../../../ledger/store.ts'
import { scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, Button, Empty, Facts, Form, Notice, Panel, Tag, Timeline } from '../../../web/ui/index.ts'
import { STAGES } from '../../stages.ts'
import { invitedWords, MEETING_KINDS } from '../kinds.ts'
import { type StepName, stepOf } from '../lifecycle.ts'
import { type AgendaItem, isFollowed, isUnsettled, type Meeting, OUTCOMES } from '../model.ts'
import { AttributeTag, crumbs, itemAnchor, meetingPath, ofMeeting, reasonWords, StateTag, stepsNow } from './common.tsx'

/** A meeting: what is settled, what can be done, what was done. At /console/meetings/:id */
export const meetingPage = ofMeeting(async (c, meeting) => {
  const entries = await story(scopeOf(c), 'meeting', meeting.id)
  const steps = stepsNow(c, meeting)
  const may = (name: StepName) => steps.includes(name)
  return consolePage(
    c,
    {
      title: meeting.title,
      crumbs: crumbs({ label: meeting.title }),
      actions: may('agenda') && (
        <Button kind="primary" href={meetingPath(meeting.id, '/agenda/new')}>
          登记议题
        </Button>
      ),
    },
    <>
      <Standing meeting={meeting} entries={entries} />
      <Panel title="会议" actions={<Steps meeting={meeting} steps={steps} />}>
        <Facts
          facts={[
            ['状态', <StateTag state={meeting.state} />],
            ['机关', meeting.organName],
            ['类型', MEETING_KINDS[meeting.kind].label],
            ['日期', meeting.heldOn],
            ['地点', meeting.place],
            ['主持人', meeting.chair],
            ['议题', meeting.agenda.length > 0 && `${meeting.agenda.length}项`],
          ]}
        />
      </Panel>
      {meeting.agenda.map((item) => (
        <Item meeting={meeting} item={item} mayEdit={may('agenda')} mayFollow={may('follow')} />
      ))}
      {meeting.agenda.length === 0 && (
        <Panel title="议题">
          <Empty title="还没有议题" hint="逐个议题确定公开属性、是否开放列席、邀请哪些方面的人。" />
        </Panel>
      )}
      <Minutes meeting={meeting} mayFollow={may('follow')} />
      <Panel title="办理过程">
        <Timeline entries={entries.map(told)} />
      </Panel>
    </>,
  )
})

/** Why it came back, why it is not held, and what is still to be published. */
function Standing({ meeting, entries }: { meeting: Meeting; entries: readonly Entry[] }) {
  const last = entries.at(-1)
  const waiting = ['minuted', 'closed'].includes(meeting.state) ? meeting.agenda.filter(isUnsettled) : []
  return (
    <>
      {last && (last.event === stepOf('reopen').event || last.event === stepOf('cancel').event) && (
        <Notice kind="warning" title={labelOf(last.event)}>
          <p>{String(last.detail.reason)}</p>
        </Notice>
      )}
      {waiting.length > 0 && (
        <Notice title={`${waiting.length}项议定事项应当主动公开，还没有转办`}>
          <p>自会议召开之日起20个工作日内公开。请转为公文或者公开信息；已经在别处公开的，办结时写明。</p>
        </Notice>
      )}
    </>
  )
}

/** Steps of the meeting as a whole; those of an agenda item stand beside it. */
const WHOLE: readonly StepName[] = ['hold', 'write', 'close', 'edit', 'reopen', 'cancel']
const PATHS: Partial<Record<StepName, string>> = { write: '/minutes', edit: '/edit' }

const Steps = ({ meeting, steps }: { meeting: Meeting; steps: readonly StepName[] }) => (
  <>
    {WHOLE.filter((name) => steps.includes(name)).map((name) => (
      <Button href={meetingPath(meeting.id, PATHS[name] ?? `/${name}`)}>{stepOf(name).label}</Button>
    ))}
  </>
)

type ItemProps = { meeting: Meeting; item: AgendaItem; mayEdit: boolean; mayFollow: boolean }

function Item({ meeting, item, mayEdit, mayFollow }: ItemProps) {
  const path = meetingPath(meeting.id, `/agenda/${item.id}`)
  const decided = mayFollow && item.outcome === 'decided' && !isFollowed(item)
  return (
    <div id={itemAnchor(item)}>
      <Panel
        title={`${item.position}. ${item.title}`}
        actions={
          <>
            {mayEdit && !isFollowed(item) && <Button href={path}>修改议题</Button>}
            {decided && item.attribute === 'open' && <Button href={`${path}/disclosure`}>转为公开信息</Button>}
            {decided && <Button href={`${path}/document`}>转为公文</Button>}
          </>
        }
      >
        <Facts
          facts={[
            [
              '公开属性',
              <>
                <AttributeTag attribute={item.attribute} />{' '}
                {isUnsettled(item) && mayFollow && <Tag kind="warning" label="待转办" />}
              </>,
            ],
            ['理由', reasonWords(item.reason, item.reasonWords)],
            ['五公开', STAGES[item.stage]],
            ['汇报单位', item.section],
            ['列席', item.sittingOpen ? '开放' : `不开放：${reasonWords(item.sittingReason)}`],
            ['邀请', invitedWords(item.invited) || '未邀请'],
            ['结果', item.outcome && OUTCOMES[item.outcome]],
            ['议定事项', item.decision && <Lines text={item.decision} />],
            ['公文', item.documentId && <A href={`/console/documents/${item.documentId}`}>查看公文</A>],
            ['公开信息', item.itemId && <A href={`/console/disclosures/${item.itemId}`}>查看公开信息</A>],
            ['已在别处公开', item.elsewhere],
          ]}
        />
      </Panel>
    </div>
  )
}

const Minutes = ({ meeting, mayFollow }: { meeting: Meeting; mayFollow: boolean }) =>
  meeting.minutes === '' && meeting.files.length === 0 ? null : (
    <Panel
      title="纪要"
      actions={
        mayFollow &&
        !meeting.documentId && (
          <Form action={meetingPath(meeting.id, '/document')}>
            <input type="hidden" name="version" value={meeting.version} />
            <Button confirm="按公文程序核稿、审查、签发、编号后印发。">起草为纪要公文</Button>
          </Form>
        )
      }
    >
      {meeting.minutes && (
        <div class="prose">
          <Lines text={meeting.minutes} />
        </div>
      )}
      {meeting.files.length > 0 && (
        <ol>
          {meeting.files.map((file) => (
            <li>
              <A href={meetingPath(meeting.id, `/files/${file.id}`)}>{file.name}</A>（{kindLabel(file.name)}，
              {sizeLabel(file.size)}）
            </li>
          ))}
        </ol>
      )}
      {meeting.documentId && (
        <p>
          已起草为公文：<A href={`/console/documents/${meeting.documentId}`}>查看纪要公文</A>
        </p>
      )}
    </Panel>
  )

const Lines = ({ text }: { text: string }) => (
  <>
    {text
      .split('\n')
      .filter(Boolean)
      .map((line) => (
        <p>{line}</p>
      ))}
  </>
)

function told({ at, actor, event, detail }: Entry) {
  const item = typeof detail.item === 'string' ? `：${detail.item}` : ''
  const what = detail.removed ? '移除议题' : labelOf(event)
  return {
    when: minuteOf(at),
    who: actor.name,
    what: `${what}${item}`,
    note: typeof detail.reason === 'string' ? detail.reason : undefined,
  }
}
