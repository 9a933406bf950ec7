import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Day } from '../../../calendar/day.ts'
import { maskText, preview } from '../mask.ts'
import { screenText } from '../screen.ts'
import { MARKS } from './marks.ts'
import { WORDINGS } from './wording.ts'

const found = (text: string) => screenText(text).map(({ kind, text }) => [kind, text])
const levels = (text: string) => screenText(text).map(({ kind, level }) => [kind, level])
const masked = (text: string) => maskText(text, screenText(text))
const clean = (text: string) => assert.deepEqual(found(text), [])

describe('an e-mail address', () => {
  it('blocks when it looks like a person’s, and says so', () => {
    const [hit] = screenText('请发到zhang.san@qq.com。')
    assert.deepEqual(
      [hit?.kind, hit?.level, hit?.text, hit?.mask],
      ['email', 'block', 'zhang.san@qq.com', 'z***@qq.com'],
    )
    assert.match(hit!.why, /个人邮箱/)
  })
  it('only warns when it is an office’s', () => {
    assert.match(screenText('信箱：bgs@nanan.gov.cn')[0]!.why, /政务邮箱/)
    assert.deepEqual(levels('邮编：362312，电话：0595-86468502，电子邮箱：nananmtzdzb@163.com'), [['email', 'warn']])
  })
  it('is found with wide signs, spaces, a bracketed at, and hidden characters', () => {
    for (const text of [
      'abc＠qq.com',
      'abc @ qq.com',
      'abc(at)qq.com',
      'abc（at）qq.com',
      'a\u200bbc@q\u200bq.com',
      'ａｂｃ＠ｑｑ．ｃｏｍ',
    ])
      assert.deepEqual(
        found(text).map(([kind]) => kind),
        ['email'],
        text,
      )
  })
  it('is nothing without a host', () => {
    clean('时间@地点')
    clean('a@b')
  })
})

describe('an address', () => {
  it('is shown down to the township', () => {
    assert.equal(masked('福建省南安市码头镇大庭村3组12号'), '福建省南安市码头镇****')
    assert.equal(masked('住址：南安市溪美街道新华路12号3幢501室'), '住址：南安市溪美街道****')
    assert.equal(masked('家住码头镇坑内村15号，'), '家住码头镇****，')
  })
  it('is a house in a village, or a room in a street', () => {
    for (const text of [
      '码头镇大庭村三组12号',
      '大庭村3组12号',
      '溪美街道成功街88号2栋302',
      '阳光花园3号楼2单元501室',
      '码头镇大庭村\u200b3组1\u200b2号',
      '码头镇大庭村３组１２号',
    ])
      assert.deepEqual(
        found(text).map(([kind]) => kind),
        ['address'],
        text,
      )
  })
  it('without house or room counts only where somebody is said to live', () => {
    clean('码头镇大庭村3组道路硬化工程')
    clean('地址：码头镇厝尾街79号，邮编：362312')
    assert.deepEqual(found('户籍所在地码头镇大庭村3组').length, 1)
    assert.deepEqual(found('现住址：溪美街道新华路12号').length, 1)
  })
  it('of an office is public', () => {
    clean('办公地址：南安市柳城街道江北大道1号行政服务中心3号楼501室')
    clean('受理地点：码头镇厝尾街79号便民服务中心2楼203室')
    clean('大庭村委会12号')
  })
  it('is no document number and no issue', () => {
    clean('南政办〔2017〕124号')
    clean('第12号公告')
  })
})

describe('a secrecy mark', () => {
  it('has a star, with or without a period, however it is spaced', () => {
    for (const mark of [
      '绝密★',
      '机密★1年',
      '秘密★10年',
      '秘密★长期',
      '秘 密 ★ 1 年',
      '绝\u200b密★',
      '机密*6个月',
      '机密☆',
    ])
      assert.deepEqual(found(`${mark}\n`), [['secrecy-mark', mark]], mark)
  })
  it('may stand alone or after 密级', () => {
    assert.deepEqual(levels('机密\n关于…'), [['secrecy-mark', 'block']])
    assert.deepEqual(levels('密级：秘密'), [['secrecy-mark', 'block']])
    assert.deepEqual(levels('（绝密）'), [['secrecy-mark', 'block']])
  })
  it('is not meant where a text speaks of secrets', () => {
    clean('切实做到“涉密信息不公开，公开信息不涉密”，保守国家秘密、商业秘密，密级分为“绝密”“机密”“秘密”三级')
    clean('国家秘密的密级分为绝密、机密、秘密三级。'.replace('绝密、', ''))
  })
  it('cannot be masked away', () => {
    const [hit] = screenText('秘密★5年')
    assert.equal(hit?.mask, null)
    assert.equal(masked('秘密★5年'), '秘密★5年')
    assert.equal(preview(hit!), '秘密★5年')
  })
  it('every listed mark is found on a line of its own', () => {
    for (const { word, kind } of MARKS)
      assert.ok(
        screenText(`题\n${word}\n文`).some((hit) => hit.kind === kind),
        word,
      )
  })
})

