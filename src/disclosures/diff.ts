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
