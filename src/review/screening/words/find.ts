import type { Day } from '../../../calendar/day.ts'
import { GAP, GAPS, visible } from '../characters.ts'
import type { Found } from '../hit.ts'
import { LEVELS, MARKS, type Mark } from './marks.ts'
import { SENSITIVE } from './people.ts'
import { SHAPES, WORDINGS, type Wording } from './wording.ts'

type Entry = {
  word: string
  /** Which character of the word is looked for; the others are compared once it is met. */
  anchor: number
  mark?: Mark
  wording?: Wording
  shape?: (typeof SHAPES)[number]
  isSensitive?: true
}

/** Characters that official texts are full of: poor anchors. */
const COMMON =
  '的政府信息公开工作年人大不法规一件行和理为在关主中国有会发民实部电机构以及市单位文告报内容务动情况请本度要可对全事上出社区新服按级建设项目镇县省管制定进方面地结计其复提' +
  '安数时间日月合同责任行通知办度重点保生产资金业领导干组织强化监督申请答复条件未未成名经成“”'
const anchorOf = (word: string): number => {
  const rare = [...word].findIndex((character) => !COMMON.includes(character))
  return Math.max(0, rare)
}

/** The entries by their anchor, longest first, so that 绝密件 is found before 绝密. */
const BY_ANCHOR: (Entry[] | undefined)[] = new Array(0x10000).fill(undefined)
const entries: Entry[] = [
  ...MARKS.map((mark) => ({ word: mark.word, mark })),
  ...WORDINGS.map((wording) => ({ word: wording.wrong, wording })),
  ...SHAPES.map((shape) => ({ word: shape.anchor, shape })),
  ...SENSITIVE.map((word) => ({ word, isSensitive: true }) as const),
].map((entry) => ({ ...entry, anchor: anchorOf(entry.word) }))
for (const entry of entries.sort((a, b) => b.word.length - a.word.length)) {
  const code = entry.word.charCodeAt(entry.anchor)
  BY_ANCHOR[code] = [...(BY_ANCHOR[code] ?? []), entry]
}

/** Characters at which `readWord` may find something. */
export const ANCHORS: readonly number[] = entries.map(({ word, anchor }) => word.charCodeAt(anchor))

export type Word = { found: Found | null; start: number; isSensitive: boolean }

/** The listed word that has its anchor at `at`, and what it means there. `written` is the day of the text. */
export function readWord(text: string, at: number, written?: Day): Word | null {
  const candidates = BY_ANCHOR[text.charCodeAt(at)]
  if (!candidates) return null
  for (const entry of candidates) {
    const { word, anchor, mark } = entry
    const spaces = mark ? 2 : 0
    const end = follow(text, at, word, anchor, 1, spaces)
    const start = end < 0 ? -1 : follow(text, at, word, anchor, -1, spaces)
    if (start < 0) continue
    if (entry.isSensitive) return { found: null, start, isSensitive: true }
    const found = mark ? asMark(text, start, end + 1, mark) : asWording(text, start, end + 1, entry, written)
    if (found) return { found, start, isSensitive: false }
  }
  return null
}

/**
 * Follows the word from its anchor forwards or backwards; answers where its last or first character stands, -1 when it is not
 * there. Invisible characters between its own do not matter, nor do so many spaces.
 */
function follow(text: string, at: number, word: string, anchor: number, step: 1 | -1, spaces: number): number {
  let i = at
  for (let k = anchor + step; k >= 0 && k < word.length; k += step) {
    i += step
    for (let left = spaces; text.charCodeAt(i) !== word.charCodeAt(k); i += step) {
      const gap = GAPS[text.charCodeAt(i)]
      if (gap !== GAP.invisible && !(gap === GAP.space && left-- > 0)) return -1
    }
  }
  return i
}

const STAR = /^ {0,2}[★☆✩✪✭⭐*] {0,2}(?:(?:\d{1,2}|[一二三五十]{1,3}) ?(?:年|个?月|天)|长期|启用前|解密)?/
const LABEL = /(?:密级|保密等级|秘密等级|涉密等级|等级)[:：]? ?$/
const OPENS = /(?:^|[\n（(【〔[《“"「]) ?$/
const CLOSES = /^ ?(?:$|[\n）)】〕\]》”"」，。、；:：])/

function asMark(text: string, start: number, end: number, mark: Mark): Found | null {
  const before = visible(text, start - 12, start).text
  const after = visible(text, end, end + 16).text
  const found = { kind: mark.kind, mask: null, why: `“${mark.word}”：${mark.why}`, start } as const
  const star = (LEVELS as readonly string[]).includes(mark.word) ? STAR.exec(after) : null
  if (star) return { ...found, level: 'block', end: visible(text, end, end + 16).at[star[0].length - 1]! + 1 }
  const isAlone = (start === 0 || OPENS.test(before)) && CLOSES.test(after)
  const isLabelled = LABEL.test(before)
  const isQuoted = /[《“"「]$/.test(before)
  const level = (isAlone && !isQuoted) || isLabelled ? mark.alone : mark.inProse
  return level ? { ...found, level, end } : null
}

function asWording(text: string, start: number, end: number, { wording, shape }: Entry, written?: Day): Found | null {
  const found = { kind: 'wording', level: 'warn', start, end } as const
  if (wording) {
    if (wording.since && (!written || written < wording.since)) return null
    if (wording.unless?.test(text.slice(start, end + 1))) return null
    return { ...found, mask: wording.right, why: `${wording.why}，建议改为“${wording.right}”` }
  }
  shape!.pattern.lastIndex = start
  const match = shape!.pattern.exec(text)
  return match ? { ...found, mask: shape!.right(match), why: shape!.why } : null
}
