import { Day, dayOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import type { Refusal } from '../../result.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  Actions,
  address,
  Button,
  Choices,
  type Column,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Form,
  Pager,
  Panel,
  Select,
  Stat,
  Stats,
} from '../../web/ui/index.ts'
import { listPapers } from '../copies/store.ts'
import { kioskPath } from '../kiosk/ways.ts'
import { MOST_PEOPLE, PURPOSES, type Purpose } from '../rules.ts'
import { recordVisit, removeVisit, type Visit, type VisitCell, visitCells, visitsOf } from '../visits/store.ts'
import { deskAsked, HERE, ReadingTabs } from './common.tsx'

const PER_PAGE = 20
const purposes = Object.keys(PURPOSES) as Purpose[]
const DONE: Record<string, string> = { written: '已登记。', removed: '已删除。' }

/** 查阅登记: who came, in numbers, and what for. At /console/reading */
export const showVisits = (c: C) => page(c, {})

/** Writes down a visit, and is ready for the next. */
export async function takeVisit(c: C) {
  const form = typed(c.var.form)
  const done = await recordVisit(contextOf(c), {
    organId: c.var.person?.organ?.id ?? '',
    day: Day.safeParse(form.day).data ?? null,
    purpose: form.purpose ?? '',
    people: Number(form.people),
  })
  return done.ok ? seeOther(c, `${HERE}?done=written`) : page(c, form, done.refusal)
}

export async function takeRemoval(c: C) {
  const done = await removeVisit(contextOf(c), c.var.person?.organ?.id ?? '', c.req.param('id') ?? '')
  return done.ok ? seeOther(c, `${HERE}?done=removed`) : page(c, {}, done.refusal)
}

type MonthRow = { label: string; cells: number[]; total: number }

/** Twelve months and their sum, by purpose. Pure. */
export function monthRows(cells: readonly VisitCell[]): MonthRow[] {
  const people = (month: number | null, purpose: string) =>
    cells
      .filter((cell) => (month === null || cell.month === month) && cell.purpose === purpose)
      .reduce((sum, cell) => sum + cell.people, 0)
  const row = (label: string, month: number | null): MonthRow => {
    const counts = purposes.map((purpose) => people(month, purpose))
    return { label, cells: counts, total: counts.reduce((sum, each) => sum + each, 0) }
  }
  return [...Array.from({ length: 12 }, (_, at) => row(`${at + 1}月`, at + 1)), row('全年', null)]
}

