import { isIndexTemplate } from '../organs/numbers.ts'

/** `hidden`: it has its number and is not public any more; it fills its place and is no fault. */
export type Numbered = { id: string; indexNumber: string; hidden?: boolean }
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
 * on paper before (`onPaper`: the last count of a year) is no gap. Pure.
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
  for (const item of items) {
    const match = readers.map((reader) => reader.exec(item.indexNumber)).find(Boolean)
    const twin = seen.get(same(item.indexNumber))
    if (twin && !item.hidden) faults.push({ id: item.id, key: 'duplicate', says: `与${twin.indexNumber}重复` })
    seen.set(same(item.indexNumber), item)
    if (!match?.groups) {
      if (!item.hidden) faults.push({ id: item.id, key: 'format', says: `索引号“${item.indexNumber}”不符合编号样式` })
      continue
    }
    const year = Number(match.groups.year)
    const inYear = serials.get(year) ?? new Map<number, Numbered>()
    inYear.set(Number(match.groups.serial), item)
    serials.set(year, inYear)
  }
  for (const [year, taken] of serials) faults.push(...gapsIn(year, taken, onPaper.get(year) ?? 0))
  return faults
}

/** The first number of a year may be any: an organ continues its paper numbers. A gap is named at the number after it. */
function gapsIn(year: number, taken: Map<number, Numbered>, onPaper: number): NumberFault[] {
  const sorted = [...taken.keys()].sort((a, b) => a - b)
  return sorted.flatMap((serial, at): NumberFault[] => {
    const before = sorted[at - 1]
    if (before === undefined || serial === before + 1) return []
    const missing = Array.from({ length: Math.min(serial - before - 1, 1000) }, (_, n) => before + 1 + n).filter(
      (each) => each > onPaper,
    )
    if (missing.length === 0) return []
    const which = missing.length === 1 ? `${missing[0]}号` : `${missing[0]}号至${missing.at(-1)}号`
    return [{ id: taken.get(serial)!.id, key: 'gap', says: `${year}年的索引号跳号：前面缺${which}` }]
  })
}
