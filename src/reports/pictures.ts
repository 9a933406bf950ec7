import { barChart, columnChart } from '../typeset/charts.ts'
import type { Reckoning } from './figures.ts'
import type { Charts } from './text.ts'

export const PICTURES = ['categories', 'months'] as const
export type Picture = (typeof PICTURES)[number]
export const isPicture = (text: string): text is Picture => (PICTURES as readonly string[]).includes(text)

/** Draws the two charts of a report. Their addresses are relative to the page that shows them: `2017/months.svg`. */
export async function drawCharts({ year, categories, months }: Reckoning): Promise<Charts> {
  const [bars, columns] = await Promise.all([
    barChart({
      title: `${year}年主动公开政府信息分类情况`,
      unit: '条',
      items: categories.map(({ name, count }) => ({ label: name, value: count })),
    }),
    columnChart({
      title: `${year}年各月主动公开政府信息数`,
      unit: '条',
      items: months.map(({ month, count }) => ({ label: `${month}月`, value: count })),
    }),
  ])
  return {
    categories: { svg: bars, src: `${year}/categories.svg` },
    months: { svg: columns, src: `${year}/months.svg` },
  }
}
