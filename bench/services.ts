import { dayOf } from '../src/calendar/day.ts'
import { connect } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { readTables } from '../src/files/tables.ts'
import { readServices } from '../src/services/import/mapping.ts'
import { importServices } from '../src/services/import/store.ts'
import { toXlsx } from '../src/typeset/typeset.ts'
import { aTown } from '../test/support/desk.ts'
import { startTestServer } from '../test/support/server.ts'
import type { Row } from './harness.ts'

const ROWS = 10_000
const LIMIT_SECONDS = 20

/** A workbook of 10,000 services with two materials each: read, compared, written. Beside the limit of 20 seconds. */
export async function services(): Promise<Row[]> {
  const server = await startTestServer()
  const sql = connect(server.url, { max: 4 })
  try {
    await migrate(sql)
    const town = await aTown(sql, '2026-03-02')
    const bytes = await workbook()
    const began = performance.now()
    const tables = await readTables('services.xlsx', bytes)
    if (!tables.ok) throw new Error(tables.refusal.says)
    const read = readServices(tables.value)
    const done = await importServices(town.ctx, read.services, {
      organId: town.organ.id,
      source: { name: 'services.xlsx' },
    })
    if (!done.ok || done.value.added !== ROWS) throw new Error('not all of them came in')
    const seconds = (performance.now() - began) / 1000
    return [
      {
        what: `import of ${ROWS.toLocaleString('en')} service items from a workbook`,
        ours: seconds,
        peer: LIMIT_SECONDS,
        peerName: 'limit',
        unit: 's',
        goal: { kind: '<=', ratio: 1 },
      },
    ]
  } finally {
    await sql.end()
    await server.stop()
  }
}

async function workbook(): Promise<Uint8Array> {
  const columns = ['事项编码', '事项名称', '到办事现场次数', '设定依据', '受理条件', '办理流程', '办理地点', '咨询电话']
  const codes = Array.from({ length: ROWS }, (_, at) => `N${String(at).padStart(6, '0')}`)
  const sheet = (name: string, labels: string[], cells: (string | number)[][]) => ({
    name,
    table: { columns: labels.map((label) => ({ label })), rows: cells.map((each) => ({ cells: each })) },
  })
  const long = '申请人应当符合下列条件并提交真实、完整的材料。'.repeat(6)
  return toXlsx(
    [
      sheet(
        '政务服务事项',
        columns,
        codes.map((code, at) => [
          code,
          `事项${at}`,
          at % 3,
          long,
          long,
          '申请、受理、审核、办结',
          '便民中心',
          '0595-86468502',
        ]),
      ),
      sheet(
        '申请材料',
        ['事项编码', '材料名称', '必要性', '材料形式', '份数'],
        codes.flatMap((code) => [
          [code, '居民身份证', '必要', '原件', 1],
          [code, '申请表', '必要', '原件', 1],
        ]),
      ),
    ],
    { title: '政务服务事项', author: '码头镇', day: dayOf(new Date()) },
  )
}
