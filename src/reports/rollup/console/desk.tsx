import type { Child } from 'hono/jsx'
import { dayOf, yearOf } from '../../../calendar/day.ts'
import { parentsIn } from '../../../organs/hierarchy/store.ts'
import type { Organ } from '../../../organs/model.ts'
import { findOrgan } from '../../../organs/store.ts'
import type { Refusal } from '../../../result.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, address, Light, Tabs, Tag, type TagKind } from '../../../web/ui/index.ts'
import type { DueLight } from '../deadlines.ts'
import { STATES, type State } from '../lifecycle.ts'
import { reportYears } from '../store.ts'

/** The year asked about: of the address, or the one that ended last. */
export function yearAt(c: C, typed?: string): number {
  const last = yearOf(dayOf(c.var.now)) - 1
  const asked = Number(typed ?? c.req.query('year'))
  return Number.isInteger(asked) && asked >= 2008 && asked <= last + 1 ? asked : last
}

/**
 * The organ whose children are looked at: one's own, or for people of the whole site the one of the address, else the first
 * that has any. Null when nobody reports to anybody.
 */
export async function parentAt(c: C, year: number, typed?: string): Promise<Organ | null> {
  const scope = scopeOf(c)
  const own = c.var.person?.organ
  if (own) return findOrgan(scope, own.id)
  const parents = await parentsIn(scope, year)
  const asked = typed ?? c.req.query('organ')
  const id = parents.find((one) => one.id === asked)?.id ?? parents[0]?.id
  return id ? findOrgan(scope, id) : null
}

const KINDS: Record<State, TagKind> = {
  submitted: 'info',
  received: 'success',
  returned: 'warning',
  recalled: 'neutral',
}

export const SubmissionTag = ({ state }: { state: State | null }) =>
  state ? <Tag kind={KINDS[state]} label={STATES[state]} /> : <Tag label="未报送" />

export const Due = ({ light }: { light: DueLight }) => <Light colour={light.colour}>{light.says}</Light>

type Page = {
  title: string
  tab: 'board' | 'sum' | 'compare'
  year: number
  organ?: string
  /** Whether there is anything below to add up or compare. */
  above: boolean
  crumb?: string
  refusal?: Refusal | null
  done?: string
  actions?: Child
}

/** A page of 报送与汇总, with the years and its neighbours. */
export async function rollupPage(c: C, page: Page, body: Child) {
  const years = await reportYears(scopeOf(c))
  const { year, organ } = page
  const last = yearOf(dayOf(c.var.now)) - 1
  const here = { board: '/console/rollup', sum: '/console/rollup/sum', compare: '/console/rollup/compare' }
  const at = (path: string, of = year) => address(path, { year: of, organ })
  return consolePage(
    c,
    {
      title: page.title,
      crumbs: [
        { label: '工作台', href: '/console' },
        { label: '报送与汇总', href: at(here.board) },
        { label: page.crumb ?? page.title },
      ],
      refusal: page.refusal,
      done: page.done,
      actions: page.actions,
    },
    <>
      <nav class="years" aria-label="年度">
        {[...new Set([last, year, ...years])]
          .sort((a, b) => b - a)
          .map((one) => (
            <A href={at(here[page.tab], one)} current={one === year}>
              {one}年
            </A>
          ))}
      </nav>
      {page.above && (
        <Tabs
          label="报送与汇总"
          tabs={[
            { label: '报送情况', href: at(here.board), current: page.tab === 'board' },
            { label: '汇总', href: at(here.sum), current: page.tab === 'sum' },
            { label: '各机关比较', href: at(here.compare), current: page.tab === 'compare' },
          ]}
        />
      )}
      {body}
    </>,
  )
}
