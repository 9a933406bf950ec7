import type { Reckoning } from './figures.ts'

export type Difference = { key: string; label: string; signed: number | null; now: number | null }

/** Figures that would come out otherwise if the report were signed today. Pure. */
export function differences(signed: Reckoning, now: Reckoning): Difference[] {
  const later = new Map(now.figures.map((figure) => [figure.key, figure.value]))
  return signed.figures
    .filter((figure) => later.has(figure.key) && later.get(figure.key) !== figure.value)
    .map(({ key, label, value }) => ({ key, label, signed: value, now: later.get(key) ?? null }))
}
