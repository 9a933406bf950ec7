import { categoryLists } from '../collect.ts'
import type { Contradiction } from '../findings.ts'
import { quoteOf } from '../flow.ts'
import { categoryName } from '../narrative/classify.ts'
import type { List } from '../narrative/lists.ts'
import { contradiction, type Judge, quoteItem } from './case.ts'

const ALL_OF_ONE = /(?:内容|信息)(?:均|都|全部|主要)?(?:为|是|属于?|系)([^，。；：、\d]{2,14}类)(?=[。，；\n]|$)/g
const ENUMERATED =
  /(?:[^，。；：、\d\n]{2,20}[、，]){2,14}[^，。；：\d\n]{2,40}?等?(?:各类|多类|方面|类别)?(?:的)?(?:政府)?信息/g

/** Classes of information named in one passage and not in another; a class counted twice. */
export const judgeClasses: Judge = (it) => {
  const { flow } = it.report
  const [list] = categoryLists(it.report.narrative).filter(
    ({ items }) => items.filter(({ name }) => /类/.test(name)).length > 2,
  )
  if (!list) return []
  const names = list.items.map(({ name }) => core(categoryName(name)))
  const last = quoteItem(it, list.items.at(-1)!)
  const found: Contradiction[] = []
  for (const said of flow.text.matchAll(ALL_OF_ONE)) {
    const name = said[1]!
    if (inside(list, said.index) || names.some((one) => one.includes(core(name)) || core(name).includes(one))) continue
    const says = `一处称公开的内容为“${name}”，所列${names.length}个类别中没有这一类`
    found.push(contradiction('class-mismatch', 'hard', says, [], [around(said), last]))
  }
  for (const said of flow.text.matchAll(ENUMERATED)) {
    const named = said[0]
      .replace(/^.*(?:涉及|包括|包含|涵盖|更新)/, '')
      .replace(/等?(?:各类|多类|方面|类别)?(?:的)?(?:政府)?信息$/, '')
      .split(/[、，]/)
    if (inside(list, said.index) || named.filter((one) => /类$/.test(one)).length < 3) continue
    const extra = named.filter(
      (one) => one.length > 2 && !names.some((name) => name.includes(core(one)) || core(one).includes(name)),
    )
    const absent = list.items.filter(({ name }) => {
      const own = core(categoryName(name))
      return !named.some((one) => own.includes(core(one)) || core(one).includes(own))
    })
    const similar = named.length - extra.length >= names.length / 2
    if (!similar || extra.length === 0 || absent.length === 0) continue
    const says = `两处所列类别不同：一处有“${extra.join('、')}”而无“${absent.map(({ name }) => categoryName(name)).join('、')}”`
    found.push(contradiction('class-mismatch', 'soft', says, [], [around(said), quoteItem(it, absent[0]!)]))
    break
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) {
    const items = list.items.filter(({ name }) => core(categoryName(name)) === twice)
    const says = `类别“${categoryName(items[0]!.name)}”列了${items.length}次`
    found.push(
      contradiction(
        'other',
        'soft',
        says,
        items.map(({ count }) => count.value),
        items.map((item) => quoteItem(it, item)),
      ),
    )
  }
  return found

  function around(said: RegExpExecArray): string {
    return quoteOf(flow, said.index, said.index + said[0].length)
  }
}

/** A class by its bare name: 安全生产、应急管理类 and 安全生产应急管理类 are the same. */
const core = (name: string) => name.replace(/[、，和与及]|类$|信息$|“|”/g, '')

const inside = ({ items }: List, at: number) => at >= items[0]!.nameFrom - 20 && at <= items.at(-1)!.count.to
