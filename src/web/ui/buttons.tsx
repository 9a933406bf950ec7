import type { PropsWithChildren } from 'hono/jsx'
import { A } from './parts.tsx'

type Kind = 'primary' | 'plain' | 'danger'

const LOOKS: Record<Kind, string> = { primary: 'btn btn-primary', plain: 'btn', danger: 'btn btn-danger' }

/**
 * A button that sends its form, or with `href` a link that looks like one. `confirm` asks once more before sending: the
 * button opens to the question and the real button, without a script.
 */
export function Button({
  kind = 'plain',
  href,
  name,
  value,
  confirm,
  disabled,
  children,
}: PropsWithChildren<{
  kind?: Kind
  href?: string
  name?: string
  value?: string
  confirm?: string
  disabled?: boolean
}>) {
  if (href)
    return (
      <A href={href} class={LOOKS[kind]}>
        {children}
      </A>
    )
  const send = (
    <button type="submit" class={LOOKS[kind]} name={name} value={value} disabled={disabled}>
      {confirm && '确认'}
      {children}
    </button>
  )
  if (!confirm || disabled) return send
  return (
    <details class="confirm">
      <summary class={LOOKS[kind === 'primary' ? 'primary' : 'plain']}>{children}</summary>
      <div class="confirm-box">
        <p>{confirm}</p>
        {send}
      </div>
    </details>
  )
}

/** The row of buttons under a form or over a list; the main one first. */
export const Actions = ({ children }: PropsWithChildren) => <div class="actions">{children}</div>

/** Prints the page. Hidden until the browser script is there, since only a script can print. */
export const PrintButton = ({ label = '打印本页' }: { label?: string }) => (
  <button type="button" class="btn" data-print hidden>
    {label}
  </button>
)
