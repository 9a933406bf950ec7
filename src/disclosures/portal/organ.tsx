import { ENTRIES, type Entry, entryPath } from '../../web/entries.ts'
import { scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Empty, Facts, Panel } from '../../web/ui/index.ts'
import { publishedItems } from '../published/store.ts'
import { columnMeta, Lines, ofOrgan } from './common.tsx'

const SAYS: Record<Entry, string> = {
  guide: '公开什么、怎样获取、找谁办理',
  rules: '审查、时限、撤回、监督等工作制度',
  content: '依法主动公开的全部信息，按类别和年份查阅',
  reports: '每年的工作情况和统计数据',
  apply: '想要的信息没有公开，可以提出申请',
}

/** The front page of an organ's section. At /:organ */
export const organFront = ofOrgan(async (c, organ) => {
  const latest = await publishedItems(scopeOf(c), { organId: organ.id }, 1, 10)
  const { profile } = organ
  return portalPage(
    c,
    {
      title: `${organ.name}政府信息公开`,
      organ,
      meta: columnMeta('政府信息公开', '信息公开目录', `${organ.name}政府信息公开专栏`),
    },
    <>
      <h1>政府信息公开</h1>
      <Panel title="最新公开" actions={<A href={entryPath(organ.slug, 'content')}>全部{latest.total}条</A>}>
        {latest.items.length > 0 ? <Lines items={latest.items} /> : <Empty title="还没有公开的信息" />}
      </Panel>
      <Panel title="栏目">
        <dl>
          {Object.entries(ENTRIES).map(([entry, { label }]) => (
            <>
              <dt>
                <A href={entryPath(organ.slug, entry as Entry)}>{label}</A>
              </dt>
              <dd>{SAYS[entry as Entry]}</dd>
            </>
          ))}
        </dl>
      </Panel>
      <Panel title="联系方式">
        <Facts
          facts={[
            ['办公机构', profile.office],
            ['办公地址', profile.address],
            ['办公时间', profile.hours],
            ['联系电话', profile.phone],
            ['电子邮箱', profile.email],
            ['监督举报电话', profile.hotline],
          ]}
        />
      </Panel>
    </>,
  )
})
