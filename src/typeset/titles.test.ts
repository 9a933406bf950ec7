import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { balancedLines, breadth } from './titles.ts'

describe('a title is set in even lines that break no word (GB/T 9704—2012, 7.3.1)', () => {
  it('keeps a short title in one line', () =>
    assert.deepEqual(balancedLines('码头镇2017年年度报告', 19), ['码头镇2017年年度报告']))

  it('does not take a year, a term or 的 apart', () =>
    assert.deepEqual(balancedLines('关于印发码头镇2017年政府信息公开工作年度报告的通知', 19), [
      '关于印发码头镇2017年',
      '政府信息公开工作年度报告的通知',
    ]))

  it('keeps the breaks the writer made', () =>
    assert.deepEqual(balancedLines('关于印发码头镇2017年政府信息公开\n工作年度报告的通知', 19), [
      '关于印发码头镇2017年政府信息公开',
      '工作年度报告的通知',
    ]))

  it('loses no character, and lets no line stand out when words are short', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('关于', '年度', '报告', '2017年', '的', '《', '》'), { maxLength: 24 }),
        (parts) => {
          const title = parts.join('')
          const lines = balancedLines(title, 19)
          assert.equal(lines.join(''), title)
          if (!/[《》的]{3,}/.test(title) && lines.length > 1) assert.ok(lines.every((line) => breadth(line) <= 19))
        },
      ),
    ))
})
