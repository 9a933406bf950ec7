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

/** Beyond this many answers, how well each fits is not worth the wait: titles come first, then the newest. */
const RANKED = 5_000

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

  const strict = await run(scope, { asked, tokens, want: 'all', exact, filters, page })
  if (strict.facets.total > 0 || tokens.length === 1) return { ...strict, loosened: false }
  const loose = await run(scope, { asked, tokens, want: 'any', exact, filters, page })
  return { ...loose, loosened: true }
}

type Question = {
  asked: string
  tokens: string[]
  want: 'all' | 'any'
  exact: string | null
  filters: Filters
  page: number
}

async function run({ sql, tenantId }: Scope, question: Question): Promise<Omit<Found, 'loosened'>> {
  const { asked, tokens, want, exact, filters, page } = question
  const all = tsquery(tokens, want)
  const wanted = exact ? `${exact} | (${all})` : all
  const phrase = fold(asked).trim()

  const cells = await sql`
    select organ_id as "organId", category_id as "categoryId", year, count(*) as count from search_documents
    where tenant_id = ${tenantId} and tokens @@ ${wanted}::tsquery
    group by organ_id, category_id, year`
  const facets = facetsOf(
    cells.map((row) => Cell.parse(row)),
    filters,
  )
  const offset = (Math.max(1, page) - 1) * PAGE_SIZE
  const rank =
    facets.shown > RANKED ? sql`` : sql`ts_rank('{0.05, 0.1, 0.3, 1}'::float4[], tokens, ${wanted}::tsquery) desc,`
  const rows =
    offset >= facets.shown
      ? []
      : await sql`
          select kind, id, organ_id as "organId", category_id as "categoryId", published_at as "publishedAt", path,
                 title, left(body, 20000) as body, numbers
          from search_documents
          where tenant_id = ${tenantId} and tokens @@ ${wanted}::tsquery
            ${filters.organId ? sql`and organ_id = ${filters.organId}` : sql``}
            ${filters.categoryId ? sql`and category_id = ${filters.categoryId}` : sql``}
            ${filters.year ? sql`and year = ${filters.year}` : sql``}
          order by ${exact ? sql`tokens @@ ${exact}::tsquery desc,` : sql``}
                   position(${phrase} in lower(normalize(title, nfkc))) > 0 desc, ${rank} published_at desc, id
          limit ${PAGE_SIZE} offset ${offset}`
  return {
    hits: rows.map((row) => Hit.parse(row)),
    total: facets.shown,
    facets,
    words: toMark(phrase, tokens),
  }
}

/** Single characters are only marked when nothing longer was asked for. */
function toMark(phrase: string, tokens: readonly string[]): string[] {
  const words = [phrase, ...phrase.split(' '), ...tokens].filter((word) => word !== '')
  const long = words.filter((word) => [...word].length > 1)
  return [...new Set(long.length > 0 ? long : words)]
}
