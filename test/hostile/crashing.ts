import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { openDatabase } from '../../src/db/open.ts'
import { createOrgan, findTenant } from '../../src/organs/store.ts'
import { gongkai, type Program, postmasterOf } from '../support/program.ts'
import { type Intent, judge, type Kept, type Verdict } from './judge.ts'

export type Plan = { submissions: number; kills: number; clients: number; seed: number }
export type Outcome = {
  verdict: Verdict
  kept: number
  acknowledged: number
  resent: number
  kills: Record<Kill, number>
  /** How often the program ended because its database was killed under it: the driver does not always survive that. */
  fell: number
  ledger: { code: number | null; out: string }
  opened: number
}

/** What is killed, without warning: the program, the database under it, or both. */
type Kill = 'program' | 'database' | 'both'
const KILLS: readonly Kill[] = ['program', 'database', 'both']

const FORM = '/matou/ysqgk/online'
const PATIENCE_MS = 60_000

/** Random, and the same again from the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Citizens file applications with the real program while it, its database or both are killed with SIGKILL at random moments;
 * afterwards everything not acknowledged is sent again with the same link, and what is there is held against what was told.
 */
export async function crash(plan: Plan, folder: string, say: (line: string) => void = () => {}): Promise<Outcome> {
  const random = randomFrom(plan.seed)
  const town = new Town(folder)
  try {
    await town.found()
    const forms = Array.from({ length: plan.submissions }, (_, at) => ({
      subject: `第${at + 1}号地块征收土地公告`,
      link: `${FORM}/${randomBytes(16).toString('base64url')}`,
      acknowledged: false,
      number: null as string | null,
    }))
    const kills: Record<Kill, number> = { program: 0, database: 0, both: 0 }
    // One in each stretch of the way, somewhere in it, so that none is wasted on a program that is down already.
    const moments = Array.from({ length: plan.kills }, (_, at) =>
      Math.floor(((at + random()) / plan.kills) * plan.submissions * 0.95),
    )
    let next = 0
    let begun = 0
    let killing = Promise.resolve()
    const client = async () => {
      for (let form = forms[next++]; form; form = forms[next++]) {
        begun += 1
        if (moments.length > 0 && begun > moments[0]!) {
          moments.shift()
          const what = KILLS[Math.floor(random() * KILLS.length)]!
          const delay = random() * 60
          killing = killing.then(async () => {
            await pause(delay)
            kills[what] += 1
            await town.kill(what)
            say(`${begun} begun: killed ${what}`)
          })
        }
        form.acknowledged = await send(town, form)
        if (!form.acknowledged) await town.healthy()
      }
    }
    await Promise.all(Array.from({ length: plan.clients }, client))
    await killing
    await town.healthy()

    const unsure = forms.filter(({ acknowledged }) => !acknowledged)
    say(`${unsure.length} were not acknowledged: sent again`)
    for (const form of unsure) {
      form.acknowledged = await send(town, form)
      if (!form.acknowledged) throw new Error(`could not be sent again: ${form.subject}`)
    }
    let opened = 0
    for (const form of forms) {
      const { number, code } = await receipt(town, form.link)
      form.number = number
      if (opened < 25 && (await follows(town, number, code))) opened += 1
    }
    const kept = await town.kept()
    const ledger = await gongkai(['ledger', 'verify'], { DATA_DIR: folder }).ended
    return {
      verdict: judge(forms satisfies Intent[], kept),
      kept: kept.length,
      acknowledged: plan.submissions - unsure.length,
      resent: unsure.length,
      kills,
      fell: town.fell,
      ledger: { code: ledger.code, out: ledger.out.trim() },
      opened,
    }
  } finally {
    await town.close()
  }
}

/** Fills in the four steps. True when the last was answered with the way to the receipt: then it is acknowledged. */
async function send(town: Town, { link, subject }: { link: string; subject: string }): Promise<boolean> {
  const steps: [string, Record<string, string>][] = [
    ['who', { kind: 'natural', name: '申请人', phone: '0595-86000000' }],
    ['what', { subject, features: '码头镇' }],
    ['how', { wantedForm: 'any', wantedWay: 'web' }],
    ['check', {}],
  ]
  for (const [step, fields] of steps) {
    const answer = await town.post(`${link}/${step}`, fields)
    if (answer?.status !== 303) return false
    if (answer.headers.get('location')?.endsWith('/receipt')) return true
  }
  return false
}

