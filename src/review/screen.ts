import { type Day, dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { readFile } from '../files/store.ts'
import type { OrganProfile } from '../organs/settings.ts'
import { findOrgan } from '../organs/store.ts'
import { closedNumbers } from './cited/store.ts'
import { fingerprint, fingerprintKey } from './keys/store.ts'
import type { StoredHit } from './model.ts'
import { screenFile } from './screening/file.ts'
import type { Hit } from './screening/hit.ts'
import { screenText } from './screening/screen.ts'

/** Something found, with its value: it never leaves the step that found it. */
export type Spotted = Omit<Hit, 'kind'> & { kind: string }

/** A hit as it is written down: without who resolved it. */
export type NewHit = Omit<StoredHit, 'position' | 'resolution' | 'reason' | 'resolvedAs' | 'resolvedAt'>

export type Screened = {
  organId: string
  parts: readonly { label: string; text: string }[]
  files: readonly { id: string; name: string }[]
  ownNumbers?: readonly string[]
}

/** What is looked for: `own` is what the organ tells everybody of itself, `isPublic` what it has records of. */
export type Rules = {
  own: readonly string[]
  isPublic: (number: string) => boolean | null
  today: Day
  /** The day of the text, where it is an old one; today when left out. */
  written?: Day
}

/** Looks through texts and files before anybody is asked to review them. */
export async function screenSubject(ctx: Context, asked: Screened): Promise<NewHit[]> {
  const rules = await rulesFor(ctx, asked)
  const key = await fingerprintKey(ctx)
  const texts = asked.parts.flatMap(({ label, text }, part) =>
    textHits(text, rules).map((hit) =>
      stored(key, { part, fileId: null }, { ...hit, where: text.includes('\n') ? `${label}${hit.where}` : label }),
    ),
  )
  const files: NewHit[] = []
  for (const { id, name } of asked.files)
    for (const hit of [...nameHits(name, rules), ...(await fileHits(ctx, id, rules))])
      files.push(stored(key, { part: null, fileId: id }, hit))
  return [...texts, ...files]
}

export async function rulesFor(ctx: Context, { organId, ownNumbers = [] }: Pick<Screened, 'organId' | 'ownNumbers'>) {
  const [organ, closed] = await Promise.all([findOrgan(ctx, organId), closedNumbers(ctx)])
  const own = ownOf(organ?.profile ?? {})
  for (const number of ownNumbers) closed.delete(number)
  return { own, isPublic: (number) => (closed.has(number) ? false : null), today: dayOf(ctx.now) } satisfies Rules
}

/** What an organ tells everybody of itself, as texts are compared with it. */
export const ownOf = ({ phone, fax, hotline, email, address }: Partial<OrganProfile>): string[] =>
  [phone, fax, hotline, email, address].map((text) => plain(text ?? '')).filter((text) => text !== '')

/** What stands in a text. The organ's own telephone and address are told to everybody in its guide. */
export const textHits = (text: string, rules: Rules): Spotted[] =>
  screenText(text, { isPublic: rules.isPublic, written: rules.written ?? rules.today, today: rules.today }).filter(
    isNotOwn(rules),
  )

/** The name of a file is read by everybody too. */
export const nameHits = (name: string, rules: Rules): Spotted[] =>
  textHits(name, rules).map((hit) => ({ ...hit, where: '文件名' }))

/** What stands in a file that is kept. */
export async function fileHits(ctx: Context, id: string, rules: Rules): Promise<Spotted[]> {
  const found = await readFile(ctx, id)
  if (!found) throw new Error(`a file to be reviewed is gone: ${id}`)
  return bytesHits({ name: found.file.name, bytes: found.bytes }, rules)
}

/** What stands in a file, and what of it could not be read: when that is all of it, a person has to look. */
export async function bytesHits(file: { name: string; bytes: Uint8Array }, rules: Rules): Promise<Spotted[]> {
  const { isPublic, today, written = today } = rules
  const { hits, unread } = await screenFile(file, { isPublic, written, today })
  return [
    ...hits.filter(isNotOwn(rules)),
    ...unread.map(({ where, why, whole }) => ({
      kind: 'unread',
      level: whole ? ('block' as const) : ('warn' as const),
      text: '',
      where,
      mask: null,
      why,
      start: 0,
      end: 0,
    })),
  ]
}

/** What a guide tells of its organ, and how short a piece of it still counts as the same. */
const SHOWN: ReadonlySet<string> = new Set(['phone', 'email', 'address'])
const SHORTEST = 6

const isNotOwn =
  ({ own }: Rules) =>
  (hit: Spotted): boolean => {
    const said = plain(hit.text)
    return !SHOWN.has(hit.kind) || said.length < SHORTEST || !own.some((known) => known.includes(said))
  }

const plain = (text: string) => text.normalize('NFKC').replace(/[\s\-—]/g, '')

/** A hit without its value. What says nothing about a person, such as a wrong word or a secrecy mark, is shown as it is. */
export const stored = (key: Buffer, where: Pick<NewHit, 'part' | 'fileId'>, hit: Spotted): NewHit => ({
  ...where,
  kind: hit.kind,
  blocks: hit.level === 'block',
  place: hit.where,
  why: hit.why,
  preview: (hit.kind === 'wording' || hit.mask === null ? hit.text : hit.mask).slice(0, 60),
  mask: hit.mask,
  starts: hit.start,
  ends: hit.end,
  fingerprint: fingerprint(key, hit.kind, hit.text),
})
