import type { EChartsOption } from 'echarts'
import { CHART_COLOUR, DRAWING_FAMILY } from './fonts.ts'
import type { Chart, ChartData } from './model.ts'

const INK = '#222222'
const FAINT = '#d9d9d9'

export type Plot = Omit<ChartData, 'form'>
export type ChartSize = { width: number; height: number }

/** A chart as a block of a document. Its `alt` tells the figures, so that nobody needs the picture. */
export async function chartBlock(data: ChartData, more: { caption?: string; src?: string } = {}): Promise<Chart> {
  const svg = await (data.form === 'bar' ? barChart(data) : columnChart(data))
  const figures = data.items.map((item) => `${item.label}${item.value}${data.unit}`).join('，')
  return { kind: 'chart', data, svg, alt: `${data.title}：${figures}`, ...more }
}

/** Lying bars, first item on top: for categories, whose names are long. An SVG file. Grows with the number of items. */
export function barChart(chart: Plot, size?: ChartSize): Promise<string> {
  const room = size ?? { width: 720, height: 70 + 34 * Math.max(chart.items.length, 1) }
  return draw(room, {
    ...frame(chart),
    grid: { left: 16, right: 56, top: 44, bottom: 8, containLabel: false, outerBoundsMode: 'same' },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false }, minInterval: 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: chart.items.map((item) => wrapped(item.label, 14)),
      axisLabel: { color: INK, fontSize: 14, lineHeight: 17, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: FAINT } },
    },
    series: [{ ...bars(chart, 'right'), barMaxWidth: 20 }],
  })
}

/** Standing columns: for months and years. An SVG file. */
export function columnChart(chart: Plot, size: ChartSize = { width: 720, height: 320 }): Promise<string> {
  return draw(size, {
    ...frame(chart),
    grid: { left: 16, right: 16, top: 64, bottom: 8, containLabel: false, outerBoundsMode: 'same' },
    xAxis: {
      type: 'category',
      data: chart.items.map((item) => item.label),
      axisLabel: { color: INK, fontSize: 14, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: FAINT } },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: INK, fontSize: 13 },
      splitLine: { lineStyle: { color: FAINT } },
    },
    series: [{ ...bars(chart, 'top'), barMaxWidth: 34 }],
  })
}

const frame = (chart: Plot) => ({
  animation: false,
  textStyle: { fontFamily: DRAWING_FAMILY, color: INK },
  title: {
    text: `${chart.title}（单位：${chart.unit}）`,
    left: 'center',
    top: 8,
    textStyle: { fontFamily: DRAWING_FAMILY, fontSize: 16, fontWeight: 500 as const, color: INK },
  },
})

const bars = (chart: Plot, position: 'right' | 'top') => ({
  type: 'bar' as const,
  data: chart.items.map((item) => item.value),
  itemStyle: { color: CHART_COLOUR },
  label: { show: true, position, color: INK, fontSize: 14 },
})

/** A long name in lines of at most `width` characters. */
function wrapped(label: string, width: number): string {
  const signs = [...label]
  const lines = Math.ceil(signs.length / width)
  const each = Math.ceil(signs.length / lines)
  return Array.from({ length: lines }, (_, at) => signs.slice(at * each, (at + 1) * each).join('')).join('\n')
}

async function draw(size: ChartSize, option: EChartsOption): Promise<string> {
  const { init, use } = await import('echarts/core')
  const { BarChart } = await import('echarts/charts')
  const { GridComponent, TitleComponent } = await import('echarts/components')
  const { SVGRenderer } = await import('echarts/renderers')
  use([BarChart, GridComponent, TitleComponent, SVGRenderer])
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(option)
    return still(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

/**
 * The drawing without what a picture cannot do (pointing at bars) and a strict page will not have (style sheets, style
 * attributes). The library also numbers its classes within the process, so that no two drawings were alike.
 */
const still = (svg: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>\n?/g, '')
    .replace(/ (class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) =>
      style
        .split(';')
        .filter(Boolean)
        .map((rule) => ` ${rule.slice(0, rule.indexOf(':'))}="${rule.slice(rule.indexOf(':') + 1)}"`)
        .join(''),
    )
