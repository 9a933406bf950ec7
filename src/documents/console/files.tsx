import { dayOf } from '../../calendar/day.ts'
import { sendFile } from '../../files/download.tsx'
import { disposition } from '../../files/names.ts'
import { findOrgan } from '../../organs/store.ts'
import { toDocx, toPdf } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { cleanPaste, LONGEST_PASTE } from '../import/clean.ts'
import { asIssued, officialDocument } from '../official.ts'
import { versionsOf } from '../registry/store.ts'
import { renditionsOf } from '../renditions/store.ts'
import { ofDocument } from './common.tsx'

/** A file of the document: of any version, of a partner, or as issued. At /console/documents/:id/files/:file */
export const documentFile = ofDocument(async (c, document) => {
  const scope = scopeOf(c)
  const id = c.req.param('file') ?? ''
  const [versions, renditions] = await Promise.all([versionsOf(scope, document.id), renditionsOf(scope, document.id)])
  const known = [
    ...versions.flatMap(({ attachments }) => attachments.map((file) => file.id)),
    ...renditions.map((file) => file.id),
    ...document.partners.map(({ consentFile }) => consentFile),
  ]
  return known.includes(id) ? sendFile(c, id) : answerNotFound(c)
})

/** The pages of the document as they stand, before it is printed. At /console/documents/:id/pages.pdf and .docx */
export const pages = (format: 'pdf' | 'docx') =>
  ofDocument(async (c, document) => {
    const organ = (await findOrgan(scopeOf(c), document.organId))!
    const day = document.datedOn ?? dayOf(c.var.now)
    const made =
      document.frozen ??
      officialDocument(document.latest, organ, { day, signedAs: document.signedAs, partners: document.partners })
    const official = asIssued(made, {
      number: document.number,
      datedOn: document.datedOn,
      issuedOn: document.issuedAt && dayOf(document.issuedAt),
      attribute: document.attribute,
    })
    const bytes = format === 'pdf' ? await toPdf(official) : await toDocx(official)
    const name = `${document.latest.title.replaceAll('\n', '')}.${format}`
    return c.body(new Uint8Array(bytes), 200, {
      'content-type':
        format === 'pdf'
          ? 'application/pdf'
          : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': format === 'pdf' ? disposition(name).replace('attachment', 'inline') : disposition(name),
    })
  })

/** What was pasted, as plain text of ours. Keeps nothing. At POST /console/documents/clean */
export function clean(c: C) {
  const markup = c.var.form.get('markup')
  if (typeof markup !== 'string' || markup.length > LONGEST_PASTE) return c.text('', 422)
  return c.text(cleanPaste(markup))
}
