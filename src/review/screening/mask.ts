import type { Hit } from './hit.ts'

/** The text with the given hits masked; hits without a mask stay. `hits` are of this very text. */
export function maskText(text: string, hits: readonly Pick<Hit, 'start' | 'end' | 'mask'>[]): string {
  let masked = ''
  let at = 0
  for (const { start, end, mask } of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mask === null || start < at) continue
    masked += text.slice(at, start) + mask
    at = end
  }
  return masked + text.slice(at)
}

/** What somebody without need to know may see of a hit: the mask, or the word itself when it says nothing about a person. */
export const preview = ({ kind, text, mask }: Pick<Hit, 'kind' | 'text' | 'mask'>): string =>
  kind === 'wording' || mask === null ? text : mask
