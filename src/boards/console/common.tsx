import { type Day, dayOf } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import { listOrgans } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import type { Crumb } from '../../web/here.ts'
import { Select, Tag } from '../../web/ui/index.ts'
import type { BoardSettings } from '../settings.ts'
import { STAGES, stageOf, stageSays, type TaskDays } from '../stages.ts'

export const BOARDS = '/console/boards'

export const crumbs = (...more: Crumb[]): Crumb[] => [{ label: '公示栏', href: BOARDS }, ...more]

/** The organ whose boards are looked at: one's own, or the one chosen by people of the whole site. Null when there is none. */
export async function organAsked(c: C): Promise<{ organ: Organ | null; organs: Organ[] }> {
  const all = await listOrgans(scopeOf(c))
  const own = c.var.person?.organ
  if (own) return { organ: all.find(({ id }) => id === own.id) ?? null, organs: [] }
  const slug = c.req.query('organ')
  const towns = all.filter(({ kind }) => kind === 'township' || kind === 'subdistrict')
  return { organ: all.find((each) => each.slug === slug) ?? towns[0] ?? all[0] ?? null, organs: all }
}

/** For people of the whole site; others see their own organ. */
export const OrganChoice = ({ organ, organs }: { organ: Organ | null; organs: Organ[] }) =>
  organs.length === 0 ? null : (
    <Select
      label="机关"
      name="organ"
      value={organ?.slug}
      options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
    />
  )

/** What stays in the address from page to page. */
export const keptOrgan = (c: C, organ: Organ | null) => (c.var.person?.organ ? undefined : organ?.slug)

export const mayOrder = (c: C) => Boolean(c.var.person?.organ && c.var.person.roles.includes('officer'))

export const StageTag = ({ task, today, settings }: { task: TaskDays; today: Day; settings: BoardSettings }) => {
  const stage = stageOf(task, today, settings)
  return <Tag kind={STAGES[stage].tag} label={stageSays(task, stage, today)} />
}

export const todayOf = (c: C): Day => dayOf(c.var.now)
