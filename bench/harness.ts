/** One comparison: ours beside a peer or a limit, measured in the same run. */
export type Row = {
  what: string
  ours: number
  peer: number
  peerName: string
  unit: string
  /** What ours may be at most (`<=`) or must be at least (`>=`), as a multiple of the peer. */
  goal: { kind: '<=' | '>='; ratio: number }
}

export const median = (samples: number[]): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds each run took, after `warm` runs that are not counted. */
export async function times(runs: number, work: () => unknown, warm = 2): Promise<number[]> {
  for (let i = 0; i < warm; i++) await work()
  const taken: number[] = []
  for (let i = 0; i < runs; i++) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return taken
}

/** The table, one line a comparison. True when every goal is met. */
export function print(rows: Row[]): boolean {
  let met = true
  const show = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
  for (const { what, ours, peer, peerName, unit, goal } of rows) {
    const ratio = ours / peer
    const good = goal.kind === '<=' ? ratio <= goal.ratio : ratio >= goal.ratio
    met &&= good
    process.stdout.write(
      `${good ? '✔' : '✘'} ${what}: ${show(ours)} ${unit}; ${peerName}: ${show(peer)} ${unit}; ratio ${ratio.toFixed(3)} (goal ${goal.kind} ${goal.ratio})\n`,
    )
  }
  return met
}
