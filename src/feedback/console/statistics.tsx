import { dayOf } from '../../calendar/day.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, address, Button, Field, FilterBar } from '../../web/ui/index.ts'
import { countConcerns } from '../counts/store.ts'
import { KINDS, WAYS } from '../kinds.ts'
import { Statistics } from '../statistics.tsx'
import { asked, daysOf } from './asked.ts'
import { crumbs, DESK } from './common.tsx'

async function counted(c: C) {
  const { organ, nameOf } = await asked(c)
  const said = c.req.query('when')
  const days = daysOf(said)
  const when = days ? said! : dayOf(c.var.now).slice(0, 4)
  const counts = await countConcerns(scopeOf(c), { organId: organ?.id, ...(days ?? daysOf(when)!) })
  return { organ, when, counts, nameOf, title: `${organ?.name ?? c.var.tenant.name}${when}诉求办理统计` }
}

/** The same figures as on the portal, of a month or a year. At /console/feedback/statistics */
export async function showStatistics(c: C) {
  const { organ, when, counts, title } = await counted(c)
  const kept = { organ: c.var.person?.organ ? '' : organ?.slug, when }
  return consolePage(
    c,
    {
      title,
      crumbs: crumbs({ label: '统计' }),
      actions: <Button href={address(`${DESK}/statistics.xlsx`, kept)}>导出Excel</Button>,
    },
    <>
      <FilterBar action={`${DESK}/statistics`}>
        {kept.organ && <input type="hidden" name="organ" value={kept.organ} />}
        <Field label="年份或者年月" name="when" value={when} placeholder="2026或2026-10" size="short" />
      </FilterBar>
      <Statistics counts={counts} />
      <p>
        <A href={address(DESK, { ...kept, view: 'all' })}>打开这些诉求</A>
      </p>
    </>,
  )
}

export async function exportStatistics(c: C) {
  const { organ, counts, title, nameOf } = await counted(c)
  const book = await toXlsx(
    [
      {
        name: '诉求办理统计',
        table: {
          caption: title,
          unit: '单位：件',
          columns: ['机关', '承办单位', '类别', '来源', '留言数', '其中转出', '答复数', '公布数'].map((label) => ({
            label,
          })),
          rows: counts.map((of) => ({
            cells: [
              nameOf(of.organId) ?? '',
              of.unitName ?? '未交办或者当场答复',
              KINDS[of.kind].label,
              WAYS[of.way].label,
              of.received,
              of.moved,
              of.answered,
              of.published,
            ],
          })),
          note: '作废的不计。',
        },
      },
    ],
    { title, author: organ?.name ?? c.var.tenant.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="statistics.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}
