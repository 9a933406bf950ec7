import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { beginJourney, follow, hasNoBarrier, type Journey, press, reads } from '../support/journey.ts'

const SUBJECT = '2018年度农村危房改造补助名单'
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** From the page that tells how to apply to the receipt. `checked`: a machine looks for barriers on the way. */
async function citizenFiles(page: Page, start: string, checked: boolean): Promise<{ number: string; code: string }> {
  const looked = async () => {
    if (checked) await hasNoBarrier(page)
  }
  await page.goto(start)
  await looked()
  await page.getByRole('main').getByRole('link', { name: '网上申请', exact: true }).click()
  await looked()
  await follow(page, '开始填写')
  await looked()
  await follow(page, '以个人名义')
  await page.getByLabel('姓名').fill('申请人')
  await page.getByLabel('上传身份证明').setInputFiles({ name: '身份证.png', mimeType: 'image/png', buffer: PHOTO })
  await page.getByLabel('联系电话').fill('0595-86000000')
  await looked()
  await press(page, '保存并继续')
  await page.getByLabel('信息的名称').fill(SUBJECT)
  await looked()
  await press(page, '保存并继续')
  await page.getByLabel('电子', { exact: true }).check()
  await page.getByLabel('网上获取').check()
  await looked()
  await press(page, '保存并继续')
  await reads(page, '身份证.png')
  await looked()
  await press(page, '提交申请')
  await reads(page, '登记回执')
  await looked()
  const [number = '', code = ''] = await page.locator('.keep-this dd').allTextContents()
  return { number, code }
}

async function citizenOpens(page: Page, { number, code }: { number: string; code: string }) {
  await page.goto(`/matou/ysqgk/track?number=${number}`)
  await page.getByLabel('查询码').fill(code.toLowerCase())
  await press(page, '查询')
  await reads(page, `申请 ${number}`)
}

/** Nothing on the page is wider than a phone. */
async function fitsThePhone(page: Page) {
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), page.url())
}

describe('a citizen applies on a phone and follows the application', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2019-06-03T02:00:00Z')
  })
  after(() => journey.end())

  it('from the form to the receipt, the confirmation and the answer of the desk', async () => {
    const citizen = await journey.phone({ scripts: true })
    const receipt = await citizenFiles(citizen, '/matou/ysqgk', true)
    await fitsThePhone(citizen)
    assert.match(receipt.number, /^2019-\d{3}$/)
    await press(citizen, '确认提交了这份申请')
    await reads(citizen, '2019年7月2日')

    await citizenOpens(citizen, receipt)
    await hasNoBarrier(citizen)
    await fitsThePhone(citizen)
    await citizen.getByLabel('给机关留言').fill('请寄到家里')
    await press(citizen, '送出留言')
    await reads(citizen, '留言已经送到')

    const officer = await journey.as('officer')
    await reads(officer, '申请人的新留言')
    await follow(officer, SUBJECT)
    await reads(officer, '请寄到家里')
    await hasNoBarrier(officer)
    await press(officer, '已经看过')
    await officer.getByLabel('给申请人留言').fill('好的')
    await press(officer, '送出留言')
    await citizen.reload()
    await reads(citizen, '好的')

    await press(citizen, '撤回申请')
    await reads(citizen, '申请已经撤回')
    await reads(citizen, '申请撤回，办理终止')
  })

  it('without a script, and comes back to a draft after the connection was lost', async () => {
    const citizen = await journey.phone({ scripts: false })
    await citizen.goto('/matou/ysqgk/online')
    await follow(citizen, '开始填写')
    await follow(citizen, '以单位名义')
    await citizen.getByLabel('商业企业').check()
    await citizen.getByLabel('单位名称').fill('某公司')
    await citizen.getByLabel('联系人').fill('申请人')
    await citizen.getByLabel('联系电话').fill('0595-86000000')
    await press(citizen, '保存并继续')
    const link = await citizen.locator('.long-address').getAttribute('href')
    await citizen.context().close()

    const again = await journey.phone({ scripts: false })
    await again.goto(new URL(link!).pathname)
    await again.getByLabel('信息的名称').fill(SUBJECT)
    await press(again, '保存并继续')
    await again.getByLabel('纸质').check()
    await again.getByLabel('当面领取').check()
    await press(again, '保存并继续')
    await reads(again, '某公司')
    await press(again, '提交申请')
    const [number = '', code = ''] = await again.locator('.keep-this dd').allTextContents()
    await citizenOpens(again, { number, code })
    await press(again, '确认提交了这份申请')
    await reads(again, '已经确认，今天是收到申请之日')
  })

  it('in large type', async () => {
    const citizen = await journey.phone({ scripts: true })
    const { number } = await citizenFiles(citizen, '/elder/matou/ysqgk', true)
    await fitsThePhone(citizen)
    assert.match(number, /^2019-\d{3}$/)
    assert.match(citizen.url(), /\/elder\/matou\/ysqgk\/online\//)
  })
})
