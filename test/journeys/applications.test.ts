import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { beginJourney, follow, hasNoBarrier, type Journey, press, reads, reviewerAgrees } from '../support/journey.ts'

const SUBJECT = '2026年度乡道养护工程竣工结算'

async function letterArrives(page: Page): Promise<string> {
  await page.goto('/console/applications')
  await hasNoBarrier(page)
  await follow(page, '登记一份申请')
  await hasNoBarrier(page)
  await page.getByRole('radio', { name: '信函', exact: true }).check()
  await page.getByLabel('申请公开的内容').fill(SUBJECT)
  await page.getByLabel('申请人姓名或者名称').fill('某某某')
  await page.getByLabel('联系方式').fill('某地某路1号')
  await press(page, '登记并编号')
  await reads(page, '已登记')
  await reads(page, '政府信息公开申请登记回执')
  await hasNoBarrier(page)
  return new URL(page.url()).pathname
}

/** One step of the case: its page, what it asks, its button. */
async function takes(page: Page, at: string, step: string, fill: () => Promise<unknown> = async () => {}) {
  await page.goto(at)
  await page.getByRole('main').getByRole('link', { name: step, exact: true }).click()
  await fill()
  await hasNoBarrier(page)
  await press(page, step)
  await reads(page, '已办理')
}

async function isCorrected(page: Page, at: string) {
  await takes(page, at, '告知补正', async () => {
    await page.getByLabel('申请内容的名称、文号或者特征不明确').check()
    await page.getByLabel('告知的内容').fill('请写明是哪一条乡道')
    await page.getByLabel('补正期限截至').fill('2026-12-18')
  })
  await reads(page, '等待补正')
  await takes(page, at, '收到补正', () => page.getByLabel('补正后的申请内容').fill(`${SUBJECT}（码头至高盖）`))
}

async function thirdPartyRefusesInPart(page: Page, at: string) {
  await takes(page, at, '征求意见', async () => {
    await page.getByLabel('第三方', { exact: false }).first().check()
    await page.getByLabel('对方', { exact: false }).first().fill('第三人甲')
  })
  await reads(page, '政府信息公开第三方意见征询函')
  await takes(page, at, '收到意见', async () => {
    await page.getByLabel('同意部分公开').check()
    await page.locator('[name=note]').fill('分项单价是商业秘密')
  })
}

async function isDrafted(page: Page, at: string) {
  await takes(page, at, '起草答复', async () => {
    await page.getByRole('radio', { name: '部分公开' }).first().check()
    await page.getByLabel('第1处不公开的内容').fill('分项单价')
    await page.getByLabel('第1处的依据').selectOption('third-party')
    await page.getByLabel('答复内容').fill('经审查，您申请的信息部分可以公开，现提供竣工结算总表。')
  })
  await follow(page, '预览答复书')
  await reads(page, '分项单价')
  await hasNoBarrier(page)
  await takes(page, at, '送审')
}

async function opensThe(page: Page, title: string): Promise<string> {
  const row = page.getByRole('row', { name: title })
  const [opened] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/pdf')),
    row.getByRole('button', { name: 'PDF' }).click(),
  ])
  assert.equal(opened.status(), 200)
  return opened.headers()['content-type'] ?? ''
}

describe('an application by letter goes over the desk', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2026-11-27T02:00:00Z')
  })
  after(() => journey.end())

  it('from the envelope to the archive: corrected, a third party asked, reviewed, signed, served and filed', async () => {
    const seats = (['officer', 'reviewer', 'leader'] as const).map(journey.as)
    const [officer, reviewer, leader] = (await Promise.all(seats)) as [Page, Page, Page]
    const at = await letterArrives(officer)
    await isCorrected(officer, at)
    await takes(officer, at, '登记受理')
    await takes(leader, at, '拟办', () => leader.locator('[name=note]').fill('交村镇规划建设站办理'))
    await thirdPartyRefusesInPart(officer, at)
    await isDrafted(officer, at)

    await reviewer.goto('/console/review')
    await follow(reviewer, new RegExp(SUBJECT))
    await reviewerAgrees(reviewer)
    await takes(officer, at, '审查完毕，送签')
    await takes(leader, at, '签发答复')
    await takes(officer, at, '编号并送达', () => officer.getByLabel('邮政寄送').check())
    for (const letter of ['登记回执', '补正告知书', '第三方意见征询函', '部分公开', '送达回证', '邮寄单'])
      await reads(officer, new RegExp(letter))
    assert.equal(await opensThe(officer, '送达回证'), 'application/pdf')
    await takes(officer, at, '登记送达凭证', () => officer.locator('[name=note]').fill('挂号信回执'))
    await takes(officer, at, '归档')
    await reads(officer, '已归档')
    await reads(officer, '导出案卷（ZIP）')

    await officer.goto('/console/applications?view=all')
    await reads(officer, SUBJECT)
    await hasNoBarrier(officer)
  })
})
