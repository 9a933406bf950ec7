import { basename } from 'node:path'
import { dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import type { TableSheet } from '../files/tables.ts'
import { findOrgan, listOrgans } from '../organs/store.ts'
import { ok, type Result, refuse } from '../result.ts'
import { readServices } from '../services/import/mapping.ts'
import { planOf, planWords } from '../services/import/plan.ts'
import { importServices as bringIn } from '../services/import/store.ts'
import { wholeList } from '../services/store.ts'

const MOST_PROBLEMS = 50

/**
 * Brings a file of services into an organ's list, all of it or nothing; with `dryRun`, says what would change. Refuses with one
 * line for every row that cannot be read.
 */
export async function importServices(
  ctx: Context,
  sheets: TableSheet[],
  dryRun: boolean,
  organ?: string,
  path = '',
): Promise<Result<string[]>> {
  const of = await organOf(ctx, organ)
  if (!of.ok) return of
  const { services, problems, unknown } = readServices(sheets, dayOf(ctx.now))
  if (problems.length > 0) {
    const shown = problems.slice(0, MOST_PROBLEMS).map(({ sheet, at, says }) => `${sheet}第${at}行：${says}`)
    const rest = problems.length - shown.length
    return refuse(
      'import.rows',
      [`有${problems.length}处不对，没有导入：`, ...shown, ...(rest > 0 ? [`……还有${rest}处`] : [])].join('\n'),
      { fix: '改正文件后重新导入' },
    )
  }
  const plan = planOf(services, await wholeList(ctx, of.value, false), of.value, dayOf(ctx.now))
  const lines = [
    planWords(plan),
    ...plan.changed.flatMap(({ at, name, fields }) => [
      `第${at}行 ${name}`,
      ...fields.map(({ label, before, after }) => `  ${label}：${before || '（空）'} → ${after || '（空）'}`),
    ]),
    `一致性：${plan.lights.red}项缺少要素，${plan.lights.yellow}项前后不一致，${plan.lights.green}项没有发现问题`,
    ...(unknown.length > 0 ? [`没有用到的列：${unknown.join('、')}`] : []),
  ]
  if (dryRun) return ok([...lines, '试运行：没有写入任何数据'])
  const done = await bringIn(ctx, services, {
    organId: of.value,
    source: { name: basename(path) || '命令行' },
    told: (rows) => {
      if (process.stderr.isTTY) process.stderr.write(`\r已写入${rows}／${services.length}项`)
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\n')
  if (!done.ok) return done
  const { added, changed, restored } = done.value
  return ok([...lines, `已导入：新列入${added}项，修改${changed}项，恢复${restored}项`])
}

/** The organ named by its short name or address; when there is one organ only, that one. */
async function organOf(ctx: Context, named: string | undefined): Promise<Result<string>> {
  const organs = await listOrgans(ctx)
  const found = named
    ? (organs.find(({ shortName, name }) => shortName === named || name === named) ?? (await findOrgan(ctx, named)))
    : organs.length === 1
      ? organs[0]
      : null
  if (found) return ok(found.id)
  return refuse('import.organ', named ? `没有机关“${named}”` : '请用 --organ 写明机关', {
    fix: `可以是：${organs.map(({ shortName }) => shortName).join('、')}`,
  })
}
