import { ok, type Result, refuse } from '../../result.ts'
import { EMPTY_GUIDE, GUIDE_LABELS, Guide, type Material } from './model.ts'

/** Fields of a guide that are one line or one text each. */
export const TEXTS = [
  'kind',
  'basis',
  'condition',
  'authority',
  'level',
  'flow',
  'feeStandard',
  'feeBasis',
  'place',
  'hours',
  'transport',
  'phone',
  'complaint',
  'onlineUrl',
  'onSiteReason',
  'result',
  'limits',
] as const satisfies readonly (keyof Guide)[]

/** Between the parts of a line; what people type on either keyboard. */
const BAR = /[|｜]/

/** A guide as its form shows it. Materials and questions are lines, their parts between bars. */
export function guideFields(guide: Guide): Record<string, string> {
  const yesNo = (said: boolean | null) => (said === null ? '' : said ? 'yes' : 'no')
  return {
    ...Object.fromEntries(TEXTS.map((field) => [field, guide[field]])),
    audience: guide.audience.join(' '),
    topics: guide.topics.join('、'),
    project: guide.project ?? '',
    legalDays: guide.legalDays?.toString() ?? '',
    legalUnit: guide.legalUnit,
    promiseDays: guide.promiseDays?.toString() ?? '',
    promiseUnit: guide.promiseUnit,
    fee: yesNo(guide.fee),
    online: guide.online ?? '',
    post: yesNo(guide.post),
    resultKind: guide.resultKind ?? '',
    materials: guide.materials.map(materialLine).join('\n'),
    questions: guide.questions.map(({ question, answer }) => `${question}｜${answer}`).join('\n'),
  }
}

const materialLine = ({ name, need, format, copies, source, note }: Material) =>
  [name, need === 'must' ? '必要' : '非必要', format, copies === null ? '' : `${copies}份`, source, note]
    .join('｜')
    .replace(/｜+$/, '')

/**
 * Reads the form back. Refuses with the field and, in lists, the line. A form without any field of a guide, from an older
 * page or another program, leaves the guide as it is: null.
 */
export function readGuide(form: Record<string, string>, audience: readonly string[]): Result<Guide | null> {
  if (form.guide !== 'yes') return ok(null)
  const materials = lines(form.materials).map((line) => materialOf(line.text))
  const bad = lines(form.materials).find((_, at) => materials[at] === null)
  if (bad)
    return refuse('services.material', `申请材料第${bad.at}行看不懂：${bad.text.slice(0, 30)}`, {
      field: 'materials',
      fix: '请写作：名称｜必要或非必要｜形式｜份数｜来源｜说明；后面几项可以不写',
    })
  const questions = lines(form.questions).map(({ text }) => text.split(BAR).map((part) => part.trim()))
  const odd = questions.findIndex((parts) => parts.length !== 2 || parts.some((part) => part === ''))
  if (odd !== -1)
    return refuse('services.question', `常见问题第${lines(form.questions)[odd]!.at}行须写作：问题｜回答`, {
      field: 'questions',
    })
  const read = Guide.safeParse({
    ...EMPTY_GUIDE,
    ...Object.fromEntries(TEXTS.map((field) => [field, form[field] ?? ''])),
    audience: [...audience],
    topics: (form.topics ?? '')
      .split(/[、,，;；\s]+/)
      .map((topic) => topic.trim())
      .filter(Boolean),
    project: form.project || null,
    legalDays: daysIn(form.legalDays),
    legalUnit: form.legalUnit || 'workday',
    promiseDays: daysIn(form.promiseDays),
    promiseUnit: form.promiseUnit || 'workday',
    fee: yesNoIn(form.fee),
    online: form.online || null,
    post: yesNoIn(form.post),
    resultKind: form.resultKind || null,
    materials,
    questions: questions.map(([question, answer]) => ({ question, answer })),
  })
  if (read.success) return ok(read.data)
  const [issue] = read.error.issues
  const field = String(issue?.path[0] ?? '') as keyof Guide
  return refuse('services.guide', `${GUIDE_LABELS[field] ?? '内容'}不对：${plain(issue?.message ?? '')}`, { field })
}

const plain = (message: string) => (/[一-龥]/.test(message) ? message : '请核对填写的内容')
const yesNoIn = (said: string | undefined) => (said === 'yes' ? true : said === 'no' ? false : null)
const daysIn = (text: string | undefined) =>
  !text?.trim() ? null : /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN

const lines = (text: string | undefined) =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line, at) => ({ text: line.trim(), at: at + 1 }))
    .filter((line) => line.text !== '')

function materialOf(line: string): Material | null {
  const [name = '', need = '', format = '', copies = '', source = '', note = '', ...more] = line
    .split(BAR)
    .map((part) => part.trim())
  if (name === '' || more.length > 0) return null
  if (need !== '' && need !== '必要' && need !== '非必要') return null
  const count = /^(\d{1,2})份?$/.exec(copies)
  if (copies !== '' && !count) return null
  return {
    name,
    need: need === '非必要' ? 'may' : 'must',
    format,
    copies: count ? Number(count[1]) : null,
    source,
    note,
  }
}
