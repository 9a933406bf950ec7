import type { Writable } from 'node:stream'

/** How a connection ends when the database goes: the socket breaks, nobody listens any more, or the server says goodbye. */
const BROKEN = /^(EPIPE|ECONNRESET|ECONNREFUSED|ENOENT|CONNECTION_\w+|CONNECT_TIMEOUT|57P0[1-3])$/

const isBroken = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && BROKEN.test(String((error as { code?: unknown }).code))

/**
 * When the database is killed while a new connection introduces itself, the driver asks a question of its own that nobody
 * waits for; its failure would end the program, although the next connection finds the database again. Such a failure is
 * said and outlived. Anything else that nobody waits for is a bug of ours and ends the program, as it should.
 */
export function outliveBrokenConnections(say: Writable): void {
  process.on('unhandledRejection', (error) => {
    if (!isBroken(error)) throw error
    say.write(`${new Date().toISOString()} database connection ${error.code}\n`)
  })
}
