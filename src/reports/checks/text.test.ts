import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { likenesses } from './likeness.ts'
import { nothingAgainst, saysNothing, saysSomething } from './nothing.ts'
import { readAgain } from './reading.ts'
import { caseOf } from './testing.ts'

const rule = { code: 'rule' }
const says = (found: { says: string }[]) => found.map((one) => one.says)

describe('a part that says nothing', () => {
  for (const text of ['无', '无。', '暂无', '没有问题。', '本年度无其他需要报告的事项。', '我镇没有其他事项', '五、无'])
    it(`is “${text}”`, () => assert.ok(saysNothing(text)))
  for (const text of ['公开不及时。', '无障碍改造尚未完成。', '没有专职人员，业务不熟。', '本年共收到申请3件。'])
    it(`is not “${text}”`, () => assert.ok(!saysNothing(text)))
})

describe('part five', () => {
  const problems = { ...rule, narrative: 'problems' }
  const said = (text: string) => says(saysSomething(caseOf({}, { narrative: { problems: text } }), problems))
  it('may not say 无, nor next to nothing', () => {
    assert.deepEqual(said('无。'), ['“六、存在的主要问题及改进措施”写的是“无。”，这一部分应当写实际的问题和措施。'])
    assert.deepEqual(said('力度不够。'), ['“六、存在的主要问题及改进措施”只有4个字，这一部分应当写实际的问题和措施。'])
  })
  it('may say what there is to say; an empty one is another finding', () => {
    assert.deepEqual(said('业务水平有待提高，今后加强培训。'), [])
    assert.deepEqual(said(''), [])
  })
})

describe('what a text denies', () => {
  const others = { ...rule, narrative: 'notes' }
  const found = (values: Record<string, number>, narrative: Record<string, string>) =>
    nothingAgainst(caseOf(values, { narrative }), others)
  it('is held against the figures: fees, remedies, applications', () => {
    const of = { fees_yuan: 12, reconsiderations: 1, litigations: 2, applications_received: 3 }
    const text = '全年未收到政府信息公开申请，未收取任何费用；没有发生因信息公开引起的行政复议、行政诉讼。'
    assert.deepEqual(
      found(of, { applications: text })
        .map(({ figures }) => figures[1])
        .sort(),
      [1, 12, 2, 3],
    )
  })
  it('stands when the figures are 0, or blank', () =>
    assert.deepEqual(found({ fees_yuan: 0 }, { applications: '未收取费用，没有发生行政复议。' }), []))
  it('includes a bare 无 in the last part while fees were collected', () => {
    const [one] = found({ fees_yuan: 12 }, { notes: '无' })
    assert.equal(one!.says, '“七、需要说明的事项”写“无”，fees_yuan却是12件。')
    assert.deepEqual(one!.places, [{ text: 'notes' }, { figure: 'fees_yuan' }])
  })
  it('is no promise', () =>
    assert.deepEqual(found({ fees_yuan: 12 }, { problems: '今后应当做到不收取任何费用。' }).length, 0))
})

const ONE =
  '及时在门户网站更新机构职能、规范性文件、民政扶贫等各类信息；在镇政府门口设立政务公开栏，同时设立举报投诉电话、意见箱和登记簿，收集群众意见。'
const TWO =
  '一是日常事务繁杂、人员紧缺，工作人员身兼数职，岗位变动时工作衔接有待加强；二是公开的内容与公众的需求还有差距，数量和质量有所不足。'

describe('雷同', () => {
  const like = (narrative: Record<string, string>, others: NonNullable<Parameters<typeof caseOf>[1]>['others']) =>
    likenesses(caseOf({}, { narrative, others }), rule)
  it('with another organ is told once for a part, naming the closest', () => {
    const found = like({ overview: `码头镇${ONE}` }, [
      { label: '英都镇2017年报告', text: { overview: `英都镇${ONE}` } },
      { label: '诗山镇2017年报告', text: { overview: TWO } },
    ])
    assert.deepEqual(says(found), ['“一、概述”有100%与英都镇2017年报告相同，请写本机关今年的情况。'])
    assert.deepEqual(found[0]!.places, [
      { text: 'overview' },
      { report: '英都镇2017年报告', label: '英都镇2017年报告' },
    ])
  })
  it('with last year has its own threshold', () => {
    const text = { overview: `${ONE}${TWO.slice(0, 10)}` }
    const [found] = like(text, [{ label: '码头镇2016年报告', own: true, text: { overview: ONE } }])
    assert.ok(found && found.figures[0]! >= 80 && found.figures[0]! < 100)
    assert.equal(found.code, 'rule:overview')
  })
  it('is not told of parts that share little, or of others’ other parts', () => {
    assert.deepEqual(like({ overview: TWO }, [{ label: '英都镇2017年报告', text: { overview: ONE } }]), [])
    assert.deepEqual(like({ overview: ONE }, [{ label: '英都镇2017年报告', text: { problems: ONE } }]), [])
  })
})

describe('a report read again as anybody would read it', () => {
  const HEAD = '码头镇2017年政府信息公开工作年度报告\n'
  const TAIL = '\n三、依申请公开办理情况\n2017年，我镇共受理政府信息公开申请3件，答复3件。'
  const read = (overview: string) =>
    readAgain(caseOf({}, { narrative: { overview }, printed: `${HEAD}一、概述\n${overview}${TAIL}` }), rule)
  it('is at fault where the text says another number than the rest', () => {
    const found = read(
      '2017年，我镇主动公开政府信息51条，其中机构职能类14条，占27.45%；政策法规类37条，占72.55%。2017年受理政府信息公开申请8件。',
    )
    assert.ok(found.length > 0)
    assert.ok(found.some(({ figures }) => figures.includes(8) && figures.includes(3)))
    assert.deepEqual(found[0]!.places, [{ text: 'overview' }])
  })
  it('is at fault where parts do not add up to their whole', () => {
    const found = read('2017年，我镇主动公开政府信息51条，其中机构职能类14条，占27.45%；政策法规类36条，占70.59%。')
    assert.ok(found.some(({ figures }) => figures.includes(51) && figures.includes(50)))
  })
  it('is clean where everything agrees', () =>
    assert.deepEqual(read('2017年，我镇主动公开政府信息51条，受理政府信息公开申请3件。'), []))
  it('does not blame the text for what only the tables say', () =>
    assert.deepEqual(
      readAgain(
        caseOf({}, { narrative: { overview: '写了许多工作。' }, printed: `${HEAD}${TAIL}共收到申请9件。` }),
        rule,
      ),
      [],
    ))
})
