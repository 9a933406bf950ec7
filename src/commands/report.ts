import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf, yearOf } from '../calendar/day.ts'
import { readFile } from '../files/store.ts'
import { formFor, formNamed } from '../law/forms.ts'
import { findOrganByName } from '../organs/store.ts'
import { assess, documentOf, recompute, unwritten } from '../reports/assess.ts'
import { keptLists, listsBehind } from '../reports/behind.ts'
import { reportSheets } from '../reports/document.ts'
import { reportJson } from '../reports/json.ts'
import { findReportOf, reportFiles, validReportOf } from '../reports/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { toDocx, toHtml, toPdf, toXlsx } from '../typeset/typeset.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'
import { type Site, withSite } from './site.ts'

const FORMATS = ['json', 'html', 'docx', 'pdf', 'xlsx'] as const
type Format = (typeof FORMATS)[number]

type Asked = { organ: string; year: number; form?: string; format: Format; out?: string; live: boolean }

/** `report ORGAN YEAR`: the annual report as signed, or computed from the records of this minute. */
export const report: Command = {
  usage: 'bin/gongkai report 机关 年度 [--form 格式] [--format json|html|docx|pdf|xlsx] [--out 文件] [--live] [--json]',

  async run(args) {
    const asked = readArgs(args)
    if (typeof asked === 'number') return asked
    const made = await withSite((site) => make(site, asked))
    if (!made.ok) {
      tell(made.refusal)
      return EXIT.findings
    }
    const { bytes, findings } = made.value
    if (asked.out) {
      await mkdir(dirname(asked.out), { recursive: true })
      await writeFile(asked.out, bytes)
      process.stderr.write(`已写入 ${asked.out}\n`)
    } else await new Promise((done) => process.stdout.write(bytes, done))
    return findings > 0 ? EXIT.findings : EXIT.fine
  },
}

function readArgs(args: string[]): Asked | number {
  const wrong = (says: string) => {
    process.stderr.write(`${says}；用法：${report.usage}\n`)
    return EXIT.usage
  }
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        form: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        live: { type: 'boolean', default: false },
      },
    })
    const [organ, yearText, ...more] = positionals
    if (!organ || !yearText || more.length > 0) return wrong('请写明机关和年度')
    const year = Number(yearText)
    if (!Number.isInteger(year) || year < 2008 || year > yearOf(dayOf(new Date())))
      return wrong(`年度“${yearText}”无效`)
    const format = values.json ? 'json' : (values.format ?? 'json')
    if (!FORMATS.includes(format as Format)) return wrong(`不认识的格式“${format}”`)
    return { organ, year, form: values.form, format: format as Format, out: values.out, live: values.live }
  } catch (error) {
    return tellUsage(error, report.usage)
  }
}

async function make(site: Site, asked: Asked): Promise<Result<{ bytes: Uint8Array; findings: number }>> {
  const { tenant, now, ...scope } = site
  const organ = await findOrganByName(scope, asked.organ)
  if (!organ.ok) return organ
  const form = asked.form ? formNamed(asked.form) : formFor(asked.year, organ.value.settings.reportForm)
  if (!form) return refuse('reports.no-form', `没有${asked.form ?? `${asked.year}年度`}的报告格式`)
  const [id, year] = [organ.value.id, asked.year]
  const kept = (await validReportOf(scope, id, year)) ?? (await findReportOf(scope, id, year))
  const it = kept && (!asked.form || kept.form === form.code) ? kept : unwritten(organ.value.id, asked.year, form.code)
  const assessment = await (asked.live ? recompute : assess)(scope, it, tenant.settings)
  const findings = assessment.findings.filter((finding) => !finding.waived).length
  const shown = asked.live ? { ...it, frozen: null } : it
  const text = (words: string) => ok({ bytes: new TextEncoder().encode(words), findings })
  if (asked.format === 'json') {
    const { organ: of, written } = assessment
    const json = reportJson({
      organ: of,
      report: it,
      reckoning: written.reckoning,
      findings: assessment.findings,
      lists: assessment.signed ? keptLists(written.reckoning) : await listsBehind(scope, written),
    })
    return text(`${JSON.stringify(json, null, 2)}\n`)
  }
  const file = !asked.live && asked.format !== 'html' ? (await reportFiles(scope, it.id))[asked.format] : undefined
  if (file) return ok({ bytes: (await readFile(scope, file))!.bytes, findings })
  const document = await documentOf(assessment, shown, now)
  switch (asked.format) {
    case 'html':
      return text(toHtml(document))
    case 'pdf':
      return ok({ bytes: await toPdf(document), findings })
    case 'docx':
      return ok({ bytes: await toDocx(document), findings })
    case 'xlsx':
      return ok({ bytes: await toXlsx(reportSheets(assessment.written), document.meta), findings })
  }
}
