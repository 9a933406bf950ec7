import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { lineDiff } from '../documents/diff.ts'
import { bodyBlocks } from '../typeset/body.ts'
import type { Block } from '../typeset/model.ts'
import { basisText, CATEGORIES, findCategory } from './categories.ts'
import { checkInput, documentNumber, type ItemInput, LIMITS } from './input.ts'
import {
  STATES,
  STEPS,
  type Standing,
  type State,
  type StepName,
  stepOf,
  stepsFor,
  take,
  type Where,
} from './lifecycle.ts'
import { momentsOf } from './years.ts'

describe('the catalogue covers what the annual report of 2017 names and what it counts', () => {
  const named =
    '机构职能类、政策规范类、行政许可类、重大建设项目、为民办实事类、民政扶贫救灾社会保障就业类、国土资源城乡建设环保能源类、科教文体卫生类、安全生产应急管理类'
  const counted = [
    '机构职能类',
    '政策、规范性文件类',
    '规划计划类',
    '为民办实事类',
    '民政扶贫救灾社会保障就业类',
    '国土资源城乡建设环保能源类',
    '科教文体卫生类',
    '安全生产、应急管理类',
  ]

  it('knows the nine and the eight by the names they have there, and they are ten', () => {
    const all = [...named.split('、'), ...counted].map((name) => {
      const found = findCategory(name)
      assert.ok(found, name)
      return found.code
    })
    assert.equal(new Set(all).size, 10)
    assert.deepEqual([...new Set(all)].sort(), CATEGORIES.map((each) => each.code).sort())
  })

  it('gives each class one code, one name and a basis in both editions', () => {
    const names = CATEGORIES.flatMap((each) => [each.code, each.name, ...each.alsoCalled])
    assert.equal(new Set(names).size, names.length)
    for (const each of CATEGORIES) assert.match(basisText(each), /2008年版第.+条.*；2019年版第.+条/)
  })
})

describe('the life of an item', () => {
  const states = Object.keys(STATES) as State[]
  const standings: Standing[] = ['unseen', 'public', 'tombstone']
  const possible = (state: State, standing: Standing) =>
    state === 'published' ? standing === 'public' : state === 'withdrawn' ? standing === 'tombstone' : true
  const at = (state: State, standing: Standing, hands: string[] = []): Where => ({
    state,
    standing,
    organId: 'o',
    review: {
      organId: 'o',
      state: 'open',
      levels: [
        { name: '承办初审', by: 'drafter', days: 1 },
        { name: '保密审查', by: 'reviewer', days: 3 },
      ],
      level: 1,
      hands,
      opinions: [],
      release: null,
    },
  })
  const all = { roles: null, organId: null, accountId: 'x', post: '保密审查员' }

  it('has no dead end: from anywhere an item can become public', () => {
    const after: Record<Standing, (name: StepName) => Standing> = {
      unseen: (name) => (name === 'publish' ? 'public' : 'unseen'),
      public: (name) => (name === 'withdraw' ? 'tombstone' : 'public'),
      tombstone: (name) => (name === 'publish' ? 'public' : 'tombstone'),
    }
    for (const state of states)
      for (const standing of standings.filter((each) => possible(state, each))) {
        const seen = new Set<string>()
        const walk = (where: Where): boolean => {
          if (where.state === 'published') return true
          const key = `${where.state} ${where.standing}`
          if (seen.has(key)) return false
          seen.add(key)
          return stepsFor(where, all).some((name) => {
            const { to } = stepOf(name)
            return to !== null && walk(at(to, after[where.standing](name)))
          })
        }
        assert.ok(walk(at(state, standing)), `${state} ${standing}`)
      }
  })

  it('publishes only what was submitted, and only through its review', () => {
    for (const name of Object.keys(STEPS) as StepName[]) {
      const step = stepOf(name)
      if (step.to !== 'published' || name === 'discard') continue
      assert.deepEqual(step.from, ['submitted'])
      const unasked: Where = { ...at('submitted', 'unseen'), review: null }
      assert.equal(take(name, unasked, { ...all, roles: ['officer', 'reviewer', 'leader'] }).ok, false)
    }
  })

  it('never lets anyone who wrote a version publish it, in an emergency or not', () => {
    for (const name of ['publish', 'release'] as const)
      assert.equal(take(name, at('submitted', 'unseen', ['x']), { ...all, roles: ['reviewer', 'leader'] }).ok, false)
  })

  it('shows a supervisor, an auditor and an administrator no button anywhere', () => {
    for (const role of ['supervisor', 'auditor', 'admin'] as const)
      for (const state of states)
        for (const standing of standings) assert.deepEqual(stepsFor(at(state, standing), { ...all, roles: [role] }), [])
  })

  it('deletes only what nobody outside has seen', () => {
    assert.ok(stepsFor(at('draft', 'unseen'), all).includes('remove'))
    for (const standing of ['public', 'tombstone'] as const)
      assert.ok(!stepsFor(at('draft', standing), all).includes('remove'))
  })
})

