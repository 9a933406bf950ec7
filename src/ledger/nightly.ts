import { z } from 'zod'
import type { Job } from '../jobs/jobs.ts'
import { verify } from './store.ts'

/** Walks the chain of every tenant at night and says when one is broken. */
export const verifyLedger: Job = {
  name: 'verify-ledger',
  at: '20 3 * * *',
  says: '校验台账',
  async run({ sql, warn }) {
    const tenants = z.array(z.object({ id: z.string(), code: z.string() }))
    for (const { id, code } of tenants.parse([...(await sql`select id, code from tenants order by code`)])) {
      const { broken } = await verify({ sql, tenantId: id })
      if (broken) warn(`站点${code}的台账第${broken.seq}条有问题：${broken.says}`)
    }
  },
}
