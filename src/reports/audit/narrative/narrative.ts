import type { Flow } from '../flow.ts'
import { continueLists } from './continued.ts'
import type { Count } from './counts.ts'
import { type Denial, denialsIn } from './denials.ts'
import type { Key } from './keys.ts'
import { type List, listsIn, type Reading } from './lists.ts'
import { proactiveWorth } from './meaning.ts'
import { type Sentence, sentencesOf } from './sentences.ts'

/** One sentence that gives a figure. `narrow`: it speaks of less, or of something else, than the whole report. */
export type Statement = {
  key: Key
  value: number
  from: number
  to: number
  /** How surely it means just this; the best statement of a key is taken. */
  worth: number
  narrow: boolean
  /** 截至…共: as of a day, which may be meant as cumulative. */
  asOf: boolean
  /** 收办, 共受理: may include what was carried in. */
  inclusive: boolean
  count: Count | null
}

export type Narrative = {
  sentences: Sentence[]
  counts: Count[]
  lists: List[]
  statements: Statement[]
  approximate: Count[]
}

/** One office's share, or another scope: said once, it holds for the rest of the sentence; a level only for its clause. */
const NARROW = /代表|名义|备案|应诉|出庭|督办|代为/
const LEVEL = /本级|协助|转办/
/** 受理并办结6件: as many came in as were answered. */
const TAKEN_AND_ANSWERED = /(?:收到|受理|接收)(?:和|并|及|、)[^，；]{0,6}(?:办结|处理|答复|办理|回复)[^，；]{0,14}$/
/** What a count is of may stand behind it: 收到1份政府信息公开行政复议申请. */
const BEHIND = /^(?:访问|浏览|查阅|点击|申请|人次|(?:有关|关于|因|政府)[^，。；]*(?:申请|复议|诉讼))/
/** Words between the sentence's front and the number that make the year another one. */
const YEARS = /(20\d\d)年(?!\d{1,2}月)/g

/** No report has more numbers than this; a text that has is none. */
const MOST_COUNTS = 3000

/** Reads everything the text says outside its tables. */
export function readNarrative(
  flow: Flow,
  gaps: readonly { from: number; to: number }[],
  year: number | null,
): Narrative {
  const narrative: Narrative = {
    sentences: sentencesOf(flow, gaps),
    counts: [],
    lists: [],
    statements: [],
    approximate: [],
  }
  let before: Reading = { counts: [], lists: [] }
  for (const sentence of narrative.sentences) {
    const words = flow.text.slice(sentence.from, sentence.to)
    if (narrative.counts.length > MOST_COUNTS) break
    const reading = /\d|[件条起份宗]/.test(words) ? listsIn(flow.text, sentence) : { counts: [], lists: [] }
    const near = before.counts.at(-1)?.sentence
    if (near && near.part === sentence.part && sentence.paragraph - near.paragraph <= 1) {
      const loose = before.counts.filter(({ inList }) => !inList)
      continueLists(before, reading)
      // What turns out to be an item states no total of its own.
      const items = new Set(loose.filter(({ inList }) => inList))
      if (items.size > 0)
        narrative.statements = narrative.statements.filter(({ count }) => count === null || !items.has(count))
    }
    if (reading.counts.length > 0) before = reading
    for (const list of reading.lists) list.head ??= headOf(list, narrative)
    narrative.counts.push(...reading.counts)
    narrative.lists.push(...reading.lists)
    for (const count of reading.counts) {
      if (otherYear(flow.text.slice(sentence.from, count.from), year)) continue
      if (count.approximate) narrative.approximate.push(count)
      else narrative.statements.push(...statementsOf(flow.text, count, year))
    }
    narrative.statements.push(...denialsIn(flow.text, sentence).map((denial) => denied(flow.text, denial)))
  }
  narrative.statements.push(...narrative.lists.flatMap((list) => yearsShare(narrative, list)))
  const attributes = narrative.sentences.flatMap((sentence) => attributesIn(narrative, sentence))
  if (attributes.length > 0) {
    // 依申请公开46条 beside 主动公开 counts documents, not applications.
    const own = new Set(attributes.map(({ count }) => count))
    narrative.statements = [
      ...narrative.statements.filter(({ count }) => count === null || !own.has(count)),
      ...attributes,
    ]
  }
  return narrative
}

/** The last year named before a number decides; a plan or a comparison speaks of another year. */
function otherYear(ahead: string, year: number | null): boolean {
  if (year === null) return false
  const named = [...ahead.matchAll(YEARS)].map((match) => Number(match[1]))
  const last = named.at(-1)
  return (
    last !== undefined &&
    last !== year &&
    !named.includes(year) &&
    !/(?:转|结转|延至|顺延|结转至|转至)[^，；]{0,4}20\d\d年[^，；]*$/.test(ahead)
  )
}

