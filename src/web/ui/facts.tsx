import type { Child } from 'hono/jsx'
import { A } from './parts.tsx'

/** Names and values of one thing. What has no value is left out. */
export const Facts = ({ facts, class: name }: { facts: readonly (readonly [string, Child])[]; class?: string }) => (
  <dl class={`facts${name ? ` ${name}` : ''}`}>
    {facts
      .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
      .map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

export type TimelineEntry = { when: string; who?: string; what: Child; note?: Child }

/** What happened, in order: when, what, by whom. */
export const Timeline = ({ entries, label = '办理过程' }: { entries: readonly TimelineEntry[]; label?: string }) => (
  <ol class="history" aria-label={label}>
    {entries.map((entry) => (
      <li>
        <time datetime={entry.when.replace(' ', 'T')}>{entry.when}</time>
        <div class="history-what">{entry.what}</div>
        {entry.who && <div class="history-who">{entry.who}</div>}
        {entry.note && <div class="history-note">{entry.note}</div>}
      </li>
    ))}
  </ol>
)

export type Listed = { title: string; href: string; day?: string; note?: Child }

/** Titles with their days, newest first: the lists of the portal. */
export const Listing = ({ items }: { items: readonly Listed[] }) => (
  <ul class="listing">
    {items.map((item) => (
      <li>
        <div>
          <A href={item.href}>{item.title}</A>
          {item.note && <div class="listing-note">{item.note}</div>}
        </div>
        {item.day && <time datetime={item.day.replace(' ', 'T')}>{item.day}</time>}
      </li>
    ))}
  </ul>
)
