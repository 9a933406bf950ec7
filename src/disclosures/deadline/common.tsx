import { dayOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { listOrgans } from '../../organs/store.ts'
import type { Sheet } from '../../typeset/model.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { Select, Tabs } from '../../web/ui/index.ts'
import type { Reasoning } from './rules.ts'

export const DEADLINES = '/console/deadlines'
export const PAGE_SIZE = 20

/** People of an organ see its own; people of the whole site see all, or the organ of the address. */
export async function organAsked(c: C) {
  const own = c.var.person?.organ?.id
  const organs = own ? [] : await listOrgans(scopeOf(c))
  const organ = organs.find(({ slug }) => slug === c.req.query('organ'))
  return { organs, organ, organId: own ?? organ?.id }
}

type Asked = Awaited<ReturnType<typeof organAsked>>

export const OrganFilter = ({ organs, organ }: Pick<Asked, 'organs' | 'organ'>) =>
  organs.length === 0 ? null : (
    <Select
      label="机关"
      name="organ"
      empty="全部机关"
      value={organ?.slug}
      options={organs.map(({ slug, shortName }) => ({ value: slug, label: shortName }))}
    />
  )

export const Sides = ({ here }: { here: 'waiting' | 'late' }) => (
  <Tabs
    label="公开期限"
    tabs={[
      { label: '待公开', href: DEADLINES, current: here === 'waiting' },
      { label: '逾期公开', href: `${DEADLINES}/late`, current: here === 'late' },
    ]}
  />
)

/** The due day, which opens to why it is that day. */
export const Explained = ({ day, why }: { day: string; why: readonly Reasoning[] }) => (
  <details>
    <summary>{day}</summary>
    <ol>
      {why.map(({ says, article }) => (
        <li>
          {says}
          {article && <span class="form-hint">（{article}）</span>}
        </li>
      ))}
    </ol>
  </details>
)

/** The same in a cell of a workbook. */
export const inOneLine = (why: readonly Reasoning[]): string =>
  why.map(({ says, article }) => (article ? `${says}（${article}）` : says)).join('；')

export async function sendSheet(c: C, title: string, sheet: Sheet): Promise<Response> {
  const author = c.var.person?.organ?.name ?? c.var.tenant.name
  const bytes = await toXlsx([sheet], { title, author, day: dayOf(c.var.now) })
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}