function statementsOf(text: string, count: Count, year: number | null): Statement[] {
  const ahead = text.slice(count.sentence.from, count.from)
  const base = {
    value: count.value,
    from: clauseStart(text, count),
    to: count.to + count.tail.length * Number(BEHIND.test(count.tail)),
    narrow: NARROW.test(ahead.slice(-60)) || LEVEL.test(count.lead),
    asOf: /截[至止][^，；]{0,14}/.test(ahead),
    inclusive: /收办|共受理|受理|办理/.test(ahead.slice(-40)),
    count,
  }
  const statements: Statement[] = []
  const { key } = count
  if (key) {
    let worth = 3 - count.depth
    if (/共|全年|本年|年度|20\d\d年|合计|总/.test(ahead)) worth += 1
    if (base.narrow) worth -= 1
    if (count.inList && key !== 'applications_carried_in' && key !== 'applications_carried_out') worth -= 1
    if (key === 'site_visits' && /总访问|总浏览/.test(count.lead)) worth += 1
    statements.push({ ...base, key, worth })
    if (key === 'applications_handled' && TAKEN_AND_ANSWERED.test(count.lead))
      statements.push({ ...base, key: 'applications_received', worth })
  } else {
    const proactive = proactiveWorth(count, year)
    if (proactive) {
      const worth = proactive.worth - (count.inList && !count.lead.includes(`${year}年`) ? 3 : 0)
      statements.push({ ...base, key: proactive.cumulative ? 'proactive_cumulative' : 'proactive_total', worth })
    }
  }
  return statements
}

function denied(text: string, denial: Denial): Statement {
  const clause = text.slice(denial.from, denial.to)
  return {
    key: denial.key,
    value: 0,
    from: denial.from,
    to: denial.to,
    worth: 2,
    narrow: NARROW.test(clause),
    asOf: false,
    inclusive: false,
    count: null,
  }
}

/** 累计公开846条，其中本年度214条: the part that is the year's. */
function yearsShare({ statements }: Narrative, { head, items }: List): Statement[] {
  const whole = statements.find(({ key, count }) => key === 'proactive_cumulative' && count !== null && count === head)
  const item = whole ? items.find(({ name }) => /本年|当年|今年|新增|20\d\d年度?(?!底|末)/.test(name)) : undefined
  if (!whole || !item || item.count.approximate) return []
  const { count, nameFrom } = item
  const about = { narrow: false, asOf: false, inclusive: false, count }
  return [{ key: 'proactive_total', value: count.value, from: nameFrom, to: count.to, worth: 5, ...about }]
}

const ATTRIBUTES: [Key, RegExp][] = [
  ['proactive_total', /主动公开[^，；、]{0,8}$/],
  ['on_request_total', /依申请公开[^，；、]{0,8}$/],
  ['not_disclosed_total', /(?:不予|不|免予|免于)公开[^，；、]{0,8}$/],
]

/** 制作政府信息3618条，其中主动公开1853条、依申请公开107条、不予公开1658条: documents by their attribute. */
function attributesIn({ counts }: Narrative, sentence: Sentence): Statement[] {
  const own = counts.filter((count) => count.sentence === sentence)
  const whole = own.findIndex(({ key }) => key === 'information_total')
  if (whole < 0) return []
  const said = own.slice(whole + 1).flatMap((count): Statement[] => {
    if (count.approximate) return []
    const key = ATTRIBUTES.find(([, words]) => words.test(count.lead))?.[0]
    if (!key) return []
    const from = count.from - /[^，；、（：]*$/.exec(count.lead)![0].length
    const about = { narrow: false, asOf: false, inclusive: false, count }
    return [{ key, value: count.value, from, to: count.to, worth: 7, ...about }]
  })
  return said.some(({ key }) => key === 'on_request_total') ? said : []
}

/** What a list without a count of its own divides: the item it names, the disclosed total, or the count before it. */
function headOf(list: List, earlier: Narrative): Count | null {
  const { about, opener, sentence } = list
  const words = about + opener
  for (const other of earlier.lists.toReversed())
    for (const { name, count } of other.items) if (name.length > 3 && bare(about).includes(bare(name))) return count
  const inPart = earlier.counts.filter(
    (count) => count.sentence.part === sentence.part && count.depth === 0 && !count.inList,
  )
  const last = inPart.findLast(({ key }) => key !== 'applications_carried_in')
  if (/主动公开|公开的?(?:政府)?信息/.test(about)) {
    const totals = earlier.statements.filter(
      (said) => said.key === 'proactive_total' && said.count && (said.worth >= 3 || isPartOfAll(earlier, said.count)),
    )
    return totals.at(-1)?.count ?? null
  }
  const refers = /结果|其中|分类|申请|按[^，。；]*分|^分别|分为|^包括|答复|办理/.test(words)
  const near = last && sentence.paragraph - last.sentence.paragraph <= 1
  return refers && near && last.unit === list.items[0]?.count.unit ? last : null
}

/** 制作政府信息148条，其中主动公开103条. */
const isPartOfAll = ({ lists }: Narrative, count: Count) =>
  lists.some(({ head, items }) => head?.key === 'information_total' && items.some((item) => item.count === count))

const bare = (words: string) => words.replaceAll('的', '')

/** Where the clause of a count begins, for quotations. */
export function clauseStart(text: string, count: Count): number {
  const ahead = text.slice(count.sentence.from, count.from)
  const cut = Math.max(...['，', '；', '：'].map((mark) => ahead.slice(0, -1).lastIndexOf(mark)))
  return count.sentence.from + cut + 1
}

/** The best statement of a figure. */
export function bestOf(narrative: Narrative, key: Key): Statement | null {
  let best: Statement | null = null
  for (const said of narrative.statements)
    if (said.key === key && (best === null || said.worth > best.worth)) best = said
  return best
}
