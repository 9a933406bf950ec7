import { parseArgs } from 'node:util'
import { inFolder } from '../support/program.ts'
import { crash } from './crashing.ts'

// bin/node test/hostile/crash.ts --submissions 2000 [--kills 40] [--clients 8] [--seed 1]
const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '2000' },
    kills: { type: 'string' },
    clients: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const submissions = Number(values.submissions)
const plan = {
  submissions,
  kills: Number(values.kills ?? Math.ceil(submissions / 50)),
  clients: Number(values.clients),
  seed: Number(values.seed),
}
process.stdout.write(`plan ${JSON.stringify(plan)}\n`)
const began = performance.now()
const outcome = await inFolder((folder) => crash(plan, folder, (line) => process.stderr.write(`${line}\n`)))
const { verdict, ...figures } = outcome
process.stdout.write(`${JSON.stringify(figures)}\n`)
for (const [name, found] of Object.entries(verdict))
  process.stdout.write(`${found.length === 0 ? '✔' : '✘'} ${name}: ${found.length} ${found.slice(0, 5).join('、')}\n`)
process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s\n`)
const clean = Object.values(verdict).every((found) => found.length === 0)
process.exit(clean && figures.kept === submissions && figures.ledger.code === 0 ? 0 : 1)
