import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { outliveBrokenConnections } from './db/broken.ts'
import { type Database, openDatabase } from './db/open.ts'
import { makeReady } from './demo/whole/ready.ts'
import { openDoor } from './door.ts'
import { ok, type Result, refuse } from './result.ts'
import { buildSite, type House, isEmpty, knownAccounts, loadDemo, loadEmpty, type Seeded } from './served.ts'
import type { Settings } from './settings.ts'
import { listenForStop } from './stopping.ts'

const CLOSING_LIMIT_MS = 4500

export type Start = { demo: boolean; empty: boolean }

export type Running = {
  port: number
  kind: Database['kind']
  seeded: Seeded
}

/**
 * Runs the program until it is asked to stop: address, database, place of the one server, migrations, data, site; and
 * back in the opposite order. Refuses when the machine does not let it start; `started` is told once visitors can come.
 */
export async function run(
  settings: Settings,
  start: Start,
  started: (running: Running) => void,
): Promise<Result<null>> {
  const stopping = listenForStop(process.stderr)
  outliveBrokenConnections(process.stderr)
  const closers: (() => Promise<void>)[] = []
  try {
    const running = await goUp(settings, start, closers, () => {
      process.stderr.write('数据库重新启动后，另一个 gongkai serve 已接管，本程序停止服务。\n')
      stopping.ask()
    })
    if (!running.ok) return running
    started(running.value)
    await stopping.asked
    return ok(null)
  } finally {
    // Whatever hangs while closing, the program is gone in time; the database heals itself at the next start.
    setTimeout(() => process.exit(1), CLOSING_LIMIT_MS).unref()
    for (const close of closers.reverse()) await close()
  }
}

async function goUp(
  settings: Settings,
  start: Start,
  closers: (() => Promise<void>)[],
  lost: () => void,
): Promise<Result<Running>> {
  const door = await openDoor(settings)
  if (!door.ok) return door
  closers.push(door.value.close)

  const database = await openDatabase(settings, { lost })
  if (!database.ok) return database
  closers.push(database.value.close)

  const claimed = await database.value.claim()
  if (!claimed.ok) return claimed
  const ready = await makeReady(database.value.sql, database.value.kind)
  if (!ready.ok) return ready

  const house = await furnish(settings, database.value)
  const seeded = await seed(house, start)
  if (!seeded.ok) return seeded

  const site = await buildSite(house)
  closers.push(async () => site.close?.())
  door.value.open(site.answer)
  return ok({ port: door.value.port, kind: database.value.kind, seeded: seeded.value })
}

async function furnish(settings: Settings, { sql, url }: Database): Promise<House> {
  const root = join(settings.dataDir, 'files')
  await mkdir(root, { recursive: true, mode: 0o700 })
  return { sql, databaseUrl: url, files: { root }, settings, now: () => new Date() }
}

async function seed(house: House, start: Start): Promise<Result<Seeded>> {
  if (!(await isEmpty(house))) return ok(await knownAccounts(house))
  if (start.demo) return ok(await loadDemo(house))
  if (start.empty) return ok(await loadEmpty(house))
  return refuse('serve.no-site', '数据库里还没有站点', {
    fix: '请加 --demo 装入演示数据，或加 --empty 新建空站点',
  })
}
