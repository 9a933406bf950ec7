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

const openTab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '报告的各个方面' }).getByRole('link', { name }).click()

const at = (page: Page) => new URL(page.url())

/** Of an organ that keeps few figures: nothing entered, nothing written. */
async function officerBeginsFromTheYearsPage(page: Page) {
  await page.goto('/console/yearly?year=2024')
  await hasNoBarrier(page)
  await press(page, '开始编写2024年的报告')
  await reads(page, '没有填报政策解读稿件发布数')
  await openTab(page, '数据与办理')
  await reads(page, '未填报')
  await hasNoBarrier(page)
}

async function blankLeadsToWhereItIsEntered(page: Page) {
  await page.goto('/console/yearly?year=2024')
  await follow(page, /行政许可没有填报/)
  await page.waitForURL(/console\/figures/)
  assert.equal(at(page).hash, '#value-licences')
  await page.goBack()
  await follow(page, '打开这份报告')
  await openTab(page, '核对')
  await follow(page, '填报行政处罚处理决定数量')
  await page.waitForURL(/console\/figures/)
  assert.deepEqual([at(page).searchParams.get('year'), at(page).hash], ['2024', '#value-penalties'])
  await page.getByLabel('行政处罚处理决定数量的数值').fill('3')
  await page.getByLabel('行政处罚处理决定数量的来源').fill('综合执法队登记')
  await press(page, '保存')
  await page.goto('/console/yearly?year=2024')
  await page.getByText('行政许可没有填报').waitFor()
  assert.equal(await page.getByText('行政处罚没有填报').count(), 0)
}

const NOTE = '查阅人次原按11个月统计，漏计12月，更正为全年数。'

const openReport = async (page: Page) => {
  await page.goto('/console/yearly?year=2025')
  await follow(page, '打开这份报告')
}

async function officerCorrects(page: Page) {
  await openReport(page)
  await page.getByLabel('更正说明').fill(NOTE)
  await press(page, '编制更正版')
  await page.waitForURL(/\/text$/)
  await reads(page, NOTE)
  await page.goto('/console/figures?year=2025')
  await reads(page, '从记录算出，不用填报')
  await page.getByLabel('政府信息公开专栏查阅人次的数值').fill('33104')
  await hasNoBarrier(page)
  await press(page, '保存')
  await openReport(page)
  await hasNoBarrier(page)
}

async function take(page: Page, step: string, then: string) {
  await openReport(page)
  await press(page, step)
  await reads(page, then)
}

async function reviewerPublishes(page: Page) {
  await page.goto('/console')
  await follow(page, /2025年政府信息公开工作年度报告|2025年度报告/)
  await reviewerAgrees(page)
}

async function citizenReads(page: Page) {
  await page.goto('/matou/zfxxgknb/2025')
  await reads(page, NOTE)
  await reads(page, '33104')
  await hasNoBarrier(page)
  const pdf = await downloaded(page, '下载PDF')
  assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
  await page.goto('/matou/zfxxgknb/2025-1')
  await reads(page, '更正版')
  await hasNoBarrier(page)
}

describe('the year’s work', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2026-12-08T02:00:00Z')
  })
  after(() => journey.end())

  it('begins on one page, which leads from what is blank to where it is entered', async () => {
    const officer = await journey.as('officer')
    await officerBeginsFromTheYearsPage(officer)
    await blankLeadsToWhereItIsEntered(officer)
  })

  it('goes on when a published report was wrong: a corrected edition, by the same posts', async () => {
    const officer = await journey.as('officer')
    await officerCorrects(officer)
    await take(officer, '核对无误，送签', '已核对，待签发')
    await take(await journey.as('leader'), '签发', '已签发，待编号')
    await take(officer, '编号、成文', '已编号')
    await reviewerPublishes(await journey.as('reviewer'))
    await citizenReads(await journey.as('citizen'))
  })
})
