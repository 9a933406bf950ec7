import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { barChart, chartBlock, columnChart } from './charts.ts'
import { CHART_COLOUR } from './fonts.ts'

const items = [
  { label: '民政扶贫救灾社会保障就业类及其他各类', value: 7 },
  { label: '<b>&', value: 0 },
]

describe('a chart is a drawing that stands alone', () => {
  for (const draw of [barChart, columnChart])
    it(`${draw.name} shows its title, unit, names and values in one colour, and escapes them`, async () => {
      const svg = await draw({ title: '类别', unit: '条', items })
      assert.match(svg, /^<svg /)
      assert.ok(svg.includes('类别（单位：条）') && svg.includes('>7<') && svg.includes('&lt;b&gt;&amp;'))
      assert.ok(svg.includes(CHART_COLOUR))
      assert.doesNotMatch(svg, /<script|<style|style=|class=|<b>/)
    })

  it('is the same when drawn again', async () =>
    assert.equal(
      await barChart({ title: '类别', unit: '条', items }),
      await barChart({ title: '类别', unit: '条', items }),
    ))

  it('can be drawn of nothing', async () =>
    assert.match(await columnChart({ title: '无', unit: '条', items: [] }), /^<svg /))

  it('tells its figures in words', async () => {
    const chart = await chartBlock({ form: 'column', title: '各月', unit: '条', items: [{ label: '1月', value: 3 }] })
    assert.equal(chart.alt, '各月：1月3条')
  })
})
