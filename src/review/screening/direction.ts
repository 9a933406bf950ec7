import type { Found } from './hit.ts'

/** A stretch of text that is shown backwards: the text as a person reads it, and where it lies. */
export type Turned = { text: string; from: number; to: number }

/** What stands after a right-to-left override (U+202E) is shown backwards up to the end of the override or of the line. */
export function turned(text: string): Turned[] {
  if (!text.includes('\u202e')) return []
  return [...text.matchAll(/\u202e([^\u202c\u202d\u2069\n]+)/g)].map((match) => {
    const from = match.index + 1
    return { text: [...match[1]!].reverse().join(''), from, to: from + match[1]!.length }
  })
}

/** A hit in the turned text, where it lies in the text itself. */
export const direct = (found: Found, { to }: Turned): Found => ({
  ...found,
  why: `${found.why}；用反向显示的控制字符隐藏`,
  start: to - found.end,
  end: to - found.start,
})
