import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { noMailServers } from './support/mail-servers.ts'
import { startTestServer } from './support/server.ts'

// npm test [-- path …]: all tests, or those whose path contains one of the words given.

const home = join(import.meta.dirname, '..')
const TESTS = ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}']
const JOURNEYS = 'test/journeys/'
const REAL_MAIL = 'real-mail.test.ts'
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Settings of the person who runs the tests are not the tests' business. */
const NOT_PASSED_ON = [
  'DATABASE_URL',
  'DATA_DIR',
  'PORT',
  'HOST',
  'BASE_PATH',
  'FONT_DIR',
  'SMTP_URL',
  'IMAP_URL',
  'MAIL_FROM',
  'PUBLIC_URL',
]

const chromium = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path)) ?? null
const words = process.argv.slice(2).map((word) => relative(home, join(process.cwd(), word)))
const files = globSync(TESTS, { cwd: home })
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .filter((file) => chromium || !file.startsWith(JOURNEYS))
  .sort()

if (files.length === 0) {
  process.stderr.write(`没有找到测试文件：${words.join(' ')}\n`)
  process.exit(1)
}

const server = await startTestServer()
/** Where the demo's files lie, once somebody asked for the demo. */
const demoFolder = await mkdtemp(join(tmpdir(), 'gongkai-demo-'))
const code = await runTests(server.url).finally(async () => {
  await server.stop()
  await rm(demoFolder, { recursive: true, force: true })
})
if (!chromium) process.stdout.write('\n*** 跳过浏览器测试：没有找到 Chromium（apt-get install chromium） ***\n')
const noMail = files.some((file) => file.endsWith(REAL_MAIL)) ? noMailServers() : null
if (noMail) process.stdout.write(`\n*** 跳过真实邮件服务器的测试：${noMail} ***\n`)
process.exitCode = code

function runTests(url: string): Promise<number> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    TEST_DATABASE_URL: url,
    TEST_DEMO_DIR: demoFolder,
    ...(chromium ? { CHROMIUM: chromium } : {}),
  }
  for (const name of NOT_PASSED_ON) delete env[name]
  const args = [
    ...process.execArgv,
    '--test',
    `--test-concurrency=${Math.max(2, availableParallelism())}`,
    '--test-timeout=300000',
    `--test-reporter=${join(import.meta.dirname, 'support/reporter.ts')}`,
    ...files,
  ]
  const child = spawn(process.execPath, args, { cwd: home, env, stdio: 'inherit' })
  // Ctrl-C reaches the tests too; the database is stopped once they are gone.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exit) => resolve(exit ?? 1))
  })
}
