import { type Day, day, dayOf, yearOf } from '../../calendar/day.ts'
import { findOrgan } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { address, DataTable, Empty, Pager } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { CHANGE_KINDS, type ChangedField } from '../history/kinds.ts'
import { changesOf, firstDay, sharesOn } from '../history/store.ts'
import { shareWords } from '../rules.ts'
import { serviceMeta, servicesPath } from './common.ts'

const PER_PAGE = 30
const MOST_YEARS = 10

/** What changed in the list of services, and the shares that stood at the end of each year. At /:organ/services/changes */
export async function showServiceChanges(c: C) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('organ') ?? '')
  if (!organ) return answerNotFound(c)
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const today = dayOf(c.var.now)
  const first = await firstDay(scope, organ.id)
  const [changes, shares] = await Promise.all([
    changesOf(scope, { organId: organ.id }, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    first ? sharesOn(scope, organ.id, yearEnds(first, today)) : [],
  ])
  const here = `${servicesPath(organ)}/changes`
  return portalPage(
    c,
    {
      title: `${organ.shortName}政务服务事项变动`,
      organ,
      crumbs: [{ label: '政务服务事项', href: servicesPath(organ) }, { label: '变动' }],
      meta: serviceMeta(organ, `${organ.name}政务服务事项的变动`),
    },
    <>
      <h1>{organ.shortName}政务服务事项变动</h1>
      <DataTable
        caption="历年“最多跑一趟”占比"
        rows={shares}
        empty={<Empty title="还没有列入过事项" />}
        phone="scroll"
        columns={[
          { label: '截至', heading: true, cell: (share) => share.day },
          { label: '事项', align: 'end', cell: (share) => share.total },
          { label: '最多跑一趟', align: 'end', cell: (share) => share.oneTrip },
          { label: '占比', align: 'end', cell: (share) => shareWords(share.oneTrip, share.total) },
          { label: '一趟不用跑', align: 'end', cell: (share) => share.zeroTrip },
          { label: '占比', align: 'end', cell: (share) => shareWords(share.zeroTrip, share.total) },
        ]}
      />
      <DataTable
        caption="变动记录"
        rows={changes.rows}
        empty={<Empty title="没有变动记录" />}
        columns={[
          { label: '日期', cell: (change) => change.day },
          { label: '事项', heading: true, cell: (change) => change.name },
          { label: '变动', whole: true, cell: (change) => CHANGE_KINDS[change.kind] },
          { label: '内容', cell: (change) => <Fields fields={change.fields} /> },
        ]}
      />
      <Pager
        page={page}
        pages={Math.ceil(changes.total / PER_PAGE)}
        total={changes.total}
        href={(to) => address(here, { page: to === 1 ? undefined : to })}
      />
    </>,
  )
}

/** The ends of the years gone by since the list began, and today. */
export function yearEnds(first: Day, today: Day): Day[] {
  const years = Array.from({ length: yearOf(today) - yearOf(first) }, (_, at) => yearOf(first) + at)
  return [...years.slice(-MOST_YEARS).map((year) => day(`${year}-12-31`)), today]
}

const Fields = ({ fields }: { fields: readonly ChangedField[] }) =>
  fields.length === 0 ? null : (
    <ul class="plain">
      {fields.map(({ label, before, after }) => (
        <li>{`${label}：${cut(before)} → ${cut(after)}`}</li>
      ))}
    </ul>
  )

const cut = (text: string) => (text === '' ? '（空）' : text.length > 60 ? `${text.slice(0, 60)}……` : text)
