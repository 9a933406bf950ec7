import { minuteOf } from '../../calendar/day.ts'
import { markOfMailbox } from '../../mail/incoming/store.ts'
import { readMailSettings } from '../../mail/settings.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Notice, Pager, Tabs, Tag } from '../../web/ui/index.ts'
import { CLUES, ENTRY_STATES, isEntryState, SOURCES } from './rules.ts'
import { type Entry, listEntries } from './store.ts'

export const TRAY = '/console/tray'
export const entryPath = (id: string, rest = '') => `${TRAY}/${id}${rest}`

const PER_PAGE = 20
const DONE: Record<string, string> = {
  discarded: '已作废。以后发现弄错了，可以在“已作废”里恢复。',
  restored: '已恢复，重新等待登记。',
  'handed-over': '已转给那个机关的收件箱。',
}

/** 收件箱: what arrived by mail or was scanned, until it becomes a case, a note on a case, or is discarded. At /console/tray */
export async function showTray(c: C) {
  const query = c.req.query()
  const state = isEntryState(query.state ?? '') ? (query.state as keyof typeof ENTRY_STATES) : 'waiting'
  const page = Math.max(1, Math.floor(Number(query.page) || 1))
  const organId = c.var.person?.organ?.id
  const scope = { ...scopeOf(c), files: c.var.files }
  const { rows, total } = await listEntries(
    scope,
    { organId, state },
    { limit: PER_PAGE, offset: (page - 1) * PER_PAGE },
  )
  const waiting =
    state === 'waiting'
      ? total
      : (await listEntries(scope, { organId, state: 'waiting' }, { limit: 0, offset: 0 })).total
  c.header('cache-control', 'no-store')
  return consolePage(
    c,
    {
      title: '收件箱',
      crumbs: [{ label: '收件箱' }],
      done: DONE[query.done ?? ''],
      actions: c.var.person?.roles.includes('officer') && (
        <Button href="/console/applications/new">登记一份申请</Button>
      ),
    },
    <>
      <Mailbox c={c} />
      <Tabs
        label="查看"
        tabs={Object.entries(ENTRY_STATES).map(([name, label]) => ({
          label,
          href: address(TRAY, { state: name }),
          current: name === state,
          count: name === 'waiting' ? waiting : undefined,
        }))}
      />
      <DataTable
        caption={ENTRY_STATES[state]}
        captionHidden
        rows={rows}
        empty={
          <Empty
            title={state === 'waiting' ? '没有等待登记的来件' : '这里还没有来件'}
            hint={state === 'waiting' ? '发到公开邮箱的邮件、放进扫描目录的文件会自动出现在这里。' : undefined}
          />
        }
        columns={[
          { label: '来件', heading: true, cell: (entry) => <A href={entryPath(entry.id)}>{titleOf(entry)}</A> },
          { label: '来源', cell: ({ source }) => SOURCES[source] },
          { label: '发件人', cell: ({ words }) => words?.fromName || words?.from || '' },
          { label: '到达时间', cell: ({ arrivedAt }) => minuteOf(arrivedAt) },
          { label: '提示', cell: (entry) => <Hint entry={entry} /> },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        total={total}
        href={(to) => address(TRAY, { state, page: to })}
      />
    </>,
  )
}

/** What an entry is called on a page; never in an address or a log. */
export const titleOf = ({ words }: Entry): string =>
  words ? words.subject || '（没有主题）' : '打不开：是用另一把密钥加密的'

function Hint({ entry }: { entry: Entry }) {
  const [guess] = entry.guesses
  if (entry.bounce) return <Tag kind="danger" label="退信" />
  if (entry.words?.troubles.length) return <Tag kind="warning" label="没有完整收下" />
  if (entry.state !== 'waiting') return <>{entry.reason}</>
  if (!guess) return null
  return <>{`可能是${guess.number}：${CLUES[guess.clue]}`}</>
}

/** How the mailbox does: when it was last looked at, or why it was not. */
async function Mailbox({ c }: { c: C }) {
  const settings = readMailSettings(process.env)
  const imap = settings.ok ? settings.value.imap : null
  if (!imap) return <Notice title="还没有设置公开邮箱，邮件不会自动进来。扫描件和当面、信函递交的照常登记。" />
  const mark = await markOfMailbox(scopeOf(c), imap)
  if (mark?.trouble)
    return (
      <Notice kind="warning" title={`${minuteOf(mark.checkedAt)}没有收到邮件：邮件服务器连接不上。`}>
        <p>程序每分钟再试一次，邮件仍在服务器上，不会丢失。一直不好请联系系统管理员。</p>
      </Notice>
    )
  return mark ? <p class="not-printed">{`公开邮箱最近一次查看：${minuteOf(mark.checkedAt)}`}</p> : null
}
