import { minuteOf } from '../../calendar/day.ts'
import { type Line, lineDiff } from '../../documents/diff.ts'
import { scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { type Column, DataTable, Empty, Panel, Tabs } from '../../web/ui/index.ts'
import { channelNames } from '../channels.ts'
import type { Version } from '../item.ts'
import { versionsOf } from '../registry/store.ts'
import { VALIDITIES } from '../validity.ts'
import { crumbs, deskPath, ofItem } from './common.tsx'

/** What a version changed against the one before it: fields side by side, the text line by line. At …/:id/changes?version= */
export const changes = ofItem(async (c, item) => {
  const versions = await versionsOf(scopeOf(c), item.id)
  const at = Math.max(
    0,
    versions.findIndex((version) => String(version.version) === c.req.query('version')),
  )
  const [newer, older] = [versions[at]!, versions[at + 1]]
  const here = deskPath(item.id, '/changes')
  return consolePage(
    c,
    {
      title: '版本比较',
      crumbs: crumbs({ label: item.latest.title, href: deskPath(item.id) }, { label: '版本比较' }),
    },
    <>
      <Tabs
        label="各版本"
        tabs={versions.map((version) => ({
          label: `第${version.version}版${version.publishedAt ? ` ${minuteOf(version.publishedAt)}发布` : ' 未发布'}`,
          href: `${here}?version=${version.version}`,
          current: version === newer,
        }))}
      />
      {older ? (
        <Differences older={older} newer={newer} />
      ) : (
        <Empty title="这是第一版" hint="选择后面的版本，查看它改动了什么。" />
      )}
    </>,
  )
})

function Differences({ older, newer }: { older: Version; newer: Version }) {
  const fields = FIELDS.map(([label, read]) => ({ label, before: read(older), after: read(newer) })).filter(
    (field) => field.before !== field.after,
  )
  const lines = lineDiff(older.body, newer.body)
  return (
    <>
      <Panel title={`第${older.version}版 → 第${newer.version}版`}>
        <DataTable caption="改动的栏目" columns={COLUMNS} rows={fields} empty="各栏目没有改动" />
      </Panel>
      <Panel title="正文">
        {lines.some((line) => line.kind !== 'same') ? (
          <div class="prose">{lines.map((line) => shown(line))}</div>
        ) : (
          <p>正文没有改动。</p>
        )}
      </Panel>
    </>
  )
}

const shown = ({ kind, text }: Line) =>
  kind === 'same' ? <p>{text}</p> : <p>{kind === 'new' ? <ins>{text}</ins> : <del>{text}</del>}</p>

type Field = { label: string; before: string; after: string }

const COLUMNS: readonly Column<Field>[] = [
  { label: '栏目', heading: true, cell: (field) => field.label },
  { label: '原来', cell: (field) => field.before || '（空）' },
  { label: '现在', cell: (field) => field.after || '（空）' },
]

const FIELDS: readonly (readonly [string, (version: Version) => string])[] = [
  ['信息名称', (version) => version.title],
  ['文号', (version) => version.documentNumber ?? ''],
  ['成文日期', (version) => version.formedOn],
  ['类别', (version) => version.categoryName ?? `未归类：${version.uncategorisedReason}`],
  ['内容概述', (version) => version.summary],
  ['有效性', (version) => (version.validity ? VALIDITIES[version.validity] : '')],
  ['来源', (version) => version.source],
  ['公开形式', (version) => channelNames(version.channels)],
  ['附件', (version) => version.attachments.map((file) => file.name).join('、')],
]
