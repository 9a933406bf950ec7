import { GAPS, VALUE, visible } from '../characters.ts'

const OPEN = '〔［[【(（﹝〈《〖{'
const CLOSE = '〕］]】)）﹞〉》〗}'
const SHAPE = new RegExp(
  `([\\u4e00-\\u9fa5A-Za-z]{2,18}) ?([${escaped(OPEN)}]) ?((?:19|20)\\d\\d)年? ?([${escaped(CLOSE)}]) ?(第?) ?(\\d{1,5}) ?号$`,
)

export type Citation = {
  /** 南政办〔2017〕124号, brackets and width made regular; may have words of the sentence before it. */
  number: string
  /** The same, each time with one character fewer in front: which of them is the document only a register can tell. */
  candidates: string[]
  isPlain: boolean
  hasZero: boolean
  start: number
  end: number
}

/** The document number that ends in the 号 at `at`. */
export function readCitation(text: string, at: number): Citation | null {
  if (!isAfterBracket(text, at)) return null
  const seen = visible(text, at - 48, at + 1)
  const match = SHAPE.exec(seen.text)
  if (!match) return null
  const [, said, open, year, close, ordinal, serial] = match as unknown as string[]
  const prefix = said!.replace(LEAD_IN, '')
  if (prefix.length < 2) return null
  const skipped = said!.length - prefix.length
  const number = (of: string) => `${of}〔${year}〕${Number(serial)}号`
  return {
    number: number(prefix),
    candidates: Array.from({ length: Math.min(prefix.length - 1, 12) }, (_, i) => number(prefix.slice(i))),
    isPlain: open === '〔' && close === '〕' && !ordinal,
    hasZero: /^0/.test(serial!),
    start: seen.at[match.index + skipped]!,
    end: at + 1,
  }
}

/** Only digits, spaces and the like between the closing bracket and the 号: looked at first, for most 号 stand elsewhere. */
function isAfterBracket(text: string, at: number): boolean {
  for (let i = at - 1; i > at - 16 && i > 0; i--) {
    const code = text.charCodeAt(i)
    if (VALUE[code]! < 0 && GAPS[code] === 0 && text[i] !== '第') return CLOSE.includes(text[i]!)
  }
  return false
}

/** Words of a sentence that run into the sign of the issuing organ. */
const LEAD_IN =
  /^.*(?:根据|按照|依据|依照|参照|贯彻|落实|执行|印发|转发|下发|发布|通知|意见|办法|规定|关于|文件|以及|及其|和|与|及|的|见|以|由|对|在|经|因|按|如|即|等|以下|原|将|至|废止|简称|文号为?|发文字号)/

function escaped(characters: string): string {
  return characters.replace(/[\][(){}]/g, '\\$&')
}
