import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { SEATS } from '../../src/demo/cast.ts'
import { beginJourney, follow, hasNoBarrier, type Journey, press, reads, reviewerAgrees } from '../support/journey.ts'
import { historyOn, openAccount } from './papers.ts'

const TITLE = '码头镇供水管道抢修期间停水通告'
const ALARM = '有1件信息紧急发布后还没有复核'

async function officeOfTwo(admin: Page) {
  await openAccount(admin, SEATS.officer.username)
  await admin.getByLabel(/^岗位/).selectOption({ label: '码头镇人民政府：保密审查员' })
  await press(admin, '登记任职')
  await reads(admin, '任职已登记')
  await openAccount(admin, SEATS.reviewer.username)
  await press(admin, '停用账号')
  await reads(admin, '账号已停用')
}

async function reviewerComesBack(admin: Page) {
  await press(admin, '恢复使用')
  await reads(admin, '账号已恢复使用')
}

async function mayNotCheckTheirOwnDocument(page: Page) {
  await page.goto('/console/documents/new')
  await page.getByLabel(/^标题/).fill('关于做好停水期间服务的通知')
  await page.getByLabel('正文', { exact: true }).fill('各村做好停水期间的服务。')
  await page.getByRole('radio', { name: '主动公开', exact: true }).check()
  await page.getByRole('radio', { name: '服务公开' }).check()
  await press(page, '保存并送核稿')
  await reads(page, '待核稿')
  assert.equal(await page.getByRole('button', { name: '核稿通过' }).count(), 0)
  await page.goto(`${page.url()}/check`)
  await press(page, '核稿通过')
  await reads(page, '公文由您起草，“核稿通过”须由另一个人办理')
  await reads(page, '请转给其他有权限的同志')
}

async function mayNotReviewTheirOwnItem(page: Page) {
  await page.goto('/console/disclosures/new')
  await page.getByLabel('信息名称').fill(TITLE)
  await page.getByLabel('成文日期').fill('2019-01-21')
  await page.getByLabel('类别', { exact: true }).selectOption({ label: '安全生产、应急管理类' })
  await page.getByLabel('正文').fill('今天上午主管道爆裂，抢修期间全镇停水，恢复时间另行通告。')
  await press(page, '保存并送审')
  await reads(page, '待审查')
  await page.goto('/console/review')
  await follow(page, TITLE)
  await reads(page, '您起草或者修改过这件信息，须由其他人审查。本机关没有其他人可以担任“保密审查员”')
  assert.equal(await page.getByLabel(/已逐项审查/).count(), 0)
  await hasNoBarrier(page)
}

async function leaderPublishesAtOnce(page: Page) {
  await page.goto('/console/review')
  await follow(page, TITLE)
  await follow(page, '紧急发布')
  await page.getByLabel('紧急发布的理由').fill('急')
  await press(page, '紧急发布')
  await reads(page, '紧急发布须写明理由，至少10个字')
  await page.getByLabel('紧急发布的理由').fill('主管道爆裂，群众须马上知道停水，等不及审查')
  await press(page, '紧急发布')
  await reads(page, '已公开')
}

/** The alarm stands on pages that have nothing to do with the item. */
async function warned(page: Page, place: string) {
  await page.goto(place)
  await reads(page, ALARM)
}

async function leaderMayNotConfirm(page: Page) {
  await page.getByRole('main').getByRole('link', { name: ALARM }).click()
  await hasNoBarrier(page)
  await follow(page, TITLE)
  await reads(page, '现在等待：保密审查（保密审查员）')
  assert.equal(await page.getByLabel(/已逐项审查/).count(), 0)
}

async function secondPersonConfirms(page: Page) {
  await warned(page, '/console')
  await follow(page, ALARM)
  await follow(page, TITLE)
  await reviewerAgrees(page)
  await page.goto('/console/services')
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await page.getByText(ALARM).count(), 0)
}

describe('in an office of two nobody is their own second person', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2019-01-21T02:00:00Z')
  })
  after(() => journey.end())

  it('and what a leader lets out in an emergency is said on every page until somebody else has confirmed it', async () => {
    const seats = (['admin', 'officer', 'leader', 'citizen'] as const).map(journey.as)
    const [admin, officer, leader, citizen] = (await Promise.all(seats)) as [Page, Page, Page, Page]
    await officeOfTwo(admin)
    await mayNotCheckTheirOwnDocument(officer)
    await mayNotReviewTheirOwnItem(officer)
    await leaderPublishesAtOnce(leader)
    const item = leader.url()

    await citizen.goto('/matou/fdzdgknr?year=2019')
    await follow(citizen, TITLE)
    await reads(citizen, '抢修期间全镇停水')

    await warned(officer, '/console/services')
    await warned(leader, '/console/documents')
    await leaderMayNotConfirm(leader)
    await reviewerComesBack(admin)
    await secondPersonConfirms(await journey.as('reviewer'))
    await officer.goto(item)
    assert.deepEqual((await historyOn(officer)).slice(-3), ['决定紧急发布', '紧急发布（第1版）', '复核紧急发布'])
  })
})
