import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** One line for each outermost test or group, every failure in full, then the closing counts of the test runner. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: string[] = []
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.skip) yield `- ${data.name}（跳过：${data.skip}）\n`
    else if (type === 'test:pass' && data.nesting === 0) yield `✔ ${data.name}${took(data.details.duration_ms)}\n`
    else if (type === 'test:fail' && isOwnFailure(data.details.error)) {
      const place = data.file ? ` (${relative(process.cwd(), data.file)}:${data.line})` : ''
      yield `✖ ${data.name}${place}\n`
      failures.push(`\n✖ ${data.name}${place}\n${explain(data.details.error)}\n`)
    } else if (type === 'test:stderr' || type === 'test:stdout') yield data.message
    else if (type === 'test:diagnostic' && data.nesting === 0 && /^[a-z_]+ [\d.]+$/.test(data.message))
      failures.push(`${failures.length === 0 ? '\n' : ''}# ${data.message}\n`)
  }
  yield* failures
}

const took = (ms: number) => (ms >= 1000 ? `（${(ms / 1000).toFixed(1)} 秒）` : '')

/** A group that fails because of a test in it says nothing new. */
const isOwnFailure = (error: Error) => (error as Error & { failureType?: string }).failureType !== 'subtestsFailed'

const explain = (error: Error) => inspect(error.cause ?? error, { colors: false, depth: 6 }).replace(/^/gm, '    ')
