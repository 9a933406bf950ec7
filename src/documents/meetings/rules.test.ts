import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Result } from '../../result.ts'
import { ROLES, type Role } from '../../roles.ts'
import { REASONS } from '../attributes.ts'
import { invitedTotal, invitedWords } from './kinds.ts'
import { STATES, STEP_NAMES, type State, stepOf, stepsFor, take } from './lifecycle.ts'
import { type AgendaInput, checkAgenda, checkMeeting } from './rules.ts'

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const fieldOf = (result: Result<unknown>) => (result.ok ? null : result.refusal.field)

const ITEM: AgendaInput = { title: '审议预算草案', stage: 'decision', attribute: 'open', sitting: 'open' }
const agenda = (over: Partial<AgendaInput>) => checkAgenda({ ...ITEM, ...over })

describe('an agenda item', () => {
  it('says which of the five stages it belongs to, and its attribute', () => {
    assert.equal(codeOf(agenda({})), 'ok')
    assert.equal(codeOf(agenda({ stage: '' })), 'meetings.stage')
    assert.equal(codeOf(agenda({ attribute: 'secret' })), 'meetings.attribute')
    assert.equal(codeOf(agenda({ title: ' \u200b ' })), 'meetings.empty')
    assert.equal(codeOf(agenda({ title: '题'.repeat(121) })), 'meetings.too-long')
  })
  it('that is not public has a reason of the closed list, and words where the law says 可以', () => {
    const closed = { attribute: 'closed', sitting: 'closed' }
    assert.equal(codeOf(agenda(closed)), 'meetings.reason')
    assert.equal(codeOf(agenda({ ...closed, reason: '领导要求' })), 'meetings.reason')
    assert.equal(codeOf(agenda({ ...closed, reason: 'particular' })), 'meetings.reason')
    assert.equal(codeOf(agenda({ ...closed, reason: 'secret' })), 'ok')
    assert.equal(fieldOf(agenda({ ...closed, reason: 'internal' })), 'reasonWords')
    assert.equal(codeOf(agenda({ ...closed, reason: 'internal', reasonWords: '只涉及本机关后勤安排' })), 'ok')
    assert.equal(codeOf(agenda({ attribute: 'request', sitting: 'open', reason: 'particular' })), 'ok')
  })
  it('on request only needs a reason where the organ asks for one', () => {
    const request = { ...ITEM, attribute: 'request' }
    assert.equal(codeOf(checkAgenda(request, 'not-open')), 'meetings.reason')
    assert.equal(codeOf(checkAgenda(request, 'closed')), 'ok')
    assert.equal(codeOf(checkAgenda({ ...ITEM, attribute: 'closed', sitting: 'closed' }, 'closed')), 'meetings.reason')
  })
  it('keeps no reason when it is public', () => {
    const checked = agenda({ reason: 'secret', reasonWords: '误选' })
    assert.ok(checked.ok && checked.value.reason === null && checked.value.reasonWords === '')
  })
  it('sits open, or closed for a reason; what is withheld sits closed for the same one', () => {
    assert.equal(codeOf(agenda({ sitting: '' })), 'meetings.sitting')
    assert.equal(codeOf(agenda({ sitting: 'closed' })), 'meetings.sitting-reason')
    assert.equal(codeOf(agenda({ sitting: 'closed', sittingReason: 'process' })), 'ok')
    assert.equal(codeOf(agenda({ attribute: 'closed', reason: 'secret', sitting: 'open' })), 'meetings.sitting')
    const withheld = agenda({ attribute: 'closed', reason: 'secret', sitting: 'closed' })
    assert.ok(withheld.ok && withheld.value.sittingReason === 'secret')
  })
  it('counts the invited by kind, and asks for no names', () => {
    const invited = { parties: ' ３ ', public: '', experts: '0', media: '2' }
    const checked = agenda({ invited })
    assert.ok(checked.ok)
    assert.deepEqual(checked.value.invited, { parties: 3, media: 2 })
    assert.equal(invitedWords(checked.value.invited), '利益相关方3人，新闻媒体2人')
    assert.equal(invitedTotal(checked.value.invited), 5)
    assert.equal(fieldOf(agenda({ invited: { experts: '某专家' } })), 'invited-experts')
    assert.equal(fieldOf(agenda({ invited: { experts: '-1' } })), 'invited-experts')
    assert.equal(fieldOf(agenda({ invited: { experts: '12345' } })), 'invited-experts')
  })
  it('that sits closed may hear those concerned and experts, not the public and the press', () => {
    const closed = { sitting: 'closed', sittingReason: 'process' }
    for (const [kind, code] of [
      ['parties', 'ok'],
      ['experts', 'ok'],
      ['public', 'meetings.invited'],
      ['media', 'meetings.invited'],
    ] as const)
      assert.equal(codeOf(agenda({ ...closed, invited: { [kind]: '1' } })), code, kind)
  })
  it('takes every reason of the list for 依申请公开', () => {
    for (const reason of Object.keys(REASONS))
      assert.equal(
        codeOf(agenda({ attribute: 'request', sitting: 'open', reason, reasonWords: '经权衡' })),
        'ok',
        reason,
      )
  })
})

describe('a meeting', () => {
  const PLAN = { kind: 'joint', title: '联席会议', heldOn: '2018-03-08', place: '会议室', chair: '镇长' }
  it('has a kind, a name, a real day, a place and a chair', () => {
    assert.equal(codeOf(checkMeeting(PLAN)), 'ok')
    for (const field of ['kind', 'title', 'heldOn', 'place', 'chair'])
      assert.equal(fieldOf(checkMeeting({ ...PLAN, [field]: '' })), field)
    assert.equal(fieldOf(checkMeeting({ ...PLAN, heldOn: '2018-02-30' })), 'heldOn')
    assert.equal(fieldOf(checkMeeting({ ...PLAN, heldOn: '0201-02-03' })), 'heldOn')
  })
})

describe('the table of steps', () => {
  const states = Object.keys(STATES) as State[]
  const organId = 'ours'
  it('lets nobody but officers and leaders take one', () => {
    for (const role of Object.keys(ROLES) as Role[])
      for (const state of states) {
        const may = stepsFor({ state, organId }, { roles: [role], organId })
        if (role === 'leader') assert.ok(may.every((name) => ['reopen', 'cancel'].includes(name)))
        else if (role !== 'officer') assert.deepEqual(may, [])
      }
  })
  it('leaves a cancelled meeting alone', () =>
    assert.deepEqual(stepsFor({ state: 'cancelled', organId }, { roles: null, organId: null }), []))
  it('leads from every state but the cancelled one on, and only where it says', () => {
    for (const name of STEP_NAMES)
      for (const state of states) {
        const leads = take(name, { state, organId }, { roles: null, organId: null })
        const { from, to } = stepOf(name)
        assert.equal(leads.ok, from.includes(state), `${name} ${state}`)
        if (leads.ok) assert.equal(leads.value, to === 'same' ? state : to)
      }
  })
})
