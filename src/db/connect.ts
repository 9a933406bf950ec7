import postgres, { type Sql } from 'postgres'

type Options = {
  max?: number
  name?: string
  idle_timeout?: number
  max_lifetime?: number | null
  connect_timeout?: number
  onclose?: () => void
}

/**
 * Opens a pool on a PostgreSQL 15 to 18 database. Days come back as `YYYY-MM-DD`, 64-bit counts as numbers, moments as
 * `Date`; session time zone is UTC, since legal days are never derived in SQL from a session setting. A socket is named as everywhere else in PostgreSQL:
 * `postgres://user@localhost/database?host=/folder`.
 */
export function connect(url: string, options: Options = {}): Sql {
  const { name = 'gongkai', ...rest } = options
  const { plain, path } = splitSocket(url)
  return postgres(plain, {
    max: 8,
    ...(path ? { path } : {}),
    ...rest,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', application_name: name },
    types: {
      day: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (value: string) => {
          const number = Number(value)
          if (!Number.isSafeInteger(number)) throw new Error(`count out of range: ${value}`)
          return number
        },
      },
    },
  }) as unknown as Sql
}

function splitSocket(url: string): { plain: string; path?: string } {
  if (!url.includes('?')) return { plain: url }
  const parsed = new URL(url)
  const folder = parsed.searchParams.get('host')
  if (!folder?.startsWith('/')) return { plain: url }
  parsed.searchParams.delete('host')
  return { plain: parsed.href, path: `${folder}/.s.PGSQL.${parsed.port || 5432}` }
}
