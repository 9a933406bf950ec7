import { dayOf, daysBetween } from '../../calendar/day.ts'
import { listAccounts } from '../../staff/store.ts'
import type { Found } from '../model.ts'
import type { Source } from './tools.ts'

const AT_ONCE = 500

/** Accounts that may sign in and have not for months: what a leaver leaves behind. */
export const accounts: Source = async ({ ctx, settings, today }) => {
  const found: Found[] = []
  for (let page = 1; ; page++) {
    const { rows, total } = await listAccounts(ctx, { state: 'active', page, size: AT_ONCE }, ctx.now)
    for (const { id, username, lastSignInAt, createdAt, posts } of rows) {
      const days = daysBetween(dayOf(lastSignInAt ?? createdAt), today)
      if (days < settings.idleDays) continue
      found.push({
        rule: 'account-idle',
        organId: null,
        subject: { kind: 'account', id },
        key: 'idle',
        colour: 'red',
        title: `账号${username}`,
        place: posts.join('、'),
        says: lastSignInAt ? `${days}天没有登录` : `开设${days}天，从来没有登录`,
        href: `/console/accounts/${id}`,
      })
    }
    if (page * AT_ONCE >= total) break
  }
  return { looked: { rules: ['account-idle'] }, found }
}
