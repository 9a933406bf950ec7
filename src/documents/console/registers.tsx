import { dayOf } from '../../calendar/day.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  address,
  Button,
  type Column,
  DataTable,
  Field,
  FilterBar,
  Notice,
  Pager,
  Panel,
  Select,
} from '../../web/ui/index.ts'
import { ATTRIBUTES, type Attribute, isAttribute, reasonOf } from '../attributes.ts'
import { kindOf } from '../kinds.ts'
import type { Document } from '../model.ts'
import {
  type Count,
  countDocuments,
  countFinal,
  type DocumentFilters,
  listDocuments,
  PAGE_SIZE,
  settingsOf,
} from '../registry/store.ts'
import { DEFAULTS } from '../settings.ts'
import {
  answerSheet,
  crumbs,
  DESK,
  deskPath,
  MOST_ROWS,
  ownOrgan,
  pageOf,
  type SheetColumn,
  wordsIn,
  yearIn,
} from './common.tsx'
import { AttributeTag } from './list.tsx'

export const ATTRIBUTE_CODES = Object.keys(ATTRIBUTES) as Attribute[]

/** Secret documents have no business here; should one be marked so all the same, its name is in no list (固东镇备案办法). */
export const unlisted = ({ reason }: Document) => reason === 'secret'

/** 公开属性登记: yearly counts, then every numbered document with its attribute and reasons. At /console/documents/attributes */
export async function attributes(c: C) {
  const scope = scopeOf(c)
  const query = c.req.query()
  const page = pageOf(c)
  const filters = registerFilters(c)
  const [found, counts, secret] = await Promise.all([
    listDocuments(scope, filters, { page, newest: true }),
    countFinal(scope, { organId: ownOrgan(c) }),
    countDocuments(scope, { ...filters, reason: 'secret' }),
  ])
  return consolePage(
    c,
    {
      title: '公开属性登记',
      crumbs: crumbs({ label: '公开属性登记' }),
      actions: <Button href={address(`${DESK}/attributes.xlsx`, { ...query, page: undefined })}>导出Excel</Button>,
    },
    <>
      <Panel title="历年件数">
        <DataTable
          caption="历年件数"
          captionHidden
          columns={YEAR_COLUMNS}
          rows={byYear(counts)}
          empty="还没有已编号的公文"
        />
      </Panel>
      <Panel title="登记簿">
        <FilterBar action={`${DESK}/attributes`}>
          <Field label="标题、文号" name="text" type="search" value={query.text} />
          <Select
            label="公开属性"
            name="attribute"
            empty="全部属性"
            value={query.attribute}
            options={ATTRIBUTE_CODES.map((value) => ({ value, label: ATTRIBUTES[value].label }))}
          />
          <Field label="成文年份" name="year" type="number" value={query.year} min={1949} max={2999} />
        </FilterBar>
        {secret > 0 && (
          <Notice kind="warning">
            <p>另有{secret}件以国家秘密为由不予公开，不列名称。涉密公文不得在本系统办理，请核对。</p>
          </Notice>
        )}
        <DataTable
          caption="登记簿"
          captionHidden
          columns={COLUMNS}
          rows={found.documents.filter((document) => !unlisted(document))}
          empty="没有符合条件的公文"
        />
        <Pager
          page={page}
          pages={Math.ceil(found.total / PAGE_SIZE)}
          total={found.total}
          href={(next) => address(`${DESK}/attributes`, { ...query, page: next })}
        />
      </Panel>
    </>,
  )
}

/** How a numbered document is listed in a register. */
export const COLUMNS: readonly Column<Document>[] = [
  {
    label: '标题',
    heading: true,
    cell: ({ id, latest }) => <A href={deskPath(id)}>{latest.title.replaceAll('\n', '')}</A>,
  },
  { label: '文号', cell: ({ number }) => number ?? '' },
  { label: '成文日期', cell: ({ datedOn }) => datedOn ?? '' },
  { label: '文种', cell: ({ latest }) => kindOf(latest.kind).label },
  { label: '公开属性', cell: ({ attribute }) => <AttributeTag attribute={attribute} final /> },
  { label: '理由和依据', cell: (document) => groundWords(document) },
  { label: '第一责任人', cell: ({ draftedAs, latest }) => `${draftedAs}、${latest.leader}` },
]

const groundWords = ({ reason, article, reasonWords }: Document): string =>
  reason ? [reasonOf(reason).label, article, reasonWords].filter(Boolean).join('；') : ''

