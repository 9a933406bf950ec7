import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, type Row } from './harness.ts'
import { memoryOf, startProgram } from './program.ts'

const PORT = 18301
const IDLE_MS = 20_000

/** A second start, and what the program and its database hold when nobody asks anything. */
export async function start(): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-bench-start-'))
  try {
    const first = await startProgram(dataDir, PORT)
    await first.stop()
    process.stdout.write(`  first start, demo loaded: ${first.seconds.toFixed(1)} s\n`)
    const seconds: number[] = []
    let memory = 0
    for (let run = 0; run < 3; run++) {
      const program = await startProgram(dataDir, PORT)
      seconds.push(program.seconds)
      if (run === 2) {
        await new Promise((wake) => setTimeout(wake, IDLE_MS))
        memory = memoryOf(dataDir, program.process.pid!)
      }
      await program.stop()
    }
    return [
      {
        what: 'second start to first page',
        ours: median(seconds),
        peer: 5,
        peerName: 'limit',
        unit: 's',
        goal: { kind: '<=', ratio: 1 },
      },
      {
        what: 'memory idle, program and database (PSS)',
        ours: memory,
        peer: 350,
        peerName: 'limit',
        unit: 'MB',
        goal: { kind: '<=', ratio: 1 },
      },
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
