import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { aPerson, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import { auditConsolePlaces, auditPortalPlaces } from './places.ts'

const REPORT =
  '青石镇人民政府2017年政府信息公开工作年度报告\n2017年，共主动公开政府信息50条，分类为：机构职能类20条，工作动态类29条。网站访问量100余人次。'

describe('年报体检', () => {
  let database: TestDatabase
  let town: Town

  before(async () => {
    database = await testDatabase()
    town = await aTown(database.sql, '2018-01-05')
  })
  after(() => database.close())

  const reader = () => deskOf(town, auditPortalPlaces, null)
  const officer = () => deskOf(town, auditConsolePlaces, aPerson(town.organ, 'officer'))

  it('asks anybody for the text of a report', async () => {
    const { status, text } = await reader().see('/audit')
    assert.equal(status, 200)
    assert.match(text, /年度报告全文/)
    assert.match(text, /不保存/)
  })
  it('shows what contradicts itself, with the words of the report marked', async () => {
    const { status, text } = await reader().send('/audit', { text: REPORT })
    assert.equal(status, 200)
    assert.match(text, /1处矛盾/)
    assert.match(text, /各类别2项之和为49条，总数为50条，少1条/)
    assert.match(text, /<mark>[^<]*共主动公开政府信息50条<\/mark>/)
    assert.match(text, /青石镇人民政府[\s\S]*2017年/)
  })
  it('shows pasted text as text, whatever it holds', async () => {
    const { text } = await reader().send('/audit', {
      text: `${REPORT.replace('青石镇', '青<b>石</b>镇')}<script>alert(1)</script>余条`,
    })
    assert.doesNotMatch(text, /<script>alert/)
  })
  it('says so when nothing is pasted, too much, or no report', async () => {
    assert.equal((await reader().send('/audit', { text: ' ' })).status, 422)
    const long = await reader().send('/audit', { text: '公'.repeat(100_001) })
    assert.equal(long.status, 422)
    assert.match(long.text, /超过10万字/)
    assert.match((await reader().send('/audit', { text: '今天天气很好。' })).text, /没有读到年度报告的数字/)
  })
  it('takes no more than 200 reports an hour from one address', async () => {
    const ask = reader()
    const answers = await Promise.all(Array.from({ length: 201 }, () => ask.send('/audit', { text: REPORT })))
    const late = answers.find(({ status }) => status === 429)
    assert.match(late?.text ?? '', /次数太多/)
    assert.equal((await ask.see('/audit')).status, 200)
  })
  it('takes files from staff, and says which could not be read', async () => {
    const form = new FormData()
    form.set('csrf', 'token')
    form.append('files', new File([REPORT], '年报.txt'))
    form.append('files', new File(['PK\u0003\u0004坏'], '坏.docx'))
    const { status, text } = await officer().send('/console/audit', form)
    assert.equal(status, 200)
    assert.match(text, /年报\.txt[\s\S]*1处矛盾/)
    assert.match(text, /“坏\.docx”读不了/)
  })
  it('refuses staff who send nothing', async () => {
    const { status, text } = await officer().send('/console/audit', {})
    assert.equal(status, 422)
    assert.match(text, /请选择文件，或者粘贴文字/)
  })
})
