import { chineseNumber, decimalsOf, scaledNumber } from '../numerals.ts'
import type { Key } from './keys.ts'
import type { Sentence } from './sentences.ts'

/** A share behind a count: 占27.45%. */
export type Share = { percent: number; digits: number; from: number; to: number }

/** A number with its unit, where it stands in the flow, and what stands around it. */
export type Count = {
  value: number
  unit: string
  /** 余, 多, 近, 约: no figure, and never part of a sum. */
  approximate: boolean
  from: number
  to: number
  /** What stands between the count before (its share and changes included) and this number. */
  lead: string
  leadFrom: number
  /** What follows up to the next punctuation. */
  tail: string
  share: Share | null
  /** Change against the year before, with its sign. */
  change: number | null
  /** Brackets open around it. */
  depth: number
  sentence: Sentence
  /** The figure it states, and whether it is one of a list's items: filled in once lists are read. */
  key: Key | null
  inList: boolean
}

const UNITS =
  '人次|件次|条次|万元|亿元|元|条|件|项|篇|份|期|次|起|宗|例|则|部|个|家|人|名|场|册|批|户|辆|幅|本|类|种|字'
const NUMBER = new RegExp(
  `(?<![\\d.A-Za-z第])(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?(万|亿|千|百)?(余|多|来|几)?(万|亿)?(个百分点|%|‰|${UNITS})?(余|多|左右|以上)?`,
  'g',
)
const CHINESE =
  /(?<=共计?|合计|收到|受理|申请|答复|办结|为|仅|有|各|公开|发布|信息|约|近)([零〇一二两三四五六七八九十百千]{1,5})(余|多)?(件|条|起|份|宗)(?![一二三四五六七八九十龙])/g
const NOT_A_FIGURE =
  /^(?:年|月|日|号|时(?!间)|分(?!为|别)|点|楼|页|章|届|版|层|岁|周|天|小时|分钟|元旦|[-:：/@]\d|[、.](?=[^\d]{2}))/
const APPROXIMATELY = /(?:约|近|将近|超过?|逾|达到?近|突破|不少于|不低于)$/
const CHANGE = /(同比|环比|较上|比上|较去|比去|较20|比20|增长|增加|增量|减少|下降|上升|提高|降低|新增幅)/
/** Said behind a count of something there was none of the year before. */
const FROM_NONE = /^[^。；]{0,12}(?:零的?突破|从无到有)/
const FALL = /减少|下降|降低|减量/

/** All counts of a sentence, in order. Shares and changes are hung on the count they follow. */
export function countsIn(text: string, sentence: Sentence): Count[] {
  const words = text.slice(sentence.from, sentence.to)
  const counts: Count[] = []
  let leadFrom = 0
  let depth = 0
  let seen = 0
  for (const found of numbersIn(words)) {
    const { at, end, value, unit, approximate } = found
    depth += bracketsIn(words.slice(seen, at))
    seen = at
    if (unit === '' && !isBareItem(words, at, end, counts.at(-1))) continue
    const lead = words.slice(leadFrom, at)
    const last = counts.at(-1)
    if (unit === '%' || unit === '‰' || unit === '个百分点') {
      const share = /(?:^|[，、（])[^，。；]{0,3}占[^，。；\d]{0,16}$|^（$/.exec(lead)
      if (share && last && !last.share && !approximate && unit === '%') {
        last.share = { percent: value, digits: found.digits, from: sentence.from + at, to: sentence.from + end }
      }
      leadFrom = end
      continue
    }
    const lately = lead.slice(lead.lastIndexOf('，') + 1)
    const change = CHANGE.exec(lately)
    if (
      change &&
      last &&
      !/(?:收到|受理|公开|发布|新增主动|达|至|为)[^，；]{0,10}$/.test(lately.slice(change.index + change[0].length))
    ) {
      if (last.change === null && !approximate) last.change = FALL.test(lately) ? -value : value
      leadFrom = end
      continue
    }
    counts.push({
      value,
      unit,
      approximate: approximate || APPROXIMATELY.test(lead),
      from: sentence.from + at,
      to: sentence.from + end,
      lead,
      leadFrom: sentence.from + leadFrom,
      tail: /^[^，。；：、（）]{0,24}/.exec(words.slice(end))![0],
      share: null,
      change: !approximate && FROM_NONE.test(words.slice(end)) ? value : null,
      depth: Math.max(0, depth),
      sentence,
      key: null,
      inList: false,
    })
    leadFrom = end
  }
  return counts
}

type Found = { at: number; end: number; value: number; digits: number; unit: string; approximate: boolean }

function numbersIn(words: string): Found[] {
  const found: Found[] = []
  for (const match of words.matchAll(NUMBER)) {
    const [all, whole, fraction = '', scale, some, scaleAfter, unit = '', more] = match
    const end = match.index + all.length
    if (unit === '' && NOT_A_FIGURE.test(words.slice(end))) continue
    if (insideTitle(words, match.index) || /(?:电话|邮编|传真|编码|账号|热线)[：:]?$/.test(words.slice(0, match.index)))
      continue
    // 3件套, 12345热线, 5G are names; 第20条 is an article.
    if (/^[A-Za-z-]/.test(words.slice(end)) || /第$/.test(words.slice(0, match.index))) continue
    const times = scale === '千' ? 1000 : scale === '百' ? 100 : 1
    const digits = `${whole}${fraction}`
    found.push({
      at: match.index,
      end,
      value:
        scaledNumber(digits, scaleAfter ?? scale) * (scaleAfter ? times : scale === '千' || scale === '百' ? times : 1),
      digits: decimalsOf(digits),
      unit,
      approximate: some !== undefined || more !== undefined || scale === '千' || scale === '百',
    })
  }
  for (const match of words.matchAll(CHINESE)) {
    const value = chineseNumber(match[1]!)
    const before = words.slice(Math.max(0, match.index - 20), match.index)
    if (value === null || /确保|做到|力争|要求|坚持/.test(before)) continue
    found.push({
      at: match.index,
      end: match.index + match[0].length,
      value,
      digits: 0,
      unit: match[3]!,
      approximate: match[2] !== undefined,
    })
  }
  return found.sort((a, b) => a.at - b.at)
}

/** A number without a unit counts only as one more item of a list whose items have one: 不予公开1402。 */
function isBareItem(words: string, at: number, end: number, last: Count | undefined): boolean {
  if (!last || last.unit === '') return false
  const gap = words.slice((last.share?.to ?? last.to) - last.sentence.from, at)
  return /^[，、；][\u4e00-\u9fff“”]{2,14}$/.test(gap) && /^(?:[，、；）]|$)/.test(words.slice(end))
}

const insideTitle = (words: string, at: number) =>
  words.lastIndexOf('《', at) > words.lastIndexOf('》', at) && words.indexOf('》', at) > 0

function bracketsIn(words: string): number {
  let depth = 0
  for (const char of words) depth += char === '（' ? 1 : char === '）' ? -1 : 0
  return depth
}
