import type { Scope } from '../../context.ts'
import { refuse } from '../../result.ts'
import type { Report } from '../store.ts'
import { isLocking } from './lifecycle.ts'
import { submissionsOf } from './store.ts'

/** Why the report may not be changed while it lies with the organ above; null when it may. */
export async function lockOf(scope: Scope, { id, organId, year }: Pick<Report, 'id' | 'organId' | 'year'>) {
  const locking = (await submissionsOf(scope, organId, year)).find((one) => one.reportId === id && isLocking(one.state))
  return locking
    ? refuse('rollup.locked', `报告已经报送${locking.parentName}，不能改动`, {
        fix: '需要改动的，请撤回报送，或者请上级机关退回',
      })
    : null
}
