import type { LastYear } from './checks/case.ts'
import type { Reckoning } from './figures.ts'
import { blankSlots, fillPlain, type Written } from './text.ts'

/**
 * What a text may say of a figure beside last year's: `{applications_received_change}` is 比上年增加3件. Cells of tables have
 * no such word. Pure.
 */
export function changeWords({ figures }: Reckoning, lastYear: LastYear | null): Record<string, string> {
  const plain = figures.filter(({ key }) => /^[a-z_]+$/.test(key) && !key.endsWith('_cumulative'))
  return Object.fromEntries(
    plain.map(({ key, value, unit }) => [`${key}_change`, changeOf(value, lastYear?.values[key] ?? null, unit)]),
  )
}

function changeOf(now: number | null, then: number | null, unit: string): string {
  if (now === null || then === null) return NOTHING_BEFORE
  if (now === then) return '与上年持平'
  return now > then ? `比上年增加${round(now - then)}${unit}` : `比上年减少${round(then - now)}${unit}`
}

const NOTHING_BEFORE = '没有上年的数可比'
const round = (value: number) => Math.round(value * 100) / 100

/** What of a text is not, sentence for sentence, what the form wrote beforehand. */
export function ownLines(text: string, draft: string | undefined): string {
  const given = new Set(
    (draft ?? '')
      .split('\n')
      .flatMap(sentencesOf)
      .map((sentence) => sentence.trim()),
  )
  return text
    .split('\n')
    .map((line) =>
      sentencesOf(line)
        .filter((sentence) => !given.has(sentence.trim()))
        .join(''),
    )
    .filter((line) => line !== '')
    .join('\n')
}

const sentencesOf = (line: string): string[] => line.match(/[^。]+。?|。/g) ?? []

/**
 * What a form writes beforehand, for a report with these figures. Sentences with a figure nobody entered are left out, since a
 * small town keeps no such figure, and `missing` names what they would have told; those that compare with nothing, too.
 */
export function writtenBeforehand(
  draft: string,
  { reckoning, words }: Pick<Written, 'reckoning' | 'words'>,
): { text: string; missing: string[] } {
  const missing: string[] = []
  const keep = (sentence: string) => {
    const blank = blankSlots(sentence, reckoning)
    missing.push(...blank.map(({ label }) => label))
    return blank.length === 0 && !fillPlain(sentence, reckoning, words).includes(NOTHING_BEFORE)
  }
  const lines = draft.split('\n').map((line) => sentencesOf(line).filter(keep).join(''))
  return { text: lines.filter((line) => line !== '').join('\n'), missing: [...new Set(missing)] }
}
