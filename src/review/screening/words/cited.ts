import { visible } from '../characters.ts'
import type { Found } from '../hit.ts'
import type { Citation } from './citation.ts'

/** Words beside a citation that say the cited document is not for everybody. */
const INTERNAL = /绝密|机密|秘密|★|内部|明电|密件|不公开|不予公开|不宜公开|依申请公开|不得公开|不对外/
/** Organs mark secret series in the number itself: 南委密〔2017〕3号. */
const SECRET_SERIES = /密(?:发|字|电|函)?〔/

/**
 * Citations of documents whose own record is not public. With a register: one that is not public blocks; one it does not know
 * is somebody else's document and says nothing. Known or not, a citation that is itself marked internal is reported.
 */
export function citationsFound(
  text: string,
  citations: Citation[],
  isPublic?: (documentNumber: string) => boolean | null,
): Found[] {
  return citations.flatMap((citation): Found[] => {
    const { start, end, candidates } = citation
    const found = { kind: 'citation', mask: null, start, end } as const
    const known = isPublic ? candidates.find((number) => isPublic(number) !== null) : undefined
    if (known !== undefined && isPublic!(known)) return []
    if (known !== undefined)
      return [{ ...found, level: 'block', why: `引用的${known}没有公开，引用前请确认标题和内容可以公开` }]
    const beside = visible(text, start - 16, start).text + visible(text, end, end + 12).text
    const isSecret = SECRET_SERIES.test(citation.number)
    if (!isSecret && !INTERNAL.test(beside)) return []
    const why = isSecret ? '文号带“密”字，引用的文件可能涉密' : '引用处写明是内部或者不公开的文件'
    return [{ ...found, level: isSecret ? 'block' : 'warn', why }]
  })
}

/** 〔〕 without 第 and without leading zeros: GB/T 9704-2012, 7.2.5. */
export function citationWording({ isPlain, hasZero, number, start, end }: Citation): Found | null {
  if (isPlain && !hasZero) return null
  const why = hasZero ? '发文顺序号不加前导零，年份用六角括号〔〕' : '发文字号的年份用六角括号〔〕，顺序号前不加“第”'
  return { kind: 'wording', level: 'warn', mask: number, why: `${why}（GB/T 9704）`, start, end }
}
