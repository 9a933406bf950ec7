import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { beginJourney, downloaded, follow, hasNoBarrier, type Journey, press, reads } from '../support/journey.ts'

const open = (page: Page) => page.goto('/console/rollup?year=2017')

async function countyAsks(page: Page) {
  await open(page)
  await reads(page, '没有报送')
  await hasNoBarrier(page)
  await page.getByLabel('报送期限').fill('2018-01-31')
  await page.getByLabel('要求（可以不写）').fill('附签发页扫描件')
  await press(page, '保存报送要求')
  await reads(page, '报送要求已保存')
  await press(page, '催报')
  await reads(page, '已催报')
}

async function townHandsIn(page: Page, then: string) {
  await page.goto('/console')
  await follow(page, '2017年度报告')
  await reads(page, then)
  await hasNoBarrier(page)
  await press(page, '报送')
  await reads(page, '已报送，待接收')
}

const openArrived = async (page: Page) => {
  await page.goto('/console')
  await follow(page, '码头镇人民政府2017年度报告')
}

async function countySendsBack(page: Page) {
  await openArrived(page)
  await hasNoBarrier(page)
  await page.getByLabel('退回的原因').fill('请附上签发页扫描件后再报')
  await press(page, '退回')
  await reads(page, '报告已经退回')
}

async function countyReceives(page: Page) {
  await openArrived(page)
  await press(page, '接收')
  await reads(page, '已接收')
}

async function countyAddsUp(page: Page) {
  await page.goto('/console/rollup/sum?year=2017')
  await hasNoBarrier(page)
  await page
    .getByRole('row', { name: /^主动公开信息数 \d/ })
    .getByRole('link')
    .click()
  await reads(page, '各机关的数')
  await follow(page, '码头镇人民政府')
  await reads(page, '计入的记录，共51条')
  await hasNoBarrier(page)
  await page.goto('/console/rollup/compare?year=2017&topic=categories')
  await reads(page, '安全生产、应急管理类')
  await hasNoBarrier(page)
  await downloaded(page, '下载XLSX')
}

async function countyStartsItsReport(page: Page) {
  await page.goto('/console/reports')
  await page.getByLabel('报告年度').fill('2017')
  await press(page, '开始编写')
  await page.goto('/console/rollup/sum?year=2017')
  await follow(page, '打开本机关的年度报告')
  await reads(page, '587')
}

describe('the report of the town goes up to the county and into its sum', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2018-01-22T02:00:00Z')
  })
  after(() => journey.end())

  it('asked for, handed in, sent back, handed in again, received, added up', async () => {
    const [county, town] = [await journey.as('countyOfficer'), await journey.as('officer')]
    await countyAsks(county)
    await townHandsIn(town, '催报')
    await countySendsBack(county)
    await townHandsIn(town, '请附上签发页扫描件后再报')
    await countyReceives(county)
    await open(town)
    await reads(town, '回执')
    await countyAddsUp(county)
    await countyStartsItsReport(county)
  })
})
