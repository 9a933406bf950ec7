import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dayOf, yearOf } from '../../calendar/day.ts'
import type { Context } from '../../context.ts'
import { canonical } from '../../ledger/canonical.ts'
import { ok, type Result, refuse } from '../../result.ts'
import { tellNumber } from '../../review/cited/store.ts'
import type { Clearance } from '../../review/store.ts'
import { putDocument } from '../../search/store.ts'
import type { CheckedInput } from '../input.ts'
import { type Item, publicPath, type Version } from '../item.ts'
import { publicColumns, readVersion } from '../registry/store.ts'
import { accountOf } from '../who.ts'

/** Writes one version of an item, with its attachments, in the name of the person of the context. */
export async function writeVersion(
  tx: Context,
  itemId: string,
  version: number,
  input: CheckedInput,
): Promise<Result<void>> {
  const category = await categoryId(tx, input.category)
  if (!category.ok) return category
  await tx.sql`
    insert into disclosure_versions
      (tenant_id, item_id, version, title, summary, body, category_id, uncategorised_reason, document_number, formed_on,
       source, validity, channels, note, drafted_by, drafted_as, drafted_at)
    values (${tx.tenantId}, ${itemId}, ${version}, ${input.title}, ${input.summary}, ${input.body}, ${category.value},
            ${input.uncategorisedReason}, ${input.documentNumber}, ${input.formedOn}, ${input.source}, ${input.validity},
            ${input.channels},
            ${input.note}, ${accountOf(tx)}, ${tx.actor.name}, ${tx.now})`
  return attach(tx, itemId, version, input.attachments)
}

/** The next version, saying what the latest says; its number. The note on what changed starts empty. */
export async function copyLatest(tx: Context, item: Item): Promise<number> {
  const next = item.latestVersion + 1
  await tx.sql`
    insert into disclosure_versions
      (tenant_id, item_id, version, title, summary, body, category_id, uncategorised_reason, document_number, formed_on,
       source, validity, channels, drafted_by, drafted_as, drafted_at)
    select tenant_id, item_id, ${next}, title, summary, body, category_id, uncategorised_reason, document_number, formed_on,
           source, validity, channels, ${accountOf(tx)}, ${tx.actor.name}, ${tx.now}
    from disclosure_versions
    where tenant_id = ${tx.tenantId} and item_id = ${item.id} and version = ${item.latestVersion}`
  await attach(
    tx,
    item.id,
    next,
    item.latest.attachments.map((file) => file.id),
  )
  return next
}

/** Takes away the version being prepared. A published one stays whatever happens: the database sees to that too. */
export async function dropUnpublished(tx: Context, item: Item): Promise<void> {
  await tx.sql`
    delete from disclosure_versions
    where tenant_id = ${tx.tenantId} and item_id = ${item.id} and version = ${item.latestVersion}
      and published_at is null`
}

/** Signs the version as let through and published now, in these words. From here on it never changes. */
export async function sealVersion(tx: Context, item: Item, reviewedAs: string): Promise<void> {
  await tx.sql`
    update disclosure_versions
    set published_at = ${tx.now}, reviewed_by = ${accountOf(tx)}, reviewed_as = ${reviewedAs}
    where tenant_id = ${tx.tenantId} and item_id = ${item.id} and version = ${item.latestVersion}`
}

/** What the review asks of: every text the public would read, in this order, and every attachment. */
export const partsOf = ({ title, summary, body, note, source }: Version) => [
  { label: '信息名称', text: title },
  { label: '内容概述', text: summary },
  { label: '正文', text: body },
  { label: '修订说明', text: note },
  { label: '来源', text: source },
]

/** Writes down what the public reads instead of the original, where the review made a public copy, and answers with it. */
export async function keepPublicCopy(tx: Context, item: Item, cleared: Clearance): Promise<Version> {
  const { latest } = item
  const copy = (at: number) => (cleared.parts[at] === partsOf(latest)[at]!.text ? null : (cleared.parts[at] ?? null))
  await tx.sql`
    update disclosure_versions
    set public_title = ${copy(0)}, public_summary = ${copy(1)}, public_body = ${copy(2)}, public_note = ${copy(3)},
        public_source = ${copy(4)}
    where tenant_id = ${tx.tenantId} and item_id = ${item.id} and version = ${item.latestVersion}`
  for (const { id, publicId } of cleared.files)
    if (publicId !== id)
      await tx.sql`
        update disclosure_attachments set public_file_id = ${publicId}, withheld = ${publicId === null}
        where tenant_id = ${tx.tenantId} and item_id = ${item.id} and version = ${item.latestVersion} and file_id = ${id}`
  return publicVersion(tx, item)
}

async function publicVersion({ sql, tenantId }: Context, item: Item): Promise<Version> {
  const [row] = await sql`
    select ${publicColumns(sql)} from disclosure_versions v
    left join categories c on c.tenant_id = v.tenant_id and c.id = v.category_id
    where v.tenant_id = ${tenantId} and v.item_id = ${item.id} and v.version = ${item.latestVersion}`
  return readVersion(row ?? {})
}

/** Others may cite its 文号 freely as long as it is public. */
export const tellCited = async (tx: Context, { id, latest }: Item, isPublic: boolean) =>
  latest.documentNumber
    ? tellNumber(tx, { number: latest.documentNumber, kind: 'disclosure', id, isPublic })
    : undefined

/** Tells the search what is public now. */
export const tellSearch = (
  tx: Context,
  item: Pick<Item, 'id' | 'organId' | 'organSlug'> & { indexNumber: string; publishedAt: Date },
  said: Version,
): Promise<void> =>
  putDocument(tx, {
    kind: 'disclosure',
    id: item.id,
    organId: item.organId,
    categoryId: said.categoryId,
    year: yearOf(dayOf(item.publishedAt)),
    publishedAt: item.publishedAt,
    path: publicPath(item),
    title: said.title,
    body: [said.summary, said.body, ...said.attachments.map((file) => file.name)].filter(Boolean).join('\n'),
    numbers: [said.documentNumber, item.indexNumber].filter((number) => number !== null),
  })

/** What the ledger keeps of a published version: whoever changes a letter of it afterwards can be found out. */
export function fingerprint(version: Version): string {
  const { title, summary, body, documentNumber, formedOn, categoryCode, validity } = version
  const files = version.attachments.map((file) => file.id)
  const said = { title, summary, body, documentNumber, formedOn, categoryCode, files }
  return createHash('sha256')
    .update(canonical(validity === null ? said : { ...said, validity }))
    .digest('hex')
}

async function categoryId(tx: Context, code: string | null): Promise<Result<string | null>> {
  if (code === null) return ok(null)
  const [row] = await tx.sql`select id from categories where tenant_id = ${tx.tenantId} and code = ${code}`
  return row
    ? ok(z.string().parse(row.id))
    : refuse('disclosures.category', '没有这个分类，请重新选择', { field: 'category' })
}

async function attach(tx: Context, itemId: string, version: number, files: readonly string[]): Promise<Result<void>> {
  for (const [at, file] of files.entries()) {
    const known = z.uuid().safeParse(file).success
    const done = known
      ? await tx.sql`
          insert into disclosure_attachments (tenant_id, item_id, version, position, file_id)
          select ${tx.tenantId}, ${itemId}, ${version}, ${at + 1}, id from files
          where tenant_id = ${tx.tenantId} and id = ${file}`
      : { count: 0 }
    if (done.count === 0) return refuse('disclosures.file', '有一个附件已经找不到了，请重新上传', { field: 'files' })
  }
  return ok(undefined)
}
