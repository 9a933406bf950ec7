import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../calendar/day.ts'
import { FREE, feeEra, feeSays, processingFee, yuan } from './fees.ts'

const total = (basis: 'pieces' | 'pages', count: number, before = 0) => processingFee(basis, count, before).total / 100

describe('what may be taken for an answer', () => {
  it('was costs, then nothing, then nothing for want of a tariff, and is 信息处理费 since 2021', () => {
    for (const [on, kind] of [
      ['2008-05-01', 'cost'],
      ['2017-03-31', 'cost'],
      ['2017-04-01', 'none'],
      ['2019-05-14', 'none'],
      ['2019-05-15', 'none'],
      ['2020-12-31', 'none'],
      ['2021-01-01', 'processing'],
      ['2026-11-28', 'processing'],
    ] as const)
      assert.equal(feeEra(day(on)).kind, kind, on)
    assert.throws(() => feeEra(day('2008-04-30')))
  })
})

describe('the fee by pieces', () => {
  it('is that of the tariff', () => {
    for (const [pieces, sum] of [
      [0, 0],
      [10, 0],
      [11, 100],
      [30, 2000],
      [31, 2200],
      [40, 4000],
      [41, 4300],
      [45, 5500],
      [50, 7000],
    ] as const)
      assert.equal(total('pieces', pieces), sum, `${pieces}件`)
  })
  it('of each application is what it adds to the month: paid one by one, nobody pays twice', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(60), (before, count) => {
        assert.equal(total('pieces', count, before), total('pieces', before + count) - total('pieces', before))
      }),
    )
    assert.equal(total('pieces', 1, 10), 100)
    assert.equal(total('pieces', 1, 30), 200)
    assert.equal(total('pieces', 1, 9), 0)
  })
})

describe('the fee by pages', () => {
  it('is that of the tariff', () => {
    for (const [pages, sum] of [
      [0, 0],
      [30, 0],
      [31, 10],
      [68, 380],
      [100, 700],
      [101, 720],
      [200, 2700],
      [201, 2740],
      [250, 4700],
    ] as const)
      assert.equal(total('pages', pages), sum, `${pages}页`)
  })
  it('is reckoned for one application alone', () => assert.throws(() => processingFee('pages', 5, 3)))
})

describe('either fee', () => {
  it('never falls when more is asked, and is nothing up to what is free', () => {
    for (const basis of ['pieces', 'pages'] as const)
      fc.assert(
        fc.property(fc.nat(500), (count) => {
          assert.ok(total(basis, count + 1) >= total(basis, count))
          assert.equal(total(basis, count) === 0, count <= FREE[basis])
        }),
      )
  })
  it('shows every piece and page of its sum', () => {
    assert.deepEqual(feeSays(processingFee('pages', 120)), [
      '第31页至第100页，共70页，每页10元，计700元',
      '第101页至第120页，共20页，每页20元，计400元',
      '合计1100元',
    ])
    assert.deepEqual(feeSays(processingFee('pieces', 1, 10)), ['第11件，共1件，每件100元，计100元', '合计100元'])
    fc.assert(
      fc.property(fc.constantFrom('pieces', 'pages'), fc.nat(400), (basis, count) => {
        const { lines } = processingFee(basis, count)
        assert.equal(
          lines.reduce((sum, line) => sum + line.count, 0),
          Math.max(0, count - FREE[basis]),
        )
      }),
    )
  })
  it('is whole: no counts below nothing, no half ones', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      assert.throws(() => processingFee('pages', wrong), String(wrong))
  })
  it('is written in 元 as people write it', () =>
    assert.deepEqual([0, 50, 38_000, 1_20].map(yuan), ['0', '0.50', '380', '1.20']))
})
