import type { CategoryEntry, ChannelEntry } from './findings.ts'
import { categoryName, channelName, isChannel, kindOf } from './narrative/classify.ts'
import type { Count } from './narrative/counts.ts'
import type { List } from './narrative/lists.ts'
import { bestOf, type Narrative } from './narrative/narrative.ts'
import type { Annex } from './tables/annex.ts'
import type { ReadTable } from './tables/table.ts'

const ITEMS = /^(?:条次|条|件|项|篇|份|则|)$/

/** The lists that say what kinds of information were disclosed. */
export function categoryLists(narrative: Narrative): List[] {
  const total = bestOf(narrative, 'proactive_total')
  const fitting = narrative.lists.filter((list) => {
    const kind = kindOf(list)
    return (
      !list.guessed &&
      (kind === 'kinds' || kind === 'mixed') &&
      list.items.length > 1 &&
      list.items.every((item) => ITEMS.test(item.count.unit) && item.name !== '')
    )
  })
  const main = fitting.filter(
    (list) =>
      (list.head !== null && list.head === total?.count) ||
      (list.head !== null &&
        narrative.statements.some((said) => said.count === list.head && said.key.startsWith('proactive'))) ||
      (list.head === null && /主动公开|公开的?(?:政府)?(?:信息|文件)/.test(list.about)) ||
      (list.head !== null && isItemOfChannels(narrative, list.head)) ||
      (list.head?.approximate && /(?:公开|发布)[^，；]{0,8}信息[^，；]{0,4}$/.test(list.head.lead)),
  )
  if (main.length > 0) return main
  return fitting.filter((list) => list.head && /(?:公开|发布|公布)[^，；]{0,8}(?:信息|文件)/.test(list.head.lead))
}

const isItemOfChannels = (narrative: Narrative, head: Count) =>
  narrative.lists.some((list) => list.items.some((item) => item.count === head && isChannel(item.name)))

export function categoriesOf(narrative: Narrative): CategoryEntry[] {
  const entries: CategoryEntry[] = []
  for (const list of categoryLists(narrative)) {
    const own = list.items
      .filter(({ count }) => !count.approximate)
      .map(({ name, count }) => ({
        name: categoryName(name),
        count: count.value,
        percent: count.share?.percent ?? null,
      }))
    // What another passage says over again is one entry; what one list has twice is two.
    entries.push(...own.filter((one) => !entries.some(({ name, count }) => name === one.name && count === one.count)))
  }
  return entries
}

const VERB =
  /(?:公开|发布|推送|刊登|登载|登出|公布)(?:了|的|各类|各种|各|类|政府|政务|公共|相关|有关|信息|数据|动态|消息|推文|图文|文章|稿件|行政许可|总数|数|共计|共|累计|计|达|为|[^，。；]{0,4}信息)*$/
const OPENING =
  /^(?:20\d\d年度?|全年|本年度?|其中|共|主要|此外|另外|同时|我.|本.|全.|.{0,8}(?:镇|乡|县|市|区|旗|局|街道))*(?:累计)?(?:在|通过|经|利用|依托|借助)/

/** A count whose clause says where something was disclosed, outside any list. */
export function channelCount(count: Count): string | null {
  if (!ITEMS.test(count.unit) || count.approximate || count.unit === '') return null
  const clause = /[^，。；：]*$/.exec(count.lead.replace(/（[^（）]*）/g, ''))![0]
  const name = VERB.test(clause) ? channelName(clause) : bareChannel(count, clause)
  if (!name) return null
  const direct = clause.indexOf(name) <= 2 || OPENING.test(clause)
  return direct ? name : null
}

/** 主动公开信息90条；政府网站60条，微信30条: nothing but the channel's name. */
function bareChannel(count: Count, clause: string): string | null {
  const name = clause.replace(/^[、和及]/, '')
  return /^.{2,14}$/.test(name) &&
    channelName(name) === name &&
    /(?:网站|微信|微博|公众号|新媒体|公开栏|公报)$/.test(name) &&
    /^[，；、]/.test(count.lead)
    ? name
    : null
}

/** Where information was disclosed: as the text says, else as the table says. */
export function channelsOf(narrative: Narrative, annex: Annex | null, national: ReadTable | null): ChannelEntry[] {
  const listed = narrative.lists.flatMap((list) => {
    const kind = kindOf(list)
    if ((kind !== 'channels' && kind !== 'mixed') || list.guessed) return []
    return list.items.flatMap(({ name, count }) => {
      const channel = isChannel(name) && ITEMS.test(count.unit) && !count.approximate ? channelName(name) : null
      return channel ? [{ name: channel, count: count.value }] : []
    })
  })
  const heads = new Set(
    narrative.lists.filter((list) => !list.guessed && kindOf(list) === 'channels').map((list) => list.head),
  )
  const table = tableChannels(annex, national)
  const loose =
    table.length > 0
      ? []
      : narrative.counts.flatMap((count) => {
          const name = count.inList || heads.has(count) ? null : channelCount(count)
          return name ? [{ name, count: count.value }] : []
        })
  const said = [...listed, ...loose]
  const more = table.filter((entry) => !said.some(({ name }) => name.includes(entry.name) || entry.name.includes(name)))
  return unique([...said, ...more])
}

function tableChannels(annex: Annex | null, national: ReadTable | null): ChannelEntry[] {
  const entries: ChannelEntry[] = []
  for (const { label, of, cells } of annex?.rows ?? []) {
    const value = cells?.[0]
    if (of && isChannel(label) && !/申请/.test(label) && typeof value === 'number')
      entries.push({ name: label.replace(/(?:公开)?(?:政府)?(?:信息)?数?$/, ''), count: value })
  }
  for (const { code, label, cells } of national?.rows ?? []) {
    const value = cells?.[0]
    if (code.startsWith('1.2.') && typeof value === 'number')
      entries.push({ name: label.replace(/公开政府信息数$/, ''), count: value })
  }
  return entries
}

function unique<T extends { name: string; count: number }>(entries: T[]): T[] {
  const seen = new Set<string>()
  return entries.filter(({ name, count }) => {
    const key = `${name}#${count}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
