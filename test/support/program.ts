import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const HOME = join(import.meta.dirname, '../..')

export type Program = {
  pid: number
  /** Settles with the address once the program says it has started; rejects when it ends instead. */
  started: Promise<string>
  ended: Promise<{ code: number | null; out: string; err: string; ms: number }>
  signal(name: NodeJS.Signals, whom?: 'program' | 'group'): void
}

/** Runs a command of this project as a user would, in a process group of its own. */
export function runProgram(command: string[], env: Record<string, string>, cwd = HOME): Program {
  const began = performance.now()
  const [name = '', ...args] = command
  const child = spawn(name, args, { cwd, detached: true, env: { PATH: process.env.PATH, HOME: tmpdir(), ...env } })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text
  })
  const ended: Program['ended'] = new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, ...said, ms: performance.now() - began }))
  })
  const started = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = /门户 +(http:\S+)\n.*按 Ctrl-C/s.exec(said.out)?.[1]
      if (address) resolve(address)
    })
    ended.then(({ code, out, err }) => reject(new Error(`ended with ${code} before it started\n${out}${err}`)))
  })
  started.catch(() => {})
  const pid = child.pid!
  return { pid, started, ended, signal: (signal, whom) => process.kill(whom === 'group' ? -pid : pid, signal) }
}

/** `bin/gongkai …` on a free port. */
export const gongkai = (args: string[], env: Record<string, string>): Program =>
  runProgram([join(HOME, 'bin/gongkai'), ...args], { PORT: '0', HOST: '127.0.0.1', ...env })

/** Who runs the database of a data folder, by its own note; null when nobody does. */
export const postmasterOf = (folder: string): Promise<number | null> =>
  readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').then(Number.parseInt, () => null)

/** A folder that is gone after the work is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'boot-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
