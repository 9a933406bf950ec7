import type { Flow } from './flow.ts'
import { onNewLine, quoteOf, stoodApart } from './flow.ts'
import { chineseNumber } from './numerals.ts'

/** What the front of a report says of itself. */
export type Header = { organ: string | null; year: number | null; period: Period | null }

/** 统计期限 as printed; parts that are missing are null. */
export type Period = { from: number; to: number; start: PartDate; end: PartDate }
export type PartDate = { year: number | null; month: number | null; day: number | null }

const YEAR = '(20\\d\\d|二[〇零一二三四五六七八九]{3})'
const NAMED =
  '(?:政府信息公开|政务信息公开|政务公开|信息公开|信息年度公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)'
const TITLE = new RegExp(`${YEAR}年?(?:度)?([^，。；：“”《》\\d|]{0,40}?)(?:年度)?${NAMED}`, 'g')
const YEAR_ONLY = new RegExp(`${YEAR}年(?:度)?(?:政府信息公开)?(?:工作)?(?:年度)?(?:报告|年报)`)
const ORGAN_END =
  /(?:人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|委|办|院|部|处|中心|站|所|队|公司|机关|大学|学院|学校|中学|小学|医院|馆|街道|街道办事处|办事处|镇|乡|街|区|县|市|旗|州|盟|省|开发区|试验区|实验区|新区|园区|社)$/
/** Words every organ's name ends in are no name by themselves. */
const NO_NAME =
  /^(?:[本我各][单位机关局镇乡委办院校区县市街道部门]{1,3}|人民政府|政府|办公室|街道|街道办事处|办事处|[局厅委办院处站所队镇乡街区县市旗州盟省社])?$/
const ORGAN_NAME = /[\u4e00-\u9fff（）·×〇X*]{2,40}$/

/** 某部政府信息公开工作2021年度报告: the year behind. */
const YEAR_BEHIND = /([\u4e00-\u9fff]{2,30}?)(?:政府信息公开|政务公开|信息公开)工作?(20\d\d)年度?(?:工作)?(?:报告|年报)/

/** Reads organ, year and period from the text itself. */
export function headerOf(flow: Flow): Header {
  const period = periodOf(flow.text)
  const title = titleOf(flow)
  const year = title?.year ?? period?.start.year ?? period?.end.year ?? yearAlone(flow.text)
  const organ = fullName(flow, title?.organ ?? organNamed(flow))
  return { organ, year: year ?? null, period }
}

type Title = { organ: string | null; year: number; worth: number }

function titleOf(flow: Flow): Title | null {
  const titles: Title[] = []
  TITLE.lastIndex = 0
  for (const found of flow.text.slice(0, 6000).matchAll(TITLE)) {
    const at = found.index
    const start = lineStart(flow, at)
    const ahead = flow.text.slice(start, at)
    // 某镇人民政府信息公开年报: the 政府 of the name is the one of the title.
    const between = cleanName(found[2]!.replace(/人民$/, '人民政府'))
    const year = yearIn(found[1]!)
    if (year === null) continue
    const quoted = /《[^》]*$/.test(flow.text.slice(Math.max(0, at - 40), at))
    const name = between !== '' && ORGAN_END.test(between) ? between : cleanName(ahead) || lineBefore(flow, start)
    const good = ORGAN_END.test(name) && !NO_NAME.test(name)
    const worth = (good ? 4 : 0) + (quoted ? 0 : 2) + (/关于|印发|根据|按照/.test(ahead) ? 0 : 2) + (at < 400 ? 1 : 0)
    titles.push({ organ: good ? name : null, year, worth })
  }
  const behind = YEAR_BEHIND.exec(flow.text.slice(0, 2000))
  if (behind) {
    const name = cleanName(behind[1]!)
    const good = ORGAN_END.test(name) && !NO_NAME.test(name)
    titles.push({ organ: good ? name : null, year: Number(behind[2]), worth: good ? 5 : 0 })
  }
  return titles.sort((a, b) => b.worth - a.worth)[0] ?? null
}

const yearIn = (written: string) => (/^\d/.test(written) ? Number(written) : chineseNumber(written))

