import { minuteOf } from '../../calendar/day.ts'
import { scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { type Column, DataTable, Empty, Panel, Tabs } from '../../web/ui/index.ts'
import { ATTRIBUTES, reasonOf } from '../attributes.ts'
import { type Piece, type Row, sideBySide } from '../diff.ts'
import { kindOf, URGENCIES } from '../kinds.ts'
import type { Version } from '../model.ts'
import { versionsOf } from '../registry/store.ts'
import { STAGES } from '../stages.ts'
import { crumbs, deskPath, ofDocument } from './common.tsx'

/** What a version changed against the one before it, side by side. At …/:id/changes?version= */
export const changes = ofDocument(async (c, document) => {
  const versions = await versionsOf(scopeOf(c), document.id)
  const at = Math.max(
    0,
    versions.findIndex((version) => String(version.version) === c.req.query('version')),
  )
  const [newer, older] = [versions[at]!, versions[at + 1]]
  const here = deskPath(document.id, '/changes')
  const title = document.latest.title.replaceAll('\n', '')
  return consolePage(
    c,
    { title: '版本比较', crumbs: crumbs({ label: title, href: deskPath(document.id) }, { label: '版本比较' }) },
    <>
      <Tabs
        label="各版本"
        tabs={versions.map((version) => ({
          label: `第${version.version}版 ${version.editedAs} ${minuteOf(version.editedAt)}`,
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
  const rows = sideBySide(older.body, newer.body)
  const columns: readonly Column<Row>[] = [
    { label: `第${older.version}版`, cell: (row) => <Side pieces={row.older} mark="gone" /> },
    { label: `第${newer.version}版`, cell: (row) => <Side pieces={row.newer} mark="new" /> },
  ]
  return (
    <>
      <Panel title="改动的栏目">
        <DataTable caption="改动的栏目" captionHidden columns={COLUMNS} rows={fields} empty="各栏目没有改动" />
      </Panel>
      <Panel title="正文">
        {rows.some(({ changed }) => changed) ? (
          <DataTable caption="正文对照" captionHidden columns={columns} rows={rows} phone="scroll" />
        ) : (
          <p>正文没有改动。</p>
        )}
      </Panel>
    </>
  )
}

const Side = ({ pieces, mark }: { pieces: readonly Piece[] | null; mark: Piece['kind'] }) => (
  <>
    {(pieces ?? []).map(({ kind, text }) =>
      kind !== mark ? text : mark === 'new' ? <ins>{text}</ins> : <del>{text}</del>,
    )}
  </>
)

type Field = { label: string; before: string; after: string }

const COLUMNS: readonly Column<Field>[] = [
  { label: '栏目', heading: true, cell: (field) => field.label },
  { label: '原来', cell: (field) => field.before || '（空）' },
  { label: '现在', cell: (field) => field.after || '（空）' },
]

const FIELDS: readonly (readonly [string, (version: Version) => string])[] = [
  ['标题', ({ title }) => title.replaceAll('\n', '')],
  ['文种', ({ kind }) => kindOf(kind).label],
  ['紧急程度', ({ urgency }) => URGENCIES[urgency]],
  ['主送机关', ({ recipients }) => recipients],
  ['抄送机关', ({ copies }) => copies],
  ['分管领导', ({ leader }) => leader],
  ['公开属性', ({ attribute }) => (attribute ? ATTRIBUTES[attribute].label : '')],
  ['理由', ({ reason, article }) => (reason ? `${reasonOf(reason).label}（${article ?? ''}）` : '')],
  ['理由说明', ({ reasonWords }) => reasonWords],
  ['转发', ({ forwardsTitle, forwardsNumber }) => `${forwardsTitle}${forwardsNumber}`],
  ['五公开', ({ stage }) => (stage ? STAGES[stage] : '')],
  ['政策性文件', ({ policy }) => (policy ? '是' : '')],
  ['规范性文件', ({ normative }) => (normative ? '是' : '')],
  ['解读方案', ({ interpretationPlan }) => interpretationPlan],
  ['解读材料', ({ interpretation }) => interpretation],
  ['附件', ({ attachments }) => attachments.map(({ name }) => name).join('、')],
]
