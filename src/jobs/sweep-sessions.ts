import type { Job } from './jobs.ts'

/** Forgets sessions that are over. They open nothing any more; this only keeps the table small. */
export const sweepSessions: Job = {
  name: 'sweep-sessions',
  at: '10 3 * * *',
  says: '清理过期会话',
  async run({ sql, now }) {
    await sql`delete from sessions where expires_at < ${now}`
  },
}
