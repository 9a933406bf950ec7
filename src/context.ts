import type { Sql, TransactionSql } from 'postgres'
import type { Role } from './roles.ts'

/** Who takes a step: a member of staff in a post, or the program itself (a demo, a job, the command line). */
export type Actor =
  | { kind: 'staff'; accountId: string; name: string; roles: readonly Role[]; organId: string | null }
  | { kind: 'system'; name: string }

export type Db = Sql | TransactionSql

/** Where the bytes of attachments lie. */
export type FileStore = { root: string }

/** Where a reader looks: one database, one tenant (站点). */
export type Scope = { sql: Db; tenantId: string }

/** Where a step is taken, by whom, and when. Time comes in from outside; nothing below asks the clock. */
export type Context = Scope & {
  actor: Actor
  now: Date
  files: FileStore
  /** Where the portal is reached from outside, as this visitor reached it: for addresses that stand on paper. */
  portal?: string
}

/** The account of the person taking a step. Throws for the program itself: some steps are only ever a person's. */
export function accountOf({ actor }: Context): string {
  if (actor.kind !== 'staff') throw new Error(`${actor.name} cannot take a person's step`)
  return actor.accountId
}
