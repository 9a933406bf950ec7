import { Feed } from 'feed'
import { listCategories } from '../disclosures/catalogue/store.ts'
import { publicPath } from '../disclosures/item.ts'
import { publishedItems } from '../disclosures/published/store.ts'
import { findOrgan } from '../organs/store.ts'
import { type C, scopeOf } from '../web/env.ts'
import { originOf } from '../web/visitor.ts'
import { answerNotFound } from '../web/wrong.tsx'

const ENTRIES = 50

/** The newest items as Atom (RFC 4287): of the site or of an organ, all or one class. At /feed.atom and /:organ/feed.atom */
export async function atomFeed(c: C) {
  const scope = scopeOf(c)
  const slug = c.req.param('organ')
  const organ = slug ? await findOrgan(scope, slug) : null
  const code = c.req.query('category')
  const category = (await listCategories(scope)).find((each) => each.code === code)
  if ((slug && !organ) || (code && !category)) return answerNotFound(c)
  const { items } = await publishedItems(scope, { organId: organ?.id, category: category?.id }, 1, ENTRIES)
  const root = `${originOf(c)}${c.var.base}`
  const self = `${root}${organ ? `/${organ.slug}` : ''}/feed.atom${category ? `?category=${category.code}` : ''}`
  const feed = new Feed({
    id: self,
    title: [organ?.name ?? c.var.tenant.settings.siteName, category?.name ?? '政府信息公开'].join('：'),
    link: organ ? `${root}/${organ.slug}/fdzdgknr` : root,
    feedLinks: { atom: self },
    language: 'zh-CN',
    copyright: '',
    // Nothing published yet: the feed is as old as the site can tell.
    updated: items[0]?.publishedAt ?? new Date(0),
  })
  for (const item of items)
    feed.addItem({
      id: `${root}${publicPath(item)}`,
      link: `${root}${publicPath(item)}`,
      title: item.title,
      description: item.summary || undefined,
      date: item.publishedAt,
      published: item.publishedAt,
      author: [{ name: item.organName }],
      category: item.categoryName ? [{ name: item.categoryName }] : [],
    })
  return c.body(feed.atom1(), 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': 'no-cache',
  })
}
