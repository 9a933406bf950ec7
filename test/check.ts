import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

// npm run check: what a reader of the code can rely on before any test runs.

const home = join(import.meta.dirname, '..')
const CHECKS = [
  { what: '类型（tsc）', command: ['tsc', '-p', '.'] },
  { what: '格式与写法（biome）', command: ['biome', 'check', '--error-on-warnings'] },
  { what: '无用的文件、导出和依赖（knip）', command: ['knip', '--no-progress'] },
]

const results = CHECKS.map(({ what, command: [name = '', ...args] }) => {
  const began = performance.now()
  const { status } = spawnSync(join(home, 'node_modules/.bin', name), args, { cwd: home, stdio: 'inherit' })
  return { what, fine: status === 0, seconds: (performance.now() - began) / 1000 }
})

for (const { what, fine, seconds } of results)
  process.stdout.write(`${fine ? '✓' : '✗'} ${what}（${seconds.toFixed(1)} 秒）\n`)
process.exitCode = results.every(({ fine }) => fine) ? 0 : 1
