import type { Sql } from 'postgres'
import { OUTCOMES } from '../src/applications/outcomes.ts'

export type Size = { organs: number; records: number }

/** Report years the records are spread over. */
export const YEARS = { from: 2011, to: 2025 }

/** What part of the records is of which kind. */
const SHARES = { items: 0.6, applications: 0.35, services: 0.05 }

const FILLED = ['disclosure_items', 'disclosure_versions', 'applications', 'service_items'] as const

/**
 * A county of that many organs under one, with that many records, as years of use would leave them: written in the order of
 * time, organs mixed. Indexes are made after the rows, and no trigger runs. Answers the ids of the organs.
 */
export async function seedCounty(sql: Sql, ctx: { tenantId: string; countyId: string }, size: Size): Promise<string[]> {
  const { tenantId, countyId } = ctx
  const of = (share: number) => Math.round(size.records * share)
  const rows = await sql<{ id: string }[]>`
    with made as (
      insert into organs (tenant_id, id, slug, code, name, short_name, kind, created_at)
      select ${tenantId}, lpad(to_hex(n), 32, '0')::uuid, 'town-' || n, 'T' || n, '第' || n || '镇人民政府', '第' || n || '镇',
             'township', now()
      from generate_series(1, ${size.organs}) n
      returning id)
    insert into organ_lines (tenant_id, organ_id, parent_id, from_day)
    select ${tenantId}, id, ${countyId}, date '2010-01-01' from made returning organ_id as id`
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local maintenance_work_mem = '512MB'`
    const indexes = await tx<{ name: string; made: string }[]>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
      where indrelid = any(${[...FILLED]}::regclass[]) and not indisprimary
        and not exists (select from pg_constraint where conindid = indexrelid)`
    for (const { name } of indexes) await tx.unsafe(`drop index ${name}`)
    const categories = await tx<{ id: string }[]>`select id from categories where tenant_id = ${tenantId} order by sort`
    const days = (YEARS.to - YEARS.from + 1) * 365
    await items(tx, tenantId, {
      count: of(SHARES.items),
      organs: size.organs,
      days,
      categories: categories.map(({ id }) => id),
    })
    await applications(tx, tenantId, { count: of(SHARES.applications), organs: size.organs, days })
    await services(tx, tenantId, { count: of(SHARES.services), organs: size.organs })
    for (const { made } of indexes) await tx.unsafe(made)
  })
  for (const table of FILLED) await sql.unsafe(`vacuum (analyze) ${table}`)
  await sql`analyze organs, organ_lines`
  return rows.map(({ id }) => id)
}

type Fill = { count: number; organs: number; days: number }

/** Keys in the order of time, as UUID v7 are. */
const KEY = (kind: number) => `(lpad(to_hex(${kind}::bigint << 40 | n), 32, '0'))::uuid`
const ORGAN = (organs: number) => `(lpad(to_hex(1 + n * 7919 % ${organs}), 32, '0'))::uuid`

async function items(
  tx: Sql | import('postgres').TransactionSql,
  tenantId: string,
  of: Fill & { categories: string[] },
) {
  const at = `timestamptz '${YEARS.from}-01-01 00:00+08' + (n::float8 * ${of.days} / ${of.count}) * interval '1 day'`
  await tx.unsafe(
    `insert into disclosure_items (tenant_id, id, organ_id, state, index_number, published_at, published_version, latest_version, created_at)
     select $1, ${KEY(1)}, ${ORGAN(of.organs)}, 'published', 'X-' || lpad(n::text, 9, '0'), ${at}, 1, 1, ${at}
     from generate_series(1::bigint, ${of.count}) n`,
    [tenantId],
  )
  await tx.unsafe(
    `insert into disclosure_versions (tenant_id, item_id, version, title, body, category_id, formed_on, channels, drafted_by, drafted_as, drafted_at, published_at)
     select $1, ${KEY(1)}, 1, '关于第' || n || '号事项的通知', case when n / ${of.organs} % 50 = 0 then '' else '正文' end,
            ($2::uuid[])[1 + n / ${of.organs} % ${of.categories.length}], (${at})::date,
            case n / ${of.organs} % 10 when 0 then '{site,gazette}'::text[] when 1 then '{site,board}'::text[] else '{site}'::text[] end,
            $1, '信息员', ${at}, ${at}
     from generate_series(1::bigint, ${of.count}) n`,
    [tenantId, of.categories],
  )
}

async function applications(tx: Sql | import('postgres').TransactionSql, tenantId: string, of: Fill) {
  const received = `date '${YEARS.from}-01-01' + (n * ${of.days} / ${of.count})::int`
  const ended = (edition: '2008' | '2019') =>
    `(array[${Object.keys(OUTCOMES[edition]).map((code) => `'${code}'`)}])[1 + n / ${of.organs} * 13 % ${Object.keys(OUTCOMES[edition]).length}]`
  await tx.unsafe(
    `insert into applications (tenant_id, id, organ_id, number, edition, state, channel, applicant_kind, subject, subject_key,
                               arrived_on, received_on, moved_on, answered_on, outcome, created_at)
     select $1, ${KEY(2)}, ${ORGAN(of.organs)}, 'S-' || n, edition, case when open then 'drafting' else 'archived' end,
            (array['counter', 'fax', 'email', 'web', 'letter'])[1 + n / ${of.organs} % 5],
            (array['natural', 'natural', 'natural', 'business', 'research', 'welfare', 'legal', 'other'])[1 + n / ${of.organs} * 3 % 8],
            '第' || n || '号', '第' || n || '号', received, received, received,
            case when not open then received + (n % 40)::int end,
            case when not open then case edition when '2008' then ${ended('2008')} else ${ended('2019')} end end, received
     from (select n, ${received} as received, n / ${of.organs} % 500 = 0 as open,
                  case when ${received} < date '2019-05-15' then '2008' else '2019' end as edition
           from generate_series(1::bigint, ${of.count}) n) t`,
    [tenantId],
  )
}

async function services(tx: Sql | import('postgres').TransactionSql, tenantId: string, of: Omit<Fill, 'days'>) {
  await tx.unsafe(
    `insert into service_items (tenant_id, id, organ_id, code, name, visits, listed_on, delisted_on)
     select $1, ${KEY(3)}, ${ORGAN(of.organs)}, 'F-' || n, '第' || n || '项', n / ${of.organs} % 4, date '2014-01-01' + (n % 4000)::int,
            case when n / ${of.organs} % 9 = 0 then date '2026-01-01' end
     from generate_series(1::bigint, ${of.count}) n`,
    [tenantId],
  )
}
