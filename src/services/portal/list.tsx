import { findOrgan } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import {
  A,
  address,
  Button,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Narrow,
  Pager,
  Stat,
  Stats,
} from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { AUDIENCES, type Audience, limitWords } from '../guide/model.ts'
import { type PublicFilter, publicServices, serviceCounts } from '../published/store.ts'
import { shareWords, tripsLabel } from '../rules.ts'
import { serviceMeta, servicesPath } from './common.ts'

const PER_PAGE = 50
const TRIPS = { zero: '一趟不用跑', one: '跑一趟', more: '跑两趟以上' } as const

const isTrips = (text: string | undefined): text is keyof typeof TRIPS =>
  text !== undefined && Object.hasOwn(TRIPS, text)
const isAudience = (text: string | undefined): text is Audience => text !== undefined && Object.hasOwn(AUDIENCES, text)

/** 政务服务事项 of an organ as they stand today: by topic, by audience, by visits. At /:organ/services */
export async function showOrganServices(c: C) {
  const scope = scopeOf(c)
  const organ = await findOrgan(scope, c.req.param('organ') ?? '')
  if (!organ) return answerNotFound(c)
  const query = c.req.query()
  const filter: PublicFilter = {
    text: query.q?.slice(0, 100),
    audience: isAudience(query.audience) ? query.audience : undefined,
    topic: query.topic?.slice(0, 40),
    trips: isTrips(query.trips) ? query.trips : undefined,
  }
  const page = Math.max(1, Math.floor(Number(query.page)) || 1)
  const [counts, found] = await Promise.all([
    serviceCounts(scope, organ.id),
    publicServices(scope, organ.id, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
  ])
  const pages = Math.ceil(found.total / PER_PAGE)
  if (page > Math.max(1, pages)) return answerNotFound(c)

  const here = servicesPath(organ)
  const kept = { q: filter.text, audience: filter.audience, topic: filter.topic, trips: filter.trips }
  const link = (to: Record<string, string | number | undefined>) => address(here, { ...kept, ...to })
  const oneTrip = counts.zero + counts.one
  const title = `${organ.shortName}政务服务事项`
  return portalPage(
    c,
    {
      title,
      organ,
      crumbs: [{ label: '政务服务事项' }],
      meta: serviceMeta(organ, `${organ.name}对外办理的政务服务事项`),
    },
    <>
      <h1>{title}</h1>
      {counts.total === 0 ? (
        <Empty title="暂未公布政务服务事项" hint={organ.profile.phone && `可以拨打${organ.profile.phone}询问。`} />
      ) : (
        <>
          <Stats>
            <Stat label="事项总数" value={counts.total} unit="项" />
            <Stat
              label="最多跑一趟"
              value={oneTrip}
              unit="项"
              hint={`占${shareWords(oneTrip, counts.total)}，含一趟不用跑`}
            />
            <Stat
              label="一趟不用跑"
              value={counts.zero}
              unit="项"
              hint={`占${shareWords(counts.zero, counts.total)}`}
            />
          </Stats>
          <FilterBar action={here}>
            <Field label="事项名称或者编码" name="q" value={filter.text} />
            {filter.audience && <input type="hidden" name="audience" value={filter.audience} />}
            {filter.topic && <input type="hidden" name="topic" value={filter.topic} />}
            {filter.trips && <input type="hidden" name="trips" value={filter.trips} />}
          </FilterBar>
          {counts.natural + counts.legal > 0 && (
            <Narrow
              label="服务对象"
              choices={[
                { label: '全部', href: link({ audience: undefined }), current: !filter.audience },
                ...(Object.keys(AUDIENCES) as Audience[]).map((audience) => ({
                  label: AUDIENCES[audience],
                  href: link({ audience }),
                  current: filter.audience === audience,
                  count: counts[audience],
                })),
              ]}
            />
          )}
          {counts.topics.length > 0 && (
            <Narrow
              label="主题"
              choices={[
                { label: '全部', href: link({ topic: undefined }), current: !filter.topic },
                ...counts.topics.map(({ topic, count }) => ({
                  label: topic,
                  href: link({ topic }),
                  current: filter.topic === topic,
                  count,
                })),
              ]}
            />
          )}
          <Narrow
            label="到现场次数"
            choices={[
              { label: '全部', href: link({ trips: undefined }), current: !filter.trips },
              ...(Object.keys(TRIPS) as (keyof typeof TRIPS)[]).map((trips) => ({
                label: TRIPS[trips],
                href: link({ trips }),
                current: filter.trips === trips,
                count: counts[trips],
              })),
            ]}
          />
          <DataTable
            caption={`${organ.name}政务服务事项`}
            captionHidden
            rows={found.rows}
            empty={
              <Empty
                title="没有符合条件的事项"
                hint="可以换一个词，或者查看全部事项。"
                action={<Button href={here}>查看全部</Button>}
              />
            }
            columns={[
              {
                label: '事项名称',
                heading: true,
                cell: ({ code, name }) => <A href={`${here}/${code}`}>{name}</A>,
              },
              { label: '编码', cell: ({ code }) => code },
              { label: '到现场次数', cell: (service) => `${service.visits}次，${tripsLabel(service)}` },
              {
                label: '承诺时限',
                cell: ({ guide }) => limitWords(guide.promiseDays, guide.promiseUnit) || '—',
              },
            ]}
          />
          <Pager
            page={page}
            pages={pages}
            total={found.total}
            href={(to) => link({ page: to === 1 ? undefined : to })}
          />
          <p>
            <A href={`${here}/changes`}>事项变动记录和历年“最多跑一趟”占比</A>
          </p>
        </>
      )}
    </>,
  )
}
