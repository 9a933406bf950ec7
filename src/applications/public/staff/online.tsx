import { dayOf, yearOf } from '../../../calendar/day.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, address, Button, DataTable, Empty, Narrow, Stat, Stats } from '../../../web/ui/index.ts'
import { crumbs, DESK } from '../../common.tsx'
import { applyPath, onlinePath } from '../common.tsx'
import { onlineIn } from '../found/store.ts'

const YEARS_SHOWN = 5

/** How the online form does for the organ: what came in by it, and how often people found what they wanted before sending it. */
export async function showOnline(c: C) {
  const organ = c.var.person?.organ
  const here = `${DESK}/online`
  const title = '网上申请情况'
  if (!organ)
    return consolePage(
      c,
      { title, crumbs: crumbs({ label: title }) },
      <Empty title="您的岗位不属于任何机关" hint="网上申请情况由各机关查看自己的。" />,
    )
  const now = yearOf(dayOf(c.var.now))
  const asked = Number(c.req.query('year'))
  const year = Number.isInteger(asked) && asked > now - YEARS_SHOWN && asked <= now ? asked : now
  const { filed, waiting, found, items } = await onlineIn(scopeOf(c), organ.id, year)
  return consolePage(
    c,
    {
      title,
      crumbs: crumbs({ label: title }),
      actions: <Button href={onlinePath(organ)}>打开网上申请页</Button>,
    },
    <>
      <Narrow
        label="年份"
        choices={Array.from({ length: YEARS_SHOWN }, (_, back) => now - back).map((each) => ({
          label: `${each}年`,
          href: address(here, { year: each }),
          current: each === year,
        }))}
      />
      <Stats>
        <Stat label="网上提交" value={filed} unit="件" href={address(DESK, { view: 'all', channel: 'web', year })} />
        <Stat label="待双方确认" value={waiting} unit="件" href={address(DESK, { state: 'arrived', channel: 'web' })} />
        <Stat label="提交前找到了答案" value={found} unit="次" hint="看到已经公开的信息，不用申请了" />
      </Stats>
      <h2>帮上忙的信息</h2>
      <DataTable
        caption="提交前找到的信息"
        captionHidden
        rows={items}
        empty={
          <Empty
            title="还没有"
            hint="申请人核对时会看到可能有关的已公开信息，选择“就是它”的记在这里。经常有人申请的，适合主动公开。"
          />
        }
        columns={[
          { label: '信息', heading: true, cell: ({ path, title: name }) => <A href={path}>{name}</A> },
          { label: '次数', align: 'end', cell: ({ count }) => count },
        ]}
      />
      <p>
        查询页：<A href={applyPath(organ, '/track')}>{applyPath(organ, '/track')}</A>
      </p>
    </>,
  )
}