async function receipt(town: Town, link: string): Promise<{ number: string; code: string }> {
  const answer = await fetch(`${town.address}${link}/receipt`)
  const found = /<dd>(\d{4}-\d+)<\/dd>[\s\S]*?<dd>([0-9A-Z]{5}-[0-9A-Z]{5})<\/dd>/.exec(await answer.text())
  if (!found) throw new Error(`no receipt at ${link}: ${answer.status}`)
  return { number: found[1]!, code: found[2]! }
}

/** Number and code of a receipt open the case. */
async function follows(town: Town, number: string, code: string): Promise<boolean> {
  const answer = await town.post('/matou/ysqgk/track', { number, code })
  return answer?.status === 303
}

/** The program in its folder, which gets up again after every fall. */
class Town {
  readonly #folder: string
  #program: Program | null = null
  /** The program ended without being killed itself; it is started again, as a supervisor would. */
  #ended = false
  #rising: Promise<void> | null = null
  fell = 0
  address = ''

  constructor(folder: string) {
    this.#folder = folder
  }

  /** A site with one organ, which lets one address send as much as it likes. */
  async found(): Promise<void> {
    await this.#rise('--empty')
    await this.#database(async (sql) => {
      const tenant = (await findTenant(sql))!
      await sql`
        update tenants set settings = settings || ${sql.json({ filing: { perAddress: 1_000_000, perOrgan: 1_000_000 } })}`
      const made = await createOrgan(
        { sql, tenantId: tenant.id, actor: { kind: 'system', name: '建站' }, now: new Date(), files: { root: '' } },
        { slug: 'matou', code: 'MT', name: '码头镇人民政府', shortName: '码头镇', kind: 'township' },
      )
      if (!made.ok) throw new Error(made.refusal.says)
    })
  }

  async #rise(...args: string[]) {
    this.#program = gongkai(['serve', ...args], { DATA_DIR: this.#folder })
    const program = this.#program
    this.address = (await program.started).replace(/\/$/, '')
    program.ended.then(({ code }) => {
      if (this.#program === program && code !== null) this.#ended = true
    })
  }

  async kill(what: Kill): Promise<void> {
    const database = await postmasterOf(this.#folder)
    if (what !== 'program' && database) process.kill(database, 'SIGKILL')
    if (what !== 'database' && !this.#ended) {
      this.#program?.signal('SIGKILL')
      await this.#program?.ended
      await this.#rise()
    }
    await this.healthy()
  }

  /** Null when nobody answered, or the answer was cut off. */
  async post(path: string, fields: Record<string, string>): Promise<Response | null> {
    try {
      const answer = await fetch(`${this.address}${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields),
        signal: AbortSignal.timeout(20_000),
      })
      await answer.arrayBuffer()
      return answer
    } catch {
      // A killed program answers nobody: not acknowledged, which is what the caller is told.
      return null
    }
  }

  /** Waits until the program answers out of its database. */
  async healthy(): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(50)) {
      const answer = await fetch(`${this.address}${FORM}`).catch(() => null)
      await answer?.arrayBuffer().catch(() => null)
      if (answer?.status === 200) return
      if (this.#ended) await this.#riseAgain()
    }
    throw new Error('the program did not come back within a minute')
  }

  #riseAgain(): Promise<void> {
    this.#rising ??= (async () => {
      this.fell += 1
      await this.#rise()
      this.#ended = false
      this.#rising = null
    })()
    return this.#rising
  }

  async #database<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const database = await openDatabase({ dataDir: this.#folder, databaseUrl: null })
    if (!database.ok) throw new Error(database.refusal.says)
    try {
      return await work(database.value.sql)
    } finally {
      await database.value.close()
    }
  }

  kept(): Promise<Kept[]> {
    return this.#database(async (sql) => {
      const rows = await sql<Kept[]>`
        select subject, number,
               (select count(*) from application_events e
                where e.tenant_id = a.tenant_id and e.application_id = a.id and e.kind = 'arrived') as events,
               (select count(*) from ledger_entries l
                where l.tenant_id = a.tenant_id and l.subject_kind = 'application' and l.subject_id = a.id::text
                  and l.event = 'applications.registered') as ledger,
               exists (select from application_applicants p
                       where p.tenant_id = a.tenant_id and p.application_id = a.id) as applicant
        from applications a`
      return [...rows]
    })
  }

  async close(): Promise<void> {
    if (!this.#ended) this.#program?.signal('SIGINT')
    await this.#program?.ended
  }
}
