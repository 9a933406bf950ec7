import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { auditText } from './audit.ts'

const OPENING = '青石镇人民政府2017年政府信息公开工作年度报告\n本报告统计期限自2017年1月1日起至2017年12月31日止。\n'
const audit = (...paragraphs: string[]) => auditText(OPENING + paragraphs.join('\n'))
const found = (...paragraphs: string[]) =>
  audit(...paragraphs).contradictions.map(({ rule, severity, figures }) => [rule, severity, ...figures.slice(0, 2)])

/** Ways reports say the same thing, and the figures they give. */
const WORDINGS: [says: string, figures: Record<string, number>][] = [
  ['2017年通过县政府网站主动公开本镇信息42条，公众号还推送图文300条。', { proactive_total: 42 }],
  ['全年通过网站公开预算决算、招生政策、人事任免等信息共计86条。', { proactive_total: 86 }],
  ['2017年，县政府门户网站共发布水利信息49条，水利公众号发布信息62条。', { proactive_total: 49 }],
  ['主动公开政府信息件数为123件，处理网上投诉36只。', { proactive_total: 123 }],
  [
    '截至2017年12月31日，在网站累计公开政府信息846条，其中本年度公开214条。',
    { proactive_total: 214, proactive_cumulative: 846 },
  ],
  ['行政服务中心开设窗口26个，共受理申请121510件。', {}],
  ['2017年全县收到有关政府信息公开的信函申请1条，已回复。', { applications_received: 1 }],
  ['2017年收到1份有关政府信息公开的行政复议申请，已及时处理。', { reconsiderations: 1 }],
  ['全年依申请公开受理和办结6件。', { applications_received: 6, applications_handled: 6 }],
  [
    '收到政府信息公开申请12件，其中10件已经按时完成答复，剩余2件结转下年度继续办理。',
    { applications_received: 12, applications_handled: 10, applications_carried_out: 2 },
  ],
  ['本年度未收到关于政府信息公开和不予公开的申请。', { applications_received: 0 }],
  ['本年度没有申请公开政府信息和不予公开政府信息的情况。', { applications_received: 0 }],
  ['2017年未对公众依申请公开政府信息收取任何费用。', { fees_yuan: 0 }],
  ['2017年没有因信息公开收取或减免费用。', { fees_yuan: 0 }],
  ['依申请公开收费为0。', { fees_yuan: 0 }],
  [
    '2017年制作、获取政府信息64条，主动公开政府信息16条，依申请公开文件12条、不予公开文件36条。',
    { information_total: 64, proactive_total: 16, on_request_total: 12, not_disclosed_total: 36 },
  ],
  ['应急管理局主动公开政府信息284条。', { proactive_total: 284 }],
]

describe('a figure is read, however it is said', () => {
  for (const [says, figures] of WORDINGS) it(says, () => assert.deepEqual(audit(says).figures, figures))

  it('一部分只写“无申请”', () =>
    assert.deepEqual(audit('五、因政府信息公开申请行政复议、提起行政诉讼的情况', '我镇2017年度无申请。').figures, {
      reconsiderations: 0,
      litigations: 0,
    }))
  it('别的部分的办结数不是申请的', () =>
    assert.deepEqual(
      audit('三、依申请公开情况', '未收到申请。', '四、审批事项及处理情况 今年共受理审批事项117件，办结71件。').figures,
      { applications_received: 0 },
    ))
})

describe('the organ is read', () => {
  const organ = (text: string) => auditText(text).organ
  it('from who wrote the report', () => {
    assert.equal(organ('本报告根据条例要求，由白塘乡人民政府党政办公室编制。2017年工作有序。'), '白塘乡人民政府')
    assert.equal(organ('由临河经济技术开发区管理委员会（以下简称管委会）编制。'), '临河经济技术开发区管理委员会')
  })
  it('behind the verbs of an announcement', () =>
    assert.equal(organ('根据规定，现公布望山县教育局2024年政府信息公开工作年度报告。'), '望山县教育局'))
  it('from whom to ask', () =>
    assert.equal(organ('统计期限为2022年。如有疑问，请与北原市公安局长岭区分局联系。'), '北原市公安局长岭区分局'))
  it('with its place, where only the text has it', () =>
    assert.equal(
      organ('现将2023年度市水利局政府信息公开工作报告予以公布，全文包括北原市水利局工作的基本情况。'),
      '北原市水利局',
    ))
  it('in the signs it is printed in', () =>
    assert.equal(organ('2022年東溪職業技術學院信息公開工作年度報告'), '東溪職業技術學院'))
})