type YearRow = { year: number; total: number; byAttribute: Record<Attribute, number> }

function byYear(counts: readonly Count[]): YearRow[] {
  const rows = new Map<number, YearRow>()
  for (const { year, attribute, count } of counts) {
    const row = rows.get(year) ?? { year, total: 0, byAttribute: { open: 0, request: 0, closed: 0 } }
    rows.set(year, row)
    row.total += count
    if (isAttribute(attribute)) row.byAttribute[attribute] += count
  }
  return [...rows.values()]
}

const YEAR_COLUMNS: readonly Column<YearRow>[] = [
  { label: '年份', heading: true, cell: ({ year }) => String(year) },
  ...ATTRIBUTE_CODES.map(
    (code): Column<YearRow> => ({
      label: ATTRIBUTES[code].label,
      align: 'end',
      cell: ({ year, byAttribute }) => (
        <A href={address(`${DESK}/attributes`, { year, attribute: code })}>{String(byAttribute[code])}</A>
      ),
    }),
  ),
  { label: '合计', align: 'end', cell: ({ total }) => String(total) },
]

function registerFilters(c: C): DocumentFilters {
  const { attribute = '', year, text } = c.req.query()
  return {
    organId: ownOrgan(c),
    final: true,
    attribute: isAttribute(attribute) ? attribute : undefined,
    year: yearIn(year),
    text: wordsIn(text),
  }
}

/** The register as a workbook, in the columns of the 备案表. At /console/documents/attributes.xlsx */
export async function attributesSheet(c: C) {
  const { documents } = await listDocuments(scopeOf(c), registerFilters(c), { size: MOST_ROWS, newest: true })
  const listed = documents.filter((document) => !unlisted(document))
  const left = documents.length - listed.length
  return answerSheet(c, '公开属性登记表', SHEET, listed, left > 0 ? `另有${left}件涉密，不列入。` : undefined)
}

const SHEET: readonly SheetColumn<Document>[] = [
  ['标题', ({ latest }) => latest.title.replaceAll('\n', ''), 5],
  ['文号', ({ number }) => number, 2],
  ['成文日期', ({ datedOn }) => datedOn, 2],
  ['发文机关', ({ organName }) => organName, 3],
  ['公文种类', ({ latest }) => kindOf(latest.kind).label, 1],
  ['公开属性', ({ attribute }) => attribute && ATTRIBUTES[attribute].label, 2],
  ['不公开的理由', ({ reason }) => reason && reasonOf(reason).label, 3],
  ['依据', ({ article }) => article, 3],
  ['理由说明', ({ reasonWords }) => reasonWords, 3],
  ['是否规范性文件', ({ latest }) => (latest.normative ? '是' : '否'), 1],
  ['拟稿人', ({ draftedAs }) => draftedAs, 2],
  ['分管领导', ({ latest }) => latest.leader, 2],
]

/** What is not public and was not weighed for a while (《条例》2019 art. 18). At /console/documents/assessments */
export async function assessments(c: C) {
  const scope = scopeOf(c)
  const own = ownOrgan(c)
  const page = pageOf(c)
  const { assessEvery } = own ? await settingsOf(scope, own) : DEFAULTS
  const before = monthsBefore(dayOf(c.var.now), assessEvery)
  const found = await listDocuments(scope, { organId: own, assessedBefore: before }, { page })
  return consolePage(
    c,
    { title: '定期评估', crumbs: crumbs({ label: '定期评估' }) },
    <Panel>
      <p>
        依申请公开、不予公开的公文，每{assessEvery}
        个月评估一次：可以公开的，由领导调整为主动公开；仍不宜公开的，登记评估意见后维持。
      </p>
      <DataTable
        caption="需要评估的公文"
        captionHidden
        columns={[...COLUMNS, { label: '最近评估', cell: ({ assessedOn }) => assessedOn ?? '' }]}
        rows={found.documents.filter((document) => !unlisted(document))}
        empty="没有到期需要评估的公文"
      />
      <Pager
        page={page}
        pages={Math.ceil(found.total / PAGE_SIZE)}
        total={found.total}
        href={(next) => address(`${DESK}/assessments`, { page: next })}
      />
    </Panel>,
  )
}

function monthsBefore(today: string, months: number): string {
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - months)
  return date.toISOString().slice(0, 10)
}
