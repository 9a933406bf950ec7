import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { extractText } from 'unpdf'
import {
  beginJourney,
  downloaded,
  follow,
  hasNoBarrier,
  type Journey,
  press,
  reads,
  reviewerAgrees,
} from '../support/journey.ts'
import { giveOpinion, historyOn, idNumber, insideOf, workbook } from './papers.ts'

const TITLE = '关于发放2019年春节慰问金的通知'
const CLOSED = '南码政〔2017〕69号'
const NUMBER = '南码政〔2019〕1号'
const ID = idNumber('110101', '19580312', '002')
const LIST = '慰问金发放名单.xlsx'
const BODY = `根据${CLOSED}文件确定的值班安排，春节慰问金在值班期间发放。\n一、发放时间\n春节前发放完毕。`

const save = (page: Page) => press(page, '保存并送核稿')

async function drafterForgetsTheAttribute(page: Page) {
  await page.goto('/console/documents')
  await follow(page, '拟稿')
  await page.getByLabel(/^标题/).fill(TITLE)
  await page.getByLabel('主送机关').fill('各村（居）')
  await page.getByLabel('正文', { exact: true }).fill(BODY)
  const rows = [
    ['序号', '身份证号', '金额（元）'],
    [1, ID, 500],
  ]
  await page.getByLabel('添加附件').setInputFiles(await workbook(LIST, rows))
  await hasNoBarrier(page)
  await save(page)
  await reads(page, '没有注明公开属性；没有注明属于“五公开”的哪个环节')
}

async function drafterProposes(page: Page, attribute: string, ground: string) {
  await follow(page, '修改')
  await page.getByRole('radio', { name: attribute, exact: true }).check()
  await page.getByLabel('理由和依据').selectOption({ label: ground })
  await page.getByRole('radio', { name: '执行公开' }).check()
  await save(page)
  await reads(page, '待核稿')
}

async function officeReturnsIt(page: Page) {
  await page.goto('/console/documents')
  await follow(page, TITLE)
  await follow(page, '退文')
  await page.getByLabel('退文的原因').fill('发放救助资金的情况属于重点公开内容，请改为主动公开。')
  await press(page, '退文')
  await reads(page, '拟稿中')
}

async function officeAgrees(page: Page) {
  await page.reload()
  await press(page, '核稿通过')
  await press(page, '公开属性审核通过')
  await reads(page, '保密审查：待保密审查')
}

async function reviewHolds(page: Page) {
  await follow(page, '查看审查情况')
  await reads(page, '2处疑似不宜公开的内容')
  await reads(page, `引用的${CLOSED}没有公开`)
  assert.doesNotMatch(await page.content(), new RegExp(ID))
  await hasNoBarrier(page)
  await page.getByLabel(/已逐项审查/).check()
  await press(page, '提交审查意见')
  await reads(page, '还有2处疑似不宜公开的内容没有处理')
}

async function reviewerMasks(page: Page) {
  await press(page, '遮盖1处，制作公开文本')
  await reads(page, '1处疑似不宜公开的内容')
  await follow(page, '遮盖其他内容')
  await page.getByLabel('在哪一段文字里').selectOption({ label: '正文' })
  await page.getByLabel('要遮盖的内容').fill(CLOSED)
  await page.getByLabel('理由').fill('引用的文件不予公开')
  await press(page, '遮盖')
  const cited = page.getByRole('row').filter({ hasText: '没有公开，请确认' })
  await cited.locator('summary').click()
  await cited.getByLabel('理由').fill('公开文本中已经遮盖')
  await cited.getByRole('button', { name: '写明理由，可以公开' }).click()
  await giveOpinion(page, '部分公开', '2008年《条例》第十四条第四款：涉及国家秘密、商业秘密、个人隐私', '涉及个人隐私')
  await reads(page, '已通过')
}

async function issuedAsPages(officer: Page) {
  await officer.reload()
  await follow(officer, '编号')
  await press(officer, '编号')
  await press(officer, '印发')
  await reads(officer, '已印发')
  await hasNoBarrier(officer)
  const { bytes } = await downloaded(officer, /^关于发放.*\.pdf$/)
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
  assert.match(await wordsOf(bytes), /南码政〔2019〕1号/)
}

