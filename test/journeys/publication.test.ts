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

const TITLE = '码头镇2019年春节期间便民服务安排'
const ATTACHMENT = { name: '值班安排.csv', mimeType: 'text/csv', buffer: Buffer.from('日期,值班\n2019-02-05,党政办\n') }

async function officerDrafts(page: Page) {
  await page.goto('/console/disclosures')
  await follow(page, '新建信息')
  await page.getByLabel('信息名称').fill(TITLE)
  await page.getByLabel('成文日期').fill('2019-01-18')
  await page.getByLabel('类别', { exact: true }).selectOption({ label: '为民办实事类' })
  await page.getByLabel('正文').fill('一、服务时间\n春节期间，便民服务大厅每天上午照常开门。')
  await page.getByLabel('添加附件').setInputFiles(ATTACHMENT)
  await hasNoBarrier(page)
  await press(page, '保存并送审')
  await reads(page, '待审查')
}

async function reviewerPublishes(page: Page) {
  await page.goto('/console')
  await follow(page, TITLE)
  await reviewerAgrees(page)
}

async function citizenFinds(page: Page) {
  await page.goto('/')
  await page.getByLabel('搜索政府信息').fill('春节 便民服务')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '搜索', exact: true }).waitFor()
  await hasNoBarrier(page)
  await follow(page, TITLE)
  await page.getByRole('heading', { name: TITLE }).waitFor()
  await hasNoBarrier(page)
}

async function citizenDownloads(page: Page) {
  const { name, bytes } = await downloaded(page, ATTACHMENT.name)
  assert.equal(name, ATTACHMENT.name)
  assert.deepEqual(bytes, ATTACHMENT.buffer)
}

async function officerWithdraws(page: Page) {
  await page.goto('/console/disclosures?state=published&year=2019')
  await follow(page, TITLE)
  await follow(page, '撤回')
  await page.getByLabel(/内容有误/).check()
  await page.getByLabel('具体情况').fill('值班安排有调整')
  await hasNoBarrier(page)
  await press(page, '撤回')
  await reads(page, '已撤回')
}

async function citizenSeesTheTombstone(page: Page) {
  const answer = await page.reload()
  assert.equal(answer?.status(), 410)
  await page.getByRole('heading', { name: '这条信息已经撤回' }).waitFor()
  await reads(page, '内容有误，正在更正')
  assert.equal(await page.getByText('值班安排').count(), 0)
  await hasNoBarrier(page)
}

describe('what an office publishes reaches a citizen, until it is taken back', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2019-01-21T02:00:00Z')
  })
  after(() => journey.end())

  it('from the draft to the tombstone', async () => {
    const officer = await journey.as('officer')
    await officerDrafts(officer)
    await reviewerPublishes(await journey.as('reviewer'))
    const citizen = await journey.as('citizen')
    await citizenFinds(citizen)
    await citizenDownloads(citizen)
    await officerWithdraws(officer)
    await citizenSeesTheTombstone(citizen)
  })
})
