import type { Contradiction } from '../findings.ts'
import { categoryName, isClosed, isQuality, kindOf } from '../narrative/classify.ts'
import type { Count } from '../narrative/counts.ts'
import type { List } from '../narrative/lists.ts'
import { round, sumOf } from '../numerals.ts'
import { type Case, contradiction, type Judge, plusSigns, quoteCount, quoteItem, quoteItems, shown } from './case.ts'

/** Parts against their whole: category-sum, channel-sum, part-whole. */
export const judgeSums: Judge = (it) => it.report.narrative.lists.flatMap((list) => judgeSum(it, list))

const UNITS_OF_ITEMS = /^(?:条次|条|件|项|篇|份|则|)$/

function judgeSum(it: Case, list: List): Contradiction[] {
  const { head, items } = list
  if (!head || head.approximate || list.guessed) return []
  const values = items.map(({ count }) => count.value)
  const sum = sumOf(values)
  const sameUnit = items.every(({ count }) => count.unit === head.unit || count.unit === '')
  const comparable =
    sameUnit || [head, ...items.map(({ count }) => count)].every(({ unit }) => UNITS_OF_ITEMS.test(unit))
  if (!comparable || items.some(({ count }) => count.approximate)) return []
  const quotes = [quoteCount(it, head), ...quoteItems(it, list)]
  const larger = items.filter(
    ({ count, name }) => count.value > head.value && !isRunning(name) && !isRunning(count.lead),
  )
  if (larger.length > 0 && isPart(list)) return [tooLargePart(it, list, head, larger[0]!, sum, sameUnit)]
  const kind = kindOf(list)
  if (items.length < 2 || larger.length > 0 || !sameUnit || items.some(({ name }) => isQuality(name))) return []
  if (isExplained(it, list, sum)) return []
  // 公示公告56政务信息21条: a unit was lost, and with it an item.
  if (items.some(({ name }) => /\d(?![\d年月日号届类项级大个+])/.test(name))) return []
  const closed = isClosed(list)
  const above = sum > head.value
  const named = `${items.length}项之和为${shown(sum)}${head.unit}，总数为${shown(head.value)}${head.unit}，${above ? '多' : '少'}${shown(Math.abs(sum - head.value))}${head.unit}`
  if (kind === 'channels' || kind === 'mixed') {
    const rest = /其[他它余]|等(?:方式|渠道|形式|媒体|平台)?$/.test(items.at(-1)!.name)
    if (above) {
      if (isSaidToBeSum(head))
        return [contradiction('channel-sum', 'hard', `总数称为各渠道合计，而各渠道${named}`, [head.value, sum], quotes)]
      const says = `各渠道${plusSigns(values)}相加${named}（同一信息可在多处公开）`
      return [contradiction('channel-sum', 'soft', says, [head.value, sum], quotes)]
    }
    if (!list.cutOff && (rest || isSaidToBeSum(head)))
      return [
        contradiction(
          'channel-sum',
          'hard',
          `各渠道${named}，而列举已经到“${items.at(-1)!.name}”为止`,
          [head.value, sum],
          quotes,
        ),
      ]
    return []
  }
  if (!above && !closed) return []
  if (above && !closed && items.length === 2 && kind === 'kinds' && !items.every(({ name }) => /类/.test(name)))
    return [contradiction('category-sum', 'soft', `所列${named}`, [head.value, sum], quotes)]
  const what = kind === 'kinds' ? '各类别' : kind === 'levels' ? '各层级' : kind === 'outcomes' ? '各项结果' : '各项'
  return [contradiction('category-sum', 'hard', `${what}${named}`, [head.value, sum], quotes)]
}

const isRunning = (words: string) => /累计|历年/.test(words)

/** 其中, 包括: said to be parts. A colon alone may introduce anything. */
const isPart = ({ opener }: List) => /其中|包括|包含|分为|分类|按/.test(opener)

const isSaidToBeSum = (head: Count) =>
  /(?:[网站微信博报栏公号媒体]+[、和及与]){1,}[^，；]{0,20}共(?:计|主动)?[^，；]{0,14}$/.test(head.lead)

function tooLargePart(
  it: Case,
  list: List,
  head: Count,
  item: List['items'][number],
  sum: number,
  sameUnit: boolean,
): Contradiction {
  const says = `“${categoryName(item.name).replaceAll('“', '‘').replaceAll('”', '’')}”${shown(item.count.value)}${item.count.unit}是${shown(head.value)}${head.unit}的一部分，却比它大`
  const figures = list.items.length > 1 ? [head.value, item.count.value, sum] : [head.value, item.count.value]
  return contradiction('part-whole', sameUnit ? 'hard' : 'soft', says, figures, [
    quoteCount(it, head),
    quoteItem(it, item),
  ])
}

/**
 * Readings under which nothing is wrong: the items divide the whole twice over; a balance carried on is listed with the
 * results; every item equals the whole; or the sum is that of another figure of the same applications.
 */
