import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { nationalDays } from '../calendar/national.ts'
import { checkNotice, readNotice } from './rules.ts'

const NOTICE_2026 = `
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`

const read = (text: string, year = 2026) => {
  const result = readNotice(text, year)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.map(({ day, kind, name }) => `${day} ${kind} ${name}`)
}

describe('the text of a holiday notice', () => {
  it('is read as the State Council words it, and gives the calendar of 2026', () => {
    const days = readNotice(NOTICE_2026, 2026)
    assert.ok(days.ok)
    const bare = (all: { day: string; kind: string }[]) => all.map(({ day, kind }) => `${day} ${kind}`).sort()
    assert.deepEqual(bare(days.value), bare(nationalDays().filter(({ day }) => day.startsWith('2026'))))
    assert.deepEqual(
      [...new Set(days.value.map(({ name }) => name))],
      ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'],
    )
  })
  it('may begin in the year before, and leave out months that were just named', () => {
    assert.deepEqual(read('元旦：2022年12月31日至2023年1月2日放假调休，共3天。', 2023), [
      '2022-12-31 holiday 元旦',
      '2023-01-01 holiday 元旦',
      '2023-01-02 holiday 元旦',
    ])
    assert.deepEqual(read('国庆节：9月27日、28日上班。', 2008), [
      '2008-09-27 workday 国庆节',
      '2008-09-28 workday 国庆节',
    ])
  })
  it('says nothing of sentences without a holiday in them', () => assert.deepEqual(read('本通知自1月1日起执行。'), []))
  it('is refused when a date in it cannot be', () => {
    for (const text of ['春节：2月30日放假', '春节：2月23日至15日放假', '劳动节：5日放假'])
      assert.equal(readNotice(text, 2026).ok, false, text)
  })
})

describe('a notice to be recorded', () => {
  const entry = { number: '国办发明电〔2026〕9号', title: '放假通知', issuedOn: day('2026-11-04') }
  const check = (change: Partial<Parameters<typeof checkNotice>[0]>) => {
    const days = [{ day: day('2027-01-01'), kind: 'holiday' as const, name: '元旦' }]
    const result = checkNotice({ ...entry, days, ...change }, day('2026-11-24'))
    return result.ok ? 'fine' : result.refusal.code
  }
  it('has a document number, a title, a day of issue and days', () => {
    assert.equal(check({}), 'fine')
    assert.equal(check({ number: '2026年9号' }), 'holidays.number')
    assert.equal(check({ title: ' ' }), 'holidays.title')
    assert.equal(check({ issuedOn: day('2026-11-25') }), 'holidays.future')
    assert.equal(check({ days: [] }), 'holidays.empty')
  })
  it('does not call one day both a holiday and a working day, nor reach far from its own year', () => {
    const on = (of: string, kind: 'holiday' | 'workday') => ({ day: day(of), kind, name: '元旦' })
    assert.equal(check({ days: [on('2027-01-01', 'holiday'), on('2027-01-01', 'workday')] }), 'holidays.both')
    assert.equal(check({ days: [on('2072-01-01', 'holiday')] }), 'holidays.year')
  })
})
