import type { Day } from '../../calendar/day.ts'
import { serviceChanges } from '../differences.ts'
import { findingsOf, lightOf } from '../guide/rules.ts'
import type { ChangedField } from '../history/kinds.ts'
import type { Service } from '../store.ts'
import { entryOf, type ImportedService } from './mapping.ts'

type Line = { at: number; code: string; name: string; light: 'red' | 'yellow' | 'green'; findings: string[] }

/** What a file would do to the list of an organ. Nothing of it is done yet. */
export type Plan = {
  added: Line[]
  changed: (Line & { id: string; fields: ChangedField[] })[]
  /** Taken off the list here, and in the file again. */
  restored: (Line & { id: string; fields: ChangedField[] })[]
  same: number
  /** In the list here, and not in the file. */
  absent: { id: string; code: string; name: string }[]
  lights: { red: number; yellow: number; green: number }
}

/** Compares a file with the list, by code. Pure. */
export function planOf(rows: readonly ImportedService[], list: readonly Service[], organId: string, today: Day): Plan {
  const byCode = new Map(list.map((service) => [service.code, service]))
  const plan: Plan = {
    added: [],
    changed: [],
    restored: [],
    same: 0,
    absent: [],
    lights: { red: 0, yellow: 0, green: 0 },
  }
  for (const row of rows) {
    const before = byCode.get(row.code) ?? null
    const entry = entryOf(row, organId, before, today)
    const findings = findingsOf(entry)
    const light = lightOf(findings)
    plan.lights[light] += 1
    const line = { at: row.at, code: row.code, name: row.name, light, findings: findings.map(({ says }) => says) }
    if (!before) plan.added.push(line)
    else {
      const fields = serviceChanges(before, entry)
      if (before.delistedOn) plan.restored.push({ ...line, id: before.id, fields })
      else if (fields.length > 0) plan.changed.push({ ...line, id: before.id, fields })
      else plan.same += 1
    }
  }
  const inFile = new Set(rows.map(({ code }) => code))
  plan.absent = list
    .filter(({ code, delistedOn }) => !delistedOn && !inFile.has(code))
    .map(({ id, code, name }) => ({ id, code, name }))
  return plan
}

/** One sentence of what a plan would do. */
export const planWords = ({ added, changed, restored, same, absent }: Plan): string =>
  [
    `新列入${added.length}项`,
    `修改${changed.length}项`,
    ...(restored.length > 0 ? [`恢复${restored.length}项`] : []),
    `不变${same}项`,
    `文件里没有而本机关在列的${absent.length}项`,
  ].join('，')
