import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { atMostSum, formOfYear, never, whenPositive, wholeNumbers } from './figures.ts'
import { outliers } from './outliers.ts'
import { caseOf } from './testing.ts'
import { balanced, broughtForward } from './years.ts'

const rule = { code: 'rule', says: '应当如此' }
const says = (found: { says: string }[]) => found.map((one) => one.says)

describe('what was carried in is what last year carried out', () => {
  const carried = { ...rule, into: 'in', from: 'out', parts: ['c1', 'c2'] }
  it('in the total and in every column, and the finding leads to both reports', () => {
    const report = caseOf({ in: 3, 'in.c1': 2, 'in.c2': 1 }, { before: { out: 3, 'out.c1': 1, 'out.c2': 2 } })
    const found = broughtForward(report, carried)
    assert.deepEqual(says(found), [
      'in.c1为2，2016年报告结转下年为1，二者不等。',
      'in.c2为1，2016年报告结转下年为2，二者不等。',
    ])
    assert.deepEqual(found[0]!.places, [{ figure: 'in.c1' }, { before: 'out.c1' }])
    assert.deepEqual(
      found.map(({ code }) => code),
      ['rule:c1', 'rule:c2'],
    )
  })
  it('and is not judged without a report of last year, or where a figure is blank', () => {
    assert.deepEqual(broughtForward(caseOf({ in: 3 }), carried), [])
    assert.deepEqual(broughtForward(caseOf({ in: null }, { before: { out: 3 } }), carried), [])
    assert.deepEqual(broughtForward(caseOf({ in: 3 }, { before: {} }), carried), [])
  })
})

describe('what is in force is what was, and what came, less what went', () => {
  const identity = { ...rule, now: 'valid', plus: ['made'], minus: ['repealed'] }
  it('whatever the figures', () =>
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(100),
        fc.nat(100),
        fc.integer({ min: -5, max: 5 }),
        (then, made, repealed, off) => {
          const valid = then + made - repealed + off
          const found = balanced(caseOf({ valid, made, repealed }, { before: { valid: then } }), identity)
          assert.equal(found.length, off === 0 ? 0 : 1)
          if (off !== 0) assert.deepEqual(found[0]!.figures, [valid, valid - off])
        },
      ),
    ))
  it('in words', () =>
    assert.deepEqual(says(balanced(caseOf({ valid: 12, made: 3, repealed: 1 }, { before: { valid: 9 } }), identity)), [
      'valid为12；2016年报告为9，加本年新增3、减本年废止1，应为11。',
    ]))
})

describe('a figure beside others', () => {
  it('is at most what they come to', () => {
    const limit = { ...rule, figure: 'handled', of: ['received', 'in'] }
    assert.deepEqual(atMostSum(caseOf({ handled: 5, received: 3, in: 2 }), limit), [])
    assert.equal(atMostSum(caseOf({ handled: 6, received: 3, in: 2 }), limit).length, 1)
    assert.deepEqual(atMostSum(caseOf({ handled: 6, received: null, in: 2 }), limit), [])
  })
  it('has the other where there is some of the one', () => {
    const both = { ...rule, figure: 'trained', needs: 'trainings' }
    assert.equal(whenPositive(caseOf({ trained: 30, trainings: 0 }), both).length, 1)
    assert.deepEqual(whenPositive(caseOf({ trained: 30, trainings: 1 }), both), [])
    assert.deepEqual(whenPositive(caseOf({ trained: 0, trainings: 0 }), both), [])
    assert.deepEqual(whenPositive(caseOf({ trained: 30, trainings: null }), both), [])
  })
  it('is 0 where an organ of this level can have none', () => {
    const none = { ...rule, figures: ['rules_made', 'rules_valid'] }
    assert.deepEqual(never(caseOf({ rules_made: 0, rules_valid: 0 }), none), [])
    assert.deepEqual(says(never(caseOf({ rules_made: 0, rules_valid: 6 }), none)), [
      'rules_valid为6，应当为0。应当如此。',
    ])
  })
  it('is whole and not negative', () => {
    assert.deepEqual(wholeNumbers(caseOf({ a: 0, b: 7, c: null }), rule), [])
    assert.deepEqual(
      wholeNumbers(caseOf({ a: -1, b: 1.5 }), rule).map(({ code }) => code),
      ['rule:a', 'rule:b'],
    )
  })
})

describe('a figure out of the ordinary', () => {
  const watched = { ...rule, figures: ['visits'] }
  const found = (now: number, then: number) =>
    says(outliers(caseOf({ visits: now }, { before: { visits: then } }), watched))
  it('is five times last year’s, or a fifth', () => {
    assert.deepEqual(found(500, 100), ['visits为500，2016年为100，是上年的5倍，请核对。'])
    assert.deepEqual(found(20, 100), ['visits为20，2016年为100，不到上年的20%，请核对。'])
    assert.deepEqual(found(499, 100), [])
    assert.deepEqual(found(21, 100), [])
  })
  it('came from nothing, or went to nothing, unless it is small on both sides', () => {
    assert.deepEqual(found(20, 0), ['visits为20，2016年为0，上年没有，请核对。'])
    assert.deepEqual(found(0, 20), ['visits为0，2016年为20，本年没有，请核对。'])
    assert.deepEqual(found(19, 1), [])
    assert.deepEqual(found(0, 19), [])
  })
  it('is 0 where the other organs have more than a hundred on average', () => {
    const among = (average: number) =>
      outliers(caseOf({ visits: 0 }, { peers: { visits: { average, organs: 12 } } }), watched)
    assert.deepEqual(says(among(180.4)), ['visits为0，同类的12个机关平均180，请核对是否漏报。'])
    assert.deepEqual(among(100), [])
  })
  it('only reminds', () =>
    assert.ok(
      outliers(caseOf({ visits: 0 }, { before: { visits: 900 } }), watched).every((one) => one.severity === 'soft'),
    ))
})

describe('a report', () => {
  it('is written in the form of its year', () => {
    assert.deepEqual(formOfYear(caseOf({}), rule), [])
    assert.equal(formOfYear(caseOf({}, { year: 2023 }), rule).length, 1)
  })
})
