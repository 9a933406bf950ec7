import { safeName } from '../../files/names.ts'
import { sniff } from '../../files/sniff.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { dropDraftPaper, keepDraftPaper } from './drafts/store.ts'
import type { Visit } from './filing.ts'
import type { Paper } from './papers/store.ts'
import type { DraftPaper } from './rules.ts'

export const MOST_PAPERS = 4
/** A photograph of a phone, not made smaller. */
const LARGEST_PAPER = 8 * 1024 * 1024
const KINDS = ['application/pdf', 'image/png', 'image/jpeg']

/** What may be sent along: PDF, PNG or JPEG, by its content. Refuses naming the file. */
export async function readPaper(file: File, field: string): Promise<Result<Paper>> {
  const name = safeName(file.name)
  if (file.size > LARGEST_PAPER)
    return refuse('filing.paper-large', `“${name}”超过8 MB`, { field, fix: '请把照片拍小一些，或者压缩后再传' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mime = await sniff(name, bytes)
  if (!mime.ok) return { ok: false, refusal: { ...mime.refusal, field } }
  if (!KINDS.includes(mime.value))
    return refuse('filing.paper-kind', `“${name}”不是照片或者PDF`, { field, fix: '请上传jpg、png或者pdf文件' })
  return ok({ name, mime: mime.value, bytes })
}

/** The files of a form that hold something; browsers send an empty one where none was chosen. */
export const filesIn = (form: FormData, field: string): File[] =>
  form.getAll(field).filter((value): value is File => typeof value !== 'string' && value.size > 0)

/** Takes out what was ticked, and takes in what was sent, up to the first that cannot be; the others are kept. */
export async function takePapers(
  visit: Visit,
  secret: string,
  before: readonly DraftPaper[],
  form: FormData,
): Promise<{ papers: DraftPaper[]; refusal: Refusal | null }> {
  const dropped = new Set(form.getAll('drop'))
  const papers = before.filter(({ id }) => !dropped.has(id))
  for (const { id } of before) if (dropped.has(id)) await dropDraftPaper(visit, secret, id)
  for (const file of filesIn(form, 'papers')) {
    if (papers.length >= MOST_PAPERS)
      return {
        papers,
        refusal: refusalOf(
          refuse('filing.papers', `最多${MOST_PAPERS}张，“${safeName(file.name)}”没有收`, { field: 'papers' }),
        ),
      }
    const paper = await readPaper(file, 'papers')
    if (!paper.ok) return { papers, refusal: paper.refusal }
    const { name, mime, bytes } = paper.value
    papers.push({ id: await keepDraftPaper(visit, secret, bytes), name, mime, size: bytes.length })
  }
  return { papers, refusal: null }
}

const refusalOf = (result: Result<never>): Refusal | null => (result.ok ? null : result.refusal)
