import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { beginJourney, follow, hasNoBarrier, type Journey, press, reads } from '../support/journey.ts'

const SUBJECT = '便民服务中心叫号机坏了'
const ANSWER = '叫号机已经修好，今天起恢复叫号。'

/** Entered while the caller talks; what was said in hurry is still there when something is missing. */
async function takesTheCall(officer: Page): Promise<{ number: string; code: string }> {
  await officer.goto('/console/feedback')
  await follow(officer, '接听登记')
  await officer.getByLabel('来电说了什么').fill('早上去办社保，叫号机是黑的，大家挤成一团。')
  await officer.getByRole('radio', { name: '投诉' }).check()
  await officer.getByLabel('事项').fill(SUBJECT)
  await officer.getByLabel('当场怎样答复的').fill('已经道歉')
  await hasNoBarrier(officer)
  await press(officer, '登记并编号')
  await reads(officer, '投诉不能当场答复')
  assert.match(await officer.getByLabel('来电说了什么').inputValue(), /叫号机是黑的/)
  await officer.getByLabel('当场怎样答复的').fill('')
  await press(officer, '登记并编号')
  await reads(officer, '凭它们可以在网站“互动交流”查询办理结果')
  const fact = async (name: string) =>
    (await officer.locator('dl.facts div', { hasText: name }).locator('dd').first().textContent()) ?? ''
  return { number: await fact('登记号'), code: await fact('查询码') }
}

async function handsItOn(officer: Page) {
  await follow(officer, '办理这件诉求')
  await follow(officer, '交办')
  await officer.getByLabel(/^承办/).selectOption({ label: '党政办公室' })
  await press(officer, '交办')
  await reads(officer, '已办理')
  await follow(officer, '转办')
  await officer.getByLabel(/^承办/).selectOption({ label: '社会事务办公室' })
  await officer.getByLabel('交办意见').fill('叫号机由社会事务办公室管')
  await press(officer, '转办')
  await follow(officer, '起草答复并送审')
  await officer.getByLabel(/^答复/).fill(ANSWER)
  await press(officer, '起草答复并送审')
  await reads(officer, '答复待审核')
}

async function approves(leader: Page) {
  await leader.goto('/console')
  await follow(leader, SUBJECT)
  await follow(leader, '审核同意')
  await reads(leader, ANSWER)
  await press(leader, '审核同意')
  await reads(leader, '已审核，待答复')
}

async function callsBack(officer: Page) {
  await officer.reload()
  await follow(officer, '答复')
  await officer.getByRole('radio', { name: '电话答复' }).check()
  await press(officer, '答复')
  await reads(officer, '已答复')
}

async function followsIt(citizen: Page, { number, code }: { number: string; code: string }) {
  await citizen.goto('/matou')
  await follow(citizen, /^互动交流/)
  await follow(citizen, '查询留言')
  await citizen.getByLabel(/^登记号/).fill(number)
  await citizen.getByLabel(/^查询码/).fill(code.toLowerCase())
  await press(citizen, '查询')
  await reads(citizen, ANSWER)
  await hasNoBarrier(citizen)
  await citizen.getByRole('radio', { name: '满意', exact: true }).check()
  await press(citizen, '提交评价')
  await reads(citizen, '已经收到您的评价')
}

/** What one unit received and answered, as the page of the month says. */
async function countedFor(citizen: Page, unit: string): Promise<string[]> {
  await citizen.goto('/matou/hdjl/statistics?month=2026-11')
  const row = citizen.getByRole('row').filter({ hasText: unit })
  return (await row.count()) === 0 ? [] : row.getByRole('cell').allTextContents()
}

describe('a caller’s complaint', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2026-11-28T02:00:00Z')
  })
  after(() => journey.end())

  it('is entered, transferred, answered, rated and counted', async () => {
    const [officer, leader, citizen] = [
      await journey.as('officer'),
      await journey.as('leader'),
      await journey.as('citizen'),
    ]
    assert.deepEqual(await countedFor(citizen, '社会事务办公室'), [])
    const given = await takesTheCall(officer)
    await handsItOn(officer)
    await approves(leader)
    await callsBack(officer)
    await followsIt(citizen, given)
    assert.deepEqual(await countedFor(citizen, '社会事务办公室'), ['1', '0', '1', '100%', '0'])
    await officer.reload()
    await reads(officer, /满意/)
  })
})
