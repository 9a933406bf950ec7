import { minuteOf } from '../../calendar/day.ts'
import { listMails } from '../../mail/outbox/store.ts'
import { MAIL_STATES } from '../../mail/rules.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { A, DataTable, Notice } from '../../web/ui/index.ts'
import { entryPath } from './list.tsx'
import { SOURCES } from './rules.ts'
import { entriesOf } from './store.ts'

const MANY = 50

/** On the page of a case: what came in about it, and the mail that went out, with what did not arrive on top. */
export async function CaseMail({ c, id }: { c: C; id: string }) {
  const scope = scopeOf(c)
  const came = await entriesOf({ ...scope, files: c.var.files }, id)
  const { rows: sent } = await listMails(scope, { about: { kind: 'application', id } }, { limit: MANY, offset: 0 })
  const lost = sent.filter(({ state }) => state === 'bounced' || state === 'failed' || state === 'unsure')
  if (came.length + sent.length === 0) return null
  const rows = [
    ...came.map((entry) => ({
      at: entry.arrivedAt,
      way: '收到',
      what: <A href={entryPath(entry.id)}>{`${SOURCES[entry.source]}：${entry.reason || '来件'}`}</A>,
      state: entry.bounce ? '退信' : '已附卷',
    })),
    ...sent.map((mail) => ({ at: mail.queuedAt, way: '发出', what: mail.label, state: MAIL_STATES[mail.state] })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  return (
    <section>
      <h2>来件和邮件</h2>
      {lost.length > 0 && (
        <Notice kind="danger" title={`有${lost.length}封邮件没有送到申请人，请改用其他方式送达。`}>
          {lost.map(({ label, trouble }) => (
            <p>{[label, trouble].filter(Boolean).join('：')}</p>
          ))}
        </Notice>
      )}
      <DataTable
        caption="来件和邮件"
        captionHidden
        rows={rows}
        columns={[
          { label: '时间', cell: ({ at }) => minuteOf(at) },
          { label: '方向', cell: ({ way }) => way },
          { label: '事由', cell: ({ what }) => what },
          { label: '情况', cell: ({ state }) => state },
        ]}
      />
    </section>
  )
}
