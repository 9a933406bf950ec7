import type { Bound, Identity } from '../../../law/forms/tables-shape.ts'
import type { Cell } from '../findings.ts'

/** The readings still possible for each row. */
export type Domains = Map<string, Cell[][]>

/** An identity over more combinations than this is left alone. */
const MOST_STEPS = 60_000

/**
 * Throws out the readings that break an identity of the table. An identity that no combination keeps is broken in print, or
 * lacks a row we could not find: it decides nothing.
 */
export function narrow(domains: Domains, identities: readonly Identity[], bounds: readonly Bound[] = []): void {
  for (let changed = true; changed; ) {
    changed = false
    for (const identity of identities) changed = narrowBySum(domains, identity) || changed
    for (const bound of bounds) changed = narrowByBound(domains, bound) || changed
  }
}

const isOpen = (domain: Cell[][] | undefined) => domain !== undefined && domain.length > 1

function narrowBySum(domains: Domains, { left, right }: Identity): boolean {
  const codes = [...left, ...right].filter((code) => domains.has(code))
  if (!codes.some((code) => isOpen(domains.get(code))) || codes.some((code) => domains.get(code)!.length === 0))
    return false
  if (codes.length < left.length + right.length) return false
  const width = domains.get(codes[0]!)![0]!.length
  const signs = codes.map((code) => (left.includes(code) ? 1 : -1))
  const kept = codes.map(() => new Set<number>())
  const chosen: number[] = []
  const totals = new Array<number>(width).fill(0)
  // Rows with one reading first: what is left to balance is known early.
  const order = codes.map((_, index) => index).sort((a, b) => size(codes[a]!) - size(codes[b]!))
  function size(code: string) {
    return domains.get(code)!.length
  }
  let steps = 0
  const walk = (depth: number): void => {
    if (++steps > MOST_STEPS) return
    if (depth === order.length) {
      if (totals.every((total) => Math.abs(total) < 1e-6))
        for (const [at, pick] of chosen.entries()) kept[order[at]!]!.add(pick)
      return
    }
    const index = order[depth]!
    for (const [pick, row] of domains.get(codes[index]!)!.entries()) {
      for (let column = 0; column < width; column++) totals[column]! += signs[index]! * (row[column] ?? 0)
      chosen.push(pick)
      walk(depth + 1)
      chosen.pop()
      for (let column = 0; column < width; column++) totals[column]! -= signs[index]! * (row[column] ?? 0)
    }
  }
  walk(0)
  if (steps > MOST_STEPS || kept.some((picks) => picks.size === 0)) return false
  let changed = false
  for (const [index, code] of codes.entries()) {
    const domain = domains.get(code)!
    if (kept[index]!.size === domain.length) continue
    domains.set(
      code,
      domain.filter((_, pick) => kept[index]!.has(pick)),
    )
    changed = true
  }
  return changed
}

function narrowByBound(domains: Domains, { part, whole }: Bound): boolean {
  const [parts, wholes] = [domains.get(part), domains.get(whole)]
  if (!parts || !wholes || !(isOpen(parts) || isOpen(wholes))) return false
  const below = (a: Cell[], b: Cell[]) => a.every((cell, column) => (cell ?? 0) <= (b[column] ?? Infinity))
  const keptParts = parts.filter((row) => wholes.some((other) => below(row, other)))
  const keptWholes = wholes.filter((row) => parts.some((other) => below(other, row)))
  if (keptParts.length === 0 || keptWholes.length === 0) return false
  const changed = keptParts.length < parts.length || keptWholes.length < wholes.length
  domains.set(part, keptParts)
  domains.set(whole, keptWholes)
  return changed
}

/** Prefers readings that agree with what the text says, where there still is a choice. */
export function prefer(domains: Domains, code: string, agrees: (row: Cell[]) => boolean): void {
  const domain = domains.get(code)
  if (!isOpen(domain)) return
  const kept = domain!.filter(agrees)
  if (kept.length > 0) domains.set(code, kept)
}
