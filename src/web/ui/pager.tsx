import type { PropsWithChildren } from 'hono/jsx'
import { to } from '../env.ts'
import { useHere } from '../here.ts'
import { A } from './parts.tsx'

/** A path with a query; what is empty is left out. Keeps filters in the address: `address('/search', { q, page: 2 })`. */
export function address(path: string, query: Record<string, string | number | null | undefined>): string {
  const kept = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') kept.set(key, String(value))
  const text = kept.toString()
  return text ? `${path}?${text}` : path
}

/** Where one is in a long list, and the way on. `href` gives the address of a page with its filters: see `address`. */
export function Pager(props: { page: number; pages: number; total: number; href: (page: number) => string }) {
  const { page, pages, total, href } = props
  if (pages <= 1) return total > 0 ? <p class="pager-total">共 {total} 条</p> : null
  return (
    <nav class="pager" aria-label="分页">
      <p class="pager-total">
        共 {total} 条，第 {page} / {pages} 页
      </p>
      <ul>
        {page > 1 && (
          <li>
            <A href={href(page - 1)}>上一页</A>
          </li>
        )}
        {shown(page, pages).map((number, at, all) => (
          <>
            {at > 0 && number - all[at - 1]! > 1 && (
              <li class="gap" aria-hidden="true">
                …
              </li>
            )}
            <li class={number === page ? 'here' : 'number'}>
              {number === page ? <span aria-current="page">{number}</span> : <A href={href(number)}>{number}</A>}
            </li>
          </>
        ))}
        {page < pages && (
          <li>
            <A href={href(page + 1)}>下一页</A>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** First, last, and two on either side of where one is. */
const shown = (page: number, pages: number): number[] =>
  [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, pages])].filter((n) => n >= 1 && n <= pages)

/** Filters over a list: a form that only changes the address, so a filtered list can be sent to a colleague. */
export const FilterBar = ({
  action,
  label = '筛选',
  children,
}: PropsWithChildren<{ action: string; label?: string }>) => (
  <search>
    <form method="get" action={to(useHere(), action)} class="filter-bar" aria-label={label}>
      {children}
      <div class="actions">
        <button type="submit" class="btn btn-primary">
          {label}
        </button>
        <A href={action} class="btn">
          清除
        </A>
      </div>
    </form>
  </search>
)
