import postgres, { type Sql } from 'postgres'

/**
 * Opens a pool on a PostgreSQL 15 to 18 database. Days come back as `YYYY-MM-DD`, 64-bit counts as numbers, moments as
 * `Date`; session time zone is UTC, since legal days are never derived in SQL from a session setting.
 */
export function connect(url: string, options: { max?: number; host?: string; port?: number } = {}): Sql {
  return postgres(url, {
    ...options,
    max: options.max ?? 8,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', application_name: 'gongkai' },
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
