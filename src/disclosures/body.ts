import type { Block } from '../typeset/model.ts'

/** The numbers official documents give their headings (GB/T 9704—2012, 7.3.3), in either width of bracket. */
const LEVELS: { level: 1 | 2 | 3 | 4; number: RegExp }[] = [
  { level: 1, number: /^[一二三四五六七八九十百零〇]+、/ },
  { level: 2, number: /^[（(][一二三四五六七八九十百零〇]+[）)]/ },
  { level: 3, number: /^\d{1,2}[.．、](?!\d)/ },
  { level: 4, number: /^[（(]\d{1,2}[）)]/ },
]

/** A heading is a short line; a numbered line that goes on for sentences is a paragraph of a list. */
const LONGEST_HEADING = 50

/**
 * Plain text as blocks: every line a paragraph, short numbered lines headings of their level. Empty lines only part
 * paragraphs; spaces at the beginning of a line are an indent somebody typed, and the page makes its own.
 */
export function bodyBlocks(text: string): Block[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const found = LEVELS.find(({ number }) => number.test(line))
      return found && isHeading(line)
        ? { kind: 'heading', level: found.level, text: line }
        : { kind: 'paragraph', runs: [line] }
    })
}

const isHeading = (line: string) => [...line].length <= LONGEST_HEADING && !/[。；：！？].|[；：，,]$/.test(line)
