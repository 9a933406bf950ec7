import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/day.ts'
import { ROLES, type Role } from '../roles.ts'
import { voidedBy } from './approvals.ts'
import { REASONS, type ReasonCode } from './attributes.ts'
import { sideBySide, wordDiff } from './diff.ts'
import { formatNumber, KINDS, type KindCode } from './kinds.ts'
import {
  APPROVALS,
  type Approval,
  nextAfter,
  STATES,
  STEP_NAMES,
  type State,
  type StepName,
  stepOf,
  take,
  type Where,
} from './lifecycle.ts'
import type { Version } from './model.ts'
import { articlesFor, attributeProblems, whyReturned } from './rules.ts'
import { DEFAULTS } from './settings.ts'

const states = Object.keys(STATES) as State[]
const ORGAN = 'organ-a'
const where = (state: State, more: Partial<Where> = {}): Where => ({
  state,
  organId: ORGAN,
  writers: ['drafter'],
  ...more,
})
const who = (role: Role, accountId = 'other', organId: string | null = ORGAN) => ({ roles: [role], organId, accountId })

/** Who takes which step in which state, with the usual settings: written out, to be read beside the table. */
const UNDERWAY: State[] = ['checking', 'countersigning', 'attribute', 'secrecy', 'signing']
const OFFICE: Role[] = ['officer', 'reviewer']
const USUAL: Record<StepName, Partial<Record<State, Role[]>>> = {
  edit: { drafting: ['officer'] },
  submit: { drafting: ['officer'] },
  check: { checking: OFFICE },
  consent: { countersigning: [...OFFICE, 'leader'] },
  confirm: { attribute: OFFICE },
  clear: { secrecy: OFFICE },
  sign: { signing: ['leader'] },
  number: { signed: ['officer'] },
  issue: { numbered: ['officer'] },
  archive: { issued: ['officer'] },
  return: {
    checking: OFFICE,
    countersigning: [...OFFICE, 'leader'],
    attribute: OFFICE,
    secrecy: OFFICE,
    signing: ['leader'],
  },
  revise: {
    checking: OFFICE,
    countersigning: [...OFFICE, 'leader'],
    attribute: OFFICE,
    secrecy: OFFICE,
    signing: ['leader'],
  },
  withdraw: Object.fromEntries(UNDERWAY.map((state) => [state, ['officer']])),
  urge: Object.fromEntries([...UNDERWAY, 'signed', 'numbered'].map((state) => [state, [...OFFICE, 'leader']])),
  discard: { drafting: ['officer'] },
  cancel: { signed: ['leader'], numbered: ['leader'] },
  scan: { numbered: ['officer'], issued: ['officer'], archived: ['officer'] },
  change: { issued: ['leader'], archived: ['leader'] },
  reassess: { issued: OFFICE, archived: OFFICE },
}

