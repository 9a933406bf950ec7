import { type Flow, stoodApart } from '../flow.ts'

/** A sentence of the narrative, and the part of the report it stands in. */
export type Sentence = { from: number; to: number; heading: string; part: number; paragraph: number }

const NUMBERED = '(?:[一二三四五六七八九十]{1,3}[、.]?|（[一二三四五六七八九十]{1,2}）|\\d{1,2}[、.])'
const HEADING = new RegExp(`^#*${NUMBERED}([^，。；：:|\\d]{2,45}?)(?:[：:。]|$)`)
const CLOSED_HEADING = new RegExp(
  `^#*${NUMBERED}[^，。；：|\\d]{1,45}?(?:情况|概述|措施|事项|附表|数量|类别|形式|方面)(?=20\\d\\d年|今年|本年|本单位|本机关|我[镇乡县市区局]|全[镇乡县市区年]|未|没有|（[一二三四五六七八九十]）)`,
)
const OPENS = new RegExp(`^#*${NUMBERED}`)
const ENDS = /[。！？\n]|〔略〕/g

/** No sentence is longer: what is, is cut, so that no text takes long to read. */
const LONGEST = 1500

/** Splits what lies outside the tables into sentences. `gaps` are the tables. */
export function sentencesOf(flow: Flow, gaps: readonly { from: number; to: number }[]): Sentence[] {
  const sentences: Sentence[] = []
  const tables = [...gaps].sort((a, b) => a.from - b.from)
  let heading = ''
  let part = 0
  let paragraph = 0
  let from = 0
  const close = (to: number) => {
    if (to <= from) return
    for (; to - from > LONGEST; from += LONGEST) sentences.push({ from, to: from + LONGEST, heading, part, paragraph })
    let cut = from
    for (let next = headingEnd(flow, cut, to); next > cut; next = headingEnd(flow, cut, to)) {
      const words = flow.text.slice(cut, next)
      const major = /^#*[一二三四五六七八九十]{1,3}[、.一-鿿]/.test(words)
      heading = major ? words : `${heading.split('>')[0]}>${words}`
      if (major) part++
      paragraph++
      sentences.push({ from: cut, to: next, heading, part, paragraph })
      cut = next
    }
    if (to > cut) sentences.push({ from: cut, to, heading, part, paragraph })
  }
  const walk = (to: number) => {
    ENDS.lastIndex = from
    for (let end = ENDS.exec(flow.text); end && end.index < to; end = ENDS.exec(flow.text)) {
      if (end[0] !== '\n' && insideBrackets(flow.text, from, end.index)) continue
      close(end.index)
      if (end[0] === '\n') paragraph++
      from = end.index + end[0].length
    }
    close(to)
  }
  for (const table of tables) {
    if (table.from > from) walk(table.from)
    from = Math.max(from, table.to)
  }
  walk(flow.text.length)
  return sentences
}

/** A full stop inside a short bracket does not end the sentence around it. */
function insideBrackets(text: string, from: number, at: number): boolean {
  const open = text.lastIndexOf('（', at)
  if (open < from || at - open > 160) return false
  const close = text.indexOf('）', open)
  return close > at && close - open < 200
}

/** Where the heading at the front of a sentence ends: at the end of its line, a blank, or the words headings close with. */
function headingEnd(flow: Flow, from: number, to: number): number {
  const words = flow.text.slice(from, Math.min(to, from + 60))
  if (!/^[#一二三四五六七八九十（\d]/.test(words)) return from
  const found = HEADING.exec(words)
  for (let i = from + 3; OPENS.test(words) && i < Math.min(to, from + 45); i++) {
    if (/[，；]/.test(flow.text[i]!)) break
    if (
      stoodApart(flow, i) &&
      !/[a-z\d]/i.test(flow.text[i - 1]!) &&
      i - from > 4 &&
      endsLikeHeading(flow.text.slice(from, i))
    )
      return i
  }
  const closed = CLOSED_HEADING.exec(words)
  if (closed) return from + closed[0].length
  if (found && from + found[0].length >= to) return to
  return from
}

const endsLikeHeading = (words: string) =>
  /(?:情况|概述|措施|事项|附表|方面|数量|形式|类别|内容|工作|费用|说明|问题|解决)$/.test(words)

/** What the part or heading is about, for sentences that only say 没有发生. */
export const isAbout = ({ heading }: Sentence, topic: RegExp): boolean => topic.test(heading)
