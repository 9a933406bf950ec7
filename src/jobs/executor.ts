import type { Sql } from 'postgres'

type Executor = { executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> }

/** The queue sets up its own tables with scripts of many statements, which must stay on one connection. */
const SCRIPT = /^\s*begin\b/i

const JSON_PARAMETER = /\$(\d+)(?=::jsonb?\b)/g

/**
 * Lets the queue speak through our own pool: one driver, one way to read a database address. Its statements wait for each
 * other, so that it never holds more than one connection while people wait for pages.
 */
export function executorOn(sql: Sql): Executor {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }
  return { executeSql: (text, values = []) => inTurn(async () => ({ rows: await execute(sql, text, values) })) }
}

async function execute(sql: Sql, text: string, values: readonly unknown[]): Promise<unknown[]> {
  if (values.length > 0) {
    const bound = values.map((value) => value ?? null) as never[]
    return sql.unsafe(withJsonAsText(text, values), bound)
  }
  if (!SCRIPT.test(text)) return flat(await sql.unsafe(text))
  const connection = await sql.reserve()
  try {
    return flat(await connection.unsafe(text))
  } finally {
    connection.release()
  }
}

/** What the queue hands over as JSON text already is said to be text, so that the driver does not write it as JSON twice. */
const withJsonAsText = (text: string, values: readonly unknown[]): string =>
  text.replace(JSON_PARAMETER, (name, at) => (typeof values[Number(at) - 1] === 'string' ? `${name}::text` : name))

/** The rows of one statement, or of all the statements of a script. */
const flat = (rows: readonly unknown[]): unknown[] => (rows.some(Array.isArray) ? rows.flat() : [...rows])
