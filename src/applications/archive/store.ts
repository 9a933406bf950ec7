import { createHash } from 'node:crypto'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../db/transaction.ts'
import { safeName } from '../../files/names.ts'
import { record } from '../../ledger/store.ts'
import { findOrgan } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { toPdf } from '../../typeset/typeset.ts'
import { FORMATS, type Format } from '../letters/model.ts'
import { lettersOf, openLetter } from '../letters/store.ts'
import type { Application } from '../model.ts'
import { hasApplicant, IDENTITIES, isIdentity, viewApplicant } from '../people/store.ts'
import { PAPER_KINDS, papersOf, viewPaper } from '../public/papers/store.ts'
import { remediesOf } from '../remedies/registry/store.ts'
import { caseFile } from '../store.ts'
import { entriesOf, filesOf, openFile } from '../tray/store.ts'
import { bind, pagesIn } from './bind.ts'
import { type Enclosure, packetOf } from './packet.ts'
import { retentionSays } from './retention.ts'
import { coverOf, type Kept, sheetsOf, type Who } from './sheets.ts'

export type Packet = { name: string; bytes: Uint8Array }

/**
 * The whole case as one ZIP: a bound PDF with cover and contents, the originals, and a manifest of hashes. It opens what is
 * sealed, so only officers and leaders of the organ get it; every opening and the packet's own hash stand in the ledger.
 */
export async function exportCase(ctx: Context, id: string): Promise<Result<Packet>> {
  const file = await caseFile(ctx, id, dayOf(ctx.now))
  if (!file) return refuse('applications.unknown', '没有这份申请')
  const { application, events } = file
  const { actor } = ctx
  const mine =
    actor.kind === 'staff' &&
    actor.organId === application.organId &&
    actor.roles.some((role) => role === 'officer' || role === 'leader')
  if (!mine) return refuse('applications.not-yours', '案卷只有受理机关的信息员和领导可以导出')
  const organ = (await findOrgan(ctx, application.organId))!
  const who = await applicantOf(ctx, id)
  if (!who.ok) return who
  const originals = await originalsOf(ctx, id)
  if (!originals.ok) return originals
  const day =
    events
      .map((event) => event.day)
      .sort()
      .at(-1) ?? application.arrivedOn
  const kept: Kept = { file, organ: organ.name, who: who.value, remedies: await remediesOf(ctx, id), day }
  const retention = retentionSays(organ.settings.retention)
  const { number } = application
  const letters = await lettersIn(ctx, application)
  if (!letters.ok) return letters
  const volume = await volumeOf(kept, retention, letters.value.bound)
  const files: Enclosure[] = [
    { path: `案卷${number}.pdf`, what: '案卷', bytes: volume },
    ...letters.value.files,
    ...originals.value,
  ]
  const bytes = packetOf({ number, organ: organ.name, day, retention }, files)
  // Pages are set before this: nobody's step waits for the ledger while they are.
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return transact(ctx, async (tx) => {
    await record(tx, {
      event: 'applications.case-exported',
      subject: { kind: 'application', id },
      detail: { number, sha256 },
    })
    return ok({ name: `案卷${number}.zip`, bytes })
  })
}

async function applicantOf(ctx: Context, id: string): Promise<Result<Who>> {
  if (!(await hasApplicant(ctx, id))) return ok(null)
  const seen = await viewApplicant(ctx, id)
  if (!seen.ok) return seen
  const { name, contact, identity } = seen.value
  return ok({ name, contact, identity: isIdentity(identity) ? IDENTITIES[identity] : identity })
}

async function originalsOf(ctx: Context, id: string): Promise<Result<Enclosure[]>> {
  const files: Enclosure[] = []
  for (const [at, line] of (await papersOf(ctx, id)).entries()) {
    const paper = await viewPaper(ctx, id, line.id)
    if (!paper.ok) return paper
    const number = String(at + 1).padStart(2, '0')
    files.push({
      path: `原件/${number}-${PAPER_KINDS[line.kind]}-${safeName(paper.value.name)}`,
      what: PAPER_KINDS[line.kind],
      bytes: paper.value.bytes,
    })
  }
  for (const [at, entry] of (await entriesOf(ctx, id)).entries())
    for (const { place } of await filesOf(ctx, entry.id)) {
      const bytes = await openFile(ctx, entry, place)
      if (!bytes.ok) return bytes
      const name = safeName(entry.words?.names[place] ?? `${place + 1}`)
      const number = `${String(at + 1).padStart(2, '0')}.${place + 1}`
      files.push({ path: `来件/${number}-${name}`, what: '来件', bytes: bytes.value })
    }
  return ok(files)
}

type Part = { title: string; day: Day; bytes: Uint8Array }

/** The letters as they were sent: their PDFs are bound, and lie beside the volume in every form they have. */
async function lettersIn(
  ctx: Context,
  application: Application,
): Promise<Result<{ bound: Part[]; files: Enclosure[] }>> {
  const bound: Part[] = []
  const files: Enclosure[] = []
  for (const [at, letter] of (await lettersOf(ctx, application.id)).entries())
    for (const format of Object.keys(FORMATS) as Format[]) {
      const opened = await openLetter(ctx, application, letter.id, format)
      if (!opened.ok) return opened
      const { name, bytes } = opened.value
      const number = String(at + 1).padStart(2, '0')
      files.push({ path: `文书/${number}-${safeName(name)}`, what: letter.title, bytes })
      if (format === 'pdf')
        bound.push({ title: [letter.title, letter.number].filter(Boolean).join(' '), day: letter.day, bytes })
    }
  return ok({ bound, files })
}

/** Cover and contents first; how many pages they take is known when they have been set once. */
async function volumeOf(kept: Kept, retention: string, letters: readonly Part[]): Promise<Uint8Array> {
  const parts: (Part & { pages: number })[] = []
  for (const { title, day, document } of sheetsOf(kept)) {
    const bytes = await toPdf(document)
    parts.push({ title, day, bytes, pages: await pagesIn(bytes) })
  }
  for (const letter of letters) parts.push({ ...letter, pages: await pagesIn(letter.bytes) })
  const inside = parts.reduce((sum, { pages }) => sum + pages, 0)
  const coverFor = (front: number) => {
    let page = front + 1
    const lines = parts.map(({ title, day, pages }) => {
      const line = { title, day, page }
      page += pages
      return line
    })
    return toPdf(coverOf(kept, { retention, lines, pages: front + inside }))
  }
  const front = await pagesIn(await coverFor(1))
  const cover = await coverFor(front)
  const title = `政府信息公开申请案卷 ${kept.file.application.number}`
  const bound = await bind([cover, ...parts.map(({ bytes }) => bytes)], { title, author: kept.organ, day: kept.day })
  return bound.bytes
}
