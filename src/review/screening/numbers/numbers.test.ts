import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskText } from '../mask.ts'
import { screenText } from '../screen.ts'
import { CARD, CREDIT, clean, found, ID, isoCheck, kindsOf, luhnCheck, MOBILE } from './testing.ts'

describe('an identity number', () => {
  it('has an area, a day of birth and a check digit', () => {
    assert.deepEqual(found(`身份证号${ID}。`), [['id-number', ID]])
    clean(`${ID.slice(0, 17)}${(Number(ID[17]) + 1) % 10}`)
    for (const bad of [
      '99058319900101123',
      '35058319901301123',
      '35058319900230123',
      '35058318000101123',
      '35050019900101123',
    ])
      clean(bad + isoCheck(bad))
  })
  it('ends in an X, written large, small, wide or as a cross', () => {
    const body = Array.from({ length: 1000 }, (_, i) => `35058319900101${String(i).padStart(3, '0')}`).find(
      (one) => isoCheck(one) === 'X',
    )!
    for (const x of ['X', 'x', 'Ｘ', '×', 'Х']) assert.deepEqual(kindsOf(body + x), ['id-number'], x)
  })
  it('knows leap days', () => {
    const born = (day: string) => `350583${day}001${isoCheck(`350583${day}001`)}`
    assert.deepEqual(kindsOf(born('20000229')), ['id-number'])
    clean(born('19000229'))
    clean(born('20010229'))
  })
  it('belongs to nobody born tomorrow', () => {
    const born = `35058320300101001${isoCheck('35058320300101001')}`
    assert.deepEqual(found(born, '2029-12-31'), [])
    assert.deepEqual(found(born, '2030-01-01'), [['id-number', born]])
  })
  it('may be one of a permanent resident from abroad', () =>
    assert.deepEqual(kindsOf(`91112419810803002${isoCheck('91112419810803002')}`), ['id-number']))
  it('may be mistyped: beside the words it counts all the same', () => {
    const mistyped = ID.slice(0, 17) + (ID[17] === '0' ? '1' : '0')
    assert.deepEqual(kindsOf(`身份证号：${mistyped}`), ['id-number'])
  })
  it('of 15 digits has no check digit, so it only warns unless the text speaks of identity cards', () => {
    assert.deepEqual(
      screenText('350583650101123').map(({ level }) => level),
      ['warn'],
    )
    assert.deepEqual(
      screenText('身份证号码350583650101123').map(({ level }) => level),
      ['block'],
    )
    clean('350583651301123')
    clean('受理编号：350583650101123')
  })
  it('is masked as 35*************123', () => {
    const [hit] = screenText(ID)
    assert.equal(hit?.mask, `35*************${ID.slice(-3)}`)
    assert.equal(screenText('350583650101123')[0]?.mask, '35**********123')
  })
  it('is found inside longer rows of digits, and the telephone glued to it', () => {
    assert.deepEqual(found(`1${ID}`), [['id-number', ID]])
    assert.deepEqual(found(ID + MOBILE), [
      ['id-number', ID],
      ['phone', MOBILE],
    ])
    assert.deepEqual(found(`ID${ID}`), [['id-number', ID]])
  })
})

