/** A line of two versions put side by side: in both, only in the older, only in the newer. */
export type Line = { kind: 'same' | 'gone' | 'new'; text: string }

/** Beyond this many pairs to compare, what differs is shown as replaced in one piece. */
const MOST_PAIRS = 4_000_000

/** What changed from one text to another, line by line, keeping as many lines as possible. */
export function lineDiff(older: string, newer: string): Line[] {
  const a = older.split('\n')
  const b = newer.split('\n')
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  return [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ]
}

const same = (text: string): Line => ({ kind: 'same', text })
const gone = (text: string): Line => ({ kind: 'gone', text })
const added = (text: string): Line => ({ kind: 'new', text })

/** The longest common subsequence of lines; what is gone stands before what is new. */
function middle(a: string[], b: string[]): Line[] {
  if (a.length * b.length > MOST_PAIRS) return [...a.map(gone), ...b.map(added)]
  const width = b.length + 1
  const kept = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      kept[i * width + j] =
        a[i] === b[j]
          ? kept[(i + 1) * width + j + 1]! + 1
          : Math.max(kept[(i + 1) * width + j]!, kept[i * width + j + 1]!)
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push(same(a[i]!))
      i += 1
      j += 1
    } else if (kept[(i + 1) * width + j]! >= kept[i * width + j + 1]!) lines.push(gone(a[i++]!))
    else lines.push(added(b[j++]!))
  }
  return [...lines, ...a.slice(i).map(gone), ...b.slice(j).map(added)]
}

/** A piece of a paragraph that was changed: in both, only in the older, only in the newer. */
export type Piece = Line

/** Two versions side by side: a row for each paragraph, `null` where the other has none, with what changed inside it. */
export type Row = { older: Piece[] | null; newer: Piece[] | null; changed: boolean }

/**
 * Two texts side by side, paragraph by paragraph and inside a changed paragraph word by word. Paragraphs taken out and put
 * in at the same place are read as one that was rewritten, when they have enough in common.
 */
export function sideBySide(older: string, newer: string): Row[] {
  const rows: Row[] = []
  const lines = lineDiff(older, newer)
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!
    if (line.kind === 'same') {
      rows.push({ older: [line], newer: [line], changed: false })
      at += 1
      continue
    }
    const run = lines.slice(at).findIndex(({ kind }) => kind === 'same')
    const block = lines.slice(at, run < 0 ? undefined : at + run)
    rows.push(
      ...rewritten(
        block.filter(({ kind }) => kind === 'gone'),
        block.filter(({ kind }) => kind === 'new'),
      ),
    )
    at += block.length
  }
  return rows
}

/** Pairs each paragraph taken out with the first one after the last pair that is like it. */
function rewritten(out: Line[], into: Line[]): Row[] {
  const rows: Row[] = []
  let next = 0
  for (const before of out) {
    const found = into.findIndex((after, at) => at >= next && alike(before.text, after.text))
    if (found < 0) {
      rows.push({ older: [before], newer: null, changed: true })
      continue
    }
    for (const after of into.slice(next, found)) rows.push({ older: null, newer: [after], changed: true })
    const pieces = wordDiff(before.text, into[found]!.text)
    rows.push({
      older: pieces.filter(({ kind }) => kind !== 'new'),
      newer: pieces.filter(({ kind }) => kind !== 'gone'),
      changed: true,
    })
    next = found + 1
  }
  return [...rows, ...into.slice(next).map((after): Row => ({ older: null, newer: [after], changed: true }))]
}

/** Two paragraphs are one rewritten when they share at least a third of their signs, in whatever order: cheap to ask. */
function alike(a: string, b: string): boolean {
  const left = new Map<string, number>()
  for (const sign of a) left.set(sign, (left.get(sign) ?? 0) + 1)
  let shared = 0
  for (const sign of b) {
    const count = left.get(sign) ?? 0
    if (count > 0) shared += sign.length
    left.set(sign, count - 1)
  }
  return shared * 3 >= Math.max(a.length, b.length)
}

/** What changed inside a paragraph. Numbers and Latin words stay whole; every Chinese character is a word. */
export function wordDiff(older: string, newer: string): Piece[] {
  const words = (text: string) => (text.match(/[\p{Script=Latin}\p{N}.]+|\s+|./gsu) ?? []).join('\n')
  const pieces: Piece[] = []
  if (older.includes('\n') || newer.includes('\n')) throw new Error('a paragraph is one line')
  for (const { kind, text } of lineDiff(words(older), words(newer))) {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  return pieces.filter(({ text }) => text !== '')
}
