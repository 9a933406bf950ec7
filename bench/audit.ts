import { auditText } from '../src/reports/audit/audit.ts'
import { textOfPlain } from '../src/reports/audit/files/report-file.ts'
import { LAYOUTS, madeUpReport } from '../src/reports/audit/testing.ts'
import { median, type Row, times } from './harness.ts'

const REPORTS = 140

/** Made-up reports of 2019 and later in every layout, audited from plain text: reports per second on one core. */
export async function audit(): Promise<Row[]> {
  const texts = Array.from({ length: REPORTS }, (_, index) =>
    textOfPlain(madeUpReport(index, { layout: LAYOUTS[index % LAYOUTS.length] }).text),
  )
  const all = await times(7, () => {
    for (const text of texts) auditText(text)
  })
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0)
  process.stdout.write(`  ${REPORTS} reports, up to ${longest} characters\n`)
  return [
    {
      what: 'audit of a report, plain text',
      ours: (REPORTS / median(all)) * 1000,
      peer: 200,
      peerName: 'the limit',
      unit: 'reports/s',
      goal: { kind: '>=', ratio: 1 },
    },
  ]
}
