import type { Sql } from 'postgres'
import type { Scope } from '../../context.ts'
import type { ReportForm } from '../../law/form.ts'
import { childrenIn } from '../../organs/hierarchy/store.ts'
import type { Reckoning } from '../figures.ts'
import type { Finding } from '../rules.ts'
import { consolidated, type Gap, gapsOf, type Part } from './consolidation.ts'
import { figuresNow } from './kept/store.ts'
import { handedIn } from './store.ts'

/** The organs below, with what each has handed in for a year. Empty: nobody reports to this organ. */
export async function partsOf(scope: Scope, organId: string, year: number): Promise<Part[]> {
  const [children, handed] = await Promise.all([childrenIn(scope, organId, year), handedIn(scope, organId, year)])
  const by = new Map(handed.map((one) => [one.organId, one]))
  return children.map(({ id, name }) => ({
    organId: id,
    name,
    handed: by.get(id)?.handed ?? null,
    hrefOf: (key) => `/console/rollup/submissions/${by.get(id)?.submissionId}/figures/${encodeURIComponent(key)}`,
  }))
}

/** The same with what the records of those organs come to now, handed in or not: what the sum would be if all did so today. */
export async function partsNow(
  scope: Scope & { sql: Sql },
  organId: string,
  of: { year: number; form: ReportForm; now: Date },
): Promise<Part[]> {
  const children = await childrenIn(scope, organId, of.year)
  const figures = await figuresNow(
    scope,
    children.map(({ id }) => id),
    of,
  )
  return children.map(({ id, name }) => ({ organId: id, name, handed: figures.get(id)!, hrefOf: () => null }))
}

/** The report of an organ with organs below is the sum of theirs and its own; of any other, its own. */
export async function rollUp(scope: Scope, own: Reckoning): Promise<{ reckoning: Reckoning; findings: Finding[] }> {
  const parts = await partsOf(scope, own.organId, own.year)
  if (parts.length === 0) return { reckoning: own, findings: [] }
  return { reckoning: consolidated(own, parts), findings: gapsOf(own, parts).map(findingOf) }
}

/** Who is missing keeps the sum from being signed until somebody says why it may stand; what is blank is only told. */
const findingOf = ({ organId, name, says, figures, missing }: Gap): Finding => ({
  code: `rollup:${missing ? 'missing' : 'blank'}:${organId}`,
  rule: 'rollup',
  severity: missing ? 'hard' : 'soft',
  says: missing ? `${name}${says}。` : `${name}${says}，没有计入：${figures.join('、')}。`,
  figures: [],
})
