import { type Command, EXIT } from './commands/command.ts'

/** Every word of the command line. A command is loaded when it is asked for, so the others do not slow it down. */
const COMMANDS: Record<string, { summary: string; load: () => Promise<Command> }> = {
  serve: {
    summary: '启动门户和工作台',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  report: {
    summary: '年度报告：数据、正文和各种文件',
    load: async () => (await import('./commands/report.ts')).report,
  },
  deadline: {
    summary: '答复期限：哪一天到期，一步一步怎么算',
    load: async () => (await import('./commands/deadline.ts')).deadline,
  },
  import: {
    summary: '导入：放假通知',
    load: async () => (await import('./commands/import.ts')).importFile,
  },
  screen: {
    summary: '筛查文本和附件里的敏感信息',
    load: async () => (await import('./commands/screen.ts')).screen,
  },
  audit: {
    summary: '核对任何一份年度报告：读出数字，找出矛盾',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  selfcheck: {
    summary: '自查：检查的人会发现什么，逐项列出',
    load: async () => (await import('./commands/selfcheck.ts')).selfcheck,
  },
  ledger: {
    summary: '校验台账',
    load: async () => (await import('./commands/ledger.ts')).ledger,
  },
  doctor: {
    summary: '检查设置、数据库、时钟、磁盘、邮件和字体',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) return help(args[0])
  const entry = COMMANDS[name]
  if (!entry) {
    process.stderr.write(`没有“${name}”这个命令；请运行 bin/gongkai help 查看全部命令。\n`)
    return EXIT.usage
  }
  if (args.includes('--help') || args.includes('-h')) return help(name)
  return (await entry.load()).run(args)
}

async function help(name?: string): Promise<number> {
  const entry = name ? COMMANDS[name] : undefined
  if (entry) {
    const { usage } = await entry.load()
    process.stdout.write(`${entry.summary}\n用法：${usage}\n`)
    return EXIT.fine
  }
  const lines = Object.entries(COMMANDS).map(([word, { summary }]) => `  ${word.padEnd(10)}${summary}`)
  process.stdout.write(
    [
      '公开：政府信息公开平台',
      '用法：bin/gongkai 命令 [选项]',
      '',
      ...lines,
      `  ${'help'.padEnd(10)}显示本说明；bin/gongkai help 命令 显示一个命令的用法`,
      '',
      '环境变量：PORT  HOST  DATA_DIR（默认 ./data）  DATABASE_URL  BASE_PATH  FONT_DIR',
      '',
    ].join('\n'),
  )
  return EXIT.fine
}

// Whoever reads may stop reading, as `| head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

process.exitCode = await main(process.argv.slice(2))
