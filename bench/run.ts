import { print, type Row } from './harness.ts'

const BENCHES: Record<string, () => Promise<() => Promise<Row[]>>> = {
  applications: async () => (await import('./applications.ts')).applications,
  boards: async () => (await import('./boards.ts')).boards,
  audit: async () => (await import('./audit.ts')).audit,
  county: async () => (await import('./county.ts')).county,
  clock: async () => (await import('./clock.ts')).clock,
  intake: async () => (await import('./intake.ts')).intake,
  start: async () => (await import('./start.ts')).start,
  report: async () => (await import('./report.ts')).report,
  screen: async () => (await import('./screen.ts')).screen,
  selfcheck: async () => (await import('./selfcheck.ts')).selfcheck,
  services: async () => (await import('./services.ts')).services,
  portal: async () => (await import('./portal.ts')).portal,
}

// npm run bench [-- name …]: all comparisons, or those named. Exits 1 when a goal is missed.
const asked = process.argv.slice(2)
let met = true
for (const [name, load] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`${name}\n`)
  met = print(await (await load())()) && met
}
process.exit(met ? 0 : 1)
