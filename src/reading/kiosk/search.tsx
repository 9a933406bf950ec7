import { dayOf } from '../../calendar/day.ts'
import { pageOf } from '../../disclosures/portal/common.tsx'
import { LONGEST_QUERY, PAGE_SIZE, search } from '../../search/store.ts'
import { scopeOf, to } from '../../web/env.ts'
import { address, Empty, Listing, Notice, Pager } from '../../web/ui/index.ts'
import { kioskPage, ofKiosk } from './frame.tsx'
import { kioskPath, kioskWay } from './ways.ts'

/** Looking for words in what this organ has made public. Without a line the script looks in the snapshot. At /kiosk/:organ/search */
export const kioskSearch = ofKiosk(async (c, organ) => {
  const asked = (c.req.query('q') ?? '').toWellFormed().trim()
  const words = [...asked].slice(0, LONGEST_QUERY).join('')
  const page = Math.min(pageOf(c), 500)
  const found = words ? await search(scopeOf(c), words, { organId: organ.id }, page) : null
  const here = kioskPath(organ, '/search')
  const hits = (found?.hits ?? []).flatMap((hit) => {
    const href = kioskWay(organ, hit.path)
    return href ? [{ title: hit.title, href, day: dayOf(hit.publishedAt), note: hit.numbers.join('　') }] : []
  })
  return kioskPage(
    c,
    organ,
    { title: '搜索', back: kioskPath(organ) },
    <>
      <h1>搜索</h1>
      <search>
        <form action={to(c, here)} method="get" class="kiosk-search" autocomplete="off">
          <label for="q">要找的内容</label>
          <input
            id="q"
            name="q"
            type="search"
            class="form-control"
            value={words}
            maxlength={LONGEST_QUERY}
            enterkeyhint="search"
            autocomplete="off"
          />
          <button type="submit" class="btn btn-primary">
            搜索
          </button>
        </form>
      </search>
      <div data-found={to(c, kioskPath(organ, '/snapshot.json'))} aria-live="polite">
        {found?.loosened && (
          <Notice>
            <p>没有同时包含全部词的信息，以下包含其中一部分。</p>
          </Notice>
        )}
        {hits.length > 0 && <Listing items={hits} />}
        {found && hits.length === 0 && (
          <Empty title={`没有找到“${words}”`} hint="可以换一个说法，少写几个词；也可以返回首页按类别查找。" />
        )}
        {found && (
          <Pager
            page={page}
            pages={Math.min(500, Math.ceil(found.total / PAGE_SIZE))}
            total={found.total}
            href={(next) => address(here, { q: words, page: next === 1 ? undefined : next })}
          />
        )}
        {!found && <p>可以写标题里的几个词，用空格隔开，例如“低保 标准”；也可以写文号。</p>}
      </div>
    </>,
  )
})