describe('the life of a document', () => {
  it('lets each step be taken in its states, by its roles, and nowhere else', () => {
    for (const name of STEP_NAMES)
      for (const state of states)
        for (const role of Object.keys(ROLES) as Role[])
          assert.equal(
            take(name, where(state), who(role, stepOf(name).own ? 'drafter' : 'other')).ok,
            USUAL[name][state]?.includes(role) ?? false,
            `${name} in ${state} by ${role}`,
          )
  })

  it('keeps every step inside its organ, but for the consent of a partner', () => {
    for (const name of STEP_NAMES)
      for (const state of stepOf(name).from)
        for (const role of USUAL[name][state] ?? []) {
          const taken = take(name, where(state), who(role, 'other', 'organ-b'))
          assert.equal(taken.ok ? '' : taken.refusal.code, 'documents.other-organ', name)
        }
    const asked = where('countersigning', { waitingFor: ['organ-b'] })
    assert.ok(take('consent', asked, who('leader', 'other', 'organ-b')).ok)
    assert.ok(!take('return', asked, who('leader', 'other', 'organ-b')).ok)
  })

  it('has the drafter neither check, confirm nor sign what they wrote', () => {
    for (const name of ['check', 'confirm', 'sign'] as const) {
      const [state] = stepOf(name).from
      const role = USUAL[name][state!]![0]!
      const taken = take(name, where(state!), who(role, 'drafter'))
      assert.equal(taken.ok ? '' : taken.refusal.code, 'documents.own-draft')
    }
  })

  it('lets only the drafter take a document back or give it up', () => {
    for (const name of ['withdraw', 'discard'] as const) {
      const [state] = stepOf(name).from
      const taken = take(name, where(state!), who('officer', 'other'))
      assert.equal(taken.ok ? '' : taken.refusal.code, 'documents.not-drafter')
    }
  })

  it('lets a small office check its own drafts, and never sign them', () => {
    const settings = { ...DEFAULTS, ownCheck: true }
    assert.ok(take('check', where('checking', { settings }), who('officer', 'drafter')).ok)
    assert.ok(!take('sign', where('signing', { settings }), who('leader', 'drafter')).ok)
  })

  it('goes to the first approval that is missing, and past 会签 when nobody has to agree', () => {
    const given = (...approvals: Approval[]) => new Set(approvals)
    assert.equal(nextAfter(given(), 0), 'checking')
    assert.equal(nextAfter(given('checking'), 1), 'countersigning')
    assert.equal(nextAfter(given('checking'), 0), 'attribute')
    assert.equal(nextAfter(given('checking', 'attribute'), 0), 'secrecy')
    assert.equal(nextAfter(given('checking', 'attribute', 'secrecy'), 0), 'signing')
    assert.equal(nextAfter(given('attribute', 'secrecy'), 0), 'checking')
  })

  it('gives every step an event of its own, and leaves nothing after 归档 and 作废 but what is kept', () => {
    const events = STEP_NAMES.map((name) => stepOf(name).event)
    assert.equal(new Set(events).size, events.length)
    for (const name of STEP_NAMES) assert.ok(!stepOf(name).from.includes('cancelled'))
  })
})

const VERSION: Version = {
  version: 1,
  kind: 'notice',
  title: '关于防汛的通知',
  body: '正文。',
  recipients: '各村',
  copies: '',
  urgency: '',
  leader: '分管领导',
  attribute: 'open',
  reason: null,
  article: null,
  reasonWords: '',
  forwardsId: null,
  forwardsTitle: '',
  forwardsNumber: '',
  forwardsAttribute: null,
  stage: 'execution',
  policy: false,
  normative: false,
  interpretationPlan: '',
  interpretation: '',
  editedBy: 'drafter',
  editedAs: '信息员',
  editedAt: new Date(0),
  sentAt: null,
  attachments: [],
}

describe('an edit takes back', () => {
  const takes = (change: Partial<Version>) => voidedBy(VERSION, { ...VERSION, ...change })

  it('every approval when the words change', () => {
    for (const change of [{ title: '别的' }, { body: '别的' }, { kind: 'opinion' }] as Partial<Version>[])
      assert.deepEqual(takes(change), [...APPROVALS])
    assert.deepEqual(takes({ attachments: [{ id: 'a', name: '表.xlsx', mime: '', size: 1 }] }), [...APPROVALS])
  })
  it('only those who judge the attribute when the attribute changes', () => {
    assert.deepEqual(takes({ attribute: 'closed' }), ['attribute', 'secrecy'])
    assert.deepEqual(takes({ reasonWords: '说明' }), ['attribute'])
  })
  it('核稿 alone when the addressees change, and nothing when only the hurry does', () => {
    assert.deepEqual(takes({ copies: '市防汛办' }), ['checking'])
    assert.deepEqual(takes({ urgency: 'extra' }), [])
    assert.deepEqual(takes({}), [])
  })
})

