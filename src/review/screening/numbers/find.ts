import { GAP, GAPS, MATHEMATICAL, VALUE, WORDY } from '../characters.ts'
import type { Found } from '../hit.ts'
import type { Surroundings } from '../surroundings.ts'
import { Cluster, type Group } from './cluster.ts'
import { type Read, readGroup } from './group.ts'
import { HOME_LINE, isFixedLine } from './phone.ts'
import { readSplit } from './split.ts'
import { readWordy } from './wordy.ts'

const LETTER_X = 33
const NONE: Read[] = []

/** Reads the numbers of one text, cluster by cluster. */
export class Numbers {
  readonly #cluster: Cluster
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#cluster = new Cluster(around.text)
    this.#around = around
  }

  /** Adds what the cluster whose first letter or digit is at `from` holds; answers where to read on. */
  readFrom(from: number, found: Found[]): number {
    const short = endOfShort(this.#around.text, from)
    if (short > 0) return short
    const cluster = this.#cluster
    cluster.read(from)
    if (cluster.size < 8) return this.#wordyAfter(found)
    const free: Group[] = []
    for (let i = 0; i < cluster.count; i++) {
      const group = cluster.groups[i]!
      const reads = group.to - group.from < 8 ? NONE : readGroup(cluster, group, this.#around)
      for (const read of reads) found.push(this.#placed(read))
      if (reads.length === 0 && isPlain(cluster, group) && !isCountry(cluster, group)) free.push(group)
    }
    if (free.length > 1 && cluster.size > 10) {
      for (const read of readSplit(cluster, free, this.#around)) found.push(this.#placed(read))
      this.#homeLines(free, found)
    }
    return this.#wordyAfter(found)
  }

  #placed({ from, to, ...read }: Read): Found {
    return { ...read, start: this.#cluster.startOf(from), end: this.#cluster.endOf(to) }
  }

  /** 138一二三四5678 begins as a plain number. */
  #wordyAfter(found: Found[]): number {
    const { text } = this.#around
    const { end, groups, count } = this.#cluster
    const last = groups[count - 1]!
    if (last.letters > 0 || end >= text.length || WORDY[text.charCodeAt(end)]! < 0) return end
    const start = this.#cluster.startOf(last.from)
    const wordy = readWordy(text, start, this.#around)
    if (!wordy.found) return end
    found.push(wordy.found)
    return wordy.end
  }

  #homeLines(free: Group[], found: Found[]): void {
    const cluster = this.#cluster
    for (const [i, group] of free.slice(0, -1).entries()) {
      const next = free[i + 1]!
      if (next.from !== group.to || next.gap !== GAP.hyphen) continue
      const start = cluster.startOf(group.from)
      const area = cluster.symbols(group.from, group.to)
      const line = cluster.symbols(next.from, next.to)
      if (!isFixedLine(area + line) || !HOME_LINE.test(this.#around.before(start, 14))) continue
      const why = '写明是家庭电话；办公电话、12345等公布的固定电话不提示'
      const mask = `${area}-${line.slice(0, 4)}****`
      found.push({ kind: 'phone', level: 'warn', mask, why, start, end: cluster.endOf(next.to) })
    }
  }
}

const isPlain = (cluster: Cluster, { from, to, letters }: Group): boolean =>
  letters === 0 || (letters === 1 && cluster.values[to - 1] === LETTER_X && to - from < 18)

/** +86 before a telephone belongs to no group of it. */
function isCountry({ values }: Cluster, { from, to }: Group): boolean {
  if (values[to - 2] !== 8 || values[to - 1] !== 6) return false
  return to - from === 2 || (to - from === 4 && values[from] === 0 && values[from + 1] === 0)
}

/** Years, counts, words: fewer symbols than any number we look for, and nothing that could go on. 0 when it may be more. */
function endOfShort(text: string, from: number): number {
  for (let i = from; i < from + 6; i++) {
    const code = text.charCodeAt(i)
    if (VALUE[code]! >= 0) continue
    const goesOn = GAPS[code]! > 0 || WORDY[code]! >= 0 || code === MATHEMATICAL || code === 0xdb40
    return goesOn || i === from ? 0 : i
  }
  return 0
}
