import { execFileSync, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, type Row } from './harness.ts'
import { startProgram } from './program.ts'

const PORT = 18302
const BARE = 18303
const ROUNDS = 5

/** Requests per second by wrk, 32 connections, one thread: the server under test and wrk have a core each. */
function wrk(url: string): number {
  const out = execFileSync('wrk', ['-t1', '-c32', '-d5s', url], { encoding: 'utf8' })
  if (/Non-2xx/.test(out)) throw new Error(`not every answer was good: ${out}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1])
}

/** A kept portal page beside a bare node:http server that sends the same bytes, in turn. */
export async function portal(): Promise<Row[]> {
  try {
    execFileSync('wrk', ['-v'], { stdio: 'ignore' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      process.stdout.write('  not measured: wrk is not installed (apt-get install wrk)\n')
      return []
    }
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-bench-portal-'))
  const program = await startProgram(dataDir, PORT)
  const page = `http://127.0.0.1:${PORT}/matou/fdzdgknr`
  const answer = await fetch(page)
  const body = Buffer.from(await answer.arrayBuffer())
  const bare = fork(join(import.meta.dirname, 'bare-server.ts'), [String(BARE)], { serialization: 'advanced' })
  try {
    await new Promise<void>((ready) => {
      bare.once('message', () => ready())
      bare.send({ body, headers: Object.fromEntries(answer.headers) })
    })
    const ours: number[] = []
    const peer: number[] = []
    wrk(page)
    wrk(`http://127.0.0.1:${BARE}/`)
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(wrk(page))
      peer.push(wrk(`http://127.0.0.1:${BARE}/`))
    }
    return [
      {
        what: `kept portal page, ${body.length} bytes`,
        ours: median(ours),
        peer: median(peer),
        peerName: 'bare node:http, same bytes',
        unit: 'requests/s',
        goal: { kind: '>=', ratio: 0.8 },
      },
    ]
  } finally {
    bare.kill()
    await program.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
