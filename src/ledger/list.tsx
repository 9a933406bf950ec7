import { minuteOf } from '../calendar/day.ts'
import { type C, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { A, Actions, address, Button, DataTable, Empty, FilterBar, Notice, Select } from '../web/ui/index.ts'
import { EVENTS, labelOf, SUBJECTS, subjectLabel } from './events.ts'
import { type Entry, type EntryFilter, latest } from './store.ts'

const PER_PAGE = 50
const SHORT = 12

/** The latest steps anyone took, newest first, going back entry by entry. */
export async function showLedger(c: C) {
  const { event, kind, subject, before } = c.req.query()
  const filter: EntryFilter = {
    event: event && event in EVENTS ? event : undefined,
    subjectKind: kind && kind in SUBJECTS ? kind : undefined,
    subjectId: subject || undefined,
  }
  const kept = { event: filter.event, kind: filter.subjectKind, subject: filter.subjectId }
  const from = /^\d{1,15}$/.test(before ?? '') ? Number(before) : undefined
  const found = await latest(scopeOf(c), PER_PAGE + 1, from, filter)
  const entries = found.slice(0, PER_PAGE)
  const older = found.length > PER_PAGE ? entries.at(-1)?.seq : undefined

  return consolePage(
    c,
    {
      title: '台账',
      crumbs: [{ label: '台账' }],
      actions: (
        <Button kind="primary" href="/console/ledger/verification">
          校验整条台账
        </Button>
      ),
    },
    <>
      <FilterBar action="/console/ledger">
        <Select label="事项" name="event" value={filter.event} empty="全部" options={optionsOf(EVENTS)} />
        <Select label="对象" name="kind" value={filter.subjectKind} empty="全部" options={optionsOf(SUBJECTS)} />
        {filter.subjectId && <input type="hidden" name="subject" value={filter.subjectId} />}
      </FilterBar>
      {filter.subjectId && (
        <Notice title={`只列出这一个${subjectLabel(filter.subjectKind ?? '')}的记录`}>
          <A href="/console/ledger">查看全部</A>
        </Notice>
      )}
      <DataTable
        caption="台账"
        captionHidden
        rows={entries}
        empty={<Empty title="没有符合条件的记录" hint="每办一步，台账自动记一条。可以放宽或清除筛选条件。" />}
        columns={[
          { label: '序号', heading: true, cell: (entry) => entry.seq },
          { label: '时间', cell: (entry) => minuteOf(entry.at) },
          { label: '经办岗位', cell: (entry) => entry.actor.name },
          { label: '事项', cell: (entry) => labelOf(entry.event) },
          { label: '对象', cell: (entry) => <Subject entry={entry} /> },
          { label: '内容', cell: (entry) => <Detail detail={entry.detail} /> },
          { label: '校验值', cell: (entry) => <code title={entry.hash}>{entry.hash.slice(0, SHORT)}</code> },
        ]}
      />
      <Actions>
        {from && <Button href={address('/console/ledger', kept)}>回到最新</Button>}
        {older && <Button href={address('/console/ledger', { ...kept, before: older })}>更早的记录</Button>}
      </Actions>
    </>,
  )
}

const optionsOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

const Subject = ({ entry }: { entry: Entry }) => (
  <A href={address('/console/ledger', { kind: entry.subjectKind, subject: entry.subjectId })}>
    {subjectLabel(entry.subjectKind)} {nameIn(entry.detail)}
  </A>
)

/** What the thing was called in the entry, if it was. */
const nameIn = (detail: Entry['detail']): string =>
  ['title', 'name', 'number', 'code'].map((key) => detail[key]).find((value) => typeof value === 'string') ?? ''

/** What was written down, folded: it is for the auditor, in the words of the program. */
const Detail = ({ detail }: { detail: Entry['detail'] }) =>
  Object.keys(detail).length === 0 ? null : (
    <details>
      <summary>查看</summary>
      <pre>{JSON.stringify(detail, null, 2)}</pre>
    </details>
  )
