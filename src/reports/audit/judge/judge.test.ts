import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { auditText } from '../audit.ts'

const OPENING = '青石镇人民政府2017年政府信息公开工作年度报告\n本报告统计期限自2017年1月1日起至2017年12月31日止。\n'
const audit = (...paragraphs: string[]) => auditText(OPENING + paragraphs.join('\n'))
const found = (...paragraphs: string[]) =>
  audit(...paragraphs).contradictions.map(({ rule, severity, figures }) => [rule, severity, ...figures.slice(0, 2)])

describe('category-sum', () => {
  it('is broken when a closed list is not its total', () =>
    assert.deepEqual(found('2017年主动公开信息50条，分类为：机构职能类20条，工作动态类29条。'), [
      ['category-sum', 'hard', 50, 49],
    ]))
  it('finds the total of a list that stands in another sentence', () =>
    assert.deepEqual(
      found('2017年主动公开政府信息30条。', '2017年度主动公开的信息中，甲类10条，占33.33%；乙类19条，占63.33%。').slice(
        0,
        1,
      ),
      [['category-sum', 'hard', 30, 29]],
    ))
  it('is not broken by a list that only gives examples', () =>
    assert.deepEqual(found('2017年主动公开信息50条，其中机构职能类20条、工作动态类9条。'), []))
  it('is not broken by a list that is cut off', () =>
    assert.deepEqual(found('2017年主动公开信息50条，包括机构职能类20条、工作动态类9条〔后文未见〕'), []))
  it('is not broken when one list divides the same whole twice', () =>
    assert.deepEqual(found('收到政府信息公开申请8件，其中自然人7件、法人1件，当面申请2件、网上申请6件。'), []))
  it('is not broken by a second division behind a semicolon', () =>
    assert.deepEqual(
      found(
        '收到政府信息公开申请10件（甲局6件、乙局4件），其中，自然人9件，法人1件；予以公开7件、不予公开2件、转下年办理1件。',
      ),
      [],
    ))
  it('is not broken by round numbers', () =>
    assert.deepEqual(found('2017年主动公开信息50余条，分为甲类20条、乙类29条。'), []))
})

describe('changes against the year before', () => {
  const told = (gazette: string) =>
    found(
      `主动公开政府信息60条，同比增加9条。其中政府公报4条，${gazette}；政府网站41条，同比增加7条；其他方式15条，同比减少3条。`,
    )
  it('must come to that of the total', () => assert.deepEqual(told('同比增加4条'), [['other', 'soft', 9, 8]]))
  it('count all of what there was none of before', () =>
    assert.deepEqual(told('实现零的突破'), [['other', 'soft', 9, 8]]))
})

describe('shares', () => {
  it('are off by a unit of their last digit', () =>
    assert.deepEqual(
      found('主动公开政府信息200条，其中甲类100条，占50%；乙类100条，占52%。').map(([rule, severity]) => [
        rule,
        severity,
      ]),
      [
        ['percent-value', 'hard'],
        ['percent-sum', 'soft'],
      ],
    ))
  it('are cut instead of rounded', () =>
    assert.deepEqual(found('主动公开政府信息600条，其中甲类100条，占16.66%；乙类500条，占83.33%。'), [
      ['percent-value', 'soft', 16.66, 16.67],
    ]))
  it('do not make 100 together', () =>
    assert.deepEqual(found('2017年主动公开政府信息40条，包括甲类10条，占25%；乙类20条，占50%。'), [
      ['category-sum', 'hard', 40, 30],
      ['percent-sum', 'hard', 75, 100],
    ]))
})

