import { figureNamed } from '../figures.ts'
import { type Case, type Found, finder } from './case.ts'

/**
 * Figures out of the ordinary: many times last year's or a small part of it, or nothing where others have plenty. They may
 * well be true, so they only remind. Percentages and figures below `least` on both sides are passed over.
 */
export function outliers(
  { reckoning, lastYear, around }: Case,
  rule: { code: string; figures: readonly string[] },
): Found[] {
  if (!around) return []
  const { factor, least, peerAverage } = around.thresholds
  const { soft } = finder(rule)
  return rule.figures.flatMap((key) => {
    const figure = figureNamed(reckoning, key)
    const now = figure?.value ?? null
    if (!figure || now === null) return []
    const found: Found[] = []
    const then = lastYear?.values[key] ?? null
    if (then !== null && lastYear && Math.max(now, then) >= least && isFar(now, then, factor))
      found.push(
        soft(`${figure.label}为${now}，${lastYear.year}年为${then}，${change(now, then)}，请核对。`, [now, then], {
          about: key,
          places: [{ figure: key }, { before: key }],
        }),
      )
    const peer = around.peers[key]
    if (now === 0 && peer && peer.average > peerAverage)
      found.push(
        soft(
          `${figure.label}为0，同类的${peer.organs}个机关平均${Math.round(peer.average)}，请核对是否漏报。`,
          [0, Math.round(peer.average)],
          { about: `${key}:peers`, places: [{ figure: key }] },
        ),
      )
    return found
  })
}

const isFar = (now: number, then: number, factor: number) => now >= then * factor || now * factor <= then

function change(now: number, then: number): string {
  if (then === 0) return '上年没有'
  if (now === 0) return '本年没有'
  return now > then ? `是上年的${tenths(now / then)}倍` : `不到上年的${percent(now / then)}`
}

const tenths = (ratio: number) => Math.round(ratio * 10) / 10
const percent = (ratio: number) => `${Math.ceil(ratio * 100)}%`
