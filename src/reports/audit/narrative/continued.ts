import type { Count } from './counts.ts'
import { type List, nameAfter, type Reading } from './lists.ts'

const ITEMS = /^(?:条次|条|件|项|篇|份|则)$/
/** Shares that belong together make about a hundred. */
const WHOLE = [98, 102] as const

/**
 * A list that goes on behind a full stop: "县直1397条，占73%。各乡镇534条，占27%。", or that begins there without being
 * opened: "共公开70条。概况2条；动态29条；其他39条。" Changes what was read of both sentences.
 */
export function continueLists(before: Reading, reading: Reading): void {
  const first = reading.counts[0]
  if (!first || first.depth > 0 || first.approximate || /其中|包括|：|共|累计/.test(first.lead)) return
  if (first.share) continueShares(before, reading, first)
  else if (reading.lists.length === 0) beginItems(before, reading)
}

function continueShares(before: Reading, reading: Reading, first: Count): void {
  const last = before.counts.at(-1)
  if (!last?.share || last.unit !== first.unit) return
  const list = before.lists.findLast(({ items }) => items.at(-1)?.count === last)
  const said = (list?.items ?? [{ count: last }]).reduce((sum, { count }) => sum + (count.share?.percent ?? 0), 0)
  const total = said + first.share!.percent
  if (total < WHOLE[0] || total > WHOLE[1]) return
  if (list) {
    add(list, first)
    return
  }
  const about = /^[^，；]{0,30}(?=，)/.exec(last.lead)?.[0] ?? ''
  if (!/公开/.test(about)) return
  const opened = emptyList(last, null, about)
  add(opened, last)
  add(opened, first)
  reading.lists.push(opened)
}

function beginItems(before: Reading, reading: Reading): void {
  const head = before.counts.at(-1)
  const { counts } = reading
  if (!head || head.approximate || head.inList || head.key !== null || counts.length < 3) return
  if (before.lists.some((list) => list.head === head) || !/公开[^，；]{0,16}$/.test(head.lead)) return
  const alike = counts.every(
    ({ unit, lead, approximate }) =>
      unit === head.unit && ITEMS.test(unit) && !approximate && /^[，、；]?[^，。；：]{2,24}$/.test(lead),
  )
  const sum = counts.reduce((total, { value }) => total + value, 0)
  const rest = /其[他它余]/.test(counts.at(-1)!.lead)
  if (!alike || (sum !== head.value && !rest)) return
  const list = emptyList(head, head, '')
  for (const count of counts) add(list, count)
  reading.lists.push(list)
}

const emptyList = ({ sentence, depth }: Count, head: Count | null, about: string): List => ({
  head,
  about,
  opener: '分为',
  items: [],
  guessed: false,
  cutOff: false,
  depth,
  sentence,
})

function add(list: List, count: Count): void {
  list.items.push({ ...nameAfter(count, 0), count, key: count.key })
  count.inList = true
}
