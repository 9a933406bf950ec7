import { dayOf, minuteOf } from '../../calendar/day.ts'
import { calendarOf } from '../../holidays/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  address,
  Button,
  type Column,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Pager,
  Panel,
  Select,
  Tabs,
  Tag,
} from '../../web/ui/index.ts'
import { ATTRIBUTES, isAttribute } from '../attributes.ts'
import { isKind, KINDS, kindOf, URGENCIES } from '../kinds.ts'
import { STATES, type State } from '../lifecycle.ts'
import { filtersOf, isList, LISTS, type ListName } from '../lists.ts'
import type { Document } from '../model.ts'
import { countDocuments, type DocumentFilters, listDocuments, PAGE_SIZE, settingsOf } from '../registry/store.ts'
import { DEFAULTS } from '../settings.ts'
import {
  ATTRIBUTE_TAGS,
  answerSheet,
  DESK,
  deskPath,
  MOST_ROWS,
  ownOrgan,
  pageOf,
  type SheetColumn,
  stateTag,
  wordsIn,
  yearIn,
} from './common.tsx'

/** 待办、退回、催办、已办、全部. At /console/documents */
export async function list(c: C) {
  const scope = scopeOf(c)
  const query = c.req.query()
  const page = pageOf(c)
  const name = listOf(c)
  const [found, counts] = await Promise.all([
    listDocuments(scope, await filters(c, name), { page, newest: name === 'all' || name === 'done' }),
    Promise.all(
      (['todo', 'returned', 'waiting'] as const).map(async (each) =>
        countDocuments(scope, { ...(await desk(c, each)), organId: ownOrgan(c) }),
      ),
    ),
  ])
  const own = ownOrgan(c)
  const settings = own ? await settingsOf(scope, own) : DEFAULTS
  const mayDraft = settings.duties.draft.some((role) => c.var.person?.roles.includes(role))
  const count: Partial<Record<ListName, number>> = { todo: counts[0], returned: counts[1], waiting: counts[2] }
  const link = (change: Record<string, string | number | undefined>) => address(DESK, { ...query, ...change })
  return consolePage(
    c,
    {
      title: '公文',
      crumbs: [{ label: '公文' }],
      actions: (
        <>
          {mayDraft && (
            <Button kind="primary" href={`${DESK}/new`}>
              拟稿
            </Button>
          )}
          <Button href={address(`${DESK}/list.xlsx`, { ...query, list: name, page: undefined })}>导出Excel</Button>
        </>
      ),
    },
    <>
      <Registers />
      <Panel>
        <Tabs
          label="我的公文"
          tabs={(Object.keys(LISTS) as ListName[]).map((each) => ({
            label: LISTS[each].label,
            href: link({ list: each, page: undefined }),
            current: each === name,
            count: count[each],
          }))}
        />
        <FilterBar action={DESK}>
          <input type="hidden" name="list" value={name} />
          <Field label="标题、文号" name="text" type="search" value={query.text} />
          <Select
            label="文种"
            name="kind"
            empty="全部文种"
            value={query.kind}
            options={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
          />
          <Select
            label="公开属性"
            name="attribute"
            empty="全部属性"
            value={query.attribute}
            options={Object.entries(ATTRIBUTES).map(([value, { label }]) => ({ value, label }))}
          />
          <Select
            label="状态"
            name="state"
            empty="全部状态"
            value={query.state}
            options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
          />
          <Field label="成文年份" name="year" type="number" value={query.year} min={1949} max={2999} />
        </FilterBar>
        <DataTable
          caption={LISTS[name].label}
          captionHidden
          columns={COLUMNS}
          rows={found.documents}
          empty={<Empty title={LISTS[name].empty} hint={name === 'all' ? '换一个条件，或者清除筛选。' : undefined} />}
        />
        <Pager
          page={page}
          pages={Math.ceil(found.total / PAGE_SIZE)}
          total={found.total}
          href={(next) => link({ page: next })}
        />
      </Panel>
    </>,
  )
}

/** The registers kept of documents. */
export const Registers = () => (
  <p class="actions">
    <A href={`${DESK}/attributes`}>公开属性登记</A>
    <A href={`${DESK}/assessments`}>定期评估</A>
    <A href={`${DESK}/stages`}>五公开情况</A>
    <A href={`${DESK}/numbers`}>文号簿</A>
    <A href={`${DESK}/settings`}>办理设置</A>
  </p>
)

const COLUMNS: readonly Column<Document>[] = [
  {
    label: '标题',
    heading: true,
    cell: ({ id, latest, number }) => (
      <>
        {latest.urgency && <Tag kind="danger" label={URGENCIES[latest.urgency]} />}{' '}
        <A href={deskPath(id)}>{latest.title.replaceAll('\n', '')}</A>
        {number && <div class="form-hint">{number}</div>}
      </>
    ),
  },
  { label: '文种', cell: ({ latest }) => kindOf(latest.kind).label },
  { label: '状态', cell: (document) => <Standing document={document} /> },
  {
    label: '公开属性',
    cell: ({ attribute, latest }) => (
      <AttributeTag attribute={attribute ?? latest.attribute} final={attribute !== null} />
    ),
  },
  { label: '拟稿', cell: ({ draftedAs }) => draftedAs },
  { label: '到达时间', cell: ({ since }) => minuteOf(since) },
]

const Standing = ({ document }: { document: Document }) => (
  <>
    <Tag {...stateTag(document.state)} />
    {document.state === 'drafting' && document.last.step === 'return' && (
      <div class="form-hint">退文：{document.last.note}</div>
    )}
    {document.last.step === 'urge' && <div class="form-hint">{document.last.takenAs}催办</div>}
  </>
)

export const AttributeTag = ({ attribute, final }: { attribute: Document['attribute']; final: boolean }) =>
  attribute ? (
    <>
      <Tag kind={ATTRIBUTE_TAGS[attribute]} label={ATTRIBUTES[attribute].label} />
      {!final && <span class="form-hint">拟定</span>}
    </>
  ) : (
    <Tag kind="warning" label="未注明" />
  )

/** The same list as a workbook, with the same filters. At /console/documents/list.xlsx */
export async function listSheet(c: C) {
  const name = listOf(c)
  const { documents } = await listDocuments(scopeOf(c), await filters(c, name), { size: MOST_ROWS, newest: true })
  return answerSheet(c, `公文（${LISTS[name].label}）`, SHEET, documents)
}

const SHEET: readonly SheetColumn<Document>[] = [
  ['标题', ({ latest }) => latest.title.replaceAll('\n', ''), 5],
  ['文号', ({ number }) => number, 2],
  ['文种', ({ latest }) => kindOf(latest.kind).label, 1],
  ['紧急程度', ({ latest }) => URGENCIES[latest.urgency], 1],
  ['状态', ({ state }) => STATES[state], 2],
  [
    '公开属性',
    ({ attribute, latest }) => {
      const code = attribute ?? latest.attribute
      return code && ATTRIBUTES[code].label
    },
    1,
  ],
  ['拟稿', ({ draftedAs }) => draftedAs, 2],
  ['分管领导', ({ latest }) => latest.leader, 2],
  ['签发', ({ signedAs }) => signedAs, 2],
  ['成文日期', ({ datedOn }) => datedOn, 2],
  ['到达时间', ({ since }) => minuteOf(since), 2],
]

function listOf(c: C): ListName {
  const asked = c.req.query('list') ?? ''
  if (isList(asked)) return asked
  return c.var.person?.roles.some((role) => ['officer', 'reviewer', 'leader'].includes(role)) ? 'todo' : 'all'
}

/** What one of the lists holds for the person at the desk. */
export async function desk(c: C, name: ListName): Promise<DocumentFilters> {
  const scope = scopeOf(c)
  const own = ownOrgan(c)
  const today = dayOf(c.var.now)
  const settings = own ? await settingsOf(scope, own) : DEFAULTS
  const calendar = await calendarOf(scope)
  return filtersOf(name, c.var.person!, settings, today, (day) => calendar.isWorkday(day))
}

async function filters(c: C, name: ListName): Promise<DocumentFilters> {
  const { state = '', kind = '', attribute = '', year, text } = c.req.query()
  return {
    ...(await desk(c, name)),
    organId: ownOrgan(c),
    ...(Object.hasOwn(STATES, state) ? { states: [state as State] } : {}),
    kind: isKind(kind) ? kind : undefined,
    attribute: isAttribute(attribute) ? attribute : undefined,
    year: yearIn(year),
    text: wordsIn(text),
  }
}
