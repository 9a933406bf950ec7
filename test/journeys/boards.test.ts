import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { aPhotograph } from '../../src/boards/testing.ts'
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

const TITLE = '码头镇2026年扶贫项目资金安排公示'
const PHONE = { width: 390, height: 844 }
const LATE = '第9村公示栏'

async function published(officer: Page, reviewer: Page) {
  await officer.goto('/console/disclosures/new')
  await officer.getByLabel('信息名称').fill(TITLE)
  await officer.getByLabel('成文日期').fill('2026-12-01')
  await officer.getByLabel('类别', { exact: true }).selectOption({ label: '民政扶贫救灾社会保障就业类' })
  await officer.getByLabel('正文').fill('现将2026年扶贫项目资金安排予以公示，公示期10天。')
  await press(officer, '保存并送审')
  await reads(officer, '待审查')
  const item = officer.url()
  await reviewer.goto('/console/review')
  await follow(reviewer, TITLE)
  await reviewerAgrees(reviewer)
  return item
}

async function ordered(officer: Page) {
  await officer.goto('/console/boards')
  await follow(officer, '布置张贴')
  await follow(officer, TITLE)
  await hasNoBarrier(officer)
  await officer.getByLabel('最迟哪天张贴').fill('2026-12-04')
  await press(officer, '布置张贴')
  await reads(officer, '0 / 25')
  await hasNoBarrier(officer)
}

const photo = (shade: number, time = '2026:12:02 09:30:00') => ({
  name: `IMG_${shade}.jpg`,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(aPhotograph(time, [24.957, 118.388], shade)),
})

/** On a telephone: a picture nobody could open is refused, the right one is taken. */
async function villagePosts(village: Page) {
  await village.setViewportSize(PHONE)
  await village.goto('/console')
  await follow(village, TITLE)
  await hasNoBarrier(village)
  await village.getByLabel('照片', { exact: true }).setInputFiles({
    name: 'IMG_1.HEIC',
    mimeType: 'image/heic',
    buffer: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')]),
  })
  await village.getByLabel('张贴日期').fill('2026-12-02')
  await press(village, '登记张贴')
  await reads(village, '是HEIC格式，其他人打不开')
  assert.equal(await village.getByLabel('张贴日期').inputValue(), '2026-12-02')
  await village.getByLabel('照片', { exact: true }).setInputFiles(photo(1))
  await press(village, '登记张贴')
  await reads(village, '张贴已登记')
  await reads(village, '公示到2026-12-12')
  await hasNoBarrier(village)
  assert.equal(await village.evaluate('document.documentElement.scrollWidth'), PHONE.width)
}

/** The other villages bring their photographs to the office on a stick; one has nothing to bring. */
async function othersPost(officer: Page) {
  const posting = officer.url()
  const links = await officer.locator('tbody tr').filter({ hasText: '张贴' }).locator('th a').all()
  const hrefs: string[] = []
  for (const link of links) {
    const name = await link.textContent()
    if (name !== LATE && name !== '第2村公示栏') hrefs.push((await link.getAttribute('href')) ?? '')
  }
  assert.equal(hrefs.length, 23)
  for (const [at, href] of hrefs.entries()) {
    await officer.goto(href)
    await officer.getByLabel('照片', { exact: true }).setInputFiles(photo(at + 2))
    await officer.getByLabel('张贴日期').fill('2026-12-02')
    await press(officer, '登记张贴')
    await reads(officer, '张贴已登记')
  }
  await officer.goto(posting)
  await reads(officer, '24 / 25')
}

async function supervisionSees(supervisor: Page) {
  await supervisor.goto('/console/boards?show=overdue&q=扶贫项目')
  await reads(supervisor, '24/25')
  const late = supervisor.getByRole('link', { name: /^第9村公示栏，逾期\d+天未张贴$/ })
  await late.waitFor()
  await hasNoBarrier(supervisor)
  await late.click()
  await reads(supervisor, /逾期\d+天未张贴/)
  assert.equal(await supervisor.getByRole('button', { name: '登记张贴' }).count(), 0)
}

describe('a list is put up in the villages', () => {
  let now = '2026-12-01T02:00:00Z'
  let journey: Journey
  before(async () => {
    journey = await beginJourney(() => now)
  })
  after(() => journey.end())

  it('24 with photographs, one not: supervision sees which, and the item counts once', async () => {
    const [first, reviewer] = (await Promise.all([journey.as('officer'), journey.as('reviewer')])) as [Page, Page]
    const item = await published(first, reviewer)
    await ordered(first)
    const posting = first.url()

    now = '2026-12-02T02:00:00Z'
    const officer = await journey.as('officer')
    await villagePosts(await journey.as('village'))
    await officer.goto(posting)
    await othersPost(officer)
    await officer.goto(item)
    await reads(officer, '政府网站、社区、企事业单位、村公示栏（电子屏）')
    await officer.goto(posting)
    assert.equal((await downloaded(officer, '打印公示页（A3）')).bytes.subarray(0, 5).toString(), '%PDF-')

    now = '2026-12-08T02:00:00Z'
    await supervisionSees(await journey.as('supervisor'))
  })
})
