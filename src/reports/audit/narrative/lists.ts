import { type Count, countsIn } from './counts.ts'
import type { Key } from './keys.ts'
import { meaningOf } from './meaning.ts'
import type { Sentence } from './sentences.ts'

export type Item = { name: string; nameFrom: number; count: Count; key: Key | null }

/** Several counts said to be parts of one, or at least listed together. */
export type List = {
  /** The count the items are parts of, when it stands before them. */
  head: Count | null
  /** What is said before the items when no count is: 主动公开部分按层级分. */
  about: string
  opener: string
  items: Item[]
  /** A second division of the same head, only guessed from a semicolon: it proves nothing when it does not add up. */
  guessed: boolean
  cutOff: boolean
  depth: number
  sentence: Sentence
}

const OPENER =
  /(?:其中|包括|包含|涵盖|内容涉及|(?<=，)涉及(?![^，；：、]*元)|（含|分类(?:为|如下)|分为|分别(?:为|是|有)|具体(?:为|是|情况)|按[^，。；：、]{1,14}分(?:类)?|(?:信息|文件|申请|总数|数)中(?=，)|从[^，。；：]{2,10}看(?=，)|：|（(?=[^（）]*$))[，：、]*(?:有|为(?!民)|是)?[：，]?/g
/** Heads of their own: after a list is complete or a semicolon, these begin something new. */
const HEADS = new Set<Key>([
  'applications_received',
  'applications_handled',
  'reconsiderations',
  'litigations',
  'complaints',
])
const CUT_OFF = /^(?:…|〔[^〕]*(?:未见|省略|略)|$)/

export type Reading = { counts: Count[]; lists: List[] }

/** Reads the counts of a sentence, and which of them are parts of which. */
export function listsIn(text: string, sentence: Sentence): Reading {
  const counts = countsIn(text, sentence)
  const lists: List[] = []
  let open: List[] = []

  const start = (count: Count, head: Count | null, opener: Opened, guessed = false) => {
    const list: List = {
      head,
      about: opener.about,
      opener: opener.word,
      items: [],
      guessed,
      cutOff: false,
      depth: count.depth,
      sentence,
    }
    add(list, count, opener.name, opener.nameFrom)
    lists.push(list)
    open.push(list)
  }
  const add = (list: List, count: Count, name: string, nameFrom: number) => {
    list.items.push({ name, nameFrom, count, key: count.key })
    count.inList = !list.guessed
  }

  for (const [index, count] of counts.entries()) {
    count.key = meaningOf(count, text.slice(sentence.from, count.from))
    open = open.filter((list) => list.depth <= count.depth)
    const before = counts.slice(0, index).findLast((other) => other.depth <= count.depth) ?? null
    const opened = openerOf(count, before !== null)
    if (opened) {
      // 上年结转3件，其中予以公开184件: what is divided is not the balance.
      const divides =
        before && (!/；/.test(opened.about) || opened.about === '；') && before.key !== 'applications_carried_in'
      const head = divides ? before : null
      const outer = open.at(-1)
      // "；行政诉讼46件，其中…": what now becomes a head was no item of the list before it.
      if (
        head &&
        outer?.items.at(-1)?.count === head &&
        /^[；，]/.test(head.lead) &&
        (/^；/.test(head.lead) || isHead(head.key))
      ) {
        outer.items.pop()
        head.inList = false
        open = []
      }
      start(count, head, opened)
      continue
    }
    const list = open.at(-1)
    if (!list || !/^[，、；）和及与以]/.test(count.lead) || /^[，、；]?(?:此外|另外|另有|另)/.test(count.lead)) continue
    const parted = count.lead.includes('；')
    const complete = isComplete(list) && (list.items.length > 1 || /^，(?:以及|同时|并|还)/.test(count.lead))
    if (complete && (parted || /^，(?:以及|同时|并|还)/.test(count.lead) || open.length > 1 || isHead(count.key))) {
      open.pop()
      const outer = open.at(-1)
      const name = nameAfter(count, 0)
      if (outer) add(outer, count, name.name, name.nameFrom)
      else if (!isHead(count.key) && list.head) start(count, list.head, { about: '', word: list.opener, ...name }, true)
      continue
    }
    if ((parted && isHead(count.key) && /^；/.test(count.lead)) || /^；(?:全年|本年|20\d\d年|共|还)/.test(count.lead)) {
      open = []
      continue
    }
    const name = nameAfter(count, 0)
    add(list, count, name.name, name.nameFrom)
  }
  for (const list of lists) {
    const last = list.items.at(-1)
    if (last) list.cutOff = CUT_OFF.test(text.slice(last.count.share?.to ?? last.count.to, sentence.to + 8).trimStart())
    if (list.cutOff && /^[。\n]/.test(text.slice(sentence.to)))
      list.cutOff = /〔|…/.test(text.slice(last!.count.to, sentence.to))
  }
  return { counts, lists: lists.filter(({ items }) => items.length > 0) }
}

const isHead = (key: Key | null) => key !== null && HEADS.has(key)

const isComplete = ({ head, items }: List) =>
  head !== null && items.reduce((sum, item) => sum + item.count.value, 0) === head.value

type Opened = { about: string; word: string; name: string; nameFrom: number }

/** What opens a list in the words before a count: 其中, 包括, a colon, a bracket. */
function openerOf(count: Count, hasHead: boolean): Opened | null {
  // What stands in a closed bracket opens nothing: 作其他处理（含撤回）341件.
  const bare = count.lead.replace(/（[^（）]*）/g, (bracket) => '　'.repeat(bracket.length))
  const openers = [...bare.matchAll(OPENER)]
  const [first, last] = [openers[0], openers.at(-1)]
  if (!first || !last) return null
  const end = last.index + last[0].length
  const rest = count.lead.slice(end)
  if (rest === '' || /[。]/.test(rest)) return null
  const word = openers.map((opener) => opener[0]).join('')
  const weak = /^[：，（]+$/.test(word)
  // "情况：2017年收到申请3件": a heading with a colon, not a list.
  if (!hasHead && weak && /20\d\d年|收到|受理|主动公开(?!范围)|主动政府|全年|本年/.test(rest)) return null
  if (/^（/.test(last[0]) && !hasHead) return null
  return { about: count.lead.slice(0, first.index), word, ...nameAfter(count, end) }
}

const NOT_NAME = /^(?:[，、；：）。]|其中|(?:以及|及|和|与|另|另外|此外)(?=.{3}))+/

/** The name of an item: what stands between the mark before it and its number. */
export function nameAfter(count: Count, from: number): { name: string; nameFrom: number } {
  let start = from
  const rest = count.lead.slice(from)
  const cut = Math.max(rest.lastIndexOf('，'), rest.lastIndexOf('；'), rest.lastIndexOf('：'))
  if (cut >= 0 && cut < rest.length - 1 && !/（[^）]*$/.test(rest.slice(0, cut))) start += cut + 1
  const skip = NOT_NAME.exec(count.lead.slice(start))
  if (skip) start += skip[0].length
  const name = count.lead
    .slice(start)
    .replace(/(?:为|共计|共|合计|计|达到|达|有|的有|数为|数量为|约|各)$/, '')
    .replace(/（$/, '')
  return { name, nameFrom: count.leadFrom + start }
}
