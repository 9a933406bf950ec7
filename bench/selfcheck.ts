import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '../src/calendar/day.ts'
import { connect } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { installCategories } from '../src/disclosures/catalogue/store.ts'
import { endReading, runSelfcheck } from '../src/selfcheck/check.ts'
import { listFindings } from '../src/selfcheck/store.ts'
import { plantItems } from '../src/selfcheck/testing.ts'
import { toDocx, toXlsx } from '../src/typeset/typeset.ts'
import { aTown } from '../test/support/desk.ts'
import { startTestServer } from '../test/support/server.ts'
import type { Row } from './harness.ts'
import { closeDocument, itemAt, itemsWithFaults } from './selfcheck-seed.ts'

/** Part of the full size, for a look in passing: `SELFCHECK_SHARE=0.05 npm run bench -- selfcheck`. Limits shrink with it. */
const SHARE = Number(process.env.SELFCHECK_SHARE ?? 1)
const ITEMS = Math.round(100_000 * SHARE)
const FILES = Math.round(5_000 * SHARE)
const CLEAN = Math.round(50_000 * SHARE)
const FAULTS = Math.round(500 * SHARE)
const FULL_SECONDS = 600 * SHARE
const CHANGE_SECONDS = 5
const FALSE_FINDINGS = 5
const AT_ONCE = 10_000

/** A full self-check of a large site, one after a change, and how many of planted faults are found, beside the limits. */
export async function selfcheck(): Promise<Row[]> {
  const server = await startTestServer()
  const sql = connect(server.url, { max: 4 })
  const root = await mkdtemp(join(tmpdir(), 'gongkai-bench-'))
  try {
    await migrate(sql)
    const site = async () => {
      const { ctx, organ } = await aTown(sql, '2026-03-02')
      const made = { ...ctx, sql, files: { root } }
      await sql`update tenants set settings = settings || '{"siteDomain": "www.nanan.gov.cn"}' where id = ${ctx.tenantId}`
      await installCategories(made)
      return { ctx: made, organ: { id: organ.id, code: 'MATOU' } }
    }
    const large = await site()
    const attachments = await attachmentsOf()
    for (let from = 0; from < ITEMS; from += AT_ONCE)
      await plantItems(
        large.ctx,
        Array.from({ length: Math.min(AT_ONCE, ITEMS - from) }, (_, n) => {
          const at = from + n
          const every = Math.max(1, Math.floor(ITEMS / FILES))
          return {
            ...itemAt(at, large.organ),
            ...(at % every === 0 ? { files: [attachments[(at / every) % attachments.length]!] } : {}),
          }
        }),
      )
    await sql`analyze`
    const full = await timed(large.ctx)
    await plantItems(large.ctx, [{ ...itemAt(ITEMS, large.organ), body: '身份证号350583199001011237' }])
    const change = await timed(large.ctx)
    if (full.screened !== ITEMS || change.screened !== 1) throw new Error('not everything was read once')

    const mixed = await site()
    await closeDocument(mixed.ctx)
    const { items, planted } = itemsWithFaults(CLEAN, FAULTS, mixed.organ)
    const ids: string[] = []
    for (let from = 0; from < items.length; from += AT_ONCE)
      ids.push(...(await plantItems(mixed.ctx, items.slice(from, from + AT_ONCE))))
    await timed(mixed.ctx)
    const { missed, wrong } = await held(mixed.ctx, new Map(planted.map(({ at, rule }) => [ids[at]!, rule])))

    return [
      limit(
        `full self-check of ${ITEMS.toLocaleString('en')} items and ${FILES.toLocaleString('en')} attachments`,
        full.seconds,
        FULL_SECONDS,
        's',
      ),
      limit('self-check after one change', change.seconds, CHANGE_SECONDS, 's'),
      limit(
        `of ${FAULTS} planted faults among ${CLEAN.toLocaleString('en')} items, found`,
        planted.length - missed,
        planted.length,
        'faults',
        '>=',
      ),
      limit('findings in clean items', wrong, FALSE_FINDINGS, 'findings'),
    ]
  } finally {
    await endReading()
    await sql.end()
    await server.stop()
    await rm(root, { recursive: true })
  }
}

const limit = (what: string, ours: number, peer: number, unit: string, kind: '<=' | '>=' = '<='): Row => ({
  what,
  ours,
  peer,
  peerName: 'limit',
  unit,
  goal: { kind, ratio: 1 },
})

async function timed(ctx: Parameters<typeof runSelfcheck>[0]) {
  const began = performance.now()
  const done = await runSelfcheck(ctx)
  if (!done.ok) throw new Error(done.refusal.says)
  return { ...done.value, seconds: (performance.now() - began) / 1000 }
}

/** Which planted faults were not found by their rule, and how much was found where nothing was planted. */
async function held(ctx: Parameters<typeof runSelfcheck>[0], planted: ReadonlyMap<string, string>) {
  const { rows } = await listFindings(ctx, {}, { limit: 1_000_000, offset: 0 })
  const about = rows.filter(({ subjectKind }) => subjectKind === 'disclosure')
  const found = new Set(about.map(({ subjectId, rule }) => `${subjectId} ${rule}`))
  const missed = [...planted].filter(([id, rule]) => !found.has(`${id} ${rule}`))
  const wrong = about.filter(({ subjectId }) => !planted.has(subjectId))
  for (const { rule, title, place, says } of wrong.slice(0, 10))
    process.stderr.write(`false: ${rule} ${title} ${place} ${says}\n`)
  for (const [id, rule] of missed.slice(0, 10)) process.stderr.write(`missed: ${rule} ${id}\n`)
  return { missed: missed.length, wrong: wrong.length }
}

/** A document, a workbook and a text, as an office attaches them; each copy is read anew. */
async function attachmentsOf() {
  const lines = Array.from(
    { length: 200 },
    (_, at) => `第${at + 1}条 各单位按照职责分工做好有关工作，按季度报告进展情况。`,
  )
  const docx = await toDocx({
    head: null,
    title: '实施方案',
    meta: { title: '实施方案', author: '码头镇', day: day('2026-03-02') },
    body: lines.map((line) => ({ kind: 'paragraph' as const, runs: [line] })),
  })
  const xlsx = await toXlsx(
    [
      {
        name: '清单',
        table: {
          columns: [{ label: '序号' }, { label: '事项' }],
          rows: lines.map((line, at) => ({ cells: [at + 1, line] })),
        },
      },
    ],
    { title: '清单', author: '码头镇', day: day('2026-03-02') },
  )
  return [
    { name: '附件1.docx', bytes: docx },
    { name: '附件2.xlsx', bytes: xlsx },
    { name: '附件3.txt', bytes: Buffer.from(lines.join('\n')) },
  ]
}
