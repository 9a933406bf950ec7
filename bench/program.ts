import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..')

export type Program = { process: ChildProcess; seconds: number; stop: () => Promise<void> }

/** Starts the product and waits for its first page. `seconds`: from the command to that page. */
export async function startProgram(dataDir: string, port: number): Promise<Program> {
  const began = performance.now()
  const child = spawn(join(home, 'bin/gongkai'), ['serve', '--demo', '--port', String(port)], {
    env: { ...process.env, DATA_DIR: dataDir, HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`)
    const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    await page?.arrayBuffer()
    if (page?.status === 200) break
    if (performance.now() - began > 120_000) throw new Error('no page after two minutes')
    await new Promise((wake) => setTimeout(wake, 20))
  }
  const seconds = (performance.now() - began) / 1000
  const stop = () =>
    new Promise<void>((done) => {
      child.on('exit', () => done())
      child.kill('SIGINT')
    })
  return { process: child, seconds, stop }
}

/** Proportional set size in MB of a program and its database: shared pages are counted once. Linux only. */
export function memoryOf(dataDir: string, root: number): number {
  const parents = new Map<number, number>()
  const commands = new Map<number, string>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]))
      commands.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8'))
    } catch {
      // The process ended while we looked.
    }
  }
  const postmaster = [...commands].find(([, line]) => line.includes('postgres') && line.includes(dataDir))?.[0]
  const ours = (pid: number): boolean =>
    pid === root || pid === postmaster || (parents.has(pid) && parents.get(pid)! > 1 && ours(parents.get(pid)!))
  let kilobytes = 0
  for (const pid of parents.keys())
    if (ours(pid)) {
      try {
        kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
      } catch {
        // As above.
      }
    }
  return kilobytes / 1024
}
