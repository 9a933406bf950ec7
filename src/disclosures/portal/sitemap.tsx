import { listOrgans } from '../../organs/store.ts'
import { ENTRIES, type Entry, entryPath } from '../../web/entries.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A } from '../../web/ui/index.ts'
import { listCategories } from '../catalogue/store.ts'

/** 站点地图: every column of the site as a link. At /sitemap */
export async function sitemap(c: C) {
  const scope = scopeOf(c)
  const [organs, categories] = await Promise.all([listOrgans(scope), listCategories(scope)])
  return portalPage(
    c,
    { title: '站点地图', crumbs: [{ label: '站点地图' }] },
    <>
      <h1>站点地图</h1>
      <ul>
        <li>
          <A href="/">首页</A>
        </li>
        <li>
          <A href="/search">搜索</A>
        </li>
        <li>
          <A href="/subscriptions">订阅更新：邮件、Atom</A>
        </li>
        <li>
          <A href="/audit">年报体检：核对任何一份年度报告</A>
        </li>
      </ul>
      {organs.map((organ) => (
        <section>
          <h2>
            <A href={`/${organ.slug}`}>{organ.name}</A>
          </h2>
          <ul>
            {Object.entries(ENTRIES).map(([entry, { label }]) => (
              <li>
                <A href={entryPath(organ.slug, entry as Entry)}>{label}</A>
                {entry === 'content' && (
                  <ul>
                    {categories.map((category) => (
                      <li>
                        <A href={`${entryPath(organ.slug, 'content')}?category=${category.code}`}>{category.name}</A>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
            <li>
              <A href={`/${organ.slug}/services`}>政务服务事项</A>
            </li>
            <li>
              <A href={`/${organ.slug}/hdjl`}>互动交流</A>
            </li>
          </ul>
        </section>
      ))}
    </>,
  )
}
