import type { Sql } from 'postgres'
import { dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { publicLines } from '../disclosures/inspected/store.ts'
import { calendarOf } from '../holidays/store.ts'
import { findSite, listOrgans } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { closedNumbers } from '../review/cited/store.ts'
import { fingerprintKey } from '../review/keys/store.ts'
import { ownOf } from '../review/screen.ts'
import { stopThread } from '../review/screening/extraction/thread.ts'
import { beginRun, endRun, noteDay, tellRun } from './runs/store.ts'
import { scoreOf } from './score.ts'
import { askedAgain } from './screened/again.ts'
import { READ_RULES, type Reader, readItems } from './screened/items.ts'
import { forgetScreened, noteScreened, screenedUnits, type Unit } from './screened/store.ts'
import { today as asToday, editionOf, type Screening } from './screening.ts'
import { accounts } from './sources/accounts.ts'
import { cases } from './sources/cases.ts'
import { catalogue } from './sources/catalogue.ts'
import { columns } from './sources/columns.ts'
import { guides } from './sources/guides.ts'
import { site } from './sources/site.ts'
import { timeliness } from './sources/timeliness.ts'
import type { Part, Source, Tools } from './sources/tools.ts'
import { countFindings, reconcile, settingsOf } from './store.ts'

/** The parts of a run that ask the records, each with what it is called while it runs. */
const PARTS: readonly { says: string; source: Source }[] = [
  { says: '首页和栏目', source: columns },
  { says: '网站标识和公开指南', source: site },
  { says: '公开期限', source: timeliness },
  { says: '索引号和日期', source: catalogue },
  { says: '申请答复', source: cases },
  { says: '办事指南', source: guides },
  { says: '账号', source: accounts },
]

const TEXTS = '正文和附件'
/** Items read in one go: few enough that a bar moves, many enough that the database is asked rarely. */
const BATCH = 100

export type Told = (at: { stage: string; done: number; total: number }) => void
export type Counts = { screened: number; found: number; mended: number }

/** `base`: the path the product is mounted under, so that links to it are known from those to its neighbours. */
export type Options = { all?: boolean; told?: Told; screening?: Screening; signal?: AbortSignal; base?: string }

/**
 * One self-check of the whole site. What was read before under the same rules and has not changed is not read again; with
 * `all`, everything is. Refuses while another run is going on. Told to stop by `signal`, it keeps what it has read and the next
 * run goes on from there. Nothing is sent anywhere.
 */
export async function runSelfcheck(
  ctx: Context & { sql: Sql },
  { all = false, told = () => {}, screening = asToday(), signal, base = '' }: Options = {},
): Promise<Result<Counts>> {
  const begun = await beginRun(ctx, new Date())
  if (!begun.ok) return begun
  const { id } = begun.value
  const tell = teller(ctx, id, told, signal)
  try {
    const counts = await run(ctx, { all, tell, screening, base })
    await endRun(ctx, id, new Date(), counts)
    return ok(counts)
  } catch (error) {
    const stopped = signal?.aborted ?? false
    await endRun(ctx, id, new Date(), { problem: stopped ? '程序停止，下次接着做' : '中途出错，请技术人员看程序日志' })
    if (stopped) return refuse('selfcheck.stopped', '自查没有做完', { fix: '下次接着做' })
    throw error
  }
}

/** A sign of life at most twice a second: a bar that moves must not cost more than the work. */
function teller(ctx: Context & { sql: Sql }, id: string, told: Told, signal?: AbortSignal) {
  let last = 0
  return async (at: Parameters<Told>[0]) => {
    signal?.throwIfAborted()
    told(at)
    const now = Date.now()
    if (now - last < 500 && at.done < at.total) return
    last = now
    await tellRun(ctx, id, { ...at, at: new Date(now) })
  }
}

type Running = { all: boolean; tell: (at: Parameters<Told>[0]) => Promise<void>; screening: Screening; base: string }

async function run(ctx: Context & { sql: Sql }, { all, tell, screening, base }: Running): Promise<Counts> {
  await tell({ stage: '读取记录', done: 0, total: PARTS.length })
  const [{ settings }, calendar, organs, lines, told] = await Promise.all([
    settingsOf(ctx),
    calendarOf(ctx),
    listOrgans(ctx),
    publicLines(ctx),
    findSite(ctx),
  ])
  const tools: Tools = { ctx, settings, site: told.settings, today: dayOf(ctx.now), calendar, organs, lines }
  const counts: Counts = { screened: 0, found: 0, mended: 0 }
  const settle = async ({ looked, found }: Part) => {
    const done = await reconcile(
      ctx,
      looked,
      found.filter(({ rule }) => !settings.off.includes(rule)),
    )
    counts.found += done.found
    counts.mended += done.mended
  }
  for (const [done, { says, source }] of PARTS.entries()) {
    await tell({ stage: says, done, total: PARTS.length })
    await settle(await source(tools))
  }

  const known = await screenedUnits(ctx)
  const reader = await readerFor(tools, screening)
  const stale = lines.filter(({ id, organId, version }) => all || isStale(known.get(id), version, organId, reader))
  for (let at = 0; at < stale.length; at += BATCH) {
    await tell({ stage: TEXTS, done: at, total: stale.length })
    const ids = stale.slice(at, at + BATCH).map(({ id }) => id)
    const { found, units } = await readItems(reader, ids)
    await settle({ looked: { rules: READ_RULES, subjects: ids }, found })
    await noteScreened(ctx, units)
    for (const unit of units) known.set(unit.itemId, unit)
    counts.screened += units.length
  }
  await tell({ stage: TEXTS, done: stale.length, total: stale.length })

  const there = new Set(lines.map(({ id }) => id))
  const gone = [...known.keys()].filter((id) => !there.has(id))
  if (gone.length > 0) {
    await settle({ looked: { rules: READ_RULES, subjects: gone }, found: [] })
    await forgetScreened(ctx, gone)
  }
  await settle(await askedAgain(ctx, { lines, units: known, organs, today: tools.today, base }))
  await noteScores(tools)
  return counts
}

async function readerFor({ ctx, settings, site: told, today, organs }: Tools, screening: Screening): Promise<Reader> {
  const [key, closed] = await Promise.all([fingerprintKey(ctx), closedNumbers(ctx)])
  const domain = told.siteDomain
  return {
    ctx,
    screening,
    key,
    closed,
    words: settings.off.includes('wording') ? [] : settings.words,
    domain,
    today,
    organs: new Map(organs.map((organ) => [organ.id, organ])),
    editions: new Map(
      organs.map(({ id, profile }) => [
        id,
        editionOf(screening.edition, settings.words, settings.off, domain, ownOf(profile)),
      ]),
    ),
  }
}

/** Never read, read in another version or by other rules, or citing something that was public then and is not now. */
function isStale(unit: Unit | undefined, version: number, organId: string, { editions, closed }: Reader): boolean {
  if (!unit || unit.version !== version || unit.edition !== editions.get(organId)) return true
  if (unit.cited.length === 0) return false
  const now = unit.cited.filter((number) => closed.has(number)).sort()
  return now.join() !== unit.closed.join()
}

/** Writes down how the day stands, for the site and for every organ. */
async function noteScores({ ctx, settings, today, organs }: Tools): Promise<void> {
  const counted = await countFindings(ctx)
  const line = (whose: string, own: typeof counted) => {
    const sum = (what: 'red' | 'yellow' | 'explained') => own.reduce((all, one) => all + one[what], 0)
    const { score } = scoreOf(own, settings)
    return { whose, red: sum('red'), yellow: sum('yellow'), explained: sum('explained'), score }
  }
  await noteDay(ctx, today, [
    line('site', merged(counted)),
    ...organs.map(({ id }) =>
      line(
        id,
        counted.filter(({ organId }) => organId === id),
      ),
    ),
  ])
}

/** The counts of all organs together, one row a rule. */
export function merged<T extends { rule: string; red: number; yellow: number; explained: number }>(
  counted: readonly T[],
): T[] {
  const sums = new Map<string, T>()
  for (const one of counted) {
    const sum = sums.get(one.rule)
    sums.set(
      one.rule,
      sum
        ? { ...sum, red: sum.red + one.red, yellow: sum.yellow + one.yellow, explained: sum.explained + one.explained }
        : one,
    )
  }
  return [...sums.values()]
}

/** Ends the thread that reads files, for programs that are about to end. */
export const endReading = stopThread
