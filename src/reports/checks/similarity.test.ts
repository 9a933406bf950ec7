import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { printOf, sharedWith } from './similarity.ts'

const TEXT =
  '2017年，我镇按照《条例》要求，及时在门户网站更新机构职能、规范性文件、民政扶贫等各类信息；在镇政府门口设立政务公开栏，同时设立举报投诉电话、意见箱和登记簿，收集群众意见。'
const OTHER =
  '存在的主要问题：一是日常事务繁杂、人员紧缺，工作人员身兼数职，岗位变动时工作衔接有待加强；二是公开的内容与公众的需求还有差距，数量和质量有所不足，今后要加强学习培训。'

const share = (text: string, other: string, names: string[] = []) =>
  sharedWith(printOf(text, names), printOf(other, names))

describe('a text is like another', () => {
  it('wholly, when only years, numbers, commas and blanks differ', () => {
    assert.equal(share(TEXT, TEXT.replace('2017', '2018').replaceAll('，', '、 ')), 1)
    assert.equal(share(`${TEXT}共51条，占3.92%。`, `${TEXT}共1003条，占27.1%。`), 1)
  })
  it('wholly, when only the name of the organ differs', () =>
    assert.equal(
      sharedWith(printOf(`码头镇${TEXT}`, ['码头镇', '我镇']), printOf(`英都镇${TEXT}`, ['英都镇', '我镇'])),
      1,
    ))
  it('wholly, when its paragraphs stand in another order', () =>
    assert.ok(share(`${TEXT}\n${OTHER}`, `${OTHER}\n${TEXT}`) > 0.9))
  it('by half, when half of it was written anew', () => {
    const like = share(`${TEXT}${OTHER}`, TEXT)
    assert.ok(like > 0.4 && like < 0.6, String(like))
  })
  it('not at all, when it says something else', () => assert.equal(share(TEXT, OTHER), 0))
  it('not at all, when it is too short to tell', () =>
    assert.equal(share('没有需要报告的事项。', '没有需要报告的事项。'), 0))
})

describe('the share of a text', () => {
  const written = fc.string({ unit: fc.constantFrom(...'政府信息公开工作年度报告镇村，。12'), maxLength: 300 })
  it('lies between 0 and 1, and is 1 with itself when there is enough of it', () =>
    fc.assert(
      fc.property(written, written, (one, two) => {
        const part = share(one, two)
        assert.ok(part >= 0 && part <= 1)
        assert.equal(share(one, one), printOf(one).length === 0 ? 0 : 1)
        assert.equal(share(one, one + two) === 0, printOf(one).length === 0)
      }),
    ))
})
