import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
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

const ENTERED = ['政府信息公开专栏查阅人次', '行政复议数', '行政诉讼数', '行政申诉数', '依申请公开收费']
const WORDS: Record<string, string> = {
  '一、概述': '我镇按照《条例》要求，继续做好政府信息公开工作。\n（一）加强组织领导\n调整领导小组，明确专人负责。',
  '二、（三）政府信息公开形式': '通过政府网站、公共查阅点和政务公开栏公开。',
  '六、存在的主要问题及改进措施': '公开的内容与公众的需求还有差距，今后继续改进。',
}

/** A tab of the report, beside its data. */
const openTab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '报告的各个方面' }).getByRole('link', { name }).click()

const openReport = async (page: Page) => {
  await page.goto('/console/reports')
  await follow(page, '2018年')
}

async function officerStarts(page: Page) {
  await page.goto('/console/reports')
  await page.getByLabel('报告年度').fill('2018')
  await press(page, '开始编写')
}

async function officerSeesWhatIsMissing(page: Page) {
  await openTab(page, '核对')
  await reads(page, '政府信息公开专栏查阅人次没有填报。没有发生的请填0。')
  await reads(page, '有1件往年的申请既没有答复，也没有结转')
  await hasNoBarrier(page)
}

async function officerEntersFigures(page: Page) {
  await page.goto('/console/figures?year=2018')
  for (const figure of ENTERED) {
    await page.getByLabel(`${figure}的数值`).fill('0')
    await page.getByLabel(`${figure}的来源`).fill('党政办公室登记')
  }
  await hasNoBarrier(page)
  await press(page, '保存')
}

async function officerWrites(page: Page) {
  await openReport(page)
  await openTab(page, '正文')
  for (const [label, text] of Object.entries(WORDS)) await page.getByLabel(label).fill(text)
  await hasNoBarrier(page)
  await press(page, '保存')
}

async function officerExplains(page: Page) {
  await openTab(page, '核对')
  const reasons = page.getByLabel('不改正而说明理由')
  while ((await reasons.count()) > 0) {
    const left = await reasons.count()
    await reasons.first().fill('该件申请在使用本系统以前收到，正在查找原登记簿。')
    await press(page, '说明理由，准予通过')
    await page.waitForFunction(`document.querySelectorAll('.finding textarea').length < ${left}`)
  }
  await reads(page, '没有挡住送签的问题')
  await hasNoBarrier(page)
}

async function take(page: Page, step: string, then: string) {
  await openReport(page)
  await press(page, step)
  await reads(page, then)
}

async function reviewerPublishes(page: Page) {
  await page.goto('/console')
  await follow(page, /2018年政府信息公开工作年度报告|2018年度报告/)
  await reviewerAgrees(page)
}

async function citizenReads(page: Page) {
  await page.goto('/matou/zfxxgknb')
  await follow(page, '码头镇2018年政府信息公开工作年度报告')
  await reads(page, '调整领导小组，明确专人负责。')
  await hasNoBarrier(page)
  const { name, bytes } = await downloaded(page, '下载PDF')
  assert.equal(name, '码头镇2018年政府信息公开工作年度报告.pdf')
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
}

describe('the year 2018 becomes a signed, numbered and published report', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2019-01-21T02:00:00Z')
  })
  after(() => journey.end())

  it('from the first look at the figures to the PDF a citizen keeps', async () => {
    const officer = await journey.as('officer')
    await officerStarts(officer)
    await officerSeesWhatIsMissing(officer)
    await officerEntersFigures(officer)
    await officerWrites(officer)
    await officerExplains(officer)
    await take(officer, '核对无误，送签', '已核对，待签发')
    await take(await journey.as('leader'), '签发', '已签发，待编号')
    await take(officer, '编号、成文', '南码政〔2019〕1号')
    await reviewerPublishes(await journey.as('reviewer'))
    await citizenReads(await journey.as('citizen'))
  })
})
