import { channelCount } from '../collect.ts'
import type { Contradiction } from '../findings.ts'
import { quoteOf } from '../flow.ts'
import { isChannel } from '../narrative/classify.ts'
import type { Key } from '../narrative/keys.ts'
import type { Statement } from '../narrative/narrative.ts'
import { sumOf } from '../numerals.ts'
import { type Case, contradiction, type Judge, quoteCount, quoteStatement, settledOf, shown } from './case.ts'
import { nameOf } from './text-table.ts'

const COMPARED: Key[] = [
  'proactive_total',
  'applications_received',
  'applications_handled',
  'reconsiderations',
  'litigations',
]
const SURE: Partial<Record<Key, number>> = { proactive_total: 6 }

/** Two passages that state the same figure differently. */
export const judgeTwice: Judge = (it) =>
  COMPARED.flatMap((key): Contradiction[] => {
    const sure = it.report.narrative.statements.filter(
      (said) =>
        said.key === key && said.worth >= (SURE[key] ?? 4) && !said.narrow && !said.count?.inList && !said.inclusive,
    )
    const [first] = sure
    const other = sure.find((said) => said.value !== first!.value && subjectOf(it, said) === subjectOf(it, first!))
    if (!first || !other || first.count?.unit !== other.count?.unit) return []
    const says = `${nameOf(key)}前后不一：一处为${shown(first.value)}，另一处为${shown(other.value)}`
    return [
      contradiction(
        'other',
        'hard',
        says,
        [first.value, other.value],
        [quoteStatement(it, first), quoteStatement(it, other)],
      ),
    ]
  })

/** 收到23件（含上年结转2件）: one count is said to be part of the other. */
const isInside = ({ report }: Case, part: Statement, whole: Statement): boolean =>
  report.narrative.lists.some(
    (list) => list.head === whole.count && list.items.some(({ count }) => count === part.count),
  )

/** Whose figure it is: what stands before the verb, without the year and words for the organ itself. */
const subjectOf = ({ report: { flow } }: Case, { from, to }: Statement): string =>
  flow.text
    .slice(from, to)
    .replace(
      /(?:共|累计|一共|主动|新)*(?:收到|受理|接收|接到|公开|发布|答复|办结|被|发生|行政复议|行政诉讼|政府信息).*$/,
      '',
    )
    .replace(/20\d\d年度?|本?年度?|全年|[我全本].|截[至止].*?[日底]|[，、：]/g, '')

/** Applications received, carried in, answered and carried on, where only the text gives them. */
export const judgeBalance: Judge = (it) => {
  if (it.report.applications || it.report.annex) return []
  const said = (key: Key) => settledOf(it, key)?.said ?? null
  const [received, carriedIn, handled, carriedOut] = (
    ['applications_received', 'applications_carried_in', 'applications_handled', 'applications_carried_out'] as const
  ).map(said)
  if (!received || !handled || received.narrow || handled.narrow) return []
  const quotes = [received, handled, carriedIn, carriedOut].flatMap((one) => (one ? [quoteStatement(it, one)] : []))
  const came = received.value + (carriedIn?.value ?? 0)
  const went = handled.value + (carriedOut?.value ?? 0)
  if (came === went) return []
  // 共受理 may already include what was carried in.
  if (carriedIn && received.value === went && (received.inclusive || isInside(it, carriedIn, received))) return []
  if (carriedIn && carriedOut) {
    const says = `新收${received.value}加上年结转${carriedIn.value}为${came}，办结${handled.value}加结转下年${carriedOut.value}为${went}`
    return [contradiction('carry-over', 'hard', says, [came, went], quotes)]
  }
  if (handled.value > came) {
    const says = `办结${handled.value}件，多于${carriedIn ? '收到和上年结转的' : '收到的'}${came}件`
    return [contradiction('received-answered', carriedIn ? 'hard' : 'soft', says, [handled.value, came], quotes)]
  }
  // The rest is spoken of, though not as a figure of its own.
  if (/正在|在办|办理中|未到期|尚未|顺延|结转|延期/.test(around(it, handled))) return []
  if (carriedOut) {
    const says = `收到${came}件，办结${handled.value}件、结转${carriedOut.value}件，合计${went}件`
    return [contradiction('carry-over', 'soft', says, [came, went], quotes)]
  }
  const says = `收到${came}件，办结${handled.value}件，其余${came - handled.value}件去向未载明`
  return [contradiction('received-answered', 'soft', says, [came, handled.value], quotes)]
}

const around = ({ report: { flow } }: Case, { count, from, to }: Statement) =>
  flow.text.slice(count?.sentence.from ?? from, (count?.sentence.to ?? to) + 60)

/** Channels named one after another behind the total, without being called parts of it. */
export const judgeLooseChannels: Judge = (it) => {
  const total = settledOf(it, 'proactive_total')?.said
  if (!total?.count) return []
  const { narrative } = it.report
  const at = narrative.counts.indexOf(total.count)
  if (narrative.lists.some((list) => list.head === total.count)) return []
  const channels = narrative.counts
    .slice(at + 1, at + 8)
    .filter(
      (count) =>
        !count.inList && count.sentence.part === total.count!.sentence.part && count.unit === total.count!.unit,
    )
    .filter((count) => channelCount(count) !== null || isChannel(count.lead.slice(-12)))
  if (channels.length < 2) return []
  const sum = sumOf(channels.map(({ value }) => value))
  if (sum <= total.value || channels.some(({ value }) => value >= total.value)) return []
  const says = `各渠道${channels.map(({ value }) => shown(value)).join('＋')}＝${shown(sum)}，多于总数${shown(total.value)}（同一信息可在多处公开）`
  return [
    contradiction(
      'channel-sum',
      'soft',
      says,
      [total.value, sum],
      [quoteStatement(it, total), ...channels.map((count) => quoteCount(it, count))],
    ),
  ]
}

