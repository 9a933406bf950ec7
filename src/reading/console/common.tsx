import { dayOf, yearOf } from '../../calendar/day.ts'
import { listOrgans } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { Tabs } from '../../web/ui/index.ts'

export const HERE = '/console/reading'
export const COPIES = `${HERE}/copies`

/** Whose reading point: one's own; people of the whole site choose, and see the first until they do. */
export async function deskAsked(c: C) {
  const organs = await listOrgans(scopeOf(c))
  const organ = organs.find(({ id, slug }) =>
    c.var.person?.organ ? id === c.var.person.organ.id : slug === c.req.query('organ'),
  )
  const thisYear = yearOf(dayOf(c.var.now))
  const asked = Number(c.req.query('year'))
  const year = Number.isInteger(asked) && asked >= 2008 && asked <= thisYear ? asked : thisYear
  const mayWrite = Boolean(c.var.person?.organ && c.var.person.roles.includes('officer'))
  return { organs, organ: organ ?? organs[0] ?? null, year, thisYear, mayWrite }
}

export const ReadingTabs = ({ open }: { open: 'visits' | 'copies' }) => (
  <Tabs
    label="公共查阅点"
    tabs={[
      { label: '查阅登记', href: HERE, current: open === 'visits' },
      { label: '备查资料', href: COPIES, current: open === 'copies' },
    ]}
  />
)
