import { ok, type Result, refuse } from '../../../result.ts'
import { type Job, LIMITS, type Outcome } from '../model.ts'
import { imageFile, pack } from './pack.ts'
import { BROKEN, loadPdfium, type Opened, open, type Pdfium, sizeOf } from './pdfium.ts'
import { draw } from './picture.ts'
import { rebuild } from './rebuild.ts'

/**
 * The rendering process: reads documents nobody has checked, so it lives apart from the program, answers one job at a time,
 * and is ended by its parent when it takes too long. Whatever goes wrong inside it, it goes with the process.
 */
const library = loadPdfium()

/** `ending`: something went wrong that may have left its marks; the next job gets another process. */
export type Reply = { answer: Result<Outcome>; ending: boolean }

process.on('message', async (job: Job) => {
  let reply: Reply
  try {
    reply = { answer: await perform(await library, job), ending: false }
  } catch (error) {
    const memory = error instanceof RangeError || /memory|abort/i.test(String(error))
    reply = { answer: memory ? TOO_MUCH : BROKEN, ending: true }
  }
  process.send?.(reply)
})
process.on('disconnect', () => process.exit())
// Ctrl-C in a terminal reaches the whole group; the parent ends this process once nothing waits for it.
process.on('SIGINT', () => {})

const TOO_MUCH = refuse('redaction.memory', '这份PDF太复杂，超出了处理能力', {
  field: 'file',
  fix: '请拆分成几份，或者打印后扫描，再遮盖',
})

/** Above this, a page shown in the browser is sent as JPEG. */
const MOST_SHOWN = 400_000

async function perform(pdfium: Pdfium, job: Job): Promise<Result<Outcome>> {
  const doc = open(pdfium, job.bytes)
  if (!doc.ok) return doc
  try {
    if (doc.value.pages > LIMITS.pages)
      return refuse('redaction.long', `这份PDF有${doc.value.pages}页，超过${LIMITS.pages}页`, {
        field: 'file',
        fix: '请拆分成几份，分别遮盖',
      })
    if (job.kind === 'look') return look(pdfium, doc.value)
    if (job.kind === 'redact') return await rebuild(pdfium, doc.value, job.order)
    const picture = draw(pdfium, doc.value, job.page, job.dpi)
    return picture ? ok(imageFile(pack(picture, MOST_SHOWN))) : BROKEN
  } finally {
    doc.value.close()
  }
}

function look(pdfium: Pdfium, doc: Opened): Result<Outcome> {
  const pages = Array.from({ length: doc.pages }, (_, at) => {
    const { width, height } = sizeOf(pdfium, doc, at + 1)
    return { width: Math.round((width / 72) * 254), height: Math.round((height / 72) * 254) }
  })
  return pages.every(({ width, height }) => width > 0 && height > 0) ? ok({ pages }) : BROKEN
}
