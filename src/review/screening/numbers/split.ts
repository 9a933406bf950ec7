import { GAP } from '../characters.ts'
import type { Surroundings } from '../surroundings.ts'
import { cardLikeness } from './bank-card.ts'
import type { Cluster, Group } from './cluster.ts'
import { card, isOther, number, phone, type Read } from './group.ts'
import { isIdNumber } from './id-number.ts'
import { isMobile, isWrittenMobile } from './phone.ts'

/** No number we look for has more digits. */
const LONGEST = 19
/** Rows of more groups are tables of figures. */
const LONGEST_ROW = 60
const WRITTEN_APART = '分开书写的11位手机号码'

type Unplaced = Omit<Read, 'from' | 'to'>

/**
 * Numbers that white space, hyphens or line ends cut into groups. An identity number proves itself by its check digit however
 * it is cut. A telephone or a card has little to prove itself with, and columns of figures look the same once pasted: it
 * counts when it is grouped as people write it, when a word before it says so, or when nothing is left over in the row of
 * groups that the same gaps hold together. See ADR 0013.
 */
export function readSplit(cluster: Cluster, free: Group[], around: Surroundings): Read[] {
  const reads: Read[] = []
  const rest = withoutIds(cluster, free, around, reads)
  for (let first = 0; first < rest.length; ) {
    const end = endOfRow(rest, first)
    if (end - first > 1) readRow(cluster, rest.slice(first, end), around, reads)
    first = end
  }
  return reads
}

/** Takes the identity numbers; answers the groups that are left. */
function withoutIds(cluster: Cluster, free: Group[], around: Surroundings, reads: Read[]): Group[] {
  const left: Group[] = []
  for (let first = 0; first < free.length; first++) {
    const last = lastOfId(cluster, free, first, around)
    if (last < 0) {
      left.push(free[first]!)
      continue
    }
    const { from } = free[first]!
    const { to } = free[last]!
    reads.push({ ...number(cluster.symbols(from, to), 0, 0, around)!, from, to })
    first = last
  }
  return left
}

function lastOfId(cluster: Cluster, free: Group[], first: number, around: Surroundings): number {
  const { from } = free[first]!
  const century = cluster.values[from + 6]! * 10 + cluster.values[from + 7]!
  if (cluster.values[from] === 0 || century < 18 || century > 20) return -1
  for (let last = first + 1; last < free.length && free[last]!.from === free[last - 1]!.to; last++) {
    const { to } = free[last]!
    if (to - from > 18) return -1
    if (to - from === 18) return isIdNumber(cluster.symbols(from, to), around.today) ? last : -1
  }
  return -1
}

/** A row: groups that touch one another through gaps of one kind. */
function endOfRow(groups: Group[], first: number): number {
  let end = first + 1
  while (
    end < groups.length &&
    groups[end]!.from === groups[end - 1]!.to &&
    groups[end]!.gap === groups[first + 1]!.gap
  )
    end++
  return end
}

function readRow(cluster: Cluster, row: Group[], around: Surroundings, reads: Read[]): void {
  if (fills(cluster, row, around, reads)) return
  for (let first = 0; first < row.length - 1; first++) {
    const { from } = row[first]!
    for (let last = first + 1; last < row.length; last++) {
      const { to } = row[last]!
      if (to - from > LONGEST) break
      const isLikely = to - from === 11 ? startsMobile(cluster, from) : to - from >= 15
      const read = isLikely && readLoose(cluster, row.slice(first, last + 1), around)
      if (!read) continue
      reads.push({ ...read, from, to })
      first = last
      break
    }
  }
}

const startsMobile = ({ values }: Cluster, at: number): boolean => values[at] === 1 && values[at + 1]! >= 3

/** Reads the whole row as telephones with nothing left over, if that is what it is. */
function fills(cluster: Cluster, row: Group[], around: Surroundings, reads: Read[]): boolean {
  const { gap } = row[1]!
  const isSingle = row.every(({ from, to }) => to - from === 1)
  if (row.length > LONGEST_ROW || gap === GAP.dot || (gap === GAP.tab && !isSingle)) return false
  const ends: number[] = []
  for (let from = row[0]!.from, i = 0; i < row.length; i++) {
    const size = row[i]!.to - from
    if (size > 11 || (size === 11 && !isMobile(cluster.symbols(from, from + 11)))) return false
    if (size < 11) continue
    ends.push(i)
    from = row[i]!.to
  }
  if (ends.at(-1) !== row.length - 1) return false
  const start = cluster.startOf(row[0]!.from)
  if (isOther(start, cluster.endOf(row.at(-1)!.to), around)) return false
  const isSaid = around.isBeside('phone', start)
  // One figure in each cell of a table is more often a table of small figures.
  if (isSingle && gap !== GAP.space && !isSaid) return false
  // A cell breaks a number once; a column of figures is many lines.
  if (gap === GAP.newline && row.length > ends.length * 2 && !isSaid) return false
  for (const [k, end] of ends.entries()) {
    const groups = row.slice(k === 0 ? 0 : ends[k - 1]! + 1, end + 1)
    const { from } = groups[0]!
    const level = isSaid || isSingle || isWrittenMobile(groups.map(sizeOf)) ? 'block' : 'warn'
    reads.push({ ...phone(cluster.symbols(from, from + 11)), level, why: WRITTEN_APART, from, to: from + 11 })
  }
  return true
}

/** A telephone or card among other groups. */
function readLoose(cluster: Cluster, groups: Group[], around: Surroundings): Unplaced | null {
  const { from } = groups[0]!
  const { to } = groups.at(-1)!
  const { gap } = groups[1]!
  const digits = cluster.symbols(from, to)
  const isPhone = isMobile(digits)
  if (!isPhone && !cardLikeness(digits)) return null
  const lengths = groups.map(sizeOf)
  const isSingle = lengths.every((length) => length === 1)
  if (gap === GAP.tab && !isSingle) return null
  const start = cluster.startOf(from)
  const end = cluster.endOf(to)
  if (isPhone) {
    const isSaid = gap !== GAP.dot && around.isBeside('phone', start)
    if (!((gap !== GAP.newline && isWrittenMobile(lengths)) || isSaid) || isOther(start, end, around)) return null
    return { ...phone(digits), why: WRITTEN_APART }
  }
  const isWritten = /^(?:(?:4-){3,4}\d|6-(?:10|13)|4-12|8-8|15-4)$/.test(lengths.join('-'))
  const isSaid = around.isBeside('card', start)
  return (isWritten && gap !== GAP.newline) || isSaid || (isSingle && gap === GAP.space)
    ? card(digits, start, end, around)
    : null
}

const sizeOf = ({ from, to }: Group): number => to - from
