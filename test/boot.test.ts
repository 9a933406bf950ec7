import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { gongkai, HOME, inFolder, postmasterOf, runProgram } from './support/program.ts'

const LIMIT_MS = 5000

describe('the program starts from nothing and stops without a trace', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'boot-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const serve = (...args: string[]) => gongkai(['serve', ...args], { DATA_DIR: folder })

  /** Asks a running program to stop, and sees that it does so cleanly and in time. */
  async function stops(program: ReturnType<typeof serve>, signal: NodeJS.Signals = 'SIGINT') {
    const asked = performance.now()
    program.signal(signal, 'group')
    const { code, err } = await program.ended
    assert.equal(code, 0, err)
    assert.ok(performance.now() - asked < LIMIT_MS)
    assert.equal(await postmasterOf(folder), null)
  }

  it('makes its database, answers visitors, and stops on Ctrl-C', async () => {
    const program = serve('--empty')
    assert.equal((await fetch(await program.started)).status, 200)
    await stops(program)
  })

  it('starts again within five seconds, and stops when the machine shuts down', async () => {
    const began = performance.now()
    const program = serve()
    await program.started
    assert.ok(performance.now() - began < LIMIT_MS)
    await stops(program, 'SIGTERM')
  })

  it('finishes what it began when stopped while it starts', async () => {
    const program = serve()
    while ((await postmasterOf(folder)) === null) await pause(10)
    await stops(program)
  })

  it('takes over the database a killed program left running', async () => {
    const killed = serve()
    await killed.started
    const database = await postmasterOf(folder)
    killed.signal('SIGKILL')
    await killed.ended
    assert.equal(await postmasterOf(folder), database)

    const next = serve()
    assert.equal((await fetch(await next.started)).status, 200)
    assert.equal(await postmasterOf(folder), database)
    await stops(next)
  })

  it('starts when the database was killed too, and its number now belongs to another program', async () => {
    const program = serve()
    await program.started
    const database = await postmasterOf(folder)
    program.signal('SIGKILL')
    await program.ended
    process.kill(database!, 'SIGKILL')

    const note = join(folder, 'postgres/postmaster.pid')
    const text = await readFile(note, 'utf8')
    await writeFile(note, text.replace(/^\d+/, String(process.pid)))
    const next = serve()
    await next.started
    await stops(next)
  })

  it('brings its database back when that alone was killed', async () => {
    const program = serve()
    await program.started
    const database = await postmasterOf(folder)
    process.kill(database!, 'SIGKILL')
    for (let now = database; now === database || now === null; now = await postmasterOf(folder)) await pause(20)
    await pause(1000)
    const { code, out } = await gongkai(['doctor'], { DATA_DIR: folder }).ended
    assert.equal(code, 0, out)
    assert.equal((await serve().ended).code, 2)
    await stops(program)
  })

  it('lets other commands use the database beside it, and does not mind when they leave', async () => {
    const program = serve()
    const address = await program.started
    const doctors = [1, 2].map(() => gongkai(['doctor', '--json'], { DATA_DIR: folder }))
    for (const { ended } of doctors) {
      const { code, out, err } = await ended
      assert.equal(code, 0, out + err)
      assert.equal(err, '')
      const findings = JSON.parse(out) as { what: string; state: string }[]
      assert.equal(findings.find(({ what }) => what === '数据安全')?.state, 'ok')
    }
    assert.equal((await fetch(address)).status, 200)
    await stops(program)
  })

  it('is stopped by the last of several commands that started it together', async () => {
    const doctors = [1, 2, 3].map(() => gongkai(['doctor'], { DATA_DIR: folder }))
    for (const { ended } of doctors) {
      const { code, out, err } = await ended
      assert.equal(code, 0, out + err)
    }
    assert.equal(await postmasterOf(folder), null)
  })

  it('refuses to be a second server of the same data, and the first goes on', async () => {
    const first = serve()
    const address = await first.started
    const { code, err } = await serve().ended
    assert.equal(code, 2)
    assert.match(err, /^另一个 gongkai serve 正在使用同一个数据目录.*\n$/)
    assert.equal((await fetch(address)).status, 200)
    await stops(first)
  })

  for (const [signal, whom] of [
    ['SIGINT', 'group'],
    ['SIGTERM', 'program'],
  ] as const)
    it(`leaves nothing behind when npm runs it and ${signal} reaches the ${whom}`, () =>
      inFolder(async (packageFolder) => {
        const { scripts } = JSON.parse(await readFile(join(HOME, 'package.json'), 'utf8'))
        const start = scripts.start.replace('bin/setup', ':').replace('--demo', '')
        await symlink(join(HOME, 'bin'), join(packageFolder, 'bin'))
        await writeFile(join(packageFolder, 'package.json'), JSON.stringify({ scripts: { start } }))
        const npm = runProgram(['npm', 'start'], { DATA_DIR: folder, PORT: '0' }, packageFolder)
        await npm.started
        npm.signal(signal, whom)
        const { err } = await npm.ended
        assert.match(err, /正在停止/)
        assert.doesNotMatch(err, /强制/)
        assert.equal(await postmasterOf(folder), null)
      }))
})

describe('an odd place for the data is no obstacle', () => {
  const startsIn = async (folder: string) => {
    const program = gongkai(['serve', '--empty'], { DATA_DIR: folder })
    await program.started
    program.signal('SIGINT')
    assert.equal((await program.ended).code, 0)
  }

  it('a path longer than a socket can have', () =>
    inFolder((folder) => startsIn(join(folder, '很长的目录名'.repeat(6), 'data'))))

  it('a path with spaces and quotes', () => inFolder((folder) => startsIn(join(folder, "it's a 'folder'"))))

  it('a folder nobody else may enter', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'closed'), { mode: 0o700 })
      await startsIn(join(folder, 'closed', 'data'))
    }))
})
