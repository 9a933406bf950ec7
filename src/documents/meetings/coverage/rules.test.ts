import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ATTRIBUTES } from '../../attributes.ts'
import { STAGES } from '../../stages.ts'
import { coverageOf, type DocumentGroup } from './rules.ts'

const document = (over: Partial<DocumentGroup>): DocumentGroup => ({
  stage: 'decision',
  attribute: 'open',
  count: 1,
  policy: false,
  planned: false,
  interpreted: false,
  ...over,
})

describe('how far 五公开 reaches', () => {
  it('is a line for each stage, and one for what names none', () => {
    const { documents } = coverageOf([document({ count: 3 }), document({ stage: null, attribute: 'closed' })], [])
    assert.deepEqual(
      documents.lines.map(({ label, count }) => `${label} ${count}`),
      ['决策公开 3', '执行公开 0', '管理公开 0', '服务公开 0', '结果公开 0', '未注明 1'],
    )
    assert.deepEqual(documents.total.by, { open: 3, request: 0, closed: 1 })
  })
  it('names the stages in which neither a document nor an agenda item is public', () => {
    const agenda = [
      { stage: 'result', attribute: 'open', count: 1 },
      { stage: 'service', attribute: 'request', count: 2 },
    ]
    assert.deepEqual(coverageOf([document({})], agenda).gaps, ['执行公开', '管理公开', '服务公开'])
    assert.deepEqual(coverageOf([], []).gaps, [])
  })
  it('tells policies with an interpretation from those with a plan only, and with neither', () => {
    const { policies } = coverageOf(
      [
        document({ policy: true, interpreted: true, planned: true, count: 2 }),
        document({ policy: true, planned: true }),
        document({ policy: true, count: 4 }),
        document({ interpreted: true }),
      ],
      [],
    )
    assert.deepEqual(policies, { count: 7, interpreted: 2, planned: 1, bare: 4 })
  })
  it('adds up, whatever is counted', () => {
    const group = fc.record({
      stage: fc.constantFrom(...Object.keys(STAGES), null),
      attribute: fc.constantFrom(...Object.keys(ATTRIBUTES)),
      count: fc.nat(50),
      policy: fc.boolean(),
      planned: fc.boolean(),
      interpreted: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(group), (groups) => {
        const { documents, policies } = coverageOf(groups, groups)
        const sum = groups.reduce((total, { count }) => total + count, 0)
        assert.equal(documents.total.count, sum)
        assert.equal(
          documents.lines.reduce((total, { count }) => total + count, 0),
          sum,
        )
        assert.equal(policies.interpreted + policies.planned + policies.bare, policies.count)
      }),
    )
  })
})
