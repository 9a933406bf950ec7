import { dayOf, yearOf } from '../../../calendar/day.ts'
import type { Organ } from '../../../organs/model.ts'
import { findOrgan, listUnits } from '../../../organs/store.ts'
import { type C, scopeOf } from '../../../web/env.ts'
import { A, address, Empty, Light, type LightColour } from '../../../web/ui/index.ts'
import { organOf } from '../../console/entered.tsx'
import type { Cell, CellState } from '../rules.ts'
import { type Section, sectionsHeld } from '../store.ts'

export const HERE = '/console/monthly'
export const TITLE = '按月填报'

export type Desk = {
  organ: Organ
  /** 党政办公室: assigns, enters for every section, closes. */
  office: boolean
  /** Sees the sections of the whole organ; others see the own. */
  all: boolean
  sections: Section[]
  /** Those whose figures this person may enter. */
  own: Section[]
}

/** What the person signed in may see and do of the months. Null: nothing, since there is no organ or no section. */
export async function monthlyDesk(c: C, asked = c.req.query('organ')): Promise<Desk | null> {
  const person = c.var.person!
  const scope = scopeOf(c)
  const all = person.roles.some(
    (role) => role !== 'reporter' && ['officer', 'reviewer', 'leader', 'supervisor'].includes(role),
  )
  const held = person.roles.includes('reporter') ? await sectionsHeld(scope, person.accountId, dayOf(c.var.now)) : []
  const organ = all ? await organOf(c, asked) : held[0] && (await findOrgan(scope, held[0].organId))
  if (!organ) return null
  const office = person.roles.includes('officer')
  const mine = held.filter(({ organId }) => organId === organ.id)
  const sections = all ? await listUnits(scope, organ.id) : mine
  return { organ, office, all, sections, own: office ? sections : mine }
}

/** The year of an address: this one unless another from 2008 on is asked for. */
export function yearAsked(c: C, asked: string | undefined = c.req.query('year')): number {
  const thisYear = yearOf(dayOf(c.var.now))
  const year = Number(asked)
  return Number.isInteger(year) && year >= 2008 && year <= thisYear ? year : thisYear
}

/** Addresses name the organ only for those who may choose one. */
export const organIn = (c: C, organ: Organ) => (c.var.person?.organ ? undefined : organ.id)

export const Years = ({ c, year, href }: { c: C; year: number; href: (year: number) => string }) => {
  const thisYear = yearOf(dayOf(c.var.now))
  const shown = [...new Set([thisYear, thisYear - 1, thisYear - 2, year])].sort((a, b) => b - a)
  return (
    <nav class="years" aria-label="年度">
      {shown.map((one) => (
        <A href={href(one)} current={one === year}>
          {one}年
        </A>
      ))}
    </nav>
  )
}

export const NoSection = () => (
  <Empty
    title="您的岗位还没有对应的科室"
    hint="请系统管理员在“机关与村居”中给科室设置有“科室填报员”职责的岗位，再在“账号与岗位”中任职。"
  />
)

const COLOURS: Partial<Record<CellState, LightColour>> = { complete: 'green', soon: 'yellow', late: 'red' }

/** Where a section stands with a month; the words say what the colour says. */
export const MonthLight = ({ cell }: { cell: Cell }) => {
  const colour = COLOURS[cell.state]
  return colour ? <Light colour={colour}>{cell.says}</Light> : <span class="hint">{cell.says}</span>
}

export const monthPath = (unitId: string, year: number, month: number) => `${HERE}/${unitId}/${year}/${month}`
export const yearPath = (c: C, organ: Organ, year: number) => address(HERE, { year, organ: organIn(c, organ) })