/** 网站100条、微信50条，共170条: a total behind its parts. */
export const judgeTrailingTotal: Judge = (it) =>
  it.report.narrative.counts.flatMap((total, index): Contradiction[] => {
    if (
      !/^[，；]?(?:共计|合计|总计|共)(?:主动)?(?:公开|发布)?(?:各类)?(?:政府|政务)?(?:信息)?$/.test(total.lead) ||
      total.approximate
    )
      return []
    const parts: typeof it.report.narrative.counts = []
    for (let at = index - 1; at >= 0; at--) {
      const count = it.report.narrative.counts[at]!
      if (count.sentence !== total.sentence || count.unit !== total.unit || count.approximate || count.inList) break
      parts.unshift(count)
    }
    if (parts.length < 2 || !parts.every((count) => isChannel(count.lead))) return []
    const sum = sumOf(parts.map(({ value }) => value))
    if (sum === total.value) return []
    const says = `各渠道相加为${shown(sum)}${total.unit}，合计写${shown(total.value)}${total.unit}`
    return [
      contradiction(
        'channel-sum',
        'hard',
        says,
        [total.value, sum],
        [quoteCount(it, total), quoteCount(it, parts[0]!)],
      ),
    ]
  })

const SEVERAL = /各(?:级)?(?:政府)?(?:机关|部门|单位)|全[省市县区]/

/** What stands out but may be explained: whose visits, which unit, a case called by another name, rules of an organ without the power. */
export const judgeOddities: Judge = (it) => {
  const { header, flow, annex, duties } = it.report
  const found: Contradiction[] = []
  const visits = settledOf(it, 'site_visits')?.said
  const small = header.organ !== null && /(?:镇|乡|街道|局|委|办|中心)(?:人民政府|办事处|办公室)?$/.test(header.organ)
  if (visits?.count && small && SEVERAL.test(quoteStatement(it, visits))) {
    const says = `访问${shown(visits.value)}人次注明的范围是“${SEVERAL.exec(quoteStatement(it, visits))![0]}”，并非本机关口径`
    found.push(contradiction('other', 'soft', says, [visits.value], [quoteStatement(it, visits), organQuote(it)]))
  }
  const received = settledOf(it, 'applications_received')
  const inItems = annex?.rows.find((row) => row.unit === '条' && /^(?:行政复议|行政诉讼|受理.*申请)/.test(row.label))
  if (inItems && received?.said?.count?.unit === '件') {
    const label = quoteOf(flow, inItems.place.from, inItems.place.labelEnd)
    found.push(
      contradiction(
        'other',
        'soft',
        '附表中申请、复议、诉讼以“条”计，正文以“件”计',
        [],
        [label, quoteStatement(it, received.said)],
      ),
    )
  }
  for (const sentence of it.report.narrative.sentences) {
    const words = flow.text.slice(sentence.from, sentence.to)
    const heading = sentence.heading.split('>')[0]!
    if (!/复议/.test(heading) || !/诉讼/.test(heading) || /投诉|举报|申诉/.test(heading)) continue
    const named = /(?:行政)?复议案?(?:件)?[和、及与](?:行政)?(?:投诉|举报|申诉)案?/.exec(words)
    if (!named || /诉讼/.test(words)) continue
    const quote = quoteOf(flow, sentence.from + named.index, sentence.from + named.index + named[0].length)
    const at = flow.text.lastIndexOf(heading.replace(/^[^一-鿿]*/, ''), sentence.from)
    const title = at < 0 ? '' : quoteOf(flow, at, at + heading.length)
    found.push(
      contradiction('other', 'soft', `这一部分的标题是行政复议、行政诉讼，正文写的是“${named[0]}”`, [], [title, quote]),
    )
  }
  const rules = duties?.rows.find((row) => row.code === 'rules')
  // The form of 2019 also counts what others made and the organ disclosed.
  const made = duties?.form === '2019' ? rules?.cells?.slice(0, 1) : rules?.cells
  const most = Math.max(0, ...(made ?? []).map((cell) => cell ?? 0))
  if (rules && most > 0 && header.organ && isBelowPrefecture(header.organ)) {
    const quote = quoteOf(flow, rules.place.from, rules.place.end)
    const says = `${header.organ}不能制定规章，表二规章却有${most}件`
    found.push(contradiction('other', 'soft', says, [most], [quote.trim(), organQuote(it)]))
  }
  return found
}

/** 立法法 arts. 91, 93: rules are made from the prefecture upwards. A 市 may be of either kind, so it is left alone. */
const isBelowPrefecture = (organ: string) =>
  /(?:镇|(?<!城)乡|街道|县|旗|(?<!自治)区)(?:人民政府|办事处)?$|(?:镇|(?<!城)乡|街道|县|旗|(?<!自治)区)[^省]{0,12}(?:局|委员会|办公室|中心|队|所)$/.test(
    organ,
  )

function organQuote({ report: { header, flow } }: Case): string {
  const at = header.organ ? flow.text.indexOf(header.organ) : -1
  return at < 0 ? '' : quoteOf(flow, at, at + header.organ!.length)
}