/** Where the words of a title begin: at a line's front, a blank, or punctuation. */
function lineStart(flow: Flow, at: number): number {
  let start = at
  while (start > 0 && at - start < 44) {
    if (onNewLine(flow, start) || (stoodApart(flow, start) && at > start)) break
    if (/[，。；：！？“”《》|\n〔〕#\d]/.test(flow.text[start - 1]!)) break
    start--
  }
  return start
}

/** A title broken over lines: the organ alone on the line before the year. */
function lineBefore(flow: Flow, start: number): string {
  if (start === 0) return ''
  const end = flow.text[start - 1] === '\n' ? start - 1 : start
  return cleanName(flow.text.slice(lineStart(flow, Math.max(0, end - 1)), end))
}

const cleanName = (words: string) =>
  (ORGAN_NAME.exec(words)?.[0] ?? '')
    .replace(/^.*(?:向社会|特|现)(?:公布|公开|发布|报告)/, '')
    .replace(/^(?:现将|根据要求)/, '')
    .replace(/^(?:关于)?(?:印发|公布|发布|报送|公开|编制|撰写)?(?:的)?(?:了)?/, '')
    .replace(/(?:关于|的)$/, '')

function yearAlone(text: string): number | null {
  const alone = YEAR_ONLY.exec(text.slice(0, 2000))
  if (alone) return yearIn(alone[1]!)
  const counts = new Map<number, number>()
  for (const [, year] of text.matchAll(/(20\d\d)年/g)) counts.set(Number(year), (counts.get(Number(year)) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first && (first[1] > 1 || counts.size === 1) ? first[0] : null
}

/** Who a report names as its author or its subject, the surest wording first. Offices inside an organ stand for the organ. */
const WRITTEN_BY = [
  /本(?:报告|年报)由([^，。；、]{3,30}?)(?:根据|按照|依据|编制|负责)/,
  /由([^，。；、由（]{3,30}?)(?:（[^）]*）)?(?:负责|综合[^，。；]{0,14})?编制/,
  /(?:要求|规定|精神|实际)，([\u4e00-\u9fff]{3,24}?)(?:结合实际(?:工作|情况)?)?，?(?:认真)?编制(?:了)?(?:本报告|20\d\d)/,
  /(?:请与|请联系：?)([\u4e00-\u9fff]{3,30}?)(?:联系|；|（|，)/,
  /(?:根据|结合)20\d\d年(?:度)?([\u4e00-\u9fff]{3,24}?)(?:政府|政务)?信息公开工作/,
  /20\d\d年(?:度)?，([\u4e00-\u9fff]{2,20}?(?:局|委员会|人民政府|办事处|街道|镇|乡|厅|大学|学院|[县区市旗州]))(?=坚持|认真|严格|不断|深入|全面|积极|按照|继续|高度|以|在|持续|紧紧|坚决|始终|切实|贯彻|进一步|(?:政府)?信息公开工作)/,
]
const INNER_OFFICE =
  /(?:党政(?:综合)?|党建|政府|综合|党工委|信息公开|政务公开|政府信息公开)?(?:工作)?(?:领导小组)?(?:办公室|办)?(?:政府信息公开|信息公开|政务公开|保密与电子政务)?(?:办公室|办|处|科|股|室)$/

function organNamed(flow: Flow): string | null {
  for (const pattern of WRITTEN_BY) {
    const named = pattern.exec(flow.text)?.[1]?.replace(/^(?:我[县区市镇乡局]|本)/, '')
    if (!named) continue
    for (const name of [named.replace(INNER_OFFICE, ''), named])
      if (ORGAN_END.test(name) && !NO_NAME.test(name) && name.length > 2) return name
  }
  const lines = flow.raw.split('\n').map((line) => line.trim())
  return (
    lines.find((line) => /^[\u4e00-\u9fff]{4,30}$/.test(line) && /(?:人民政府|办事处|委员会|管委会|局)$/.test(line)) ??
    null
  )
}

/**
 * The name as fully as the text gives it: 码头镇 is 码头镇人民政府 where the text says so, and 洪泽区人民政府 is the one of
 * 淮安市 where that stands before it.
 */
function fullName(flow: Flow, name: string | null): string | null {
  if (!name) return null
  const { text } = flow
  let full = name
  if (/(?:镇|乡|街道|街|区|县|市|旗)$/.test(full)) {
    const suffix = ['人民政府', '办事处', '街道办事处'].find((end) => text.includes(full + end))
    if (suffix) full += suffix
  }
  // 市应急管理局 is the one of 安康市, where the text says so once.
  if (/^[省市州盟县区旗]/.test(full)) {
    const place = new RegExp(
      `(?:^|[，。；：（“、与由在括\\n])((?:(?![与由在和各对括])[\\u4e00-\\u9fff]){2,6}?)${full}`,
    ).exec(text)?.[1]
    if (place && !/[级我本全现将特向布]/.test(place)) full = place + full
  }
  const ahead = new RegExp(
    `(?:^|[由与和，。；：、（\\n])((?:(?:(?![由与和本全我各该])[\\u4e00-\\u9fff]){1,6}?(?:省|自治区|市|自治州|州|盟|县|区|旗)){1,3})${full}`,
  )
  const longer = ahead.exec(text)?.[1]
  return longer && !full.startsWith(longer) ? longer + full : full
}

const DATE = '(?:(20\\d\\d|\\d{2})?年)?(\\d{1,2})?月(\\d{1,2})?日'
const PERIOD = new RegExp(
  `(?:期限|时段|时间|期间|周期|区间|数据|统计)[^。；]{0,16}?(?:自|从|为|是|：)?(${DATE})(?:起|开始)?(?:至|到|—|－|-|~|～)+(?:同年)?(${DATE})`,
)

function periodOf(text: string): Period | null {
  const found = PERIOD.exec(text)
  if (!found) return null
  const part = (written: string | undefined) => (written === undefined ? null : Number(written))
  const start = { year: part(found[2]), month: part(found[3]), day: part(found[4]) }
  const end = { year: part(found[6]) ?? start.year, month: part(found[7]), day: part(found[8]) }
  return { from: found.index + found[0].indexOf(found[1]!), to: found.index + found[0].length, start, end }
}

export const periodQuote = (flow: Flow, period: Period): string => quoteOf(flow, period.from, period.to)
