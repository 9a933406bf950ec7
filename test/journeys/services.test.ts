import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { day } from '../../src/calendar/day.ts'
import { SERVICES } from '../../src/demo/services.ts'
import { toXlsx } from '../../src/typeset/typeset.ts'
import { beginJourney, follow, hasNoBarrier, type Journey, press, reads } from '../support/journey.ts'

const HEADS = ['事项编码', '事项名称', '到办事现场次数', '咨询电话']

/** The list as the provincial hall gives it out: the same 65 services, one of them now without any visit. */
const workbook = async (change: (visits: number, at: number) => string | number) =>
  Buffer.from(
    await toXlsx(
      [
        {
          name: '实施清单',
          table: {
            columns: HEADS.map((label) => ({ label })),
            rows: SERVICES.map(([name, visits], at) => ({
              cells: [`MT${String(at + 1).padStart(3, '0')}`, name, change(visits, at), '0595-86468502'],
            })),
          },
        },
      ],
      { title: '实施清单', author: '码头镇', day: day('2026-11-27') },
    ),
  )

async function upload(page: Page, name: string, buffer: Buffer) {
  await page.goto('/console/services/import')
  await page.getByLabel(/^文件/).setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  })
  await hasNoBarrier(page)
  await press(page, '读取并预览')
}

describe('65 services from the provincial hall', () => {
  let journey: Journey
  before(async () => {
    journey = await beginJourney('2026-11-27T02:00:00Z')
  })
  after(() => journey.end())

  it('are refused row by row, seen before they are written, and read by the public with their share', async () => {
    const officer = await journey.as('officer')
    await upload(officer, '坏的.xlsx', await workbook((visits, at) => (at === 3 ? '若干' : visits)))
    await reads(officer, '文件里有1处不对，一行也没有导入')
    await reads(officer, '到办事现场次数“若干”不是0到99之间的整数')

    await upload(officer, '清单.xlsx', await workbook((visits, at) => (at === 0 ? 0 : visits)))
    await reads(officer, '到办事现场次数：1次 → 0次')
    await hasNoBarrier(officer)
    await press(officer, '导入')
    await reads(officer, '新列入0项，修改1项')

    const citizen = await journey.phone({ scripts: false })
    await citizen.goto('/matou/services')
    await reads(citizen, /占84\.6%，含一趟不用跑/)
    await reads(citizen, /占13\.8%/)
    await hasNoBarrier(await readGuide(journey))
  })

  it('are counted in the report of 2017 as they stood then', async () => {
    const officer = await journey.as('officer')
    await officer.goto('/matou/services/changes')
    await reads(officer, '2017-12-31')
    const row = officer.getByRole('row', { name: /2017-12-31/ })
    assert.match((await row.textContent()) ?? '', /65[\s\S]*55[\s\S]*84\.6%/)
    await officer.goto('/matou/zfxxgknb/2017')
    await reads(officer, /65项行政审批和服务事项已录入省网上办事大厅，其中最多跑一趟55项，占总数的84\.6%/)
  })
})

async function readGuide(journey: Journey): Promise<Page> {
  const page = await journey.as('citizen')
  await page.goto('/matou/services')
  await follow(page, '城乡居民基本养老保险参保登记')
  await reads(page, '申请材料')
  return page
}
