import { minuteOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/transaction.ts'
import type { Document } from '../documents/model.ts'
import { asIssued, officialDocument } from '../documents/official.ts'
import { findDocument, publishable, stepsOf } from '../documents/registry/store.ts'
import { markDisclosed, renditionsOf } from '../documents/renditions/store.ts'
import { reviewedVersion, subjectOf } from '../documents/secrecy.ts'
import { findFiles, keepFile } from '../files/store.ts'
import { findOrgan } from '../organs/store.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import { type Clearance, mayPublish } from '../review/store.ts'
import { toPdf } from '../typeset/typeset.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { type Place, page, step } from '../web/place.ts'
import { A, Actions, Button, Empty, Facts, Form, Panel, Select } from '../web/ui/index.ts'
import { listCategories } from './catalogue/store.ts'
import { crumbs, DESK, deskPath, ownOrgan } from './console/common.tsx'
import type { Item } from './item.ts'
import { createItem } from './store.ts'

const HERE = `${DESK}/from-documents`

/**
 * Makes the item of an issued document: its number, 成文日期, text and attachments, as the secrecy review cleared them. Where
 * something was masked, the pages are set anew from the public copy, and the original stays where it is.
 */
export function itemFromDocument(ctx: Context, documentId: string, category: string): Promise<Result<Item>> {
  return transact(ctx, async (tx) => {
    const document = await findDocument(tx, documentId)
    const open = document?.attribute === 'open' && ['issued', 'archived'].includes(document.state)
    if (!document || !open || !document.number || !document.datedOn)
      return refuse('disclosures.document', '只有已印发的、主动公开的公文可以转为主动公开信息')
    if (document.itemId) return refuse('disclosures.document-taken', '这份公文已经转为主动公开信息')
    const version = reviewedVersion(document, await stepsOf(tx, document.id))
    const cleared = await mayPublish(tx, subjectOf(document, version))
    if (!cleared.ok) return cleared
    const [title = '', body = ''] = cleared.value.parts
    const pages = await pagesOf(tx, document, cleared.value)
    if (!pages.ok) return pages
    const made = await createItem(tx, {
      organId: document.organId,
      title: title.replaceAll('\n', ''),
      category,
      documentNumber: document.number,
      formedOn: document.datedOn,
      body,
      channels: ['site'],
      attachments: [pages.value, ...publicFiles(cleared.value)],
    })
    if (made.ok) await markDisclosed(tx, document.id, made.value.id)
    return made
  })
}

const publicFiles = ({ files }: Clearance): string[] => files.flatMap(({ publicId }) => publicId ?? [])

/** The printed pages, or where the public reads something else than was printed, pages of that. */
async function pagesOf(tx: Context, document: Document, cleared: Clearance): Promise<Result<string>> {
  const { latest } = document
  const [title = '', body = ''] = cleared.parts
  const same = title === latest.title && body === latest.body
  const printed = (await renditionsOf(tx, document.id)).find(({ role }) => role === 'pdf')
  if (same && printed && cleared.files.every(({ id, publicId }) => id === publicId)) return ok(printed.id)
  const organ = (await findOrgan(tx, document.organId))!
  const copy = officialDocument(
    { ...latest, title, body, attachments: await findFiles(tx, publicFiles(cleared)) },
    organ,
    { day: document.datedOn!, signedAs: document.signedAs, partners: document.partners },
  )
  const bytes = await toPdf(asIssued(copy, document))
  const kept = await keepFile(tx, { name: `${copy.meta.title.slice(0, 80)}.pdf`, bytes })
  return kept.ok ? ok(kept.value.id) : kept
}

/** Issued documents that still have to be published. At /console/disclosures/from-documents */
const list = (c: C) => show(c, {}, null)

const make = async (c: C) => {
  const fields = typed(c.var.form)
  const done = await itemFromDocument(contextOf(c), fields.document ?? '', fields.category ?? '')
  return done.ok ? seeOther(c, deskPath(done.value.id)) : show(c, fields, done.refusal)
}

async function show(c: C, fields: Record<string, string>, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const [documents, categories] = await Promise.all([publishable(scope, ownOrgan(c)), listCategories(scope)])
  const options = categories.map(({ code, name }) => ({ value: code, label: name }))
  return consolePage(
    c,
    { title: '公文转主动公开', crumbs: crumbs({ label: '公文转主动公开' }), refusal },
    <>
      {documents.length === 0 && (
        <Empty title="没有等待公开的公文" hint="主动公开的公文印发以后，在这里转为主动公开信息。" />
      )}
      {documents.map((document) => (
        <Panel title={document.latest.title.replaceAll('\n', '')}>
          <Facts
            facts={[
              ['文号', <A href={`/console/documents/${document.id}`}>{document.number}</A>],
              ['成文日期', document.datedOn],
              ['印发', document.issuedAt && minuteOf(document.issuedAt)],
            ]}
          />
          <Form action={HERE}>
            <input type="hidden" name="document" value={document.id} />
            <Select
              label="类别"
              name="category"
              id={`category-${document.id}`}
              required
              empty="（请选择）"
              value={fields.document === document.id ? fields.category : ''}
              options={options}
            />
            <Actions>
              <Button kind="primary">转为主动公开信息</Button>
            </Actions>
          </Form>
        </Panel>
      ))}
    </>,
  )
}

export const fromDocumentPlaces: readonly Place[] = [
  page(HERE, ['officer'], list),
  step(HERE, ['officer'], 'disclosures.created', make),
]
