import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'
import { sendFile } from '../../../files/download.tsx'
import { disposition } from '../../../files/names.ts'
import { readFile } from '../../../files/store.ts'
import { blocksToHtml, toPdf } from '../../../typeset/typeset.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, Button, PrintButton } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { pictureOf } from '../engine.ts'
import { recordSheet } from '../record.ts'
import type { Redaction } from '../registry/store.ts'
import { crumbs, ofRedaction, redactionPath } from './common.tsx'

/** Pages somebody is leafing through; never on disk. */
const pictures = new LRUCache<string, { mime: string; bytes: Uint8Array }>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: ({ bytes }) => bytes.length,
  ttl: 10 * 60_000,
})

/** A page of the original as a picture, for those who may see it. At /console/redactions/:id/pages/:page */
export const pagePicture = ofRedaction(async (c, redaction) => {
  const page = Number(c.req.param('page'))
  if (!Number.isInteger(page) || page < 1 || page > redaction.pages.length) return answerNotFound(c)
  const key = `${c.var.tenant.id}/${redaction.fileId}/${page}`
  const known = pictures.get(key)
  if (known) return send(c, known)
  const found = await readFile({ ...scopeOf(c), files: c.var.files }, redaction.fileId)
  if (!found) return answerNotFound(c)
  const drawn = await pictureOf(new Uint8Array(found.bytes), page)
  if (!drawn.ok) return answerNotFound(c)
  pictures.set(key, drawn.value)
  return send(c, drawn.value)
})

const send = (c: C, { mime, bytes }: { mime: string; bytes: Uint8Array }) =>
  c.body(new Uint8Array(bytes), 200, { 'content-type': mime })

/** The public copy. At /console/redactions/:id/copy */
export const copy = ofRedaction((c, { copyId }) => (copyId ? sendFile(c, copyId) : answerNotFound(c)), 'read')

const sheetOf = (c: C, redaction: Redaction) =>
  recordSheet({
    name: redaction.copyName ?? redaction.name,
    organ: redaction.organName,
    pages: redaction.pages.length,
    boxes: redaction.boxes,
    at: redaction.finishedAt ?? c.var.now,
  })

/** The log sheet 遮盖记录. At /console/redactions/:id/record */
export const record = ofRedaction(async (c, redaction) => {
  const sheet = sheetOf(c, redaction)
  return consolePage(
    c,
    {
      title: sheet.title,
      crumbs: crumbs({ label: redaction.name, href: redactionPath(redaction.id) }, { label: '记录' }),
    },
    <>
      <div class="prose">{raw(blocksToHtml(sheet.body))}</div>
      <Actions>
        <PrintButton />
        <Button href={redactionPath(redaction.id, '/record.pdf')}>下载PDF</Button>
      </Actions>
    </>,
  )
}, 'read')

/** The same sheet as PDF. At /console/redactions/:id/record.pdf */
export const recordPdf = ofRedaction(async (c, redaction) => {
  const pdf = await toPdf(sheetOf(c, redaction))
  return c.body(new Uint8Array(pdf), 200, {
    'content-type': 'application/pdf',
    'content-disposition': disposition('遮盖记录.pdf'),
  })
}, 'read')