describe('a list goes on', () => {
  it('behind a full stop, where its shares make a hundred', () =>
    assert.deepEqual(found('2017年主动公开政府信息200条。其中，县直各单位150条，占74%。各乡镇54条，占26%。'), [
      ['category-sum', 'hard', 200, 204],
    ]))
  it('without being opened', () => {
    const { categories, contradictions } = audit(
      '2017年主动公开政府信息共70条。概况信息2条；工作动态29条，办事指南24条，其他15条。',
    )
    assert.equal(categories.length, 4)
    assert.deepEqual(contradictions, [])
  })
  it('but not with what stands beside it', () =>
    assert.deepEqual(found('发布主动公开内容1条，包括机构概况1条，以及预算信息2条，保障公众知情权。'), []))
  it('but is not the parts of what was carried in', () =>
    assert.deepEqual(
      found('新收政府信息公开申请17件，上年结转3件。其中，予以公开14件，不予公开4件，结转下年度2件。'),
      [],
    ))
  it('but is not summed where a unit was lost', () =>
    assert.deepEqual(found('主动公开信息100条，其中，许可结果40条，公告20动态信息30条，其他信息10条。'), []))
})

describe('what everybody has one of', () => {
  it('is summed: 主动公开、依申请公开、不予公开', () =>
    assert.deepEqual(found('2017年制作政府信息50条，其中主动公开信息20条，依申请公开信息10条，不予公开信息19条。'), [
      ['category-sum', 'hard', 50, 49],
    ]))
  it('is a year of four digits', () =>
    assert.deepEqual(
      found('统计期限自2017年1月1日起至202017年12月31日止。').map(([rule]) => rule),
      ['date-period'],
    ))
  it('is the year it is of', () =>
    assert.deepEqual(found('现公布2016年度青石镇政府信息公开年度报告。'), [['date-period', 'hard', 2016, 2017]]))
})

describe('a table of part two', () => {
  it('may say that matters became fewer', () =>
    assert.deepEqual(
      auditText(
        '白塘乡2019年政府信息公开工作年度报告\n第二十条第（五）项\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | 1215 | -35 | 1180\n行政强制126-25\n行政事业性收费35-15',
      ).tables.table2,
      { 行政许可: [1215, -35, 1180], 行政事业性收费: [35, -15] },
    ))
  it('is cut by what the text says of normative documents', () =>
    assert.deepEqual(
      auditText(
        '白塘乡2022年政府信息公开工作年度报告\n公开现行有效行政规范性文件698件，本年度制发的规范性文件88件。\n第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件8855698',
      ).tables.table2?.行政规范性文件,
      [88, 55, 698],
    ))
})

describe('several reports in one text', () => {
  const one = (year: number, count: number) =>
    `青石镇人民政府${year}年政府信息公开工作年度报告\n本报告统计期限自${year}年1月1日起至${year}年12月31日止。\n一、总体情况\n${year}年共主动公开政府信息${count}条，收到政府信息公开申请${count}件，已全部答复。全镇各部门按照条例要求，及时发布与群众生产生活有关的各类信息，接受社会监督，工作运行正常。\n`
  it('are not mixed: the first is read, the others are named', () => {
    const { year, figures, contradictions, unread } = auditText(one(2017, 30) + one(2018, 40))
    assert.deepEqual([year, figures.proactive_total, contradictions], [2017, 30, []])
    assert.deepEqual(unread, ['青石镇人民政府2018年政府信息公开工作年度报告'])
  })
  it('are not what a menu of links is', () =>
    assert.equal(
      auditText(`白塘乡2019年政府信息公开工作年度报告\n白塘乡2020年政府信息公开工作年度报告\n${one(2017, 30)}`).figures
        .proactive_total,
      30,
    ))
})

describe('more of the same', () => {
  it('is read: a result without its unit, shares between', () =>
    assert.deepEqual(
      found('2017年共收到政府信息公开申请100件。其中，予以公开60件，占60%；部分公开15，占15%；不予公开25件，占25%。'),
      [],
    ))
  it('is read: what the contents are of', () =>
    assert.deepEqual(
      audit('2017年通过政府信息网主动公开信息7条，内容涉及社会保障类1条、安全生产类2条、其他信息4条。').categories.map(
        ({ count }) => count,
      ),
      [1, 2, 4],
    ))
  it('is read: came in and was dealt with', () =>
    assert.deepEqual(audit('本年度共收到并妥善处理依申请公开信息13件。').figures, {
      applications_received: 13,
      applications_handled: 13,
    }))
  it('is not read: decisions in cases of reconsideration are documents', () =>
    assert.deepEqual(audit('主动公开政府信息61条、行政复议决定书20份。').figures, { proactive_total: 61 }))
  it('is known by its head, when a table was left empty', () =>
    assert.equal(
      auditText('白塘乡2022年政府信息公开工作年度报告\n信息内容\n本年新制作数量\n本年新公开数量\n规章\n规范性文件')
        .form,
      '2019',
    ))
})