describe('channels', () => {
  it('may overlap: their sum above the total is only worth a look', () =>
    assert.deepEqual(found('2017年主动公开信息100条，其中政府网站80条，微信公众号60条。'), [
      ['channel-sum', 'soft', 100, 140],
    ]))
  it('must reach the total when the list ends in a rest', () =>
    assert.deepEqual(found('2017年主动公开信息100条，其中政府网站50条，公开栏等方式20条。'), [
      ['channel-sum', 'hard', 100, 70],
    ]))
  it('must be the total when it is said to be their sum', () =>
    assert.deepEqual(found('政府网站公开100条，微信公开50条，共计170条。'), [['channel-sum', 'hard', 170, 150]]))
  it('cannot be larger than what they are a part of', () =>
    assert.deepEqual(found('2017年主动公开信息100条，包括政府网站30条，微信公众号400条。'), [
      ['part-whole', 'hard', 100, 400],
    ]))
})

const ANNEX = (rows: string) => `附表\n指标名称 | 计量单位 | 2017年度 | 历年累计\n${rows}`

describe('the annex of 2008 to 2018', () => {
  it('is read with cells run together, by its identities', () => {
    const { tables, form } = audit(
      '附表：指标名称计量单位2017年度历年累计主动公开信息数条12480其中：1.网站公开条124802.政府公报公开条00受理依申请公开信息总数条323其中：1.当面申请数条152.网上申请数条218对申请的答复总数条323其中：1.同意公开答复数条3202.不予公开答复数条03行政复议数件00',
      '2017年主动公开政府信息12条。',
    )
    assert.equal(form, 'fujian-2008')
    assert.deepEqual(tables.annex, {
      主动公开信息数: [12, 480],
      网站公开: [12, 480],
      政府公报公开: [0, 0],
      受理依申请公开信息总数: [3, 23],
      当面申请数: [1, 5],
      网上申请数: [2, 18],
      对申请的答复总数: [3, 23],
      同意公开答复数: [3, 20],
      不予公开答复数: [0, 3],
      行政复议数: [0, 0],
    })
  })
  it('leaves a row unread when its digits can be parted in several ways', () => {
    const { tables, unread } = audit(
      '指标名称计量单位2017年度历年累计主动公开信息数条1112其中：1.网站公开条11122.公报公开条00行政复议数件00行政诉讼数件00',
    )
    assert.equal(tables.annex?.主动公开信息数, undefined)
    assert.ok(unread.some((words) => words.includes('主动公开信息数条1112')))
  })
  it('must add up, in both columns', () =>
    assert.deepEqual(
      found(
        ANNEX(
          '受理申请总数 | 件 | 5 | 20\n其中：1.当面申请数 | 件 | 2 | 8\n2.网上申请数 | 件 | 2 | 11\n行政复议数 | 件 | 0 | 0',
        ),
      ),
      [
        ['table-sum', 'hard', 5, 4],
        ['table-sum', 'hard', 20, 19],
      ],
    ))
  it('cannot have more in the year than in all years', () =>
    assert.deepEqual(found(ANNEX('主动公开信息数 | 条 | 90 | 80\n行政复议数 | 件 | 0 | 0\n行政诉讼数 | 件 | 0 | 0')), [
      ['cumulative', 'hard', 90, 80],
    ]))
  it('shows an application of an earlier year that was never answered', () =>
    assert.deepEqual(
      found(
        ANNEX(
          '主动公开信息数 | 条 | 9 | 80\n受理申请总数 | 件 | 0 | 3\n对申请的答复总数 | 件 | 0 | 1\n行政复议数 | 件 | 0 | 0',
        ),
      ),
      [['received-answered', 'hard', 3, 1]],
    ))
  it('must agree with the text', () =>
    assert.deepEqual(
      found(
        '截至2017年12月31日，累计主动公开政府信息70条，其中2017年主动公开9条。收到信息公开申请2件：网上申请数2件。',
        ANNEX(
          '主动公开信息数 | 条 | 8 | 80\n受理申请总数 | 件 | 2 | 3\n其中：1.网上申请数 | 件 | 1 | 2\n2.信函申请数 | 件 | 1 | 1\n行政复议数 | 件 | 0 | 0',
        ),
      ),
      [
        ['cumulative', 'hard', 70, 80],
        ['text-table', 'hard', 9, 8],
        ['text-table', 'hard', 2, 1],
      ],
    ))
})

