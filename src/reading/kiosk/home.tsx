import { publishedItems } from '../../disclosures/published/store.ts'
import { listOrgans } from '../../organs/store.ts'
import { type C, scopeOf, seeOther } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A } from '../../web/ui/index.ts'
import { kioskPage, ofKiosk } from './frame.tsx'
import { KioskLines } from './items.tsx'
import { kioskPath } from './ways.ts'

const NEWEST = 5

/** Whose hall the machine stands in; with one organ there is nothing to choose. At /kiosk */
export async function chooseHall(c: C) {
  const organs = await listOrgans(scopeOf(c))
  if (organs.length === 1) return seeOther(c, kioskPath(organs[0]!))
  return portalPage(
    c,
    { title: '公共查阅点', crumbs: [{ label: '公共查阅点' }] },
    <>
      <h1>公共查阅点</h1>
      <p>这台机器放在哪个机关的大厅？选好以后，把打开的网址设为开机首页。</p>
      <ul class="ways">
        {organs.map((organ) => (
          <li>
            <A href={kioskPath(organ)}>{organ.name}</A>
          </li>
        ))}
      </ul>
    </>,
  )
}

/** The page a kiosk shows when it is switched on. At /kiosk/:organ */
export const kioskHome = ofKiosk(async (c, organ) => {
  const latest = await publishedItems(scopeOf(c), { organId: organ.id }, 1, NEWEST)
  const doors = [
    { href: '/items', title: '查政府信息', says: '按类别查看已经公开的信息' },
    { href: '/search', title: '搜索', says: '按标题、文号、内容查找' },
    { href: '/services', title: '办事指南', says: '要带什么，多久办好，跑几趟' },
    { href: '/apply', title: '申请公开', says: '找不到的，可以在这里填表申请' },
    { href: '/guide', title: '公开指南', says: '有哪些信息，怎样获取' },
    { href: '/reports', title: '年度报告', says: '每年的政府信息公开工作' },
  ]
  return kioskPage(
    c,
    organ,
    { title: '首页' },
    <>
      <h1>您想查什么？</h1>
      <ul class="kiosk-doors">
        {doors.map(({ href, title, says }) => (
          <li>
            <A href={kioskPath(organ, href)}>{title}</A>
            <p>{says}</p>
          </li>
        ))}
      </ul>
      {latest.items.length > 0 && (
        <section>
          <h2>最新公开</h2>
          <KioskLines organ={organ} items={latest.items} />
        </section>
      )}
    </>,
  )
})
