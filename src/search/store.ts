import { z } from 'zod'
import type { Context, Scope } from '../context.ts'
import { type Facets, type Filters, facetsOf } from './facets.ts'
import { mayBeNumber, numberKey } from './numbers.ts'
import { exactNumber, fold, queryTokens, tsquery, tsvector } from './tokens.ts'
import { words } from './words.ts'

/** Something the public may read. `path` is where it stands on the portal. */
export type SearchDocument = {
  kind: string
  id: string
  organId: string
  categoryId: string | null
  year: number
  publishedAt: Date
  path: string
  title: string
  body: string
  /** 文号、索引号 */
  numbers: readonly string[]
}

/** Tells the index of something public, new or changed. Called in the transaction that makes it public. */
export async function putDocument(ctx: Context, doc: SearchDocument): Promise<void> {
  const tokens = tsvector(await words(), doc)
  await ctx.sql`
    insert into search_documents
      (tenant_id, kind, id, organ_id, category_id, year, published_at, path, title, body, numbers, tokens)
    values (${ctx.tenantId}, ${doc.kind}, ${doc.id}, ${doc.organId}, ${doc.categoryId}, ${doc.year}, ${doc.publishedAt},
            ${doc.path}, ${storable(doc.title)}, ${storable(doc.body)}, ${doc.numbers.map(storable)}, ${tokens}::tsvector)
    on conflict (tenant_id, kind, id) do update set
      organ_id = excluded.organ_id, category_id = excluded.category_id, year = excluded.year,
      published_at = excluded.published_at, path = excluded.path, title = excluded.title, body = excluded.body,
      numbers = excluded.numbers, tokens = excluded.tokens`
}

/** PostgreSQL keeps neither a zero byte nor half a character. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '')

/** Tells the index that something is no longer public. */
export async function removeDocument(ctx: Context, kind: string, id: string): Promise<void> {
  await ctx.sql`delete from search_documents where tenant_id = ${ctx.tenantId} and kind = ${kind} and id = ${id}`
}

const Hit = z.object({
  kind: z.string(),
  id: z.string(),
  organId: z.string(),
  categoryId: z.string().nullable(),
  publishedAt: z.date(),
  path: z.string(),
  title: z.string(),
  body: z.string(),
  numbers: z.array(z.string()),
})
export type Hit = z.infer<typeof Hit>

export type Found = {
  hits: Hit[]
  total: number
  facets: Facets
  /** What to mark in the texts. */
  words: string[]
  /** Nothing holds all the words; these hold some of them. */
  loosened: boolean
}

export const PAGE_SIZE = 20
/** Longest query, in characters; nobody types more, and a machine that sends more is told so. */
export const LONGEST_QUERY = 100

const Cell = z.object({
  organId: z.string(),
  categoryId: z.string().nullable(),
  year: z.number(),
  count: z.number(),
})

/**
 * Beyond so many answers, how well each fits is not worth the wait: up to `TITLED` titles still come first, then the
 * newest; beyond, only the newest.
 */
const RANKED = 2_000
const TITLED = 20_000

/** Of D, C, B and A in `ts_rank`. */
const WEIGHTS = [0.05, 0.1, 0.3, 1]

/**
 * What the public can read about something: documents that hold all the words of `query`, and when there are none, any of
 * them. A 文号 or 索引号 typed as a whole comes first. Never throws on what was typed; a query without a word finds nothing.
 */