describe('the national table of 2014 to 2018', () => {
  const TABLE = `政府信息公开情况统计表
统计指标 单位 统计数
一、主动公开情况
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） 条 320
其中：主动公开规范性文件数 条 4
制发规范性文件总数 件 3
（二）通过不同渠道和方式公开政府信息的情况
1.政府公报公开政府信息数 条 0
2.政府网站公开政府信息数 条 300
3.政务微博公开政府信息数 条 40
4.政务微信公开政府信息数 条 55
三、依申请公开情况
（一）收到申请数 件 6
1.当面申请数 件 1
2.传真申请数 件 0
3.网络申请数 件 3
4.信函申请数 件 1
（二）申请办结数 件 6
1.按时办结数 件 6
2.延期办结数 件 0
四、行政复议数量 件 2
（一）维持具体行政行为数 件 1
（二）被依法纠错数 件 1
（三）其他情形数 件 0`
  it('is known by its rows, and its figures are read', () => {
    const { form, figures: read, channels } = audit(TABLE)
    assert.equal(form, 'national-2014')
    assert.equal(read.proactive_total, 320)
    assert.equal(read.reconsiderations, 2)
    assert.deepEqual(channels[1], { name: '政府网站', count: 300 })
  })
  it('must add up', () =>
    assert.deepEqual(found(TABLE), [
      ['table-sum', 'hard', 6, 5],
      ['part-whole', 'hard', 3, 4],
    ]))
})

describe('dates and periods', () => {
  it('must be in the calendar, and whole', () => {
    const rules = (text: string) => auditText(text).contradictions.map(({ rule, severity }) => `${rule} ${severity}`)
    assert.deepEqual(rules('青石镇2018年政府信息公开年报\n统计期限自2018年1月日起至2018年12月31日止。'), [
      'date-period hard',
    ])
    assert.deepEqual(rules('青石镇2018年政府信息公开年报\n2018年2月30日召开会议。'), ['date-period hard'])
    assert.deepEqual(rules('青石镇2018年政府信息公开年报\n统计期限自2017年1月1日起至2017年12月31日止。'), [
      'date-period hard',
    ])
    assert.deepEqual(rules('青石镇2018年政府信息公开年报\n统计时段：自至。'), ['date-period hard'])
    assert.deepEqual(rules('青石镇2018年政府信息公开年报\n截至2081年底运行正常。'), ['date-period hard'])
  })
  it('may plan for the year that comes, not for the one that is over', () => {
    assert.deepEqual(found('2018年，我镇将进一步加强公开。'), [])
    assert.deepEqual(found('2017年，我镇将进一步加强公开。'), [['date-period', 'soft', 2017]])
  })
})

describe('classes', () => {
  const LIST = '2017年主动公开政府信息6条，分为：机构职能类1条、工作动态类2条、人事信息类3条。'
  it('named for everything must be in the list', () =>
    assert.deepEqual(found(LIST, '主动公开信息内容为重大项目类。'), [['class-mismatch', 'hard']]))
  it('may be one of the list', () => assert.deepEqual(found(LIST, '主动公开信息内容为工作动态类。'), []))
})

describe('two passages', () => {
  it('cannot give two numbers of applications', () =>
    assert.deepEqual(found('2017年共收到政府信息公开申请3件。', '2017年全镇共收到政府信息公开申请5件。'), [
      ['other', 'hard', 3, 5],
    ]))
  it('may give more than was handled, when the rest is spoken of', () =>
    assert.deepEqual(found('收到政府信息公开申请10件，办结9件，1件正在办理。'), []))
  it('leave applications without an answer', () =>
    assert.deepEqual(found('收到政府信息公开申请10件，办结9件。'), [['received-answered', 'soft', 10, 9]]))
  it('must balance what came in and what went out', () =>
    assert.deepEqual(found('收到政府信息公开申请10件，上年结转2件，办结9件，结转下年度1件。'), [
      ['carry-over', 'hard', 12, 10],
    ]))
})
