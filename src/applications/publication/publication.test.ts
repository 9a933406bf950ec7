import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../test/support/desk.ts'
import { day } from '../../calendar/day.ts'
import { installCategories } from '../../disclosures/catalogue/store.ts'
import { reviewItem } from '../../disclosures/publication/store.ts'
import { findItem } from '../../disclosures/registry/store.ts'
import { openly } from '../../review/rules.ts'
import type { Person } from '../../web/env.ts'
import { applicationsPlaces } from '../places.ts'
import { codeOf, need, officer, on, open, register, replies, reviewer, town } from '../testing.ts'
import { publicationPlaces } from './places.ts'
import { publishReply, suggestedText, wantedBySeveral } from './store.ts'

const deskAt = (today: string, person: Person = officer) =>
  deskOf({ ...town, ctx: on(today, person) }, [...publicationPlaces, ...applicationsPlaces], person)

const answered = async (today: string, outcome = 'provided', applicant = '演示申请人') => {
  const id = await register(
    { subject: '农机补贴名录', applicant: { name: applicant, contact: '', identity: 'none' } },
    today,
  )
  await open(id, today)
  await replies(id, today, { outcome })
  return id
}
const input = { title: '2025年农机补贴名录', category: '0100', formedOn: '2025-01-10', body: '名录如下。' }

describe('a reply becomes public', () => {
  it('as a draft that lies before the review in the same step, and is published by another person', async () => {
    need(await installCategories(town.ctx))
    const id = await answered('2025-03-03')
    const sent = await deskAt('2025-03-04').send(`/console/applications/${id}/publication`, input)
    assert.equal(sent.status, 303)
    const item = (await findItem(town.ctx, sent.to!.split('/').at(-1)!))!
    assert.equal(item.state, 'submitted')
    const published = need(await reviewItem(on('2025-03-05', reviewer), item, openly(day('2025-03-05'))))
    assert.equal(published.state, 'published')
    assert.match((await deskAt('2025-03-05').see(`/console/applications/${id}`)).text, /已经转为主动公开信息/)
    assert.equal(codeOf(await publishReply(on('2025-03-06', officer), id, input)), 'publication.done')
  })
  it('never with a person in it: what screening finds is covered in the suggestion, and refused when typed', async () => {
    need(await installCategories(town.ctx))
    const id = await answered('2025-03-03')
    const words = '补贴对象联系电话13805950000，身份证号350583199001011237。'
    const suggested = await suggestedText(on('2025-03-04', officer), town.organ.id, words)
    assert.ok(suggested.covered >= 1)
    assert.doesNotMatch(suggested.text, /13805950000|350583199001011237/)
    const typed = await deskAt('2025-03-04').send(`/console/applications/${id}/publication`, { ...input, body: words })
    assert.equal(typed.status, 422)
    assert.match(typed.text, /文中还有/)
    assert.match(typed.text, /value="2025年农机补贴名录"/)
    const named = { ...input, body: '应演示 申请人的申请公开。' }
    assert.equal(codeOf(await publishReply(on('2025-03-04', officer), id, named)), 'publication.applicant')
  })
  it('only when it gave something, and was not public already', async () => {
    for (const outcome of ['internal', 'public']) {
      const id = await answered('2025-03-03', outcome)
      assert.equal(codeOf(await publishReply(on('2025-03-04', officer), id, input)), 'publication.reply')
      assert.equal((await deskAt('2025-03-04').see(`/console/applications/${id}/publication`)).status, 404)
    }
  })
})

describe('what several people ask for', () => {
  it('is suggested on the desk, on the case and in a list, until it is public', async () => {
    need(await installCategories(town.ctx))
    const id = await answered('2025-03-03')
    await register({ subject: '农机补贴名录。' }, '2025-03-10')
    await register({ subject: '别的信息' }, '2025-03-10')
    const desk = deskAt('2025-03-11')
    assert.equal((await desk.see('/console/applications')).text.match(/另有1件相同/g)?.length, 1)
    assert.match((await desk.see(`/console/applications/${id}`)).text, /另有1件申请要求公开相同的信息/)
    assert.match((await desk.see('/console/applications/wanted')).text, /农机补贴名录/)
    need(await publishReply(on('2025-03-11', officer), id, input))
    assert.deepEqual(await wantedBySeveral(town.ctx, town.organ.id, day('2024-01-01'), 10), [])
  })
})
