import { dayOf } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import { listOrgans } from '../../organs/store.ts'
import { excerpt, highlight } from '../../search/highlight.ts'
import { type Found, type Hit, LONGEST_QUERY, PAGE_SIZE, search } from '../../search/store.ts'
import { type C, scopeOf, to } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, address, Empty, Narrow, Notice, Pager, Tag } from '../../web/ui/index.ts'
import { type CategoryRow, listCategories } from '../catalogue/store.ts'
import { UNCATEGORISED } from '../categories.ts'
import { validitiesOf } from '../published/store.ts'
import { noLonger, type Validity } from '../validity.ts'
import { columnMeta, pageOf, yearIn } from './common.tsx'

/** 站内检索 over everything public: words, 文号, 索引号, with filters by organ, category and year. At /search */
export async function searchPage(c: C) {
  const scope = scopeOf(c)
  const [organs, categories] = await Promise.all([listOrgans(scope), listCategories(scope)])
  const asked = readQuery(c)
  const organ = organs.find((each) => each.slug === c.req.query('organ'))
  const category = categories.find((each) => each.code === c.req.query('category'))
  const year = yearIn(c.req.query('year'))
  const page = Math.min(pageOf(c), 500)
  const found =
    asked.words && !asked.tooLong
      ? await search(scope, asked.words, { organId: organ?.id, categoryId: category?.id, year }, page)
      : null
  const validities = await validitiesOf(scope, found?.hits.map((hit) => hit.id) ?? [])
  const chosen = { q: asked.words, organ: organ?.slug, category: category?.code, year }
  const link = (change: Record<string, string | number | undefined>) => address('/search', { ...chosen, ...change })
  return portalPage(
    c,
    {
      title: asked.words ? `搜索“${asked.words}”` : '搜索',
      crumbs: [{ label: '搜索' }],
      ownSearch: true,
      meta: columnMeta('搜索', '站内检索', '检索本站公开的全部政府信息'),
    },
    <>
      <h1>搜索</h1>
      <search>
        <form action={to(c, '/search')} method="get" class="filter-bar own-search" aria-label="搜索">
          <div class="field">
            <label class="form-label" for="f-q">
              要找的内容
            </label>
            <input
              id="f-q"
              name="q"
              type="search"
              class="form-control full"
              value={asked.words}
              maxlength={LONGEST_QUERY}
            />
          </div>
          {organ && <input type="hidden" name="organ" value={organ.slug} />}
          <div class="actions">
            <button type="submit" class="btn btn-primary">
              搜索
            </button>
          </div>
        </form>
      </search>
      {asked.tooLong && (
        <Notice kind="warning" title={`检索词过长，最多${LONGEST_QUERY}字`}>
          <p>请只写标题中的几个词，或者文号、索引号。</p>
        </Notice>
      )}
      {found && found.facets.total > 0 && (
        <Facets found={found} organs={organs} categories={categories} chosen={chosen} link={link} />
      )}
      {found && (
        <Results
          found={found}
          organs={organs}
          validities={validities}
          query={asked.words}
          all={address('/search', { q: asked.words })}
        />
      )}
      {found && (
        <Pager
          page={page}
          pages={Math.min(500, Math.ceil(found.total / PAGE_SIZE))}
          total={found.total}
          href={(next) => link({ page: next })}
        />
      )}
      {!asked.words && !asked.tooLong && <Tips />}
    </>,
  )
}

function readQuery(c: C): { words: string; tooLong: boolean } {
  const words = (c.req.query('q') ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const letters = [...words.slice(0, 4 * LONGEST_QUERY)]
  return { words: letters.slice(0, LONGEST_QUERY).join(''), tooLong: letters.length > LONGEST_QUERY }
}

type Chosen = { organ?: string; category?: string; year?: number }
type Link = (change: Record<string, string | number | undefined>) => string

/** What can be narrowed, with what each choice would leave. A filter with a single choice is not worth a line. */
function Facets(props: { found: Found; organs: Organ[]; categories: CategoryRow[]; chosen: Chosen; link: Link }) {
  const { found, organs, categories, chosen, link } = props
  const rows = [
    {
      label: '机关',
      key: 'organ',
      here: chosen.organ,
      choices: organs.map((each) => [each.slug, each.shortName, found.facets.organs.get(each.id) ?? 0] as const),
    },
    {
      label: '类别',
      key: 'category',
      here: chosen.category,
      choices: categories.map((each) => [each.code, each.name, found.facets.categories.get(each.id) ?? 0] as const),
    },
    {
      label: '发布年份',
      key: 'year',
      here: chosen.year && String(chosen.year),
      choices: [...found.facets.years].map(([year, count]) => [String(year), `${year}年`, count] as const),
    },
  ]
  return (
    <>
      {rows
        .map((row) => ({ ...row, choices: row.choices.filter(([value, , count]) => count > 0 || value === row.here) }))
        .filter((row) => row.choices.length > 1 || row.here)
        .map((row) => (
          <Narrow
            label={row.label}
            choices={[
              { label: '全部', href: link({ [row.key]: undefined }), current: !row.here },
              ...row.choices.map(([value, label, count]) => ({
                label,
                href: link({ [row.key]: value }),
                current: value === row.here,
                count,
              })),
            ]}
          />
        ))}
    </>
  )
}

function Results(props: {
  found: Found
  organs: Organ[]
  validities: Map<string, Validity>
  query: string
  all: string
}) {
  const { found, organs, query, all } = props
  if (found.hits.length === 0)
    return (
      <Empty
        title={`没有找到“${query}”`}
        hint={
          <>
            可以换一个说法，少写几个词，或者只写文号里的数字。
            {found.facets.total > 0 && '也可以去掉上面的筛选条件。'}
          </>
        }
        action={found.facets.total > 0 && <A href={all}>在全部信息中查找</A>}
      />
    )
  return (
    <>
      {found.loosened && (
        <Notice>
          <p>没有同时包含全部检索词的信息，以下信息包含其中一部分。</p>
        </Notice>
      )}
      <ul class="listing">
        {found.hits.map((hit) => (
          <li>
            <div>
              <A href={hit.path}>
                <Marked text={hit.title} words={found.words} />
              </A>
              <NoLonger validity={props.validities.get(hit.id)} />
              <div class="listing-note">{place(hit, organs)}</div>
              <div class="listing-note">
                <Marked text={excerpt(hit.body, found.words)} words={found.words} />
              </div>
            </div>
            <time datetime={dayOf(hit.publishedAt)}>{dayOf(hit.publishedAt)}</time>
          </li>
        ))}
      </ul>
    </>
  )
}

const NoLonger = ({ validity }: { validity?: Validity }) => {
  const says = noLonger(validity ?? null)
  return says ? <Tag kind="warning" label={says} /> : null
}

const place = (hit: Hit, organs: Organ[]) =>
  [organs.find((each) => each.id === hit.organId)?.name, ...hit.numbers].filter(Boolean).join('　')

const Marked = ({ text, words }: { text: string; words: readonly string[] }) => (
  <>{highlight(text, words).map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}</>
)

const Tips = () => (
  <>
    <p>可以查找标题、正文、文号和索引号，例如：</p>
    <ul>
      <li>几个词，用空格隔开：低保 标准</li>
      <li>文号，括号可以随意写：南码政[2017]68号</li>
      <li>索引号，或者它的一部分</li>
    </ul>
    <p>没有归类的信息标为“{UNCATEGORISED.name}”。</p>
  </>
)
