import { minuteOf } from '../../../calendar/day.ts'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, Actions, Button, DataTable, Empty, Form, TextArea, Timeline } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { casePath, crumbs, DESK, wanted } from '../../common.tsx'
import {
  answerApplicant,
  LONGEST_MESSAGE,
  MESSAGE_KINDS,
  type MessageKind,
  markSeen,
  messagesOf,
  unreadOf,
} from '../messages/store.ts'

/** What was said between the organ and the applicant of one case. At /console/applications/:id/messages */
export const showMessages = (c: C) => page(c)

export async function sendMessage(c: C) {
  const id = c.req.param('id') ?? ''
  const done = await answerApplicant(contextOf(c), id, typed(c.var.form).words ?? '')
  return done.ok ? seeOther(c, `${casePath(id, '/messages')}?done=sent`) : page(c, done.refusal)
}

export async function sawMessages(c: C) {
  const id = c.req.param('id') ?? ''
  const done = await markSeen(contextOf(c), id)
  return done.ok ? seeOther(c, casePath(id, '/messages')) : page(c, done.refusal)
}

async function page(c: C, refusal?: Refusal) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { application } = file
  const messages = await messagesOf({ ...scopeOf(c), files: c.var.files }, application.id)
  const officer = c.var.person?.organ?.id === application.organId && c.var.person.roles.includes('officer')
  const unread = messages.some(({ writer, seen }) => writer === 'applicant' && !seen)
  return consolePage(
    c,
    {
      title: `与申请人的留言：${application.number}`,
      crumbs: crumbs({ label: application.number, href: casePath(application.id) }, { label: '留言' }),
      refusal,
      done: c.req.query('done') === 'sent' ? '已经送出。申请人用登记号和查询码就能看到。' : undefined,
    },
    <>
      {messages.length === 0 && <Empty title="还没有留言" hint="申请人在查询页的留言、补正和撤回都显示在这里。" />}
      {messages.length > 0 && (
        <Timeline
          label="留言"
          entries={messages.map(({ writer, kind, words, asWhom, sentAt, seen }) => ({
            when: minuteOf(sentAt),
            who: writer === 'organ' ? asWhom : `申请人${seen ? '' : '（没有看过）'}`,
            what: words || MESSAGE_KINDS[kind],
            note: words && kind !== 'message' ? MESSAGE_KINDS[kind] : undefined,
          }))}
        />
      )}
      {officer && unread && (
        <Form action={casePath(application.id, '/messages/seen')}>
          <Actions>
            <Button kind="primary">已经看过</Button>
          </Actions>
        </Form>
      )}
      {officer && (
        <Form action={casePath(application.id, '/messages')}>
          <TextArea
            label="给申请人留言"
            name="words"
            required
            rows={4}
            maxlength={LONGEST_MESSAGE}
            value={refusal ? typed(c.var.form).words : ''}
            refusal={refusal}
            hint="申请人在查询页看到。告知补正、延期、答复等有法律效力的，请办理相应步骤，不要只用留言"
          />
          <Actions>
            <Button>送出留言</Button>
            <Button href={casePath(application.id)}>返回</Button>
          </Actions>
        </Form>
      )}
    </>,
  )
}

/** Cases whose applicants have said or done something nobody has read. At /console/applications/messages */
export async function showUnread(c: C) {
  const organ = c.var.person?.organ
  const unread = organ ? await unreadOf(scopeOf(c), organ.id) : []
  return consolePage(
    c,
    { title: '申请人的新留言', crumbs: crumbs({ label: '申请人的新留言' }) },
    <DataTable
      caption="申请人的新留言"
      captionHidden
      rows={unread}
      empty={
        <Empty
          title="没有新的留言"
          hint="申请人在网上补正、撤回、留言或者确认收到答复以后，会出现在这里。"
          action={<Button href={DESK}>回到依申请公开办理</Button>}
        />
      }
      columns={[
        {
          label: '登记号',
          heading: true,
          cell: ({ applicationId, number }) => <A href={casePath(applicationId, '/messages')}>{number}</A>,
        },
        { label: '申请内容', cell: ({ subject }) => subject },
        { label: '申请人做了什么', cell: ({ kinds }) => kindsSay(kinds) },
        { label: '最近一次', cell: ({ latest }) => minuteOf(latest) },
      ]}
    />,
  )
}

export const kindsSay = (kinds: readonly string[]): string =>
  kinds.map((kind) => MESSAGE_KINDS[kind as MessageKind]).join('、')
