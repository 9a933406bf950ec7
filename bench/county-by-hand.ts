import type { Context } from '../src/context.ts'

type Cells = Record<string, number>
type ByHand = (ctx: Context, organs: readonly string[], year: number) => Promise<Cells>

/**
 * What somebody would write who only wants the numbers: one statement for each fact, no organ by organ, no provenance. What
 * the report of that form says from records: the cells of Fujian's annex for the year and for all years, or the table of
 * 2021 with its kinds of applicants and what else that report says in words; for both, items by category and month.
 */
export const FORMS_BY_HAND: { code: string; year: number; byHand: ByHand }[] = [
  { code: 'fujian-2008', year: 2017, byHand: fujian },
  { code: '2021', year: 2024, byHand: national },
]

const counted = (sql: Context['sql']) => sql`kind = 'request' and received_on is not null and duplicate_of is null`

async function fujian(ctx: Context, organs: readonly string[], year: number): Promise<Cells> {
  const { sql, tenantId } = ctx
  const [from, to] = [`${year}-01-01T00:00:00+08:00`, `${year + 1}-01-01T00:00:00+08:00`]
  const [items] = await sql<Cells[]>`
    select count(*)::int as proactive_cumulative,
           count(*) filter (where 'site' = any(channels))::int as proactive_site_cumulative,
           count(*) filter (where 'gazette' = any(channels))::int as proactive_gazette_cumulative,
           count(*) filter (where y)::int as proactive_total,
           count(*) filter (where y and 'site' = any(channels))::int as proactive_site,
           count(*) filter (where y and 'gazette' = any(channels))::int as proactive_gazette,
           count(*) filter (where y and electronic)::int as electronic_total
    from (
      select v.channels, i.published_at >= ${from} as y,
             v.body <> '' or exists (
               select from disclosure_attachments a
               where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version and not a.withheld) as electronic
      from disclosure_items i
      join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
      where i.tenant_id = ${tenantId} and i.published_at < ${to} and i.organ_id = any(${organs})) t`
  await lists(ctx, organs, year)
  const y = sql`received_on >= ${`${year}-01-01`}`
  const a = sql`answered_on between ${`${year}-01-01`} and ${`${year}-12-31`}`
  const ended = sql`answered_on <= ${`${year}-12-31`}`
  const received = sql`received_on <= ${`${year}-12-31`}`
  const granted = sql`outcome in ('public', 'provided')`
  const answered = sql`outcome <> 'withdrawn' and outcome <> 'uncorrected' and outcome <> 'unpaid'`
  const [applications] = await sql<Cells[]>`
    select count(*) filter (where ${received})::int as applications_received_cumulative,
           count(*) filter (where ${received} and channel = 'counter')::int as applications_counter_cumulative,
           count(*) filter (where ${received} and channel = 'fax')::int as applications_fax_cumulative,
           count(*) filter (where ${received} and channel = 'email')::int as applications_email_cumulative,
           count(*) filter (where ${received} and channel = 'web')::int as applications_web_cumulative,
           count(*) filter (where ${received} and channel = 'letter')::int as applications_letter_cumulative,
           count(*) filter (where ${received} and ${y})::int as applications_received,
           count(*) filter (where ${received} and ${y} and channel = 'counter')::int as applications_counter,
           count(*) filter (where ${received} and ${y} and channel = 'fax')::int as applications_fax,
           count(*) filter (where ${received} and ${y} and channel = 'email')::int as applications_email,
           count(*) filter (where ${received} and ${y} and channel = 'web')::int as applications_web,
           count(*) filter (where ${received} and ${y} and channel = 'letter')::int as applications_letter,
           count(*) filter (where ${ended} and ${answered})::int as applications_handled_cumulative,
           count(*) filter (where ${ended} and ${granted})::int as answers_granted_cumulative,
           count(*) filter (where ${ended} and outcome = 'partial')::int as answers_partial_cumulative,
           count(*) filter (where ${a} and ${answered})::int as applications_handled,
           count(*) filter (where ${a} and ${granted})::int as answers_granted,
           count(*) filter (where ${a} and outcome = 'partial')::int as answers_partial,
           count(*) filter (where ${received} and (answered_on is null or answered_on > ${`${year}-12-31`}))::int as applications_open
    from applications
    where tenant_id = ${tenantId} and ${counted(sql)} and organ_id = any(${organs})`
  return { ...items, ...applications, ...(await services(ctx, organs, year)) }
}

