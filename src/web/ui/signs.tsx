import type { Child, PropsWithChildren } from 'hono/jsx'
import { A } from './parts.tsx'

export type LightColour = 'green' | 'yellow' | 'red' | 'explained'

const SHAPES: Record<LightColour, { mark: string; says: string }> = {
  green: { mark: '●', says: '正常' },
  yellow: { mark: '▲', says: '提醒' },
  red: { mark: '■', says: '警示' },
  // Not in order, but somebody has said why it may stand.
  explained: { mark: '◆', says: '已说明' },
}

/** A light with its words. Each colour has its own shape, and the words carry the meaning for those who see neither. */
export const Light = ({ colour, children }: PropsWithChildren<{ colour: LightColour }>) => (
  <span class={`light light-${colour}`}>
    <span class="light-mark" aria-hidden="true">
      {SHAPES[colour].mark}
    </span>
    {children ?? SHAPES[colour].says}
  </span>
)

export type TagKind = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** The state of a thing in one or two words: 草稿, 待审查, 已发布. */
export const Tag = ({ kind = 'neutral', label }: { kind?: TagKind; label: string }) => (
  <span class={`tag tag-${kind}`}>{label}</span>
)

/** One figure with its name; `href` leads to the records it was counted from. */
export const Stat = ({
  label,
  value,
  unit,
  hint,
  href,
}: {
  label: string
  value: string | number
  unit?: string
  hint?: Child
  href?: string
}) => (
  <div class="stat">
    <dt>{href ? <A href={href}>{label}</A> : label}</dt>
    <dd>
      <span class="stat-value">{typeof value === 'number' ? value.toLocaleString('zh-CN') : value}</span>
      {unit && <span class="unit">{unit}</span>}
      {hint && <span class="stat-hint">{hint}</span>}
    </dd>
  </div>
)

/** A row of `Stat`s. */
export const Stats = ({ children }: PropsWithChildren) => <dl class="stats">{children}</dl>

/** How far something has come. The numbers are said beside the bar. */
export const Progress = ({ label, value, max }: { label: string; value: number; max: number }) => (
  <div class="progress-line">
    <span class="progress-label">
      {label} <span class="progress-count">{`${value} / ${max}`}</span>
    </span>
    <progress value={value} max={max} aria-label={label} />
  </div>
)
