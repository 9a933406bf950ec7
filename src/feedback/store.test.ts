import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anOrgan, aPerson, as } from '../../test/support/desk.ts'
import { applicantFor } from '../applications/people/store.ts'
import { findByCode as findApplicationByCode } from '../applications/public/cases/store.ts'
import { newSecret, queryCode } from '../applications/public/secrets.ts'
import { eventsOf as eventsOfApplication } from '../applications/registry/store.ts'
import { findApplication } from '../applications/store.ts'
import { day } from '../calendar/day.ts'
import { applicantKey } from '../files/seal.ts'
import { story } from '../ledger/store.ts'
import { createOrgan } from '../organs/store.ts'
import { openly } from '../review/rules.ts'
import { giveVerdict, reviewOf } from '../review/store.ts'
import { handOver } from './handover/store.ts'
import { viewPerson, wordsForDesk } from './people/store.ts'
import {
  answerSubject,
  proposePublication,
  publicAnswer,
  publicAnswers,
  publicationOf,
  publishAnswer,
  withdrawAnswer,
} from './publication/store.ts'
import { findByCode, listConcerns } from './registry/store.ts'
import { countConcerns, registerConcern } from './store.ts'
import {
  answers,
  codeOf,
  concernOf,
  go,
  leader,
  need,
  officer,
  on,
  register,
  step,
  supervisor,
  town,
  units,
} from './testing.ts'

const WHO = { name: '来电人甲', phone: '0595-86000000', email: '', address: '' }
const count = async () => {
  const counts = await countConcerns(town.ctx, { organId: town.organ.id, from: '2026-03-01', to: '2026-03-31' })
  return counts.map(({ unitName, kind, received, moved, answered }) => [unitName, kind, received, moved, answered])
}

describe('a caller’s complaint', () => {
  it('is entered, transferred, answered and counted', async () => {
    const id = await register({ person: WHO, call: { from: '09:05', to: '09:12' } })
    assert.equal((await concernOf(id)).number, 'LY2026-0001')
    await go(
      id,
      '2026-03-03',
      [officer, 'assign', { unit: units[0]!.id, reason: '请到现场看' }],
      [officer, 'transfer', { unit: units[1]!.id, reason: '属于环卫' }],
      [officer, 'draft', { words: '已经清运。' }],
      [leader, 'approve'],
      [officer, 'answer', { told: 'phone' }],
      [officer, 'rate', { rating: 'good' }],
      [officer, 'close'],
    )
    const { state, unitName, answeredOn, rating } = await concernOf(id)
    assert.deepEqual([state, unitName, answeredOn, rating], ['closed', '社会事务办公室', '2026-03-03', 'good'])
    assert.deepEqual(await count(), [['社会事务办公室', 'complaint', 1, 0, 1]])
    const told = (await story(town.ctx, 'concern', id)).map(({ event }) => event)
    assert.deepEqual(told.slice(0, 3), ['feedback.registered', 'feedback.assign', 'feedback.transfer'])
    assert.doesNotMatch(JSON.stringify(await story(town.ctx, 'concern', id)), /来电人甲|86000000|垃圾/)
  })

  it('is one, however often its form is sent, and opens with its code alone', async () => {
    const secret = newSecret()
    const [first, again] = [await register({ secret }), await register({ secret })]
    assert.equal(first, again)
    assert.equal(await findByCode(town.ctx, town.organ.id, 'LY2026-0001', 'AAAAA-AAAAA'), null)
    assert.equal((await listConcerns(town.ctx, {}, { limit: 9, offset: 0 })).total, 1)
  })

  it('counts its days anew when it is taken up again', async () => {
    const id = await register()
    await answers(id, '2026-03-04')
    await go(id, '2026-03-20', [officer, 'rate', { rating: 'poor' }], [leader, 'reopen', { reason: '没有解决' }])
    const { state, round, beginsOn, receivedOn, answeredOn, rating } = await concernOf(id)
    assert.deepEqual(
      [state, round, beginsOn, receivedOn, answeredOn, rating],
      ['handling', 2, '2026-03-20', '2026-03-02', null, null],
    )
    assert.equal(codeOf(await step(officer, id, '2026-03-20', 'answer', { told: 'phone' })), 'feedback.too-late')
  })

  it('is nobody else’s to handle, and is not moved by who looked at an old page', async () => {
    const id = await register()
    const other = aPerson(await anOrgan(town.ctx, 'meishan', '梅山镇'), 'officer')
    assert.equal(codeOf(await step(other, id, '2026-03-03', 'assign', { unit: units[0]!.id })), 'feedback.not-yours')
    assert.equal(codeOf(await step(officer, id, '2026-03-03', 'assign', { unit: 'x' })), 'feedback.unit')
    const gone = await registerConcern(as(town.ctx, other), {
      organId: town.organ.id,
      kind: 'complaint',
      way: 'letter',
      subject: '不是我的',
      words: '不是我的机关',
      receivedOn: day('2026-03-02'),
    })
    assert.equal(codeOf(gone), 'feedback.not-yours')
  })
})

