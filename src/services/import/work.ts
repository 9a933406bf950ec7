import type { Sql } from 'postgres'
import { z } from 'zod'
import { dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { readFile } from '../../files/store.ts'
import { readTables } from '../../files/tables.ts'
import type { Refusal } from '../../result.ts'
import { wholeList } from '../store.ts'
import { type ImportedService, type RowProblem, readServices } from './mapping.ts'
import { type Plan, planOf } from './plan.ts'
import { digestOf, findImport, type Imported, importServices, noteImport } from './store.ts'

const SHOWN = 200

/** As much of a plan as a page shows; the counts are of all of it. */
export type Preview = {
  counts: { added: number; changed: number; restored: number; same: number; absent: number; lines: number }
  lights: Plan['lights']
  added: Plan['added']
  changed: Plan['changed']
  restored: Plan['restored']
  absent: Plan['absent']
  unknown: string[]
  digest: string
}

/** What came of reading or importing a file: stored with it, read back by its page. */
export type Outcome =
  | { kind: 'preview'; preview: Preview }
  | { kind: 'problems'; count: number; problems: RowProblem[] }
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'imported'; imported: Imported }

const Kept = z.looseObject({ kind: z.enum(['preview', 'problems', 'refusal', 'imported']) })

/** What was stored, as what it is. Null while nothing came of it yet. */
export const outcomeOf = (stored: unknown): Outcome | null =>
  Kept.safeParse(stored).success ? (stored as Outcome) : null

type Worker = Context & { sql: Sql }

/** Reads a file that was kept and writes down what it would do, or what is wrong with it. Changes nothing in the list. */
export async function readImport(ctx: Worker, id: string): Promise<void> {
  const found = await open(ctx, id)
  if (!found) return
  const { pending, rows, problems, unknown, refusal } = found
  if (refusal) return noteImport(ctx, id, { state: 'refused', result: { kind: 'refusal', refusal } satisfies Outcome })
  if (problems.length > 0) {
    const result: Outcome = { kind: 'problems', count: problems.length, problems: problems.slice(0, SHOWN) }
    return noteImport(ctx, id, { state: 'refused', total: rows.length, result })
  }
  const plan = planOf(rows, await wholeList(ctx, pending.organId), pending.organId, dayOf(ctx.now))
  const result: Outcome = { kind: 'preview', preview: previewOf(plan, rows.length, unknown) }
  await noteImport(ctx, id, { state: 'ready', total: rows.length, done: 0, result })
}

/** Imports what somebody has seen and said yes to. When the list moved meanwhile, shows the new differences instead. */
export async function applyImport(
  ctx: Worker,
  id: string,
  options: { complete: boolean; seen: string },
): Promise<void> {
  const found = await open(ctx, id)
  if (!found || found.refusal || found.problems.length > 0) return readImport(ctx, id)
  const { pending, rows, sha256, unknown } = found
  const done = await importServices(ctx, rows, {
    organId: pending.organId,
    complete: options.complete,
    expected: options.seen,
    source: { name: pending.fileName, sha256 },
    // Beside the transaction, not in it: a bar that stands still until all is done is none.
    told: (count) => void noteImport(ctx, id, { done: count }).catch(() => {}),
  })
  if (done.ok) {
    const result: Outcome = { kind: 'imported', imported: done.value }
    return noteImport(ctx, id, { state: 'applied', done: rows.length, result, appliedAt: ctx.now })
  }
  if (done.refusal.code === 'services.import-moved') {
    const plan = planOf(rows, await wholeList(ctx, pending.organId), pending.organId, dayOf(ctx.now))
    const result: Outcome = { kind: 'preview', preview: previewOf(plan, rows.length, unknown) }
    return noteImport(ctx, id, { state: 'ready', done: 0, result })
  }
  await noteImport(ctx, id, { state: 'refused', result: { kind: 'refusal', refusal: done.refusal } satisfies Outcome })
}

/** The digest stands for the whole plan, also what a page does not show. */
const previewOf = (plan: Plan, lines: number, unknown: string[]): Preview => ({
  counts: {
    added: plan.added.length,
    changed: plan.changed.length,
    restored: plan.restored.length,
    same: plan.same,
    absent: plan.absent.length,
    lines,
  },
  lights: plan.lights,
  added: plan.added.slice(0, SHOWN),
  changed: plan.changed.slice(0, SHOWN),
  restored: plan.restored.slice(0, SHOWN),
  absent: plan.absent.slice(0, SHOWN),
  unknown: unknown.slice(0, 50),
  digest: digestOf(plan),
})

type Opened = {
  pending: NonNullable<Awaited<ReturnType<typeof findImport>>>
  rows: ImportedService[]
  problems: RowProblem[]
  unknown: string[]
  sha256: string
  refusal: Refusal | null
}

async function open(ctx: Worker, id: string): Promise<Opened | null> {
  const pending = await findImport(ctx, id)
  const kept = pending && (await readFile(ctx, pending.fileId))
  if (!pending || !kept) return null
  const nothing = { pending, rows: [], problems: [], unknown: [], sha256: kept.file.sha256 }
  const sheets = await readTables(pending.fileName, kept.bytes)
  if (!sheets.ok) return { ...nothing, refusal: sheets.refusal }
  const read = readServices(sheets.value, dayOf(ctx.now))
  return { ...nothing, rows: read.services, problems: read.problems, unknown: read.unknown, refusal: null }
}