async function page(c: C, form: Record<string, string>, refusal?: Refusal) {
  const scope = scopeOf(c)
  const { organs, organ, year, thisYear, mayWrite } = await deskAsked(c)
  const number = Math.max(1, Math.floor(Number(c.req.query('page')) || 1))
  const [cells, visits] = organ
    ? await Promise.all([
        visitCells(scope, organ.id, year),
        visitsOf(scope, organ.id, year, { limit: PER_PAGE, offset: (number - 1) * PER_PAGE }),
      ])
    : [[], { rows: [], total: 0 }]
  const rows = monthRows(cells)
  const kept = { organ: c.var.person?.organ ? undefined : organ?.slug, year: year === thisYear ? undefined : year }
  const removing: Column<Visit>[] = mayWrite
    ? [
        {
          label: '更正',
          cell: (visit) => (
            <Form action={`${HERE}/visits/${visit.id}/removal`}>
              <Button confirm="这条登记会删除，台账里仍有记录。">删除</Button>
            </Form>
          ),
        },
      ]
    : []
  return consolePage(
    c,
    {
      title: '公共查阅点',
      crumbs: [{ label: '公共查阅点' }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
      actions: organ && (
        <>
          <Button href={kioskPath(organ)}>打开查阅机页面</Button>
          <Button href={address(`${HERE}/export`, kept)}>导出Excel</Button>
        </>
      ),
    },
    <>
      <ReadingTabs open="visits" />
      <FilterBar action={HERE} label="查看">
        {!c.var.person?.organ && (
          <Select
            label="机关"
            name="organ"
            value={organ?.slug}
            options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
          />
        )}
        <Field label="年度" name="year" type="number" value={year} min={2008} max={thisYear} />
      </FilterBar>
      <Stats>
        <Stat label={`${year}年来访`} value={rows.at(-1)!.total} unit="人次" />
        {purposes.map((purpose, at) => (
          <Stat label={PURPOSES[purpose]} value={rows.at(-1)!.cells[at] ?? 0} unit="人次" />
        ))}
      </Stats>
      {mayWrite && (
        <Panel title="登记">
          <p>只记做什么、几个人，不记姓名。</p>
          <Form action={HERE}>
            <Choices
              legend="来做什么"
              name="purpose"
              required
              inline
              options={purposes.map((value) => ({ value, label: PURPOSES[value] }))}
              value={form.purpose}
              refusal={refusal}
            />
            <Field
              label="人数"
              name="people"
              type="number"
              unit="人"
              min={1}
              max={MOST_PEOPLE}
              required
              value={form.people ?? 1}
              refusal={refusal}
            />
            <Field
              label="日期"
              name="day"
              type="date"
              required
              value={form.day ?? dayOf(c.var.now)}
              refusal={refusal}
            />
            <Actions>
              <Button kind="primary">登记</Button>
            </Actions>
          </Form>
        </Panel>
      )}
      <Panel title={`${year}年各月人次`}>
        <DataTable
          caption={`${year}年各月人次`}
          captionHidden
          phone="scroll"
          rows={rows}
          columns={[
            { label: '月份', heading: true, cell: (row) => row.label },
            ...purposes.map((purpose, at) => ({
              label: PURPOSES[purpose],
              align: 'end' as const,
              cell: (row: MonthRow) => row.cells[at] ?? 0,
            })),
            { label: '合计', align: 'end', cell: (row) => row.total },
          ]}
        />
      </Panel>
      <Panel title="登记的记录">
        <DataTable
          caption="登记的记录"
          captionHidden
          rows={visits.rows}
          empty={<Empty title="这一年还没有登记" hint="有人来查阅、咨询、取资料时，在上面登记。" />}
          columns={[
            { label: '日期', heading: true, cell: (visit) => visit.day },
            { label: '来做什么', cell: (visit) => PURPOSES[visit.purpose] },
            { label: '人数', align: 'end', cell: (visit) => visit.people },
            { label: '登记岗位', cell: (visit) => visit.asWhom },
            ...removing,
          ]}
        />
        <Pager
          page={number}
          pages={Math.ceil(visits.total / PER_PAGE)}
          total={visits.total}
          href={(to) => address(HERE, { ...kept, page: to === 1 ? undefined : to })}
        />
      </Panel>
    </>,
  )
}

/** The figures of a year for its annual report: visits by month and purpose, and the papers taken. At /console/reading/export */
export async function exportVisits(c: C) {
  const scope = scopeOf(c)
  const { organ, year } = await deskAsked(c)
  if (!organ) return seeOther(c, HERE)
  const [cells, papers] = await Promise.all([
    visitCells(scope, organ.id, year),
    listPapers(scope, organ.id, year, { ended: true }),
  ])
  const title = `${organ.shortName}${year}年公共查阅点统计`
  const bytes = await toXlsx(
    [
      {
        name: '查阅登记',
        table: {
          caption: title,
          unit: '单位：人次',
          columns: ['月份', ...purposes.map((purpose) => PURPOSES[purpose]), '合计'].map((label) => ({ label })),
          rows: monthRows(cells).map((row) => ({ cells: [row.label, ...row.cells, row.total] })),
        },
      },
      {
        name: '备查资料',
        table: {
          caption: `${organ.shortName}${year}年备查资料`,
          unit: '单位：份',
          columns: ['资料', '现有', '本年取走'].map((label) => ({ label })),
          rows: papers.map((paper) => ({ cells: [paper.title, paper.stock, paper.taken] })),
        },
      },
    ],
    { title, author: organ.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}