function isExplained(it: Case, { head, items }: List, sum: number): boolean {
  const whole = head!.value
  if (sum === whole || items.every(({ count }) => count.value === whole)) return true
  if (
    dividesAgain(
      items.map(({ count }) => count.value),
      whole,
    )
  )
    return true
  const balances = items.filter(({ key }) => key === 'applications_carried_out' || key === 'applications_carried_in')
  const others = sum - balances.reduce((total, { count }) => total + count.value, 0)
  if (balances.length > 0 && others === whole) return true
  if (head!.key !== 'applications_received' && head!.key !== 'applications_handled') return false
  const value = (key: string) => it.settled.find((one) => one.key === key)?.value ?? null
  const [received, carriedIn, handled, carriedOut] = [
    value('applications_received'),
    value('applications_carried_in'),
    value('applications_handled'),
    value('applications_carried_out'),
  ]
  const explanations = [
    handled,
    (received ?? Number.NaN) + (carriedIn ?? 0),
    (received ?? Number.NaN) - (carriedOut ?? 0),
    whole + (carriedIn ?? 0) - (carriedOut ?? 0),
  ]
  return explanations.includes(sum) || explanations.includes(others)
}

/** 自然人7件、法人1件，当面2件、网上6件: runs of items that each make up the whole. */
function dividesAgain(values: readonly number[], whole: number): boolean {
  let sum = 0
  let full = 0
  for (const value of values) {
    sum += value
    if (sum === whole) {
      full++
      sum = 0
    } else if (sum > whole) return false
  }
  return full > 0 && (sum === 0 || full >= 1)
}

/** Shares against counts, and against 100: percent-value, percent-sum. */
export const judgeShares: Judge = (it) => it.report.narrative.lists.flatMap((list) => judgeShare(it, list))

function judgeShare(it: Case, list: List): Contradiction[] {
  const { head, items } = list
  const shared = items.filter(({ count }) => count.share && !count.approximate)
  if (shared.length === 0) return []
  const sum = sumOf(items.map(({ count }) => count.value))
  const whole = head && !head.approximate ? head.value : items.length > 1 ? sum : null
  const found: Contradiction[] = []
  if (whole !== null && whole > 0 && shared.every(({ count }) => count.unit === (head?.unit ?? count.unit))) {
    const base =
      shared.every(({ count }) => off(count, sum) < 1) && shared.some(({ count }) => off(count, whole) >= 1)
        ? sum
        : whole
    // Without a stated whole the shares may be of another one.
    const known = head !== null || shared.filter(({ count }) => off(count, base) >= 1).length * 2 <= shared.length
    for (const item of known ? shared : []) {
      const { count } = item
      const { percent, digits } = count.share!
      const exact = (count.value / base) * 100
      const rounded = round(exact, digits)
      if (rounded === percent || Math.abs(round(exact + 1e-9, digits) - percent) < 1e-9) continue
      const hard = off(count, base) >= 1
      const says = `${shown(count.value)}${count.unit}占${shown(base)}${count.unit}应为${rounded.toFixed(digits)}%，写作${percent}%${hard ? '' : '（截尾或进位所致）'}`
      const quotes = [
        quoteItem(it, item),
        head ? quoteCount(it, head) : quoteItem(it, items.find((other) => other !== item) ?? item),
      ]
      found.push(contradiction('percent-value', hard ? 'hard' : 'soft', says, [percent, round(exact, 2)], quotes))
    }
  }
  const complete = items.every(({ count }) => count.share || count.value === 0)
  if (complete && shared.length > 1 && !list.cutOff && !list.guessed) {
    const total = sumOf(shared.map(({ count }) => count.share!.percent))
    const unit = 10 ** -Math.min(...shared.map(({ count }) => count.share!.digits))
    const gap = Math.abs(total - 100)
    // Two items out of many with their shares only are examples, not a list.
    const whollyShared = shared.length > 2 || gap < 20 || isClosed(list)
    if (whollyShared && gap > (items.length * unit) / 2 + 1e-9) {
      const hard = gap > items.length * unit + 1e-9
      const says = `${shared.length}项百分比合计${shown(total)}%，与100%相差${shown(gap)}个百分点${hard ? '' : '，略超四舍五入的误差'}`
      found.push(contradiction('percent-sum', hard ? 'hard' : 'soft', says, [total, 100], quoteItems(it, list)))
    }
  }
  return found
}

/** How many units of its last digit a share is off. */
function off(count: Count, whole: number): number {
  const { percent, digits } = count.share!
  return round(Math.abs((count.value / whole) * 100 - percent) * 10 ** digits, 6)
}

/** 同比增加21条, while the changes of the parts add up to something else. */
export const judgeChanges: Judge = (it) =>
  it.report.narrative.lists.flatMap((list) => {
    const { head, items } = list
    if (!head || head.change === null || list.guessed || list.cutOff || items.length < 2) return []
    const changes = items.flatMap(({ count }) => (count.change === null ? [] : [count.change]))
    const total = sumOf(changes)
    if (changes.length < items.length - 1 || total === head.change || kindOf(list) === 'money') return []
    const says = `总数的增减为${shown(head.change)}，各项增减相加为${shown(total)}`
    return [
      contradiction('other', 'soft', says, [head.change, total], [quoteCount(it, head), quoteItem(it, items[0]!)]),
    ]
  })
