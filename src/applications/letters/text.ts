import { ok, type Result, refuse } from '../../result.ts'
import { allowedIn, type LetterRow } from './kinds.ts'
import { isPlaceholder, type Values, type Wording } from './model.ts'

const SLOT = /\{([^{}\n]*)\}/g
const LONGEST_TITLE = 60
const LONGEST_BODY = 5_000

const namesIn = (text: string): string[] => [...text.matchAll(SLOT)].map(([, name]) => name!.trim())

/**
 * Whether a letter may be worded like this: a title, a body, every placeholder known to this letter, those it cannot do
 * without all there, no brace left over. Pure.
 */
export function checkWording(row: LetterRow, { title, body }: Wording): Result<Wording> {
  const words = { title: title.trim(), body: body.replace(/\r\n?/g, '\n').trim() }
  if (!words.title || [...words.title].length > LONGEST_TITLE || /[{}\n]/.test(words.title))
    return refuse('applications.letter-title', `请填写标题，不超过${LONGEST_TITLE}字，不用大括号`, { field: 'title' })
  if (!words.body || words.body.length > LONGEST_BODY)
    return refuse('applications.letter-body', `请填写正文，不超过${LONGEST_BODY}字`, { field: 'body' })
  const names = namesIn(words.body)
  const strange = words.body.replace(SLOT, '').match(/[^\n]{0,6}[{}][^\n]{0,6}/)
  if (strange)
    return refuse('applications.letter-brace', `大括号没有成对：“${strange[0]}”`, {
      fix: '占位符写成一对大括号，例如 {申请人}',
      field: 'body',
    })
  const allowed: readonly string[] = allowedIn(row)
  const unknown = [...new Set(names.filter((name) => !allowed.includes(name)))]
  if (unknown.length > 0)
    return refuse('applications.letter-unknown', `这份文书不能使用：${unknown.map(braced).join('、')}`, {
      fix: `可以使用：${allowed.map(braced).join('、')}`,
      field: 'body',
    })
  const missing = row.needs.filter((name) => !names.includes(name))
  if (missing.length > 0)
    return refuse('applications.letter-missing', `缺少必须写明的内容：${missing.map(braced).join('、')}`, {
      fix: '请把它们写回正文',
      field: 'body',
    })
  return ok(words)
}

const braced = (name: string) => `{${name}}`

const isRow = (line: string) => line.startsWith('|')
/** A bar or a line end would end the cell. */
const inCell = (text: string) => text.replaceAll('|', '｜').replace(/\s*\n\s*/g, '；')

/**
 * The body with its placeholders filled in, once: what a value says is never read as a placeholder. A line that has
 * placeholders and nothing to put in any of them is left out; a row of a table stays. Pure.
 */
export function fill(body: string, values: Values): string {
  const said = (name: string) => (isPlaceholder(name) ? (values[name] ?? '') : '')
  return body
    .split('\n')
    .filter((line) => {
      const names = namesIn(line)
      return isRow(line) || names.length === 0 || names.some((name) => said(name) !== '')
    })
    .map((line) => {
      const say = isRow(line) ? inCell : (text: string) => text
      return line.replace(SLOT, (_, name: string) => say(said(name.trim())))
    })
    .join('\n')
}
