import type { Child } from 'hono/jsx'
import type { Part, StoredHit } from '../model.ts'

/** A text with what was found marked in it. Only for those who work on it: the originals are readable here. */
export function MarkedText({ part, hits }: { part: Part; hits: readonly StoredHit[] }) {
  const pieces: Child[] = []
  let at = 0
  for (const hit of [...hits].sort((a, b) => a.starts - b.starts)) {
    if (hit.starts < at || hit.ends <= hit.starts) continue
    pieces.push(part.text.slice(at, hit.starts))
    pieces.push(
      <mark class={hit.resolution ? 'settled' : undefined} title={hit.why}>
        {part.text.slice(hit.starts, hit.ends)}
      </mark>,
    )
    at = hit.ends
  }
  pieces.push(part.text.slice(at))
  return <div class="reviewed-text">{pieces}</div>
}