async function waitsForPublication(page: Page) {
  await page.goto('/console/deadlines')
  const row = page.getByRole('row').filter({ hasText: TITLE })
  assert.match((await row.textContent()) ?? '', /剩余20个工作日2019-02-21/)
  await hasNoBarrier(page)
}

async function officerDiscloses(page: Page) {
  await page.goto('/console/disclosures/from-documents')
  await page.getByLabel(/类别/).selectOption({ label: '民政扶贫救灾社会保障就业类' })
  await press(page, '转为主动公开信息')
  await press(page, '送审')
  await reads(page, '待审查')
}

async function reviewerPublishes(page: Page) {
  await page.goto('/console/review')
  await follow(page, TITLE)
  await reads(page, '自动检查没有发现疑似不宜公开的内容')
  await reviewerAgrees(page)
}

async function citizenReadsThePublicCopyOnly(page: Page) {
  await page.goto('/matou/fdzdgknr?year=2019')
  await follow(page, TITLE)
  await reads(page, NUMBER)
  await hasNoBarrier(page)
  const html = await page.content()
  const list = await downloaded(page, /\.xlsx$/)
  const pages = await downloaded(page, /\.pdf$/)
  const book = insideOf(list.bytes)
  assert.match(book, /11\*{13}.{3}/)
  const printed = await wordsOf(pages.bytes)
  assert.match(printed, /春节前发放完毕/)
  for (const text of [html, book, printed, pages.bytes.toString('latin1')])
    for (const secret of [ID, ID.slice(0, 14), CLOSED, '69号']) assert.ok(!text.includes(secret), secret)
}

async function wordsOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true })
  return text.replace(/\s/g, '')
}

const STORY = [
  '拟稿（第1版）',
  '公文送核稿（第1版）',
  '退文（第1版）',
  '修改公文草稿（第2版）',
  '公文送核稿（第2版）',
  '退文（第2版）',
  '修改公文草稿（第3版）',
  '公文送核稿（第3版）',
  '核稿通过（第3版）',
  '公开属性审核通过（第3版）',
  '送保密审查（第3版）',
  '遮盖，制作公开文本',
  '遮盖，制作公开文本',
  '说明可以公开的理由',
  '提出审查意见',
  '审查完毕，送签（第3版）',
  '签发公文（第3版）',
  '公文编号',
  '印发公文',
  '转为主动公开信息',
]

describe('an official document with something private in it reaches the public without it', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2019-01-21T02:00:00Z')
  })
  after(() => journey.end())

  it('from the draft, sent back twice, to the public copy, and its history reads like a story', async () => {
    const seats = (['officer', 'reviewer', 'leader', 'citizen'] as const).map(journey.as)
    const [officer, reviewer, leader, citizen] = (await Promise.all(seats)) as [Page, Page, Page, Page]
    await drafterForgetsTheAttribute(officer)
    await drafterProposes(officer, '依申请公开', '只涉及特定对象，不属于应当主动公开的范围（《条例》（2008）第十三条）')
    await officeReturnsIt(reviewer)
    await officer.reload()
    await drafterProposes(officer, '主动公开', '（主动公开的不填）')
    await officeAgrees(reviewer)
    await reviewHolds(reviewer)
    await reviewerMasks(reviewer)
    await reviewer.goto(officer.url())
    await press(reviewer, '审查完毕，送签')
    await leader.goto(officer.url())
    await press(leader, '签发')
    await reads(leader, '第一责任人')
    await issuedAsPages(officer)
    const document = officer.url()
    await waitsForPublication(officer)
    await officerDiscloses(officer)
    const item = officer.url()
    await reviewerPublishes(reviewer)
    await citizenReadsThePublicCopyOnly(citizen)

    await officer.goto('/console/deadlines')
    assert.equal(await officer.getByText(TITLE).count(), 0)
    await officer.goto(document)
    assert.deepEqual(await historyOn(officer), STORY)
    await officer.goto(item)
    const steps = await historyOn(officer)
    assert.deepEqual([steps[0], steps.at(-1)], ['起草信息（第1版）', '发布（第1版）'])
  })
})
