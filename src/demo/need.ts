import type { Result } from '../result.ts'

/** What a step of the demo came to. Throws when it was refused: the demo keeps our own rules. */
export function need<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`the demo was refused: ${result.refusal.code} ${result.refusal.says}`)
}
