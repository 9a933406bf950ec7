import { networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { type Running, run } from '../main.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type Command, EXIT, tell, tellUsage } from './command.ts'

export const serve: Command = {
  usage: 'bin/gongkai serve [--port N] [--demo|--empty]',

  async run(args) {
    const began = performance.now()
    const read = readArgs(args)
    if (typeof read === 'number') return read
    const settings = readSettings(process.env, { port: read.port })
    if (!settings.ok) {
      tell(settings.refusal)
      return EXIT.usage
    }
    const ran = await run(settings.value, read, (running) => {
      process.stdout.write(banner(settings.value, running, (performance.now() - began) / 1000))
    })
    if (ran.ok) return EXIT.fine
    tell(ran.refusal)
    return EXIT.usage
  },
}

function readArgs(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        demo: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
      },
    })
    if (!(values.demo && values.empty)) return values
    process.stderr.write(`--demo 与 --empty 只能选一个；用法：${serve.usage}\n`)
    return EXIT.usage
  } catch (error) {
    return tellUsage(error, serve.usage)
  }
}

function banner(settings: Settings, { port, kind, seeded }: Running, seconds: number): string {
  const [home, ...others] = addresses(settings.host).map((host) => `http://${host}:${port}${settings.base}/`)
  const lines = [
    `公开已启动（${seconds.toFixed(1)} 秒）`,
    `  门户    ${home}`,
    `  工作台  ${home}console`,
    ...others.map((address) => `  其他地址 ${address}`),
    `  数据    ${kind === 'embedded' ? `${settings.dataDir}（内置 PostgreSQL）` : 'DATABASE_URL 指定的数据库'}`,
  ]
  if (seeded.accounts.length > 0) {
    lines.push('  账号（用户名、密码、岗位）')
    for (const { username, password, post } of seeded.accounts) lines.push(`    ${username}  ${password}  ${post}`)
  }
  lines.push('按 Ctrl-C 停止。')
  return `${lines.join('\n')}\n`
}

function addresses(host: string): string[] {
  if (host && host !== '0.0.0.0' && host !== '::') return [host.includes(':') ? `[${host}]` : host]
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return ['localhost', ...outside.filter((one) => !one.internal && one.family === 'IPv4').map((one) => one.address)]
}
