import type { Sql, TransactionSql } from 'postgres'
import type { Context, Scope } from '../context.ts'
import type { Refusal, Result } from '../result.ts'

class Rollback extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * Runs a step in one transaction: all of it, or none. A refusal rolls back and is returned; an exception rolls back and
 * goes on. Inside another step it becomes a savepoint, so steps can be built from steps.
 */
export async function transact<T>(ctx: Context, work: (tx: Context) => Promise<Result<T>>): Promise<Result<T>> {
  const inside = async (sql: TransactionSql): Promise<Result<T>> => {
    const result = await work({ ...ctx, sql })
    if (!result.ok) throw new Rollback(result.refusal)
    return result
  }
  try {
    const done = 'savepoint' in ctx.sql ? await ctx.sql.savepoint(inside) : await (ctx.sql as Sql).begin(inside)
    return done as Result<T>
  } catch (error) {
    if (error instanceof Rollback) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** Reads in one unchanging snapshot, so that figures counted one after another agree with each other. */
export async function isolated<T>(scope: Scope & { sql: Sql }, read: (snapshot: Scope) => Promise<T>): Promise<T> {
  const result = await scope.sql.begin('isolation level repeatable read read only', (sql) =>
    read({ tenantId: scope.tenantId, sql }),
  )
  return result as T
}

/** What a query that reads many records may keep in memory, in KB, rather than in files. */
const MEMORY = 32 * 1024

/**
 * For the rest of the transaction, each query is planned for what it is asked: a plan that is to serve one organ and four hundred
 * compares every record with the four hundred one by one. Call it before queries over the records of many organs.
 */
export async function planForMany({ sql }: Pick<Scope, 'sql'>): Promise<void> {
  await sql`
    select set_config('plan_cache_mode', 'force_custom_plan', true),
           set_config('work_mem', greatest(pg_size_bytes(current_setting('work_mem')) / 1024, ${MEMORY})::text || 'kB', true)`
}
