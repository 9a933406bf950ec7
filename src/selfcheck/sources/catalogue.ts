import type { Scope } from '../../context.ts'
import { withdrawnNumbers } from '../../disclosures/inspected/store.ts'
import { story } from '../../ledger/store.ts'
import type { Organ } from '../../organs/model.ts'
import { OrganSettings } from '../../organs/settings.ts'
import type { Found } from '../model.ts'
import { type Numbered, numberFaults } from '../numbers.ts'
import { itemHref, type Source } from './tools.ts'

/** Index numbers, and dates that cannot be. That an item has no date of publication is kept out by the database. */
export const catalogue: Source = async ({ ctx, organs, lines }) => {
  const found: Found[] = []
  const byOrgan = new Map<string, Numbered[]>()
  const put = (organId: string, one: Numbered) => {
    const list = byOrgan.get(organId) ?? []
    list.push(one)
    byOrgan.set(organId, list)
  }
  for (const line of lines) put(line.organId, line)
  for (const { organId, ...one } of await withdrawnNumbers(ctx)) put(organId, { ...one, hidden: true })

  const lineOf = new Map(lines.map((line) => [line.id, line]))
  for (const organ of organs) {
    const history = await numberingOf(ctx, organ)
    for (const fault of numberFaults(byOrgan.get(organ.id) ?? [], { code: organ.code, ...history }))
      found.push({
        rule: 'index-number',
        organId: organ.id,
        subject: { kind: 'disclosure', id: fault.id },
        key: fault.key,
        colour: 'red',
        title: lineOf.get(fault.id)?.title ?? '',
        place: lineOf.get(fault.id)?.indexNumber ?? '',
        says: fault.says,
        href: itemHref(fault.id),
      })
  }
  for (const { id, organId, title, indexNumber, formedOn, publishedOn } of lines)
    if (formedOn > publishedOn)
      found.push({
        rule: 'date-order',
        organId,
        subject: { kind: 'disclosure', id },
        key: 'order',
        colour: 'red',
        title,
        place: indexNumber,
        says: `成文日期${formedOn}，发布日期${publishedOn}`,
        href: itemHref(id),
      })
  return { looked: { rules: ['index-number', 'date-order'] }, found }
}

/** Every template the organ ever numbered by, and to which count its paper numbers went, as the ledger tells. */
async function numberingOf(scope: Scope, organ: Organ) {
  const templates = new Set([organ.settings.indexNumberTemplate, OrganSettings.parse({}).indexNumberTemplate])
  const onPaper = new Map<number, number>()
  for (const { event, detail } of await story(scope, 'organ', organ.id)) {
    const was = (detail.indexNumberTemplate as { from?: unknown } | undefined)?.from
    if (event === 'organs.changed' && typeof was === 'string') templates.add(was)
    if (event === 'organs.numbers-continued' && detail.series === 'index')
      onPaper.set(Number(detail.year), Math.max(Number(detail.last), onPaper.get(Number(detail.year)) ?? 0))
  }
  return { templates: [...templates], onPaper }
}
