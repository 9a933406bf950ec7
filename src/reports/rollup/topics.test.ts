import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Handed, Part } from './consolidation.ts'
import { shownText } from './suppression.ts'
import { compare, sorted, topicsTold } from './topics.ts'

const handed = (values: Record<string, number | null>, categories: Record<string, number> = {}): Handed => ({
  form: 'fujian-2008',
  figures: Object.entries(values).map(([key, value]) => ({ key, label: key, unit: '件', value })),
  categories: Object.entries(categories).map(([code, count]) => ({ code, name: code, count })),
  months: [],
})
const part = (name: string, of: Handed | null): Part => ({ organId: name, name, handed: of, hrefOf: () => '' })
const answers = (granted: number, partial: number, refused: number) =>
  handed({ answers_granted: granted, answers_partial: partial, answers_refused: refused })

const TOWNS = [
  part('甲镇', answers(1, 9, 12)),
  part('乙镇', answers(8, 7, 20)),
  part('丙镇', answers(10, 14, 30)),
  part('丁镇', answers(6, 8, 9)),
  part('戊镇', null),
]

describe('organs are compared side by side', () => {
  const shown = (outside: boolean) =>
    compare('answers', TOWNS, outside)!.rows.map(({ name, cells }) => [name, ...(cells?.map(shownText) ?? [])])

  it('with every number for the organ above, and small ones protected for everybody else', () => {
    assert.deepEqual(shown(false)[0], ['甲镇', '1', '9', '12', '22'])
    assert.equal(shown(true)[0]![1], '<3')
    assert.ok(shown(true).flat().includes('—'))
    assert.deepEqual(compare('answers', TOWNS, true)!.total.map(shownText), ['25', '38', '71', '134'])
  })

  it('naming who told nothing', () => assert.deepEqual(shown(false).at(-1), ['戊镇']))

  it('by what somebody told of, whatever the form', () => {
    assert.deepEqual(topicsTold(TOWNS), ['answers'])
    assert.deepEqual(topicsTold([part('甲镇', handed({ 'ended.r3_1': 2, 'ended.r3_7': 3 }, { '0100': 4 }))]), [
      'results',
      'categories',
    ])
    assert.deepEqual(topicsTold([part('甲镇', handed({ answers_granted: null }))]), [])
  })

  it('adding up the lines of a kind of result', () => {
    const found = compare(
      'results',
      [part('甲镇', handed({ 'ended.r3_1': 2, 'ended.r3_7': 3, 'ended.r3_1.c1': 9 }))],
      false,
    )
    assert.deepEqual(found!.rows[0]!.cells, [0, 0, 5, 0, 0, 0, 5])
  })

  it('in the order asked for, with what is not shown at the end either way', () => {
    const { rows } = compare('answers', TOWNS, true)!
    const order = (down: boolean) => sorted(rows, 2, down).map(({ name }) => name)
    const hidden = rows.filter(({ cells }) => typeof cells?.[2] !== 'number').map(({ name }) => name)
    assert.deepEqual(order(true).slice(-hidden.length), hidden)
    assert.deepEqual(order(false).slice(-hidden.length), hidden)
  })

  it('and by category, which protects nothing: what is public is public', () => {
    const parts = [part('甲镇', handed({}, { '0100': 1, '0200': 2 })), part('乙镇', handed({}, { '0200': 5 }))]
    const found = compare('categories', parts, true)!
    assert.deepEqual(found.columns, ['0100', '0200', '主动公开'])
    assert.deepEqual(
      found.rows.map(({ cells }) => cells),
      [
        [1, 2, 3],
        [0, 5, 5],
      ],
    )
  })
})
