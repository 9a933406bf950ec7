import { listOrgans } from '../../organs/store.ts'
import { ENTRIES, entryPath } from '../../web/entries.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Empty, Panel } from '../../web/ui/index.ts'
import { publishedItems } from '../published/store.ts'
import { columnMeta, Lines, Ways } from './common.tsx'

/** The front page of the whole site: search, what is new, and the way to every organ. At / */
export async function home(c: C) {
  const scope = scopeOf(c)
  const [organs, latest] = await Promise.all([listOrgans(scope), publishedItems(scope, {}, 1, 12)])
  const { siteName } = c.var.tenant.settings
  return portalPage(
    c,
    { title: siteName, meta: columnMeta('政府信息公开', '信息公开目录', `${siteName}政府信息公开平台`) },
    <>
      <h1>政府信息公开</h1>
      <div class="front">
        <Panel title="最新公开" actions={latest.total > latest.items.length && <A href="/search">搜索全部信息</A>}>
          {latest.items.length > 0 ? (
            <Lines items={latest.items} organ={organs.length > 1} />
          ) : (
            <Empty title="还没有公开的信息" hint="各机关公开信息后，会显示在这里。" />
          )}
        </Panel>
        <Panel title="公开机关" actions={<A href="/organs">地址和电话</A>}>
          <Ways ways={organs.map(({ slug, name }) => ({ href: `/${slug}`, label: name }))} />
        </Panel>
        <Panel title={ENTRIES.reports.label}>
          <Ways
            ways={organs.map(({ slug, shortName }) => ({
              href: entryPath(slug, 'reports'),
              label: `${shortName}各年度报告`,
            }))}
          />
        </Panel>
      </div>
    </>,
  )
}
