import { setImmediate } from 'node:timers/promises'
import type { Day } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { publicContents } from '../../disclosures/inspected/store.ts'
import { partsOf } from '../../disclosures/versions/store.ts'
import { readFile } from '../../files/store.ts'
import type { Organ } from '../../organs/model.ts'
import { fingerprint } from '../../review/keys/store.ts'
import { overriddenIn } from '../../review/registry/store.ts'
import { ownOf, type Rules, type Spotted, stored } from '../../review/screen.ts'
import type { Found } from '../model.ts'
import { endsOn, ownErrors, ownLinks } from '../reading.ts'
import { type RuleCode, ruleOfHit } from '../rules.ts'
import type { Screening } from '../screening.ts'
import type { OwnWord } from '../settings.ts'
import { itemHref } from '../sources/tools.ts'
import type { Unit } from './store.ts'

/** Rules judged by reading an item: whenever it is read again, what is not found again is mended. */
export const READ_RULES: readonly RuleCode[] = [
  'personal-data',
  'secrecy',
  'cites-closed',
  'wording',
  'attachment-broken',
  'attachment-unread',
]

export type Reader = {
  ctx: Context
  screening: Screening
  key: Buffer
  organs: ReadonlyMap<string, Organ>
  /** The 文号 there are records of here, none of them public. */
  closed: ReadonlySet<string>
  words: readonly OwnWord[]
  domain: string | undefined
  today: Day
  editions: ReadonlyMap<string, string>
}

type Content = Awaited<ReturnType<typeof publicContents>>[number]

/** Reads these items, text and attachments, as the public can. What a reviewer let stand with a reason is not found again. */
export async function readItems(reader: Reader, ids: readonly string[]): Promise<{ found: Found[]; units: Unit[] }> {
  const [contents, allowed] = await Promise.all([
    publicContents(reader.ctx, ids),
    overriddenIn(reader.ctx, 'disclosure', ids),
  ])
  const read: Awaited<ReturnType<typeof readItem>>[] = []
  for (const item of contents) {
    read.push(await readItem(reader, item, allowed.get(item.id) ?? new Set()))
    // Visitors of the same program are answered between one item and the next.
    await setImmediate()
  }
  return { found: read.flatMap(({ found }) => found), units: read.map(({ unit }) => unit) }
}

async function readItem(reader: Reader, { id, organId, content }: Content, allowed: ReadonlySet<string>) {
  const { ctx, screening, key, closed, words } = reader
  const cited = new Set<string>()
  const rules: Rules = {
    own: ownOf(reader.organs.get(organId)?.profile ?? {}),
    isPublic: (number) => {
      if (number === content.documentNumber) return null
      cited.add(number)
      return closed.has(number) ? false : null
    },
    today: reader.today,
    written: content.formedOn,
  }
  const found = new Map<string, Found>()
  const base = { organId, subject: { kind: 'disclosure', id }, title: content.title, href: itemHref(id) }
  const put = (one: Omit<Found, keyof typeof base>) => found.set(`${one.rule} ${one.key}`, { ...base, ...one })
  const putHits = (hits: readonly Spotted[], where: string, at: string) => {
    for (const hit of hits) {
      if (hit.kind === 'unread' && hit.level !== 'block') continue
      const print = fingerprint(key, hit.kind, hit.text)
      if (allowed.has(print)) continue
      const { preview, why } = stored(key, { part: null, fileId: null }, hit)
      put({
        rule: ruleOfHit(hit.kind),
        key: `${at} ${hit.kind} ${print.slice(0, 32)}`,
        colour: hit.level === 'block' && hit.kind !== 'unread' ? 'red' : 'yellow',
        place: `${where}${hit.where === where ? '' : hit.where}`,
        says: preview ? `${preview}：${why}` : why,
      })
    }
  }
  const parts = partsOf(content).filter(({ text }) => text !== '')
  for (const { label, text } of parts) {
    putHits(screening.text(text, rules), label, label)
    for (const { wrong, right } of ownErrors(text, words))
      put({
        rule: 'wording',
        key: `${label} own ${wrong}`,
        colour: 'yellow',
        place: label,
        says: `${wrong} → ${right}：本站错敏词`,
      })
  }
  for (const file of content.attachments) {
    putHits(screening.text(file.name, rules), `附件“${file.name}”的名称`, `${file.id} name`)
    const kept = await bytesOf(ctx, file.id)
    if (!kept)
      put({
        rule: 'attachment-broken',
        key: file.id,
        colour: 'red',
        place: `附件“${file.name}”`,
        says: '文件丢失或者已经损坏，公众下载不了',
      })
    else
      putHits(await screening.file({ name: kept.file.name, bytes: kept.bytes }, rules), `附件“${file.name}”`, file.id)
  }
  const text = parts.map((part) => part.text).join('\n')
  const unit: Unit = {
    itemId: id,
    version: content.version,
    edition: reader.editions.get(organId) ?? '',
    cited: [...cited],
    closed: [...cited].filter((number) => closed.has(number)).sort(),
    links: ownLinks(text, reader.domain),
    endsOn: endsOn(text),
  }
  return { found: [...found.values()], unit }
}

/** The bytes of an attachment; null when they are gone or not what they were. */
async function bytesOf(ctx: Context, id: string) {
  try {
    return await readFile(ctx, id)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || message.startsWith('stored file is damaged')) return null
    throw error
  }
}