export async function search(scope: Scope, query: string, filters: Filters = {}, page = 1): Promise<Found> {
  const asked = [...query].slice(0, LONGEST_QUERY).join('')
  const tokens = queryTokens(await words(), asked)
  const key = numberKey(asked)
  const exact = mayBeNumber(key) ? exactNumber(key) : null
  if (tokens.length === 0) return { hits: [], total: 0, facets: facetsOf([], {}), words: [], loosened: false }

  const strict = await run(scope, {
    asked,
    wanted: either(exact, tsquery(tokens, 'all')),
    exact,
    tokens,
    filters,
    page,
  })
  // A single character or a bare number says too little to be looked for alone.
  const telling = tokens.filter((token) => [...token].length > 1 && !/^\d+$/.test(token))
  if (strict.facets.total > 0 || tokens.length === 1 || telling.length === 0) return { ...strict, loosened: false }
  const loose = await run(scope, { asked, wanted: tsquery(telling, 'any'), exact, tokens: telling, filters, page })
  return { ...loose, loosened: loose.total > 0 }
}

const either = (exact: string | null, all: string) => (exact ? `${exact} | (${all})` : all)

type Question = {
  asked: string
  /** A literal of type `tsquery`. */
  wanted: string
  exact: string | null
  tokens: string[]
  filters: Filters
  page: number
}

async function run(scope: Scope, question: Question): Promise<Omit<Found, 'loosened'>> {
  const { asked, wanted, exact, tokens, filters, page } = question
  const { tenantId } = scope
  const phrase = fold(asked).trim()
  return throughTheIndex(scope, async (sql) => {
    const cells = await sql`
      select organ_id as "organId", category_id as "categoryId", year, count(*) as count from search_documents
      where tenant_id = ${tenantId} and tokens @@ ${wanted}::tsquery
      group by organ_id, category_id, year`
    const facets = facetsOf(
      cells.map((row) => Cell.parse(row)),
      filters,
    )
    const offset = (Math.max(1, page) - 1) * PAGE_SIZE
    const order = sql`
      ${exact ? sql`tokens @@ ${exact}::tsquery desc,` : sql``}
      ${facets.shown <= TITLED ? sql`position(${phrase} in lower(normalize(title, nfkc))) > 0 desc,` : sql``}
      ${facets.shown <= RANKED ? sql`ts_rank(${WEIGHTS}::float4[], tokens, ${wanted}::tsquery) desc,` : sql``}
      published_at desc, id`
    // The texts are read for the lines of one page only: reading them for all that is found takes seconds.
    const rows =
      offset >= facets.shown
        ? []
        : await sql`
            select kind, id, organ_id as "organId", category_id as "categoryId", published_at as "publishedAt", path,
                   title, left(body, 20000) as body, numbers
            from (
              select tenant_id, kind, id, row_number() over (order by ${order}) as place
              from search_documents
              where tenant_id = ${tenantId} and tokens @@ ${wanted}::tsquery
                ${filters.organId ? sql`and organ_id = ${filters.organId}` : sql``}
                ${filters.categoryId ? sql`and category_id = ${filters.categoryId}` : sql``}
                ${filters.year ? sql`and year = ${filters.year}` : sql``}
              order by place limit ${PAGE_SIZE} offset ${offset}
            ) as found
            join search_documents using (tenant_id, kind, id)
            order by place`
    return {
      hits: rows.map((row) => Hit.parse(row)),
      total: facets.shown,
      facets,
      words: toMark(phrase, tokens),
    }
  })
}

/**
 * PostgreSQL does not count what it costs to unpack a `tsvector`, so for a common word it would rather read every one of
 * them: seconds instead of milliseconds. In this transaction it may not.
 */
async function throughTheIndex<T>({ sql }: Scope, work: (sql: Scope['sql']) => Promise<T>): Promise<T> {
  if ('savepoint' in sql) return work(sql)
  return (await sql.begin('read only', async (tx) => {
    await tx`set local enable_seqscan = off`
    return work(tx)
  })) as T
}

/** Single characters are only marked when nothing longer was asked for. */
function toMark(phrase: string, tokens: readonly string[]): string[] {
  const words = [phrase, ...phrase.split(' '), ...tokens].filter((word) => word !== '')
  const long = words.filter((word) => [...word].length > 1)
  return [...new Set(long.length > 0 ? long : words)]
}
