import { chartBlock } from '../typeset/charts.ts'
import type { OfficialDocument } from '../typeset/model.ts'
import type { Reckoning } from './figures.ts'
import type { Charts } from './text.ts'

export const PICTURES = ['categories', 'months'] as const
export type Picture = (typeof PICTURES)[number]
export const isPicture = (text: string): text is Picture => (PICTURES as readonly string[]).includes(text)

/** Draws the two charts of a report, titled shortly: the table over each says the rest. Their addresses are relative to the page that shows them: `2017/months.svg`. */
export async function drawCharts({ year, categories, months }: Reckoning): Promise<Charts> {
  const [bars, columns] = await Promise.all([
    chartBlock(
      {
        form: 'bar',
        title: '各类信息的条数',
        unit: '条',
        items: categories.map(({ name, count }) => ({ label: name, value: count })),
      },
      { src: `${year}/categories.svg` },
    ),
    chartBlock(
      {
        form: 'column',
        title: '各月的条数',
        unit: '条',
        items: months.map(({ month, count }) => ({ label: `${month}月`, value: count })),
      },
      { src: `${year}/months.svg` },
    ),
  ])
  return { categories: bars, months: columns }
}

/** One picture of a document already set, as it was drawn then. */
export const isSource = (src: string | undefined, picture: Picture): boolean =>
  src?.endsWith(`/${picture}.svg`) ?? false

/** A document already set, with its pictures under another address: an earlier edition keeps its own. Pure. */
export const picturesAt = (document: OfficialDocument, base: string): OfficialDocument => ({
  ...document,
  enclosed: document.enclosed?.map((text) => ({
    ...text,
    body: text.body.map((block) =>
      block.kind === 'chart' && block.src ? { ...block, src: block.src.replace(/^\d{4}\//, `${base}/`) } : block,
    ),
  })),
})
