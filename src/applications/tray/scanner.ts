import { lstat, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { LARGEST, sizeLabel } from '../../files/kinds.ts'
import { safeName } from '../../files/names.ts'
import { sniff } from '../../files/sniff.ts'
import { listOrgans } from '../../organs/store.ts'
import { ok } from '../../result.ts'
import { casesFor, fingerprintOf, keepEntry } from './store.ts'

/** Where a file goes once it is in the tray, and where one goes that could not be taken. */
const TAKEN = '已收'
const REFUSED = '未收'

/** A file that has not changed for this long is whole; a scanner that pauses longer between pages starts a new file. */
const QUIET_MS = 10_000
/** An empty one may be a scanner that has just begun. */
const EMPTY_MS = 600_000

/**
 * Takes what lies in the scanner folders, one for each organ, named like its address: `SCAN_DIR/matou`. A file is moved away only
 * after it is in the tray for good; cut off in between, it is recognised by its content the next time and moved then.
 */
export async function takeScans(ctx: Context, folder: string, now: () => Date): Promise<number> {
  let taken = 0
  for (const organ of await listOrgans(ctx)) {
    const home = join(folder, organ.slug)
    for (const name of await namesIn(home)) if (await takeScan(ctx, organ.id, home, name, now)) taken += 1
  }
  return taken
}

async function namesIn(home: string): Promise<string[]> {
  try {
    const found = await readdir(home, { withFileTypes: true })
    // Links are left alone: they could point anywhere. So are hidden files: programs write there first.
    return found.flatMap((one) => (one.isFile() && !one.name.startsWith('.') ? [one.name] : [])).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function takeScan(ctx: Context, organId: string, home: string, name: string, now: () => Date) {
  const path = join(home, name)
  const before = await lstat(path)
  if (now().getTime() - before.mtimeMs < (before.size > 0 ? QUIET_MS : EMPTY_MS)) return false
  const large = before.size > LARGEST
  const bytes = large ? Buffer.from(`${name} ${before.size} ${before.mtimeMs}`) : await readFile(path)
  const after = await lstat(path)
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return false

  const safe = safeName(name)
  const trouble = large
    ? `“${safe}”有${sizeLabel(before.size)}，超过${sizeLabel(LARGEST)}`
    : await troubleWith(safe, bytes)
  await transact(ctx, async (tx) => {
    const guesses = await casesFor(tx, { from: '', fromName: '', subject: name, text: '', answered: null })
    await keepEntry(tx, {
      organId,
      source: 'scan',
      fingerprint: fingerprintOf(organId, bytes),
      arrivedAt: before.mtime,
      words: {
        from: '',
        fromName: '',
        subject: safe,
        text: '',
        authentication: '',
        troubles: trouble ? [`${trouble}，没有收下；文件在扫描目录的“${REFUSED}”里。请改正后重新扫描`] : [],
      },
      files: trouble ? [] : [{ name: safe, mime: await mimeOf(safe, bytes), bytes }],
      guesses: guesses
        .filter((guess) => guess.organId === organId)
        .map(({ applicationId, number, clue }) => ({ applicationId, number, clue })),
    })
    return ok(undefined)
  })
  await moveAway(path, join(home, trouble ? REFUSED : TAKEN), safe)
  return true
}

async function troubleWith(name: string, bytes: Buffer): Promise<string | null> {
  const kind = await sniff(name, bytes)
  return kind.ok ? null : kind.refusal.says
}

async function mimeOf(name: string, bytes: Buffer): Promise<string> {
  const kind = await sniff(name, bytes)
  return kind.ok ? kind.value : 'application/octet-stream'
}

/** Never over a file that is there: scanners count from one every morning. */
async function moveAway(path: string, folder: string, name: string) {
  await mkdir(folder, { recursive: true })
  const there = new Set(await readdir(folder))
  let free = name
  for (let more = 2; there.has(free); more += 1) free = `${more}-${name}`
  await rename(path, join(folder, free))
}
