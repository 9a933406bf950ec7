import { listCategories } from '../disclosures/catalogue/store.ts'
import { listOrgans } from '../organs/store.ts'
import { type C, scopeOf } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { DataTable, Empty, Notice, Stat, Stats } from '../web/ui/index.ts'
import { offeredAt } from './settings.ts'
import { subscriptionCounts } from './store.ts'

/** 邮件订阅 in numbers: who they are is not shown to anybody. At /console/subscriptions */
export async function showSubscriptions(c: C) {
  const scope = scopeOf(c)
  const [counts, organs, categories] = await Promise.all([
    subscriptionCounts(scope),
    listOrgans(scope),
    listCategories(scope),
  ])
  const rows = counts
    .map((row) => ({
      ...row,
      organ: organs.find(({ id }) => id === row.organId)?.shortName ?? '全部机关',
      category: categories.find(({ id }) => id === row.categoryId)?.name ?? '全部类别',
    }))
    .sort((a, b) => b.day + b.week - a.day - a.week)
  const sum = (count: 'day' | 'week' | 'waiting') => counts.reduce((all, row) => all + row[count], 0)
  return consolePage(
    c,
    { title: '邮件订阅', crumbs: [{ label: '邮件订阅' }] },
    <>
      {!offeredAt() && (
        <Notice kind="warning" title="门户上没有开放邮件订阅">
          <p>请技术人员设置 SMTP_URL、MAIL_FROM 和 PUBLIC_URL。Atom 订阅源不受影响。</p>
        </Notice>
      )}
      <Stats>
        <Stat label="每天一封" value={sum('day')} unit="人次" />
        <Stat label="每周一封" value={sum('week')} unit="人次" />
        <Stat label="等待确认" value={sum('waiting')} unit="人次" hint="两天内不确认的自动清除" />
      </Stats>
      <DataTable
        caption="各机关、各类别的订阅"
        rows={rows}
        empty={<Empty title="还没有人订阅" hint="公众在门户的“订阅更新”页面订阅。这里只有数量，没有邮箱。" />}
        columns={[
          { label: '机关', heading: true, cell: (row) => row.organ },
          { label: '类别', cell: (row) => row.category },
          { label: '每天', align: 'end', cell: (row) => row.day },
          { label: '每周', align: 'end', cell: (row) => row.week },
          { label: '等待确认', align: 'end', cell: (row) => row.waiting },
        ]}
      />
    </>,
  )
}