describe('a report of wrongdoing', () => {
  const reported = () =>
    register({ kind: 'report', words: '有人虚报补助。我的电话13800138000，身份证350583199001011237。', person: WHO })

  it('shows who reports to the supervision group alone, and writes down each look', async () => {
    const id = await reported()
    for (const person of [officer, leader])
      assert.equal(codeOf(await viewPerson(on('2026-03-03', person), id)), 'feedback.sealed')
    const outside = aPerson(await anOrgan(town.ctx, 'meishan', '梅山镇'), 'supervisor')
    assert.equal(codeOf(await viewPerson(on('2026-03-03', outside), id)), 'feedback.sealed')
    const seen = need(await viewPerson(on('2026-03-03', supervisor), id))
    assert.equal(seen.person?.name, '来电人甲')
    assert.match(seen.words, /13800138000/)
    const looks = (await story(town.ctx, 'concern', id)).filter(({ event }) => event === 'feedback.person-viewed')
    assert.equal(looks.length, 1)
  })

  it('comes to the desk without the numbers that could tell who it was', async () => {
    const words = need(await wordsForDesk(town.ctx, await concernOf(await reported())))
    assert.match(words, /有人虚报补助/)
    assert.doesNotMatch(words, /13800138000|199001011237/)
  })

  it('lies sealed in the database', async () => {
    const id = await reported()
    const [row] = await town.ctx.sql`
      select c.sealed as words, p.sealed as person from concerns c join concern_people p on p.concern_id = c.id
      where c.id = ${id}`
    assert.ok(!(row!.words as Buffer).includes(Buffer.from('虚报')))
    assert.ok(!(row!.person as Buffer).includes(Buffer.from('来电人甲')))
  })

  it('is never published, whatever was ticked, and never becomes an application', async () => {
    const id = await register({ kind: 'report', mayPublish: true })
    assert.equal(
      codeOf(await handOver(on('2026-03-03', officer), { id, version: null }, { kind: 'application' })),
      'feedback.report',
    )
    assert.equal((await concernOf(id)).state, 'registered')
    await answers(id, '2026-03-03')
    const wording = { question: '有人虚报补助', answer: '已经查处' }
    assert.equal(codeOf(await proposePublication(on('2026-03-04', officer), id, wording)), 'feedback.report')
  })
})

