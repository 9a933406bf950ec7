import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const HOME = join(import.meta.dirname, 'screening')

let known: string | null = null

/**
 * What the rules of screening are now, as a hash over everything they are written in: a word added to a list is another
 * edition, without anybody having to remember to say so.
 */
export function screeningEdition(): string {
  known ??= readdirSync(HOME, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\btest(ing)?\.ts$/.test(name))
    .sort()
    .reduce((hash, name) => hash.update(name).update(readFileSync(join(HOME, name))), createHash('sha256'))
    .digest('hex')
    .slice(0, 16)
  return known
}
