import { parseArgs } from 'node:util'
import type { Context } from '../context.ts'
import type { Result } from '../result.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'
import { readRows, type TableRow } from './import-rows.ts'
import { withSite } from './site.ts'

/** Answers what was imported, or would be, line by line. */
type Importer = (ctx: Context, rows: TableRow[], dryRun: boolean) => Promise<Result<string[]>>

/** What can be imported. */
const IMPORTERS: Record<string, () => Promise<Importer>> = {
  holidays: async () => (await import('./import-holidays.ts')).importHolidays,
}

/** `import KIND FILE`: a table from CSV, JSON or XLSX into the records, all of it or nothing. */
export const importFile: Command = {
  usage: [
    'bin/gongkai import holidays 文件 [--dry-run]',
    '文件是 .csv、.json 或 .xlsx；--dry-run 只列出改动，不写入。',
    'holidays 放假通知，列：文号、标题、发文日期、日期、类型（放假或上班）、名称；文号、标题、发文日期可以只写在第一行。',
  ].join('\n'),

  async run(args) {
    const wrong = (says: string) => {
      process.stderr.write(`${says}；用法：${importFile.usage}\n`)
      return EXIT.usage
    }
    try {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { 'dry-run': { type: 'boolean', default: false } },
      })
      const [kind, path, ...more] = positionals
      if (!kind || !path || more.length > 0) return wrong('请写明导入什么和文件')
      const load = Object.hasOwn(IMPORTERS, kind) ? IMPORTERS[kind] : undefined
      if (!load) return wrong(`不能导入“${kind}”`)
      const rows = await readRows(path)
      const importer = await load()
      const done = rows.ok
        ? await withSite(({ tenant: _, ...site }) =>
            importer({ ...site, actor: { kind: 'system', name: '命令行' } }, rows.value, values['dry-run']),
          )
        : rows
      if (!done.ok) {
        tell(done.refusal)
        return EXIT.findings
      }
      process.stdout.write(`${done.value.join('\n')}\n`)
      return EXIT.fine
    } catch (error) {
      return tellUsage(error, importFile.usage)
    }
  },
}
