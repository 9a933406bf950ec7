import type { Day } from '../../calendar/day.ts'
import type { UnitKind } from '../../organs/model.ts'
import { createPost, createUnit } from '../../organs/store.ts'
import type { Role } from '../../roles.ts'
import { appoint, createAccount } from '../../staff/store.ts'
import type { Person } from '../../web/env.ts'
import { need, town } from '../testing.ts'

/** A section or village of the town, and somebody who enters its figures. */
export async function aSection(
  name: string,
  roles: Role[] = ['reporter'],
  kind: UnitKind = 'section',
): Promise<{ unitId: string; person: Person }> {
  const { ctx, organ } = town
  const unit = need(await createUnit(ctx, organ.id, { kind, name }))
  const post = need(await createPost(ctx, { organId: organ.id, unitId: unit.id, name: `${name}填报员`, roles }))
  const username = `u${unit.id.replaceAll('-', '').slice(-12)}`
  const { account } = need(await createAccount(ctx, { username, password: 'openness-2017' }))
  need(await appoint(ctx, { accountId: account.id, postId: post.id, from: '2017-01-01' as Day }))
  const person: Person = {
    accountId: account.id,
    username,
    name: post.name,
    roles,
    organ: { ...organ, slug: 'matou' },
    mustChangePassword: false,
    csrf: 'token',
  }
  return { unitId: unit.id, person }
}
