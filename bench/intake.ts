import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openDatabase } from '../src/db/open.ts'
import { median, type Row } from './harness.ts'
import { startProgram } from './program.ts'

const PORT = 18304
const CLIENTS = 16
const ROUNDS = 5
const EACH = 400 // applications sent in a round
const PEER_SECONDS = 3
const FORM = '/matou/ysqgk/online'

/** What any program must do to keep an application durably: two rows, one commit. */
const TWO_ROWS = `begin;
insert into bench_cases (id, subject, at) values (gen_random_uuid(), 'bench', now());
insert into bench_events (id, kind, at) values (gen_random_uuid(), 'arrived', now());
commit;
`

/**
 * Applications acknowledged in a second, sent to the running program over HTTP, beside two bare inserts in a transaction on the
 * same database with the same durability, turn by turn. The peer is pgbench as it comes, with one connection: entries of the
 * ledger follow each other, so applications of a site are committed one batch after the other, too. What pgbench reaches
 * with as many connections as we have clients is printed beside it.
 */
export async function intake(): Promise<Row[]> {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    process.stdout.write('  not measured: pgbench is not installed (apt-get install postgresql-contrib)\n')
    return []
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-bench-intake-'))
  const program = await startProgram(dataDir, PORT)
  const database = await openDatabase({ dataDir, databaseUrl: null })
  if (!database.ok) throw new Error(database.refusal.says)
  const { sql, url, close } = database.value
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  try {
    const limits = { filing: { perAddress: 1_000_000, perOrgan: 1_000_000 } }
    await sql`update tenants set settings = settings || ${sql.json(limits)}`
    await sql`select pg_notify('portal_changed', '')`
    await sql`create table bench_cases (id uuid primary key, subject text not null, at timestamptz not null)`
    await sql`create table bench_events (id uuid primary key, kind text not null, at timestamptz not null)`
    const script = join(dataDir, 'two-rows.sql')
    await writeFile(script, TWO_ROWS)

    const sent: number[] = []
    const whole: number[] = []
    const one: number[] = []
    const peer: number[] = []
    for (let round = -1; round < ROUNDS; round++) {
      const links = Array.from({ length: EACH }, () => `${FORM}/${randomBytes(16).toString('base64url')}`)
      const filled = await perSecond(agent, links, fillIn)
      const acknowledged = await perSecond(agent, links, send)
      const bare = await pgbench(url, script, CLIENTS)
      const alone = await pgbench(url, script, 1)
      if (round < 0) continue
      sent.push(acknowledged)
      whole.push(1 / (1 / filled + 1 / acknowledged))
      peer.push(bare)
      one.push(alone)
    }
    const says = (figures: number[]) => median(figures).toFixed(0)
    process.stdout.write(`  all four steps of the form: ${says(whole)} applications/s\n`)
    process.stdout.write(`  pgbench with ${CLIENTS} connections: ${says(peer)} transactions/s\n`)
    return [
      {
        what: `applications acknowledged, ${CLIENTS} clients`,
        ours: median(sent),
        peer: median(one),
        peerName: 'pgbench, two bare inserts, one connection',
        unit: 'a second',
        goal: { kind: '>=', ratio: 0.5 },
      },
    ]
  } finally {
    agent.destroy()
    await close()
    await program.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function perSecond(agent: Agent, links: string[], work: (agent: Agent, link: string) => Promise<void>) {
  const left = [...links]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let link = left.pop(); link; link = left.pop()) await work(agent, link)
    }),
  )
  return links.length / ((performance.now() - began) / 1000)
}

async function fillIn(agent: Agent, link: string) {
  await post(agent, `${link}/who`, 'kind=natural&name=%E7%94%B3%E8%AF%B7%E4%BA%BA&phone=0595-86000000')
  await post(agent, `${link}/what`, `subject=${encodeURIComponent(`第${link.slice(-6)}号地块公告`)}`)
  await post(agent, `${link}/how`, 'wantedForm=any&wantedWay=web')
}

const send = (agent: Agent, link: string) => post(agent, `${link}/check`, 'website=')

/** Done when the answer has come whole and leads on; anything else ends the run. */
const post = (agent: Agent, path: string, body: string) =>
  new Promise<void>((done, fail) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
    const sending = request({ agent, host: '127.0.0.1', port: PORT, path, method: 'POST', headers }, (answer) => {
      answer
        .resume()
        .on('end', () => (answer.statusCode === 303 ? done() : fail(new Error(`${path}: ${answer.statusCode}`))))
    })
    sending.on('error', fail).end(body)
  })

/** Transactions a second, over the same socket as the program. */
async function pgbench(url: string, script: string, clients: number): Promise<number> {
  const { username, password, pathname, searchParams, hostname } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  const args = ['-n', '-f', script, '-c', String(clients), '-j', '1', '-T', String(PEER_SECONDS)]
  const { stdout } = await promisify(execFile)('pgbench', [...args, '-h', host, '-U', username, pathname.slice(1)], {
    env: { ...process.env, PGPASSWORD: password },
  })
  const found = /tps = ([\d.]+)/.exec(stdout)
  if (!found) throw new Error(`pgbench said: ${stdout}`)
  return Number(found[1])
}