describe('a telephone', () => {
  it('is a mobile number of a range in use', () => {
    assert.deepEqual(found(`联系人 ${MOBILE}`), [['phone', MOBILE]])
    for (const other of ['12812345678', '11012345678', '1381234567', '138123456789', '16012345678']) clean(other)
  })
  it('stands after a name that ends in a numeral', () =>
    assert.deepEqual(found(`张三 ${MOBILE}，李四${MOBILE}`), [
      ['phone', MOBILE],
      ['phone', MOBILE],
    ]))
  it('keeps its mask in the style of 永安', () => assert.equal(screenText(MOBILE)[0]?.mask, '138****5678'))
  it('may have a country code, which stays', () => {
    for (const text of ['+86 138 1234 5678', '+86-13812345678', '8613812345678', '0086 13812345678'])
      assert.match(maskText(text, screenText(text)), /86[ -]?138\*{4}5678$/, text)
  })
  it('is grouped as people write it', () => {
    for (const text of [
      '138-1234-5678',
      '138 1234 5678',
      '1381234 5678',
      '138.1234.5678',
      '138 12345678',
      '1 3 8 1 2 3 4 5 6 7 8',
    ])
      assert.deepEqual(kindsOf(text), ['phone'], text)
  })
  it('is no serial number and no amount', () => {
    for (const text of [
      `受理编号：${MOBILE}`,
      `流水号${MOBILE}`,
      `订单号: ${MOBILE}`,
      `No.${MOBILE}`,
      `QZ${MOBILE}`,
      `${MOBILE}元`,
      `${MOBILE}.50`,
      `金额${MOBILE}`,
      `申请数量${MOBILE}`,
      `0.${MOBILE}`,
    ])
      clean(text)
  })
  it('is left alone when it is a fixed line, which offices publish on purpose', () => {
    for (const text of ['电话：0595-86468502', '12345', '400-100-8888', '（0595）86468502', '110、119、120'])
      clean(text)
    assert.deepEqual(kindsOf('家庭电话：0595-86468502'), ['phone'])
  })
})

describe('a bank card', () => {
  it('passes the check, and begins and ends as cards of banks in China do', () => {
    assert.deepEqual(found(`卡号 ${CARD}`), [['bank-card', CARD]])
    assert.deepEqual(found(CARD), [['bank-card', CARD]])
    clean(CARD.slice(0, 18) + ((Number(CARD[18]) + 1) % 10))
  })
  it('of a company abroad counts only where the text speaks of accounts', () => {
    const visa = `451234567890123${luhnCheck('451234567890123')}`
    clean(visa)
    assert.deepEqual(found(`姓名 开户银行\n张三 ${visa}`), [['bank-card', visa]])
  })
  it('may be written in fours', () => {
    const fours = CARD.replace(/(\d{4})(?=\d)/g, '$1 ')
    assert.deepEqual(found(fours), [['bank-card', fours]])
  })
  it('may be an account without a check digit, if the words before it say so', () => {
    assert.deepEqual(kindsOf('存折账号：9070810010010000123456'), ['bank-card'])
    clean('9070810010010000123456')
  })
})

describe('other numbers', () => {
  it('a unified social credit code has a check character, and only warns', () => {
    const [hit] = screenText(CREDIT)
    assert.deepEqual([hit?.kind, hit?.level, hit?.mask], ['credit-code', 'warn', '91350583**********'])
    clean(CREDIT.slice(0, 17) + (CREDIT[17] === '0' ? '1' : '0'))
  })
  it('a passport counts beside a word that says so', () => {
    assert.deepEqual(found('护照号码：EA1234567'), [['passport', 'EA1234567']])
    clean('型号E12345678')
  })
  it('a plate has its province, also with a dot, and the longer one of new energy vehicles', () => {
    for (const text of ['闽C12345', '闽C·D1234', '闽 C12345', '京AD12345', '粤B12345D', '闽Ｃ１２３４５'])
      assert.deepEqual(kindsOf(text), ['plate'], text)
    for (const text of ['执行新GB50016标准', '云A123', '闽C1234567']) clean(text)
  })
})

describe('what only looks like one', () => {
  it('is left alone', () => {
    for (const text of [
      '南码政〔2018〕7号',
      '2018年1月11日',
      '2017-12-31 15:30:00',
      '20171231153000',
      '173965人次',
      '1,381,234,567.89元',
      '索引号：QZ09059-0100-2017-00001',
      'QZ09059-0100-2017-00001',
      '占27.45%',
      '350583',
      '362312',
      '邮编：362312，电话：0595-86468502',
      'GB/T 32100-2015',
      'ISBN 978-7-5115-1234-6',
      '项目代码：2017-350583-48-03-012345',
      '12345678',
      '2016\t2017\t2018\n51\t536\t587',
      '0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0',
      '本年新收政府信息公开申请数量15130000154二、',
      '192.168.100.200',
      'https://www.nanan.gov.cn/201712/t20171231_1381234.htm',
    ])
      clean(text)
  })
})
