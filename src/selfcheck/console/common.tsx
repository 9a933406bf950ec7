import { dayOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { listOrgans } from '../../organs/store.ts'
import type { Sheet } from '../../typeset/model.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import type { Person } from '../../web/env.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { mayGo } from '../../web/place.ts'
import { Select, Tabs } from '../../web/ui/index.ts'
import type { Finding } from '../model.ts'
import { RULE_CODES, type RuleCode, ruleOf } from '../rules.ts'
import type { Sight } from '../store.ts'

export const SELFCHECK = '/console/selfcheck'
export const PAGE_SIZE = 20

export const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const
export const EXPLAINERS = ['officer', 'leader', 'admin'] as const

export const LEAKS: readonly RuleCode[] = RULE_CODES.filter((code) => ruleOf(code).leak)

/** Administrators who hold no other post see what concerns the site and its accounts, and no item. */
export const siteOnly = (person: Person | null): boolean => !mayGo(READERS, person?.roles ?? null)

/** People of an organ see its own; people of the whole site see all, or the organ of the address. */
export async function sightOf(c: C) {
  const { person } = c.var
  if (siteOnly(person)) return { organs: [], organ: undefined, sight: { siteOnly: true } satisfies Sight as Sight }
  const own = person?.organ?.id
  const organs = own ? [] : await listOrgans(scopeOf(c))
  const organ = organs.find(({ slug }) => slug === c.req.query('organ'))
  const sight: Sight = { organId: own ?? organ?.id }
  return { organs, organ, sight }
}

/** Whether somebody may look at a finding: the same as what their list shows. */
export function maySee(person: Person | null, finding: Finding): boolean {
  if (siteOnly(person)) return finding.organId === null
  return !person?.organ || person.organ.id === finding.organId
}

/** Explaining is for the organ's own people; what concerns the site, for those who belong to no organ. */
export const mayExplain = (person: Person | null, finding: Finding): boolean =>
  mayGo(EXPLAINERS, person?.roles ?? null) && (person?.organ?.id ?? null) === finding.organId

export const OrganFilter = ({ organs, organ }: Pick<Awaited<ReturnType<typeof sightOf>>, 'organs' | 'organ'>) =>
  organs.length === 0 ? null : (
    <Select
      label="机关"
      name="organ"
      empty="全部机关和网站"
      value={organ?.slug}
      options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
    />
  )

export const Sides = ({ c, here }: { c: C; here: 'findings' | 'score' | 'settings' }) => (
  <Tabs
    label="自查"
    tabs={[
      { label: '发现的问题', href: SELFCHECK, current: here === 'findings' },
      ...(siteOnly(c.var.person)
        ? []
        : [{ label: '评分和走势', href: `${SELFCHECK}/score`, current: here === 'score' }]),
      { label: '自查设置', href: `${SELFCHECK}/settings`, current: here === 'settings' },
    ]}
  />
)

export async function sendSheets(c: C, title: string, sheets: Sheet[]): Promise<Response> {
  const author = c.var.person?.organ?.name ?? c.var.tenant.name
  const bytes = await toXlsx(sheets, { title, author, day: dayOf(c.var.now) })
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}