describe('what belongs elsewhere', () => {
  it('becomes an application with a trace on both sides, and who asked goes along', async () => {
    const secret = newSecret()
    const id = await register({ kind: 'consultation', subject: '2025年危房改造补助名单', person: WHO, secret })
    const moved = need(await handOver(on('2026-03-03', officer), { id, version: null }, { kind: 'application' }))
    assert.deepEqual(
      [moved.state, moved.movedKind, moved.movedTo],
      ['moved', 'application', '政府信息公开申请 2026-001'],
    )
    const application = (await findApplication(town.ctx, moved.movedId!))!
    assert.equal(application.subject, '2025年危房改造补助名单')
    const code = queryCode(await applicantKey(town.ctx.files), secret)
    assert.equal(await findApplicationByCode(town.ctx, town.organ.id, '2026-001', code), application.id)
    assert.equal(need(await applicantFor(town.ctx, application.id))?.name, '来电人甲')
    const events = await eventsOfApplication(town.ctx, [application.id])
    assert.equal(events.find(({ kind }) => kind === 'from-feedback')?.detail.note, 'LY2026-0001')
    assert.deepEqual(await count(), [[null, 'consultation', 1, 1, 0]])
  })

  it('goes to another organ of the site with its words and its code', async () => {
    const id = await register({ secret: newSecret(), person: WHO })
    const organ = need(
      await createOrgan(town.ctx, {
        slug: 'meishan',
        code: 'M',
        name: '梅山镇人民政府',
        shortName: '梅山镇',
        kind: 'township',
      }),
    )
    const there = { kind: 'organ', organId: organ.id, reason: '属于梅山镇' } as const
    const moved = need(await handOver(on('2026-03-03', officer), { id, version: null }, there))
    const arrived = await concernOf(moved.movedId!)
    assert.deepEqual(
      [arrived.organId, arrived.cameFrom, arrived.receivedOn, arrived.state],
      [organ.id, id, '2026-03-03', 'registered'],
    )
    assert.match(need(await wordsForDesk(town.ctx, arrived)), /菜市场门口/)
    assert.equal(codeOf(await handOver(on('2026-03-03', officer), { id, version: null }, there)), 'feedback.too-late')
  })

  it('goes to the petition office with a reason, or not at all', async () => {
    const id = await register()
    const to = { kind: 'petition', to: '信访工作机构', reason: '' } as const
    assert.equal(codeOf(await handOver(on('2026-03-03', officer), { id, version: null }, to)), 'feedback.line')
    const moved = need(await handOver(on('2026-03-03', officer), { id, version: null }, { ...to, reason: '信访事项' }))
    assert.deepEqual([moved.state, moved.movedTo], ['moved', '信访工作机构'])
  })
})

describe('an answer is published', () => {
  const wording = { question: '垃圾为什么没有清运？', answer: '车辆检修，已恢复每天清运。' }
  const passed = async (id: string, reviewer = aPerson(town.organ, 'reviewer')) => {
    const review = (await reviewOf(town.ctx, answerSubject(id, (await publicationOf(town.ctx, id))!.version)))!
    return giveVerdict(on('2026-03-05', reviewer), review.id, review.version, openly(day('2026-03-05')))
  }

  it('when they agreed and somebody else reviewed it, in the words that were reviewed', async () => {
    const id = await register({ mayPublish: true })
    await answers(id, '2026-03-04')
    need(await proposePublication(on('2026-03-05', officer), id, wording))
    assert.equal(codeOf(await publishAnswer(on('2026-03-05', officer), id)), 'review.not-passed')
    need(await passed(id))
    need(await publishAnswer(on('2026-03-05', officer), id))
    const shown = await publicAnswer(town.ctx, town.organ.id, 'LY2026-0001')
    assert.equal(shown?.answer, wording.answer)
    need(await withdrawAnswer(on('2026-03-06', officer), id))
    assert.equal(await publicAnswer(town.ctx, town.organ.id, 'LY2026-0001'), null)
    assert.equal((await publicAnswers(town.ctx, town.organ.id, { limit: 9, offset: 0 })).total, 0)
  })

  it('not without their consent, which may be entered later', async () => {
    const id = await register()
    await answers(id, '2026-03-04')
    assert.equal(codeOf(await proposePublication(on('2026-03-05', officer), id, wording)), 'feedback.no-consent')
    await go(id, '2026-03-05', [officer, 'note', { reason: '电话征得同意', consent: 'yes' }])
    need(await proposePublication(on('2026-03-05', officer), id, wording))
  })
})
