import type { Child } from 'hono/jsx'
import { Empty } from './messages.tsx'
import { A } from './parts.tsx'

export type Column<T> = {
  label: string
  cell: (row: T) => Child
  align?: 'start' | 'center' | 'end'
  /** The name this column is sorted by in the address; the table then needs `sortHref`. */
  sortable?: string
  /** The column that names the row. */
  heading?: boolean
  /** Short words that stay on one line, such as a post. */
  whole?: boolean
}

/** Rows and columns. On phones every row becomes a card, or with `phone="scroll"` the table scrolls sideways. */
export function DataTable<T>({
  columns,
  rows,
  caption,
  captionHidden,
  empty,
  phone = 'cards',
  sorted,
  sortHref,
}: {
  columns: readonly Column<T>[]
  rows: readonly T[]
  caption: string
  /** For a table right under a heading that says the same. */
  captionHidden?: boolean
  /** Shown instead of a table without rows: a sentence, or an `Empty`. */
  empty?: Child
  phone?: 'cards' | 'scroll'
  sorted?: { by: string; descending: boolean }
  sortHref?: (by: string, descending: boolean) => string
}) {
  if (rows.length === 0) return <Nothing says={empty} />
  const table = (
    <table class={`table data-table ${phone === 'cards' ? 'as-cards' : ''}`}>
      <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.align} aria-sort={sortState(column.sortable, sorted)}>
              {column.sortable && sortHref ? (
                <SortLink label={column.label} by={column.sortable} sorted={sorted} href={sortHref} />
              ) : (
                column.label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map((column) =>
              column.heading ? (
                <th scope="row" class={classes(column.align, column.whole)} data-label={column.label}>
                  {column.cell(row)}
                </th>
              ) : (
                <Cell column={column} says={column.cell(row)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (phone === 'cards') return table
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      {table}
    </section>
  )
}

const classes = (align: string | undefined, whole: boolean | undefined) =>
  [align, whole && 'whole'].filter(Boolean).join(' ') || undefined

/** A day, a time or a number is one word: it is never broken over two lines. */
function Cell({ column, says }: { column: Omit<Column<never>, 'cell'>; says: Child }) {
  const whole = column.whole || (typeof says === 'string' && /^[\x20-\x7e]{1,26}$/.test(says))
  return (
    <td class={classes(column.align, whole)} data-label={column.label}>
      {says}
    </td>
  )
}

const Nothing = ({ says = '暂无内容' }: { says?: Child }) =>
  typeof says === 'string' ? <Empty title={says} /> : <div>{says}</div>

type Sorted = { by: string; descending: boolean }

function sortState(by: string | undefined, sorted: Sorted | undefined) {
  if (!by || sorted?.by !== by) return undefined
  return sorted.descending ? ('descending' as const) : ('ascending' as const)
}

function SortLink(props: { label: string; by: string; sorted?: Sorted; href: (by: string, down: boolean) => string }) {
  const here = props.sorted?.by === props.by ? props.sorted : null
  return (
    <A href={props.href(props.by, here ? !here.descending : false)} class="sort">
      {props.label}
      <span aria-hidden="true">{here ? (here.descending ? ' ▼' : ' ▲') : ' ⇅'}</span>
    </A>
  )
}