describe('an attribute', () => {
  const BEFORE = day('2018-03-20')
  const AFTER = day('2020-03-20')
  const says = (proposal: Parameters<typeof attributeProblems>[0], on = BEFORE, rule = DEFAULTS.reasonsFor) =>
    attributeProblems(proposal, rule, on).map(({ says }) => says)
  const bare = { reason: null, article: null, reasonWords: '' }

  it('has to be there, with a reason wherever the organ asks for one', () => {
    assert.deepEqual(says({ attribute: null, ...bare }), ['没有注明公开属性'])
    assert.deepEqual(says({ attribute: 'open', ...bare }), [])
    assert.deepEqual(says({ attribute: 'closed', ...bare }), ['拟“不予公开”而没有选择理由'])
    assert.deepEqual(says({ attribute: 'request', ...bare }), ['拟“依申请公开”而没有选择理由'])
    assert.deepEqual(says({ attribute: 'request', ...bare }, BEFORE, 'closed'), [])
    assert.deepEqual(says({ attribute: 'closed', ...bare }, BEFORE, 'closed'), ['拟“不予公开”而没有选择理由'])
  })

  it('rests on an article its reason knows in the edition in force, whichever of the reasons', () => {
    for (const reason of Object.keys(REASONS) as ReasonCode[]) {
      const attribute = reason === 'particular' ? 'request' : 'closed'
      for (const on of [BEFORE, AFTER]) {
        for (const article of articlesFor(reason, on))
          assert.deepEqual(says({ attribute, reason, article, reasonWords: '已经权衡利弊' }, on), [])
        assert.equal(says({ attribute, reason, article: '第一条', reasonWords: '已经权衡利弊' }, on).length, 1)
      }
      assert.ok(!articlesFor(reason, AFTER).some((article) => article.includes('2008')), reason)
    }
  })

  it('is not withheld for a reason that only makes it a matter of application', () => {
    const article = articlesFor('particular', BEFORE)[0]!
    assert.equal(says({ attribute: 'closed', reason: 'particular', article, reasonWords: '' }).length, 1)
  })

  it('is weighed in words where the Regulations only allow to withhold', () => {
    const article = articlesFor('internal', AFTER)[0]!
    assert.equal(says({ attribute: 'closed', reason: 'internal', article, reasonWords: '内部' }, AFTER).length, 1)
  })

  it('comes with its stage, its two persons and, for a policy, its interpretation', () => {
    const fields = (change: Partial<Version>) =>
      whyReturned({ ...VERSION, ...change }, DEFAULTS, BEFORE).map(({ field }) => field)
    assert.deepEqual(fields({}), [])
    assert.deepEqual(fields({ stage: null }), ['stage'])
    assert.deepEqual(fields({ leader: '' }), ['leader'])
    assert.deepEqual(fields({ policy: true }), ['interpretationPlan'])
    assert.deepEqual(fields({ body: '' }), ['body'])
  })
})

describe('kinds and numbers', () => {
  it('knows the fifteen kinds, two of them to superiors, one on letter paper and one for minutes', () => {
    const all = Object.entries(KINDS) as [KindCode, { format: string; upward?: boolean }][]
    assert.equal(all.length, 15)
    const upward = all.filter(([, kind]) => kind.upward).map(([code]) => code)
    assert.deepEqual(upward, ['report', 'request'])
    assert.deepEqual(
      all.filter(([, { format }]) => format !== 'document').map(([code]) => code),
      ['letter', 'minutes'],
    )
  })
  it('numbers each series in its own form', () => {
    assert.equal(formatNumber('document', '南码政', 2018, 7), '南码政〔2018〕7号')
    assert.equal(formatNumber('letter', '南码政', 2018, 12), '南码政函〔2018〕12号')
  })
})

describe('two versions side by side', () => {
  it('pair a paragraph with the one it was rewritten into, and mark the words', () => {
    const rows = sideBySide(
      '一、目标\n投入30万元修路。\n特此通知。',
      '一、目标\n投入35万元修路。\n新增一段说明。\n特此通知。',
    )
    assert.deepEqual(
      rows.map(({ older, newer, changed }) => [older?.map(({ text }) => text).join(''), newer?.length, changed]),
      [
        ['一、目标', 1, false],
        ['投入30万元修路。', 3, true],
        [undefined, 1, true],
        ['特此通知。', 1, false],
      ],
    )
  })
  it('keep numbers whole', () =>
    assert.deepEqual(
      wordDiff('投入30万元', '投入305万元').filter(({ kind }) => kind !== 'same'),
      [
        { kind: 'gone', text: '30' },
        { kind: 'new', text: '305' },
      ],
    ))
})
