import type { PropsWithChildren } from 'hono/jsx'
import { to } from '../env.ts'
import { useHere } from '../here.ts'

/** A link to a place of this product; `current` when it leads to the page it stands on. */
export function A({
  href,
  children,
  class: name,
  current,
}: PropsWithChildren<{ href: string; class?: string; current?: boolean }>) {
  return (
    <a href={to(useHere(), href)} class={name} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  )
}

/** A title that is never broken inside a year or one of the phrases official titles are made of. */
export const Together = ({ text }: { text: string }) => (
  <>
    {text
      .split(/(\d+年|政府信息公开|工作年度报告)/)
      .map((part, at) => (at % 2 === 1 ? <span class="together">{part}</span> : part))}
  </>
)

/** A form that posts to a place of this product, with its CSRF token. */
export function Form({ action, files, children }: PropsWithChildren<{ action: string; files?: boolean }>) {
  const c = useHere()
  return (
    <form method="post" action={to(c, action)} enctype={files ? 'multipart/form-data' : undefined}>
      {c.var.person && <input type="hidden" name="csrf" value={c.var.person.csrf} />}
      {children}
    </form>
  )
}