describe('what an officer types', () => {
  const now = new Date('2017-03-08T01:30:00Z')
  const input = (over: Partial<ItemInput> = {}) =>
    checkInput({ title: '通知', formedOn: '2017-03-06', category: '0200', body: '正文', ...over }, now)
  const field = (over: Partial<ItemInput>) => {
    const checked = input(over)
    return checked.ok ? null : checked.refusal.field
  }

  it('is refused at the field that is wrong', () => {
    assert.equal(field({ title: ' \u200b ' }), 'title')
    assert.equal(field({ title: '长'.repeat(LIMITS.title + 1) }), 'title')
    assert.equal(field({ formedOn: '2017-02-29' }), 'formedOn')
    assert.equal(field({ formedOn: '2017-03-09' }), 'formedOn')
    assert.equal(field({ category: null }), 'category')
    assert.equal(field({ body: ' \n ' }), 'body')
    assert.equal(field({ channels: ['telepathy'] }), 'channels')
    assert.equal(field({ category: null, uncategorisedReason: '历史信息待归类' }), null)
    assert.equal(field({ body: '', attachments: ['one'] }), null)
  })

  it('counts today in China as today', () => {
    const late = new Date('2017-03-08T17:00:00Z')
    assert.ok(checkInput({ title: '通知', formedOn: '2017-03-09', category: '0200', body: '正文' }, late).ok)
  })

  it('is always on the site, whatever else is ticked', () => {
    const checked = input({ channels: ['gazette'] })
    assert.deepEqual(checked.ok && checked.value.channels, ['site', 'gazette'])
  })

  it('has its 文号 written one way', () => {
    for (const typed of ['南码政[2017]68号', '南码政（２０１７） 68号', '南码政【2017】68号', '南码政〔2017〕68号'])
      assert.equal(documentNumber(typed), '南码政〔2017〕68号')
  })

  it('loses marks that hide in text, and never makes it throw', () => {
    const checked = input({ title: '通\u202E知\u0000', body: '一\r\n二\u2028三\ud800' })
    assert.deepEqual(checked.ok && [checked.value.title, checked.value.body], ['通知', '一\n二\n三\ufffd'])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, day) => {
        checkInput(
          { title: text, formedOn: day, category: text, body: text, documentNumber: text, channels: [text] },
          now,
        )
      }),
    )
  })
})

describe('the text of an item', () => {
  const plain = (block: Block) =>
    block.kind === 'heading' ? block.text : block.kind === 'paragraph' ? block.runs.join('') : ''

  it('has its numbered lines as headings of their level', () =>
    assert.deepEqual(
      bodyBlocks('　　一、概述\n（一）组织领导\n1.队伍建设\n（1）培训\n二、这一条写了很久。后面还有一句').map(
        (block) => (block.kind === 'heading' ? block.level : block.kind),
      ),
      [1, 2, 3, 4, 'paragraph'],
    ))

  it('is not mistaken: 2017.5 is no heading, nor is a numbered sentence', () => {
    for (const line of ['3.14公里', '1、加强队伍建设；提高效率。', '1.加强信息员队伍建设。', '（此件主动公开）'])
      assert.equal(bodyBlocks(line)[0]?.kind, 'paragraph', line)
  })

  it('loses no letter', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const lines = text.split('\n').map((line) => line.trim())
        assert.deepEqual(bodyBlocks(text).map(plain), lines.filter(Boolean))
      }),
    ))
})

describe('the difference of two versions', () => {
  it('names the lines that are gone and new', () =>
    assert.deepEqual(
      lineDiff('一\n二\n三', '一\n贰\n三').map((line) => `${line.kind}${line.text}`),
      ['same一', 'gone二', 'new贰', 'same三'],
    ))

  it('holds both versions', () => {
    const text = fc.array(fc.constantFrom('一', '二', '三', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const lines = lineDiff(older, newer)
        const of = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text)
        assert.equal(of('new').join('\n'), older)
        assert.equal(of('gone').join('\n'), newer)
      }),
    )
  })
})

describe('a year', () => {
  it('begins and ends at midnight in China', () => {
    assert.equal(momentsOf(2017).from.toISOString(), '2016-12-31T16:00:00.000Z')
    assert.equal(momentsOf(2017).to.toISOString(), momentsOf(2018).from.toISOString())
  })
})
