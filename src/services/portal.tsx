import { dayOf } from '../calendar/day.ts'
import { findOrgan } from '../organs/store.ts'
import { type C, scopeOf } from '../web/env.ts'
import { portalPage } from '../web/frame.tsx'
import { DataTable, Empty, Stat, Stats } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { isOneTrip, isZeroTrip, tripsLabel } from './rules.ts'
import { servicesOn } from './store.ts'

/** 政务服务事项 of an organ, as they stand today, for the public. */
export async function showOrganServices(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('organ') ?? '')
  if (!organ) return answerNotFound(c)
  const services = await servicesOn(scopeOf(c), organ.id, dayOf(c.var.now))
  const title = `${organ.shortName}政务服务事项`
  return portalPage(
    c,
    {
      title,
      organ,
      crumbs: [{ label: '政务服务事项' }],
      meta: {
        ColumnName: '政务服务事项',
        ColumnDescription: `${organ.name}对外办理的政务服务事项`,
        ColumnType: '办事服务',
      },
    },
    <>
      <h1>{title}</h1>
      {services.length === 0 ? (
        <Empty title="暂未公布政务服务事项" hint={organ.profile.phone && `可以拨打${organ.profile.phone}询问。`} />
      ) : (
        <>
          <Stats>
            <Stat label="事项总数" value={services.length} unit="项" />
            <Stat label="最多跑一趟" value={services.filter(isOneTrip).length} unit="项" hint="含一趟不用跑" />
            <Stat label="一趟不用跑" value={services.filter(isZeroTrip).length} unit="项" />
          </Stats>
          <DataTable
            caption={`${organ.name}政务服务事项`}
            captionHidden
            rows={services}
            columns={[
              { label: '事项名称', heading: true, cell: (service) => service.name },
              { label: '编码', cell: (service) => service.code },
              { label: '到现场次数', cell: (service) => `${service.visits}次，${tripsLabel(service)}` },
            ]}
          />
        </>
      )}
    </>,
  )
}
