import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { aPerson, as, aTown, type Town } from '../../test/support/desk.ts'
import { dayOf } from '../calendar/day.ts'
import type { Context } from '../context.ts'
import { maskHits, overrideHits } from '../review/copies/store.ts'
import { reviewsOf } from '../review/registry/store.ts'
import { releaseInEmergency } from '../review/releases/store.ts'
import { openly } from '../review/rules.ts'
import { giveVerdict } from '../review/store.ts'
import { installCategories } from './catalogue/store.ts'
import type { Item } from './item.ts'
import { publishItem, recallItem, releaseItem, returnItem, reviewItem, submitItem } from './publication/store.ts'
import { findItem, handsOf } from './registry/store.ts'
import { abandonItem, createItem, discardRevision, editItem, restoreItem, reviseItem, withdrawItem } from './store.ts'

const RUNS = 40
const ALL = ['officer', 'reviewer', 'leader'] as const

let db: TestDatabase
let town: Town
let people: Context[]
before(async () => {
  db = await testDatabase()
  town = await aTown(db.sql, '2026-03-09')
  await installCategories(town.ctx)
  people = [0, 1].map(() => as(town.ctx, aPerson(town.organ, ...ALL)))
})
after(() => db.close())

const input = { title: '通知', formedOn: '2026-03-06', category: '0200', body: '联系手机13812345678。' }
const reason = '情况紧急，等不及保密审查'

/** Everything somebody with every duty can try on an item, allowed or not: whatever is refused changes nothing. */
const STEPS: Record<string, (by: Context, item: Item) => Promise<unknown>> = {
  edit: (by, item) => editItem(by, item, { ...input, body: `${item.latest.body}改。` }),
  submit: (by, item) => submitItem(by, item),
  recall: (by, item) => recallItem(by, item),
  return: (by, item) => returnItem(by, item, '请修改'),
  approve: (by, item) => reviewItem(by, item, openly(dayOf(by.now))),
  publish: (by, item) => publishItem(by, item),
  release: (by, item) => releaseItem(by, item, reason),
  mask: async (by, item) => {
    for (const { id, version } of await reviewsOf(by, 'disclosure', item.id))
      await maskHits(by, id, version, { text: true })
  },
  override: async (by, item) => {
    for (const { id, version } of await reviewsOf(by, 'disclosure', item.id))
      await overrideHits(by, id, version, { position: 0 }, '对外公布的值班手机')
  },
  opine: async (by, item) => {
    for (const { id, version } of await reviewsOf(by, 'disclosure', item.id))
      await giveVerdict(by, id, version, openly(dayOf(by.now)))
  },
  letOut: async (by, item) => {
    for (const { id, version } of await reviewsOf(by, 'disclosure', item.id))
      await releaseInEmergency(by, id, version, { reason })
  },
  revise: (by, item) => reviseItem(by, item),
  discard: (by, item) => discardRevision(by, item),
  withdraw: (by, item) => withdrawItem(by, item, { reason: 'mistaken', words: '有误' }),
  restore: (by, item) => restoreItem(by, item),
  abandon: (by, item) => abandonItem(by, item),
}

/** Submitting, masking and approving are tried more often, so that walks reach the public. */
const names = fc.constantFrom(
  ...Object.keys(STEPS),
  'submit',
  'submit',
  'mask',
  'mask',
  'approve',
  'approve',
  'release',
)

async function walk(steps: readonly (readonly [name: string, who: number])[]) {
  const drafted = await createItem(people[0]!, { organId: town.organ.id, ...input })
  assert.ok(drafted.ok)
  let published = 0
  for (const [name, who] of steps) {
    const before = (await findItem(town.ctx, drafted.value.id))!
    const hands = await handsOf(town.ctx, before)
    await STEPS[name]!(people[who]!, before)
    const item = (await findItem(town.ctx, drafted.value.id))!
    if (item.publishedVersion === before.publishedVersion) continue
    published += 1
    const [review] = (await reviewsOf(town.ctx, 'disclosure', item.id)).filter(
      ({ state, release }) => state === 'passed' || release,
    )
    assert.ok(review, `${name} published without a review`)
    const others = [...review.opinions.slice(1).map(({ givenBy }) => givenBy), review.release?.releasedBy ?? '']
    assert.ok(
      others.some((account) => account !== '' && !hands.includes(account)),
      `${name} published what only its own writers let through`,
    )
  }
  return { published, item: (await findItem(town.ctx, drafted.value.id))! }
}

describe('whatever is tried, in whatever order', () => {
  it('one account, with every duty there is, never publishes its own draft', () =>
    fc.assert(
      fc.asyncProperty(fc.array(names, { minLength: 4, maxLength: 14 }), async (steps) => {
        const { item } = await walk(steps.map((name) => [name, 0]))
        assert.equal(item.publishedVersion, null)
      }),
      { numRuns: RUNS },
    ))

  it('two accounts publish only what somebody who did not write it let through', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, fc.nat(1)), { minLength: 4, maxLength: 16 }), async (steps) => {
        await walk(steps)
      }),
      { numRuns: RUNS },
    ))

  it('and the walks are no empty promise: two can publish', async () => {
    const { published } = await walk([
      ['submit', 0],
      ['mask', 0],
      ['approve', 1],
    ])
    assert.equal(published, 1)
  })
})
