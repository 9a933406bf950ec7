import { entryPath } from '../../web/entries.ts'
import { scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Empty, Facts, Panel } from '../../web/ui/index.ts'
import { publishedItems } from '../published/store.ts'
import { columnMeta, Lines, ofOrgan, Ways } from './common.tsx'

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
      <Panel title="办事">
        <Ways
          ways={[
            { href: `/${organ.slug}/services`, label: '政务服务事项：办什么，要跑几趟' },
            { href: `/${organ.slug}/hdjl`, label: '互动交流：咨询、投诉、举报、建议' },
            { href: `/${organ.slug}/gazette`, label: '政府公报：按期编印的公开信息' },
          ]}
        />
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
