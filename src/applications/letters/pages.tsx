import { raw } from 'hono/html'
import { disposition } from '../../files/names.ts'
import { findOrgan } from '../../organs/store.ts'
import { toDocx, toHtml, toPdf } from '../../typeset/typeset.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Notice } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { casePath, crumbs, wanted } from '../common.tsx'
import type { CaseFile } from '../store.ts'
import { draftOf } from '../who.ts'
import { previewLetter } from './make.ts'
import { FORMATS, type Format, isFormat } from './model.ts'
import { openLetter } from './store.ts'
import { remedyOf } from './values.ts'

/** A letter of the case, byte for byte as it was made. At POST /console/applications/:id/letters/:letter/:format */
export async function sendLetter(c: C) {
  const file = await wanted(c)
  const format = c.req.param('format') ?? ''
  if (!file || !isFormat(format)) return answerNotFound(c)
  const { application } = file
  const opened = await openLetter(contextOf(c), application, c.req.param('letter') ?? '', format)
  if (!opened.ok)
    return consolePage(
      c,
      {
        title: '打开文书',
        crumbs: crumbs({ label: application.number, href: casePath(application.id) }),
        refusal: opened.refusal,
      },
      <Actions>
        <Button href={casePath(application.id)}>返回</Button>
      </Actions>,
    )
  const { name, bytes } = opened.value
  return answerFile(c, name, format, bytes)
}

function answerFile(c: C, name: string, format: Format, bytes: Uint8Array): Response {
  const saved = disposition(name)
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': FORMATS[format].mime,
    // A PDF is read and printed where it opens.
    'content-disposition': format === 'pdf' ? saved.replace('attachment', 'inline') : saved,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
}

/** The reply as it would go out with the draft that stands; nobody is named in it yet. Null when there is no draft. */
async function replyPreview(c: C, file: CaseFile) {
  const draft = draftOf(file.application, file.replies)
  if (!draft) return null
  const day = draft.servedOn ?? file.today
  return { draft, day, made: await previewLetter(scopeOf(c), file, { letter: { outcome: draft.outcome }, day }) }
}

/** 预览答复书: what the leader signs, as the applicant will read it. At /console/applications/:id/reply */
export async function showReply(c: C) {
  const file = await wanted(c)
  const preview = file && (await replyPreview(c, file))
  if (!file || !preview) return answerNotFound(c)
  const { application } = file
  const { draft, day, made } = preview
  const organ = (await findOrgan(scopeOf(c), application.organId))!
  const doubt = remedyOf(application, organ, day, draft.outcome)?.doubt
  const here = casePath(application.id, '/reply')
  return consolePage(
    c,
    {
      title: '预览答复书',
      crumbs: crumbs({ label: application.number, href: casePath(application.id) }, { label: '预览答复书' }),
      refusal: made.ok ? undefined : made.refusal,
    },
    <>
      {doubt && <Notice kind="warning" title={doubt} />}
      <Notice title="文号和申请人的姓名在送达时写入。" />
      <Actions>
        <Button href={`${here}.pdf`}>PDF</Button>
        <Button href={`${here}.docx`}>DOCX</Button>
        <Button href={casePath(application.id)}>返回</Button>
      </Actions>
      {made.ok && <div class="paper">{raw(toHtml(made.value))}</div>}
    </>,
  )
}

/** The same as a file. At /console/applications/:id/reply.pdf and .docx */
export const replyFile = (format: Format) => async (c: C) => {
  const file = await wanted(c)
  const preview = file && (await replyPreview(c, file))
  if (!file || !preview?.made.ok) return answerNotFound(c)
  const document = preview.made.value
  const bytes = format === 'pdf' ? await toPdf(document) : await toDocx(document)
  return answerFile(c, `${document.title}（样稿${file.application.number}）.${format}`, format, bytes)
}
