import { day } from '../../calendar/day.ts'
import { reviewItem, submitItem } from '../../disclosures/publication/store.ts'
import { createItem } from '../../disclosures/store.ts'
import { enterFigure } from '../../reports/entries.ts'
import { startReport, takeStep, writeNarrative } from '../../reports/steps.ts'
import { findReport } from '../../reports/store.ts'
import { openly } from '../../review/rules.ts'
import type { Cast } from '../cast.ts'
import { need } from '../need.ts'
import { bodyFor } from '../text.ts'
import { ENTERED, NARRATIVES } from './annual.ts'
import { PUBLISHED } from './published.ts'

/** Publishes what the town has to say in a busy year. */
export async function publishedIn({ organId, as }: Cast, year: number) {
  for (const [category, on, title] of PUBLISHED[year] ?? []) {
    const formedOn = `${year}-${on}`
    const item = need(
      await createItem(as('officer', formedOn, 9), {
        organId,
        title,
        category,
        formedOn,
        body: bodyFor({ title, category, on: formedOn }),
        channels: ['site', 'board'],
      }),
    )
    const submitted = need(await submitItem(as('officer', formedOn, 10), item))
    need(await reviewItem(as('reviewer', formedOn, 15), submitted, openly(day(formedOn))))
  }
}

/** The report of a busy year in the form of its year: entered, written, checked, signed, numbered and published the January after. */
export async function reportOn({ organId, as }: Cast, year: number) {
  const on = (date: string) => `${year + 1}-01-${date}`
  for (const of of [year - 1, year])
    for (const [figure, value, source] of ENTERED[of] ?? [])
      need(await enterFigure(as('officer', on('08'), 9), organId, { figure, year: of, value, source }))
  const writing = as('officer', on('11'), 9)
  const id = need(await startReport(writing, organId, year))
  const current = async () => (await findReport(writing, id))!
  need(await writeNarrative(writing, await current(), NARRATIVES[year]!))
  const step = async (
    post: Parameters<typeof as>[0],
    date: string,
    hour: number,
    name: Parameters<typeof takeStep>[3],
  ) =>
    need(await takeStep(as(post, on(date), hour), id, (await current()).version, name, { said: openly(day(on(date))) }))
  await step('officer', '12', 9, 'check')
  await step('leader', '13', 9, 'sign')
  await step('officer', '14', 9, 'number')
  await step('reviewer', '14', 15, 'publish')
}
