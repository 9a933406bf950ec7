import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Crumb } from '../here.ts'
import { A } from './parts.tsx'

/** The way back up. The last one is the page itself. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  if (crumbs.length === 0) return null
  return (
    <nav class="crumbs" aria-label="当前位置">
      <ol>
        {crumbs.map((crumb, at) => {
          const last = at === crumbs.length - 1
          if (crumb.href && !last)
            return (
              <li>
                <A href={crumb.href}>{crumb.label}</A>
              </li>
            )
          return (
            <li>
              <span aria-current={last ? 'page' : undefined}>{crumb.label}</span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

export type Tab = { label: string; href: string; current?: boolean; count?: number }

/** Neighbouring pages of one matter. They are links: each has its own address. */
export const Tabs = ({ tabs, label }: { tabs: readonly Tab[]; label: string }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <A href={tab.href} current={tab.current}>
            {tab.label}
            {tab.count !== undefined && <span class="count">{tab.count}</span>}
          </A>
        </li>
      ))}
    </ul>
  </nav>
)

export type Choice = { label: string; href: string; current?: boolean; count?: number }

/** Ways to narrow a list: what the choices are about stands before them, and what each would leave behind it. */
export const Narrow = ({ label, choices }: { label: string; choices: readonly Choice[] }) => (
  <nav class="narrow" aria-label={`按${label}筛选`}>
    <p>{label}</p>
    <ul>
      {choices.map((choice) => (
        <li>
          <A href={choice.href} current={choice.current}>
            {choice.label}
            {choice.count !== undefined && <span class="count">{choice.count}</span>}
          </A>
        </li>
      ))}
    </ul>
  </nav>
)

/** A part of a page under its own heading, with what can be done about it on the right. */
export const Panel = ({ title, actions, children }: PropsWithChildren<{ title?: string; actions?: Child }>) => (
  <section class="panel">
    {title && (
      <div class="panel-head">
        <h2>{title}</h2>
        {actions && <div class="actions">{actions}</div>}
      </div>
    )}
    <div class="panel-body">{children}</div>
  </section>
)
