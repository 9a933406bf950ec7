import { type Day, yearOf } from '../calendar/day.ts'
import { isIndexTemplate } from '../organs/numbers.ts'

/** `hidden`: it has its number and is not public any more; it fills its place and is no fault. */
export type Numbered = { id: string; indexNumber: string; formedOn: Day; hidden?: boolean }
export type NumberFault = { id: string; key: 'format' | 'duplicate' | 'gap'; says: string }

const SLOT = /\{([a-z]+)(?::([1-9]))?\}/g
const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Reads index numbers an organ makes by a template: its own code, the code of a class, a year, a count. */
function readerOf(template: string, organCode: string): RegExp {
  let at = 0
  let pattern = ''
  for (const slot of template.matchAll(SLOT)) {
    pattern += plain(template.slice(at, slot.index))
    at = slot.index + slot[0].length
    const width = Number(slot[2] ?? 0)
    const atLeast = width > 0 ? `\\d{${width},}` : '\\d+'
    pattern += {
      organ: plain(organCode.padStart(width, '0')),
      category: '[0-9A-Za-z]+',
      year: '(?<year>(?:19|20)\\d\\d)',
      serial: `(?<serial>${atLeast})`,
    }[slot[1] as 'organ']
  }
  return new RegExp(`^${pattern}${plain(template.slice(at))}$`)
}

const same = (number: string) => number.normalize('NFKC').replace(/\s/g, '').toUpperCase()

/**
 * What is wrong with the index numbers of one organ. A number may follow any template the organ ever had; what an organ used
 * on paper before (`onPaper`: the last count of a year) is no gap, and neither is the place of a number that is written wrongly. Pure.
 * Source: deduction sheet of 鲤城区 2020, 索引号有误.
 */
export function numberFaults(
  items: readonly Numbered[],
  { code, templates, onPaper }: { code: string; templates: readonly string[]; onPaper: ReadonlyMap<number, number> },
): NumberFault[] {
  const readers = templates.filter(isIndexTemplate).map((template) => readerOf(template, code))
  const faults: NumberFault[] = []
  const seen = new Map<string, Numbered>()
  const serials = new Map<number, Map<number, Numbered>>()
  const misread = new Map<number, number>()
  for (const item of items) {
    const match = readers.map((reader) => reader.exec(item.indexNumber)).find(Boolean)
    const twin = seen.get(same(item.indexNumber))
    if (twin && !item.hidden) faults.push({ id: item.id, key: 'duplicate', says: `与${twin.indexNumber}重复` })
    seen.set(same(item.indexNumber), item)
    if (!match?.groups) {
      const formed = yearOf(item.formedOn)
      misread.set(formed, (misread.get(formed) ?? 0) + 1)
      if (!item.hidden) faults.push({ id: item.id, key: 'format', says: `索引号“${item.indexNumber}”不符合编号样式` })
      continue
    }
    const year = Number(match.groups.year)
    const inYear = serials.get(year) ?? new Map<number, Numbered>()
    inYear.set(Number(match.groups.serial), item)
    serials.set(year, inYear)
  }
  for (const [year, taken] of serials)
    faults.push(...gapsIn(year, taken, { onPaper: onPaper.get(year) ?? 0, misread: misread.get(year) ?? 0 }))
  return faults
}

/** The first number of a year may be any: an organ continues its paper numbers. A gap is named at the number after it. */
function gapsIn(
  year: number,
  taken: Map<number, Numbered>,
  { onPaper, misread }: { onPaper: number; misread: number },
): NumberFault[] {
  const sorted = [...taken.keys()].sort((a, b) => a - b)
  let left = misread
  return sorted.flatMap((serial, at): NumberFault[] => {
    const first = Math.max((sorted[at - 1] ?? serial) + 1, onPaper + 1)
    const missing = at === 0 ? 0 : Math.max(0, serial - first)
    if (missing === 0) return []
    if (missing <= left) {
      left -= missing
      return []
    }
    const which = missing === 1 ? `${first}号` : `${first}号至${serial - 1}号`
    return [{ id: taken.get(serial)!.id, key: 'gap', says: `${year}年的索引号跳号：前面缺${which}` }]
  })
}
