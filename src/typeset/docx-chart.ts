import { AlignmentType, LineRuleType, type Paragraph } from 'docx'
import { ChartRun } from 'docx/charts'
import { line, paragraph, SIZE4 } from './docx-text.ts'
import { CHART_COLOUR, OFFICE_FACES } from './fonts.ts'
import { type Chart, printable } from './model.ts'

const WIDTH = Math.floor((156 / 25.4) * 96)
const TEXT = { name: OFFICE_FACES.hei, size: 11, color: '222222' }

/** A chart the office suite draws itself, with its figures in a workbook inside. `id` is unique in the document. */
export function chartParts(it: Chart, id: number): Paragraph[] {
  const { form, items, title, unit } = it.data
  const named = { name: printable(it.caption ?? title), description: printable(it.alt) }
  const chart = new ChartRun({
    type: form,
    title: { text: printable(`${title}（单位：${unit}）`), font: { ...TEXT, size: 12 } },
    categories: items.map((item) => printable(item.label)),
    series: [{ name: printable(title), values: items.map((item) => item.value), color: CHART_COLOUR.slice(1) }],
    categoryAxis: { font: TEXT, reverseOrder: form === 'bar' },
    valueAxis: { visible: form === 'column', gridlines: form === 'column', font: TEXT },
    dataLabels: { value: true, font: TEXT },
    legend: false,
    transformation: { width: WIDTH, height: form === 'bar' ? 70 + 26 * items.length : 270 },
    altText: { id: String(id), ...named },
  })
  return [
    paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: it.caption !== undefined,
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [chart],
    }),
    ...(it.caption ? [line(it.caption, 'center', 'hei', SIZE4, false)] : []),
  ]
}
