import { visible } from '../characters.ts'
import type { Found } from '../hit.ts'
import type { Citation } from './citation.ts'

/** Words beside a citation that say the cited document is not for everybody. */
const INTERNAL = /绝密|机密|秘密|★|内部|明电|密件|不公开|不予公开|不宜公开|依申请公开|不得公开|不对外/
/** Organs mark secret series in the number itself: 南委密〔2017〕3号. */
const SECRET_SERIES = /密(?:发|字|电|函)?〔/

/** A citation with what stands beside it, so that it can be judged away from the text. */
export type Cited = Citation & { isSecretSeries: boolean; isMarkedInternal: boolean }

export function cited(text: string, citation: Citation): Cited {
  const { number, start, end } = citation
  const beside = visible(text, start - 16, start).text + visible(text, end, end + 12).text
  return { ...citation, isSecretSeries: SECRET_SERIES.test(number), isMarkedInternal: INTERNAL.test(beside + number) }
}

/**
 * A citation of a document whose own record is not public. With a register: one that is not public blocks; one it does not
 * know is somebody else's document and says nothing. Known or not, a citation that is itself marked secret or internal is
 * reported.
 */
export function judgeCited(
  { start, end, candidates, isSecretSeries, isMarkedInternal }: Cited,
  isPublic: (documentNumber: string) => boolean | null = () => null,
): Found | null {
  const found = { kind: 'citation', mask: null, start, end } as const
  const known = candidates.map((number) => ({ number, open: isPublic(number) })).find(({ open }) => open !== null)
  if (known?.open) return null
  if (known) return { ...found, level: 'block', why: `引用的${known.number}没有公开，请确认标题和内容可以公开后再引用` }
  if (isSecretSeries) return { ...found, level: 'block', why: '文号带“密”字，引用的文件可能涉密' }
  return isMarkedInternal ? { ...found, level: 'warn', why: '引用处写明是内部或者不公开的文件' } : null
}

/** 〔〕 without 第 and without leading zeros: GB/T 9704-2012, 7.2.5. */
export function citationWording({ isPlain, hasZero, number, start, end }: Citation): Found | null {
  if (isPlain && !hasZero) return null
  const why = hasZero ? '发文顺序号不加前导零，年份用六角括号〔〕' : '发文字号的年份用六角括号〔〕，顺序号前不加“第”'
  return { kind: 'wording', level: 'warn', mask: number, why: `${why}（GB/T 9704）`, start, end }
}
