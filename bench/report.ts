import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDemo } from '../src/demo/demo.ts'
import { findOrganByName, findTenant } from '../src/organs/store.ts'
import { assess, documentOf, recompute } from '../src/reports/assess.ts'
import { findReportOf } from '../src/reports/store.ts'
import { compilePdf } from '../src/typeset/compile.ts'
import { toDocx, toPdf, typstSource } from '../src/typeset/typeset.ts'
import { testDatabase } from '../test/support/database.ts'
import { median, type Row, times } from './harness.ts'

const OFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))

/** The demo's report to PDF: from the records, beside the bare compiler, and beside LibreOffice with the same DOCX. */
export async function report(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-report-'))
  const database = await testDatabase()
  try {
    await loadDemo({ sql: database.sql, files: { root: join(folder, 'files') } })
    const tenant = (await findTenant(database.sql))!
    const scope = { sql: database.sql, tenantId: tenant.id }
    const organ = await findOrganByName(scope, '码头镇')
    if (!organ.ok) throw new Error(organ.refusal.says)
    const kept = (await findReportOf(scope, organ.value.id, 2017))!
    const open = { ...kept, frozen: null }
    const document = await documentOf(await assess(scope, kept, tenant.settings), kept, new Date())
    const source = typstSource(document)

    const bare: number[] = []
    const ours: number[] = []
    const whole: number[] = []
    for (let round = 0; round < 15; round++) {
      bare.push(...(await times(1, () => compilePdf(source), round === 0 ? 5 : 0)))
      ours.push(...(await times(1, () => toPdf(document), round === 0 ? 5 : 0)))
      whole.push(
        ...(await times(
          1,
          async () => toPdf(await documentOf(await recompute(scope, open, tenant.settings), open, new Date())),
          round === 0 ? 2 : 0,
        )),
      )
    }
    const rows: Row[] = [
      {
        what: 'signed report to PDF, warm',
        ours: median(ours),
        peer: median(bare),
        peerName: 'bare Typst compile of the same source',
        unit: 'ms',
        goal: { kind: '<=', ratio: 1.3 },
      },
    ]
    process.stdout.write(`  from the records to the PDF, charts drawn anew: ${median(whole).toFixed(0)} ms\n`)
    if (OFFICE) {
      const docx = join(folder, 'report.docx')
      await writeFile(docx, await toDocx(document))
      const profile = `-env:UserInstallation=file://${folder}/office`
      const convert = () =>
        execFileSync(OFFICE, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, docx], {
          stdio: 'ignore',
        })
      rows.push({
        what: 'signed report to PDF, warm',
        ours: median(ours),
        peer: median(await times(3, convert, 1)),
        peerName: 'LibreOffice converting the same DOCX',
        unit: 'ms',
        goal: { kind: '<=', ratio: 1 / 20 },
      })
    } else process.stdout.write('  not measured: LibreOffice is not installed (apt-get install libreoffice-writer)\n')
    return rows
  } finally {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}
