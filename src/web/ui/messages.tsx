import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Refusal } from '../../result.ts'
import { fieldId } from './fields.tsx'

/** The refusal at the top of a page: what is wrong, what to do, and a link to the field. Nothing when there is none. */
export function RefusalBox({ refusal }: { refusal?: Refusal | null }) {
  if (!refusal) return null
  return (
    <div class="notice notice-danger" role="alert" id="refusal">
      <p class="notice-title">
        {refusal.field ? <a href={`#${fieldId(refusal.field)}`}>{refusal.says}</a> : refusal.says}
      </p>
      {refusal.fix && <p>{refusal.fix}</p>}
    </div>
  )
}

/** Said once after a step was taken. */
export const DoneBox = ({ children }: PropsWithChildren) => (
  <div class="notice notice-success" role="status">
    <p class="notice-title">{children}</p>
  </div>
)

/** Something the reader should know before going on. */
export const Notice = ({
  kind = 'info',
  title,
  children,
}: PropsWithChildren<{ kind?: 'info' | 'warning' | 'danger' | 'success'; title?: string }>) => (
  <div class={`notice notice-${kind}`}>
    {title && <p class="notice-title">{title}</p>}
    {children}
  </div>
)

/** On a demo site, every page says so, also on paper: nobody shall take an example for the real thing. */
export const DemoLine = ({ demo }: { demo?: boolean }) =>
  demo ? <p class="demo-line">演示站点：内容为示例，不是真实政务信息</p> : null

/** A list with nothing in it: says so, says why, and offers the next step. */
export const Empty = ({ title, hint, action }: { title: string; hint?: Child; action?: Child }) => (
  <div class="empty-state">
    <p class="empty-state-title">{title}</p>
    {hint && <p class="empty-state-hint">{hint}</p>}
    {action && <div class="actions">{action}</div>}
  </div>
)