describe('an internal mark', () => {
  it('blocks alone or in brackets, and warns in a sentence when the words mean only that', () => {
    assert.deepEqual(levels('内部资料\n'), [['internal-mark', 'block']])
    assert.deepEqual(levels('【内部】'), [['internal-mark', 'block']])
    assert.deepEqual(levels('（此件不予公开）'), [['internal-mark', 'block']])
    assert.deepEqual(levels('详见本单位内部资料第三册'), [['internal-mark', 'warn']])
    clean('涉密文件不得外传，应当妥善保管。')
    clean('（此件主动公开）')
  })
})

describe('a citation', () => {
  const text = '根据《通知》（南政办〔2017〕124号）和南码政〔2017〕68号，'
  const register = (number: string) => ({ '南政办〔2017〕124号': true, '南码政〔2017〕68号': false })[number] ?? null
  it('blocks when the record of the document is not public', () => {
    const hits = screenText(text, { isPublic: register })
    assert.deepEqual(
      hits.map(({ kind, level, text }) => [kind, level, text]),
      [['citation', 'block', '南码政〔2017〕68号']],
    )
    assert.match(hits[0]!.why, /南码政〔2017〕68号/)
  })
  it('of a document nobody here knows says nothing, unless it is marked internal', () => {
    clean(text)
    assert.deepEqual(levels('见内部文件（南委发〔2017〕3号）').at(-1), ['citation', 'warn'])
    assert.deepEqual(levels('南委密〔2017〕3号'), [['citation', 'block']])
  })
  it('is read in every kind of bracket, wide or spaced, behind words of the sentence', () => {
    for (const cited of [
      '南码政[2017]68号',
      '南码政（2017）68号',
      '南码政【2017】第68号',
      '南码政［２０１７］６８号',
      '南码政〔2017〕 68 号',
      '南码政﹝2017﹞068号',
      '南码政〔20\u200b17〕68号',
    ])
      assert.ok(
        screenText(`现将有关事项依照${cited}办理`, { isPublic: register }).some(({ kind }) => kind === 'citation'),
        cited,
      )
  })
})

describe('wording', () => {
  it('has its errors in a list, each with the right word', () => {
    for (const { wrong, right, since } of WORDINGS) {
      if (wrong === right) continue
      const hits = screenText(`认真${wrong}。`, { written: '2026-01-01' as Day })
      assert.ok(hits.some(({ kind, mask }) => kind === 'wording' && mask === right) || since, wrong)
    }
  })
  it('names that changed are right in older texts', () => {
    const says = (written: string) => screenText('国土资源局', { written: written as Day }).length
    assert.equal(says('2017-12-31'), 0)
    assert.equal(says('2019-01-01'), 1)
    assert.equal(screenText('国土资源局').length, 0)
  })
  it('截至 a day, not 截止', () => {
    assert.equal(masked('截止2017年12月31日，'), '截至2017年12月31日，')
    clean('报名截止时间为12月31日')
  })
  it('document numbers have 〔〕, no 第 and no leading zero', () => {
    assert.equal(masked('南码政[2018]7号'), '南码政〔2018〕7号')
    assert.equal(masked('南码政〔2018〕007号'), '南码政〔2018〕7号')
    clean('南码政〔2018〕7号')
  })
})

describe('a name beside a sensitive word', () => {
  it('is a cell in the same line, or in the list under a head', () => {
    assert.deepEqual(found('1\t张三丰\t低保\t300'), [['person', '张三丰']])
    assert.deepEqual(found('码头镇低保对象名单\n序号\t姓名\t金额\n1\t张三丰\t300\n2\t欧阳小明\t500\n'), [
      ['person', '张三丰'],
      ['person', '欧阳小明'],
    ])
    assert.deepEqual(found('姓名：李明，残疾等级二级'), [['person', '李明']])
    assert.equal(masked('1\t张三丰\t低保\t300'), '1\t张**\t低保\t300')
  })
  it('is not read into ordinary words', () => {
    clean('做好低保、特困人员救助工作，高度重视残疾人康复')
    clean('1\t石井镇\t低保\t300')
  })
})

describe('places', () => {
  it('are lines when nothing better is known', () =>
    assert.deepEqual(
      screenText('一\n13812345678\n\n13912345678').map(({ where }) => where),
      ['第2行', '第4行'],
    ))
  it('a masked preview shows no value', () => {
    for (const hit of screenText('13812345678 zs@qq.com 码头镇大庭村3组12号')) assert.notEqual(preview(hit), hit.text)
  })
  it('only the kinds asked for', () =>
    assert.deepEqual(
      screenText('13812345678 a@qq.com', { kinds: ['email'] }).map(({ kind }) => kind),
      ['email'],
    ))
})