async function lists({ sql, tenantId }: Context, organs: readonly string[], year: number) {
  const [from, to] = [`${year}-01-01T00:00:00+08:00`, `${year + 1}-01-01T00:00:00+08:00`]
  await sql`
    select v.category_id, extract(month from i.published_at at time zone 'Asia/Shanghai'), count(*)
    from disclosure_items i
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    where i.tenant_id = ${tenantId} and i.published_at >= ${from} and i.published_at < ${to} and i.organ_id = any(${organs})
    group by grouping sets (1, 2)`
}

async function services({ sql, tenantId }: Context, organs: readonly string[], year: number): Promise<Cells> {
  const [services] = await sql<Cells[]>`
    select count(*)::int as service_items, (count(*) filter (where visits <= 1))::int as service_items_one_trip
    from service_items
    where tenant_id = ${tenantId} and listed_on <= ${`${year}-12-31`} and organ_id = any(${organs})
      and (delisted_on is null or delisted_on > ${`${year}-12-31`})`
  return services!
}

async function national(ctx: Context, organs: readonly string[], year: number): Promise<Cells> {
  const { sql, tenantId } = ctx
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const mine = sql`tenant_id = ${tenantId} and ${counted(sql)} and organ_id = any(${organs})`
  const kinds = ['natural', 'business', 'research', 'welfare', 'legal', 'other']
  const byKind = kinds
    .map((kind, at) => sql`count(*) filter (where applicant_kind = ${kind})::int as ${sql(`c${at + 1}`)}`)
    .reduce((all, one) => sql`${all}, ${one}`)
  const [received] = await sql<Cells[]>`
    select count(*)::int as applications_received, ${byKind}
    from applications where ${mine} and received_on between ${from} and ${to}`
  const ended = await sql<{ outcome: string; applicant: string; count: number }[]>`
    select outcome, applicant_kind as applicant, count(*)::int from applications
    where ${mine} and answered_on between ${from} and ${to} group by 1, 2`
  const open = await sql<{ applicant: string; before: number; after: number }[]>`
    select applicant_kind as applicant,
           count(*) filter (where received_on < ${from} and (answered_on is null or answered_on >= ${from}))::int as before,
           count(*) filter (where answered_on is null or answered_on > ${to})::int as after
    from applications where ${mine} and received_on <= ${to} and (answered_on is null or answered_on >= ${from}) group by 1`
  const at = (year: number) => `${year}-01-01T00:00:00+08:00`
  const [items] = await sql<Cells[]>`
    select count(*)::int as proactive_total,
           count(*) filter (where 'site' = any(channels))::int as proactive_site,
           count(*) filter (where 'gazette' = any(channels))::int as proactive_gazette,
           count(*) filter (where channels && '{board,reading,media}')::int as proactive_other
    from disclosure_items i
    join disclosure_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.published_version
    where i.tenant_id = ${tenantId} and i.published_at >= ${at(year)} and i.published_at < ${at(year + 1)} and i.organ_id = any(${organs})`
  await lists(ctx, organs, year)
  const sum = (...outcomes: string[]) =>
    ended.filter(({ outcome }) => outcomes.includes(outcome)).reduce((all, { count }) => all + count, 0)
  return {
    applications_received: received!.applications_received!,
    ...Object.fromEntries(kinds.map((_, at) => [`applications_received.c${at + 1}`, received![`c${at + 1}`]!])),
    applications_carried_in: open.reduce((all, { before }) => all + before, 0),
    applications_carried_out: open.reduce((all, { after }) => all + after, 0),
    ...Object.fromEntries(
      kinds.map((kind, at) => [
        `applications_carried_in.c${at + 1}`,
        open.find(({ applicant }) => applicant === kind)?.before ?? 0,
      ]),
    ),
    ...items,
    ...(await services(ctx, organs, year)),
    'ended.r1': sum('public', 'provided'),
    'ended.r1.c1': ended
      .filter(({ outcome, applicant }) => (outcome === 'public' || outcome === 'provided') && applicant === 'natural')
      .reduce((all, { count }) => all + count, 0),
    'ended.r2': sum('partial'),
    'ended.r3_1': sum('secret'),
    'ended.r3_4': sum('third-party'),
    'ended.r5_2': sum('repeated'),
    'ended.r6_1': sum('uncorrected'),
  }
}
