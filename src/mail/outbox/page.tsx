import { minuteOf } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Form, Pager, Tabs, Tag, type TagKind } from '../../web/ui/index.ts'
import { isMailState, MAIL_STATES, type MailState } from '../rules.ts'
import {
  type Decision,
  decideMail,
  isDecision,
  listMails,
  type MailFilter,
  mayDecide,
  type OutgoingMail,
} from './store.ts'

const HERE = '/console/mail'
const PER_PAGE = 20

const VIEWS = { all: '全部', trouble: '需要处理', queued: '等待发送', sent: '已发出' } as const
const KIND: Partial<Record<MailState, TagKind>> = {
  sent: 'success',
  failed: 'danger',
  bounced: 'danger',
  unsure: 'danger',
}
const DECIDED: Record<Decision, string> = { again: '重新发送', arrived: '对方已收到', drop: '不再发送' }
const DONE: Record<string, string> = {
  again: '已重新排队，马上发送。',
  arrived: '已记为发出。',
  drop: '这封邮件不再发送。',
}

/** 发件箱: what went out, what waits, what failed. Addresses and words are sealed and not shown. At /console/mail */
export const showOutbox = (c: C) => outboxPage(c)

/** At POST /console/mail/:id */
export async function takeDecision(c: C) {
  const { decision = '', view = 'all' } = typed(c.var.form)
  if (!isDecision(decision)) return outboxPage(c, { code: 'mail.decision', says: '请选择怎样处理这封邮件' })
  const done = await decideMail(contextOf(c), c.req.param('id') ?? '', decision)
  return done.ok ? seeOther(c, address(HERE, { view, done: decision })) : outboxPage(c, done.refusal)
}

async function outboxPage(c: C, refusal?: Refusal) {
  const query = c.req.query()
  const view = Object.hasOwn(VIEWS, query.view ?? '') ? (query.view as keyof typeof VIEWS) : 'all'
  const page = Math.max(1, Math.floor(Number(query.page) || 1))
  const filter: MailFilter = {
    organId: c.var.person?.organ?.id,
    state: view === 'trouble' || isMailState(view) ? view : undefined,
  }
  const { rows, total } = await listMails(scopeOf(c), filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
  const trouble = await listMails(scopeOf(c), { ...filter, state: 'trouble' }, { limit: 0, offset: 0 })
  const may = c.var.person?.roles.some((role) => role === 'officer' || role === 'admin')
  return consolePage(
    c,
    { title: '发件箱', crumbs: [{ label: '发件箱' }], refusal, done: DONE[query.done ?? ''] },
    <>
      <Tabs
        label="查看"
        tabs={Object.entries(VIEWS).map(([name, label]) => ({
          label,
          href: address(HERE, { view: name }),
          current: name === view,
          count: name === 'trouble' ? trouble.total : undefined,
        }))}
      />
      <DataTable
        caption="邮件"
        captionHidden
        rows={rows}
        empty={
          <Empty
            title={view === 'trouble' ? '没有需要处理的邮件' : '这里还没有邮件'}
            hint="系统发出的告知、答复和每日提醒会列在这里。收件地址和内容加密保存，不在这里显示。"
          />
        }
        columns={[
          { label: '事由', heading: true, cell: (mail) => <A href={mail.href}>{mail.label}</A> },
          { label: '排队时间', cell: ({ queuedAt }) => minuteOf(queuedAt) },
          { label: '状态', cell: ({ state }) => <Tag kind={KIND[state]} label={MAIL_STATES[state]} /> },
          { label: '次数', cell: ({ attempts }) => (attempts > 0 ? `试过${attempts}次` : '') },
          { label: '说明', cell: (mail) => saysOf(mail) },
          { label: '处理', cell: (mail) => may && <Decisions mail={mail} view={view} /> },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address(HERE, { view, page: to })}
      />
    </>,
  )
}

function saysOf({ state, trouble, nextAt, attempts }: OutgoingMail): string {
  if (state === 'queued' && attempts > 0) return `${trouble}；${minuteOf(nextAt)}再试`
  if (state === 'unsure') return `${trouble}。请先向对方核实是否收到，再决定是否重发`
  return trouble
}

function Decisions({ mail, view }: { mail: OutgoingMail; view: string }) {
  const decisions = (Object.keys(DECIDED) as Decision[]).filter((one) => mayDecide(one, mail.state))
  if (decisions.length === 0) return null
  return (
    <Form action={`${HERE}/${mail.id}`}>
      <input type="hidden" name="view" value={view} />
      {decisions.map((one) => (
        <Button name="decision" value={one} confirm={one === 'drop' ? '确定不再发送这封邮件吗？' : undefined}>
          {DECIDED[one]}
        </Button>
      ))}
    </Form>
  )
}
