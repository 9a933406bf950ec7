import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { auditText } from './audit.ts'

const OPENING = '青石镇人民政府2017年政府信息公开工作年度报告\n本报告统计期限自2017年1月1日起至2017年12月31日止。\n'
const audit = (...paragraphs: string[]) => auditText(OPENING + paragraphs.join('\n'))
const figures = (...paragraphs: string[]) => audit(...paragraphs).figures

describe('the front of a report', () => {
  it('gives the organ, the year and the form', () => {
    const { organ, year, form } = auditText('白塘乡人民政府2022年政府信息公开工作年度报告\n一、总体情况\n')
    assert.deepEqual([organ, year, form], ['白塘乡人民政府', 2022, '2021'])
  })
  it('may have the organ on a line of its own, and its full name elsewhere', () =>
    assert.equal(
      auditText(
        '      临河区人民政府\n   2023 年政府信息公开工作年度报告\n\n  本报告由北原市临河区人民政府办公室编制。',
      ).organ,
      '北原市临河区人民政府',
    ))
  it('may have the year in Chinese numerals', () =>
    assert.equal(auditText('青石镇人民政府二〇一六年政府信息公开年度报告').year, 2016))
  it('is not the note ahead of it', () =>
    assert.deepEqual(
      auditText('# title: 别处2001年政府信息公开工作年度报告\n# year: 2001\n\n白塘乡2018年政府信息公开年报\n'),
      auditText('白塘乡2018年政府信息公开年报\n'),
    ))
  it('says nothing when there is no title', () => {
    const { organ, year, form } = auditText('今天天气很好。')
    assert.deepEqual([organ, year, form], [null, null, 'unknown'])
  })
})

describe('figures of the text', () => {
  it('are those of the year, beside a running total', () =>
    assert.deepEqual(figures('通过各种渠道累计主动公开政府信息912条，2017年新增主动公开政府信息84条。'), {
      proactive_total: 84,
      proactive_cumulative: 912,
    }))
  it('are not figures of another year, nor changes against it', () =>
    assert.deepEqual(figures('2017年共收到信息公开申请6件，比2016年的9件减少3件。'), { applications_received: 6 }))
  it('may be written full-width, with grouping commas, spaces, and broken over lines', () =>
    assert.deepEqual(figures('２０１７年，共主动公开政府\n信息 1,3\n05 条。收到政府信息公开申请 ２ 件。'), {
      proactive_total: 1305,
      applications_received: 2,
    }))
  it('are 0 where there was none', () =>
    assert.deepEqual(
      figures('本年度没有收到政府信息公开申请，未发生因信息公开引起的行政复议、行政诉讼和举报投诉。未收取任何费用。'),
      { applications_received: 0, reconsiderations: 0, litigations: 0, complaints: 0, fees_yuan: 0 },
    ))
  it('are 0 where a part of the report only says 没有发生', () =>
    assert.deepEqual(
      figures('四、因政府信息公开申请行政复议、提起行政诉讼情况', '没有发生。', '五、收费情况', '未收取费用。'),
      {
        reconsiderations: 0,
        litigations: 0,
        fees_yuan: 0,
      },
    ))
  it('are not what should or must not happen', () =>
    assert.deepEqual(figures('确保收到一件、答复一件，避免发生行政复议。'), {}))
  it('are not counts of other work', () =>
    assert.deepEqual(figures('受理低保申请35件，接听热线1200个，办结信访件12件，接待现场查阅300人次。'), {}))
  it('are not round numbers: those go unread', () => {
    const { figures: read, unread } = audit('全年主动公开政府信息500余条，接近申请。')
    assert.deepEqual(read, {})
    assert.deepEqual(unread, ['全年主动公开政府信息500余条'])
  })
  it('include balances, visits and fees', () =>
    assert.deepEqual(
      figures(
        '收到政府信息公开申请40件，上年结转3件，办结41件，结转下年度2件。信息公开专栏全年共有8200人次访问。收取检索、复制费120元。',
      ),
      {
        applications_received: 40,
        applications_carried_in: 3,
        applications_handled: 41,
        applications_carried_out: 2,
        site_visits: 8200,
        fees_yuan: 120,
      },
    ))
})

describe('lists of the text', () => {
  it('are categories with their shares, named as printed', () =>
    assert.deepEqual(
      audit('2017年主动公开政府信息20条，其中，机构职能类信息5条，占25%；人事信息15条，占75%。').categories,
      [
        { name: '机构职能类', count: 5, percent: 25 },
        { name: '人事信息', count: 15, percent: 75 },
      ],
    ))
  it('are channels where they say where', () => {
    const { channels, categories } = audit('2017年主动公开信息90条，其中政府网站60条、微信公众号20条、其他方式10条。')
    assert.deepEqual(channels, [
      { name: '政府网站', count: 60 },
      { name: '微信公众号', count: 20 },
      { name: '其他方式', count: 10 },
    ])
    assert.deepEqual(categories, [])
  })
  it('may lie inside one another', () => {
    const { categories, channels } = audit(
      '2017年主动公开信息90条，包括政府网站30条，微信公众号60条，其中党建类40条、民生类20条。',
    )
    assert.equal(channels.length, 2)
    assert.deepEqual(
      categories.map(({ name }) => name),
      ['党建类', '民生类'],
    )
  })
})
