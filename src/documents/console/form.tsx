import { dayOf } from '../../calendar/day.ts'
import { findFiles, keepFile } from '../../files/store.ts'
import { listOrgans, listPosts } from '../../organs/store.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { readDocx } from '../import/docx.ts'
import type { DocumentInput } from '../input.ts'
import type { Document } from '../model.ts'
import { reviseDocument, submitDocument } from '../steps.ts'
import { draftDocument, editDocument } from '../store.ts'
import { deskPath, documentOf, ofDocument, ownOrgan } from './common.tsx'
import { type Fields, fieldsOf, inputOf } from './fields.ts'
import { type Filled, formPage } from './form-page.tsx'

type Mode = 'edit' | 'revise'

/** At /console/documents/new */
export const newForm = (c: C) =>
  show(c, null, 'edit', { fields: { kind: c.req.query('kind') ?? 'notice' }, files: [] }, null)

/** At /console/documents/:id/edit and …/revise */
export const editForm = (mode: Mode) =>
  ofDocument((c, document) =>
    show(
      c,
      document,
      mode,
      {
        fields: { ...fieldsOf(document.latest, document.partners), version: String(document.version) },
        files: document.latest.attachments,
      },
      null,
    ),
  )

/**
 * Keeps the draft, and hands it in when that button was pressed. Files are kept before the text is judged, so that a refused
 * form still has them. `import` reads a DOCX into the text and shows the form again.
 */
export const saveDocument = (mode: Mode) => async (c: C) => {
  const id = c.req.param('id')
  const document = id ? await documentOf(c) : null
  if (id && !document) return answerNotFound(c)
  const ctx = contextOf(c)
  const { form } = c.var
  const fields = typed(form)
  const dropped = form.getAll('drop').map(String)
  const kept = form
    .getAll('keep')
    .map(String)
    .filter((file) => !dropped.includes(file))
  let refusal: Refusal | null = null
  const sent: string[] = []
  for (const file of form.getAll('files')) {
    if (typeof file === 'string' || file.name === '') continue
    const stored = await keepFile(ctx, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (stored.ok) sent.push(stored.value.id)
    else refusal ??= stored.refusal
  }
  const attachments = [...kept, ...sent]
  const filled = async (more: Fields = {}): Promise<Filled> => ({
    fields: { ...fields, ...more },
    files: await findFiles(ctx, attachments),
  })
  if (!refusal && fields.next === 'import') {
    const read = await imported(form.get('docx'))
    if (read.ok) return show(c, document, mode, await filled({ body: read.value }), null, '已导入，请核对正文后保存')
    refusal = read.refusal
  }
  if (!refusal) {
    const organId = document?.organId ?? ownOrgan(c) ?? fields.organ ?? ''
    const input = await inputOf(ctx, organId, fields, attachments)
    const done = await save(c, document, mode, organId, input, fields)
    if (done.ok) return seeOther(c, deskPath(done.value.id))
    refusal = done.refusal
  }
  return show(c, document, mode, await filled(), refusal)
}

async function save(
  c: C,
  document: Document | null,
  mode: Mode,
  organId: string,
  input: DocumentInput,
  fields: Fields,
): Promise<Result<Document>> {
  const ctx = contextOf(c)
  const seen = { id: document?.id ?? '', version: Number(fields.version) }
  if (document && mode === 'revise') return reviseDocument(ctx, seen, input)
  const saved = document ? await editDocument(ctx, seen, input) : await draftDocument(ctx, { organId, ...input })
  return saved.ok && fields.next === 'submit' ? submitDocument(ctx, saved.value) : saved
}

async function imported(file: string | File | null): Promise<Result<string>> {
  if (!file || typeof file === 'string' || file.name === '')
    return refuse('documents.docx', '请先选择要导入的DOCX文件', { field: 'docx' })
  return readDocx(new Uint8Array(await file.arrayBuffer()))
}

async function show(
  c: C,
  document: Document | null,
  mode: Mode,
  filled: Filled,
  refusal: Refusal | null,
  done?: string,
) {
  const scope = scopeOf(c)
  const organId = document?.organId ?? ownOrgan(c)
  const [posts, organs] = await Promise.all([
    organId ? listPosts(scope, organId) : [],
    organId ? [] : listOrgans(scope),
  ])
  return formPage(c, {
    document,
    mode,
    filled,
    refusal,
    done,
    organs,
    leaders: posts.filter(({ roles }) => roles.includes('leader')).map(({ name }) => name),
    draftedOn: document ? dayOf(document.createdAt) : dayOf(c.var.now),
  })
}
