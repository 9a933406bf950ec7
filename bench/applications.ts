import type { Sql } from 'postgres'
import { applicationsPlaces } from '../src/applications/places.ts'
import { testDatabase } from '../test/support/database.ts'
import { aPerson, aTown, deskOf } from '../test/support/desk.ts'
import type { Row } from './harness.ts'

const FEW = 10_000
const MANY = 1_000_000
const LIVE = 150 // what one organ has on its desk at once does not grow with the years
const RUNS = 100
const WARM = 15
const TODAY = '2026-03-18'

const PAGES = {
  desk: '/console/applications',
  register: '/console/applications?view=all',
  case: '/console/applications/:id',
} as const

/** The desk, the register and a case with a million applications in the table beside the same with 10,000, turn by turn. */
export async function applications(): Promise<Row[]> {
  const few = await filled(FEW)
  const many = await filled(MANY)
  try {
    const rows: Row[] = []
    for (const [what, path] of Object.entries(PAGES)) {
      const taken = { few: [] as number[], many: [] as number[] }
      for (let run = -WARM; run < RUNS; run++) {
        const [inFew, inMany] = [await few.milliseconds(path), await many.milliseconds(path)]
        if (run < 0) continue
        taken.few.push(inFew)
        taken.many.push(inMany)
      }
      rows.push({
        what: `${what} of applications, p95, ${MANY} in the table`,
        ours: at95(taken.many),
        peer: at95(taken.few),
        peerName: `with ${FEW}`,
        unit: 'ms',
        goal: { kind: '<=', ratio: 1.5 },
      })
    }
    return rows
  } finally {
    await few.close()
    await many.close()
  }
}

const at95 = (samples: number[]) => samples.sort((a, b) => a - b)[Math.ceil(samples.length * 0.95) - 1]!

/** A town with that many applications, and how long a page of theirs takes. */
async function filled(rows: number) {
  const database = await testDatabase()
  const town = await aTown(database.sql, TODAY)
  const id = await fill(database.sql, town.ctx.tenantId, town.organ.id, rows)
  const desk = deskOf(town, applicationsPlaces, aPerson(town.organ, 'officer'))
  return {
    close: database.close,
    async milliseconds(path: string) {
      const began = performance.now()
      const { status } = await desk.see(path.replace(':id', id))
      if (status !== 200) throw new Error(`${path}: ${status}`)
      return performance.now() - began
    },
  }
}

/**
 * Years of filed cases, and the newest still open, each with its events. Ids count up, as those of v7 do; references are not
 * checked while filling: they are right by the making. Answers the id of the newest.
 */
async function fill(sql: Sql, tenantId: string, organId: string, rows: number): Promise<string> {
  const begin = rows - LIVE
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local synchronous_commit = off`
    await tx`
      insert into applications (tenant_id, id, organ_id, number, edition, state, channel, subject, subject_key, arrived_on,
                                received_on, moved_on, answered_on, outcome, created_at)
      select ${tenantId}, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${organId}, '2026-' || n, '2019',
             case when n > ${begin} then 'drafting' else 'archived' end,
             (array['counter', 'fax', 'email', 'web', 'letter'])[1 + n % 5], '征地补偿第' || n || '号', '征地补偿第' || n || '号',
             day, day, case when n > ${begin} then date '2026-03-16' else day + 25 end,
             case when n > ${begin} then null else day + 25 end, case when n > ${begin} then null else 'provided' end, now()
      from generate_series(1, ${rows}) n,
           lateral (select case when n > ${begin} then date '2026-03-02' + n % 14
                                else date '2019-06-03' + (n::bigint * 2400 / ${rows})::int end as day) d`
    await tx`
      insert into application_events (tenant_id, application_id, id, round, kind, day, at, as_whom)
      select tenant_id, id, ('00000000-0000-7000-8000-' || lpad(to_hex(place), 12, '0'))::uuid, 1, what, received_on, now(),
             '信息员'
      from applications, unnest(array['arrived', 'accepted', 'assigned']) with ordinality as happened (what, place)
      where tenant_id = ${tenantId}`
  })
  await sql`vacuum analyze applications, application_events`
  const [row] = await sql<{ id: string }[]>`
    select id from applications where tenant_id = ${tenantId} and number = ${`2026-${rows}`}`
  return row!.id
}
