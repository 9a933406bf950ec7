import { parseArgs } from 'node:util'
import type { Context } from '../context.ts'
import type { TableSheet } from '../files/tables.ts'
import type { Result } from '../result.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'
import { readSheets } from './import-rows.ts'
import { withSite } from './site.ts'

/** Answers what was imported, or would be, line by line. `organ` is what was said with --organ. */
type Importer = (
  ctx: Context,
  sheets: TableSheet[],
  dryRun: boolean,
  organ?: string,
  path?: string,
) => Promise<Result<string[]>>

/** What can be imported. */
const IMPORTERS: Record<string, () => Promise<Importer>> = {
  holidays: async () => {
    const { importHolidays } = await import('./import-holidays.ts')
    return (ctx, sheets, dryRun) => importHolidays(ctx, sheets[0]?.rows ?? [], dryRun)
  },
  services: async () => (await import('./import-services.ts')).importServices,
}

/** `import KIND FILE`: a table from CSV, JSON or XLSX into the records, all of it or nothing. */
export const importFile: Command = {
  usage: [
    'bin/gongkai import holidays|services 文件 [--dry-run] [--organ 机关]',
    '文件是 .csv、.json 或 .xlsx；--dry-run 只列出改动，不写入。',
    'holidays 放假通知，列：文号、标题、发文日期、日期、类型（放假或上班）、名称；文号、标题、发文日期可以只写在第一行。',
    'services 政务服务事项，列名同国家交换库（task_code、task_name、limit_scene_num……）或者其中文名；材料写在另一张工作表“申请材料”。',
    '有几个机关时，用 --organ 写明机关的简称或者网址名。',
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
        options: { 'dry-run': { type: 'boolean', default: false }, organ: { type: 'string' } },
      })
      const [kind, path, ...more] = positionals
      if (!kind || !path || more.length > 0) return wrong('请写明导入什么和文件')
      const load = Object.hasOwn(IMPORTERS, kind) ? IMPORTERS[kind] : undefined
      if (!load) return wrong(`不能导入“${kind}”`)
      const sheets = await readSheets(path)
      const importer = await load()
      const done = sheets.ok
        ? await withSite(({ tenant: _, ...site }) =>
            importer(
              { ...site, actor: { kind: 'system', name: '命令行' } },
              sheets.value,
              values['dry-run'],
              values.organ,
              path,
            ),
          )
        : sheets
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
