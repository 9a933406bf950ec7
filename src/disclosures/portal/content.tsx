import { facetsOf } from '../../search/facets.ts'
import { ENTRIES, entryPath } from '../../web/entries.ts'
import { scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, address, Button, Empty, Narrow, Pager } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { listCategories } from '../catalogue/store.ts'
import { UNCATEGORISED } from '../categories.ts'
import { PAGE_SIZE, publishedCells, publishedItems } from '../published/store.ts'
import { columnMeta, Lines, ofOrgan, pageOf, yearIn } from './common.tsx'

/** 法定主动公开内容: everything an organ has made public, by category and year, 20 a page. At /:organ/fdzdgknr */
export const content = ofOrgan(async (c, organ) => {
  const scope = scopeOf(c)
  const { category: code, year: yearText } = c.req.query()
  const categories = await listCategories(scope)
  const category = categories.find((each) => each.code === code)
  if (code && !category && code !== UNCATEGORISED.code) return answerNotFound(c)

  const here = entryPath(organ.slug, 'content')
  const year = yearIn(yearText)
  const filter = category?.id ?? (code === UNCATEGORISED.code ? 'none' : undefined)
  const page = pageOf(c)
  const [cells, found] = await Promise.all([
    publishedCells(scope, organ.id),
    publishedItems(scope, { organId: organ.id, category: filter, year }, page),
  ])
  const pages = Math.ceil(found.total / PAGE_SIZE)
  if (page > Math.max(1, pages)) return answerNotFound(c)

  const inYear = facetsOf(cells, { year })
  const counts = facetsOf(
    cells.filter((cell) => filter === undefined || (cell.categoryId ?? 'none') === filter),
    {},
  )
  const link = (to: { category?: string; year?: number; page?: number }) =>
    address(here, { category: code, year, ...to, page: to.page === 1 ? undefined : to.page })
  const classes = [
    ...categories.map((each) => ({ ...each, count: inYear.categories.get(each.id) ?? 0 })),
    { ...UNCATEGORISED, count: inYear.categories.get(null) ?? 0 },
  ].filter((each) => each.count > 0 || each.code === code)
  const name = category?.name ?? (filter === 'none' ? UNCATEGORISED.name : ENTRIES.content.label)
  return portalPage(
    c,
    {
      title: name,
      organ,
      entry: 'content',
      crumbs: category || filter ? [{ label: ENTRIES.content.label, href: here }, { label: name }] : undefined,
      meta: columnMeta(name, '信息公开目录', category?.basis || `${organ.name}依法主动公开的政府信息`),
    },
    <>
      <h1>{name}</h1>
      <Narrow
        label="类别"
        choices={[
          { label: '全部', href: link({ category: '' }), current: filter === undefined, count: inYear.shown },
          ...classes.map((each) => ({
            label: each.name,
            href: link({ category: each.code }),
            current: each.code === code,
            count: each.count,
          })),
        ]}
      />
      {counts.years.size > 1 && (
        <Narrow
          label="发布年份"
          choices={[
            { label: '全部', href: address(here, { category: code }), current: year === undefined },
            ...[...counts.years].map(([each, count]) => ({
              label: `${each}年`,
              href: link({ year: each }),
              current: each === year,
              count,
            })),
          ]}
        />
      )}
      <p class="not-printed">
        <A href={address('/subscriptions', { organ: organ.slug, category: category?.code })}>订阅更新</A>
      </p>
      {category && <p>公开依据：{category.basis}。</p>}
      {found.items.length > 0 ? (
        <>
          <Lines items={found.items} />
          <Pager page={page} pages={pages} total={found.total} href={(to) => link({ page: to })} />
        </>
      ) : (
        <Empty title="这里还没有公开的信息" action={<Button href={here}>查看全部</Button>} />
      )}
    </>,
  )
})
