import type { LastYear } from './checks/case.ts'
import type { Reckoning } from './figures.ts'

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
  if (now === null || then === null) return '没有上年的数可比'
  if (now === then) return '与上年持平'
  return now > then ? `比上年增加${round(now - then)}${unit}` : `比上年减少${round(then - now)}${unit}`
}

const round = (value: number) => Math.round(value * 100) / 100

/** The lines of a text that are not, word for word, those the form wrote beforehand. */
export function ownLines(text: string, draft: string | undefined): string {
  const given = new Set((draft ?? '').split('\n').map((line) => line.trim()))
  return text
    .split('\n')
    .filter((line) => !given.has(line.trim()))
    .join('\n')
}
