import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FORMS } from '../law/forms.ts'
import { changeWords, ownLines, writtenBeforehand } from './changes.ts'
import { narrativesOf } from './checks/case.ts'
import { caseOf } from './checks/testing.ts'
import { neededBy } from './figures/needed.ts'

const words = (now: Record<string, number | null>, before?: Record<string, number | null>) => {
  const { reckoning, lastYear } = caseOf(now, { before })
  return changeWords(reckoning, lastYear)
}

describe('a figure beside last year’s, in words', () => {
  it('grew, shrank, or stayed', () => {
    assert.equal(words({ visits: 8 }, { visits: 5 }).visits_change, '比上年增加3件')
    assert.equal(words({ visits: 5 }, { visits: 8 }).visits_change, '比上年减少3件')
    assert.equal(words({ visits: 5 }, { visits: 5 }).visits_change, '与上年持平')
    assert.equal(words({ visits: 0.3 }, { visits: 0.1 }).visits_change, '比上年增加0.2件')
  })
  it('says so when there is nothing to compare', () => {
    assert.equal(words({ visits: 5 }).visits_change, '没有上年的数可比')
    assert.equal(words({ visits: null }, { visits: 5 }).visits_change, '没有上年的数可比')
  })
})

describe('what a form writes beforehand', () => {
  const OFFICE = new Set(['readingPoint', 'hotline', 'year', 'organ', 'short', 'kind'])
  for (const form of FORMS)
    it(`uses only figures the form ${form.code} has`, () => {
      const { named, shares } = neededBy(form)
      const known = new Set<string>([...named, ...shares])
      for (const { draft = '' } of narrativesOf(form))
        for (const [, slot] of draft.matchAll(/\{([A-Za-z_]+)\}/g))
          assert.ok(OFFICE.has(slot!) || known.has(slot!.replace(/_change$/, '')), slot)
    })
  it('never tells the problems of the year: those are the organ’s own', () => {
    for (const form of FORMS)
      assert.ok(narrativesOf(form).every(({ key, draft }) => key !== 'problems' || draft === undefined))
  })
  it('leaves out what a town does not keep, and what has no year before, and says what is missing', () => {
    const { reckoning } = caseOf({ readings: null, visits: 8, talks: 0 })
    const draft = '解读{readings}篇。访谈{talks}次。\n查阅{visits}人次，{visits_change}。'
    const words = (then: number | null) =>
      changeWords(reckoning, { year: 2016, values: { visits: then }, narrative: {} })
    assert.deepEqual(writtenBeforehand(draft, { reckoning, words: words(5) }), {
      text: '访谈{talks}次。\n查阅{visits}人次，{visits_change}。',
      missing: [reckoning.figures[0]!.label],
    })
    assert.equal(writtenBeforehand(draft, { reckoning, words: words(null) }).text, '访谈{talks}次。')
  })
  it('is nobody’s own writing, unless it was changed', () => {
    const draft = '新收申请{applications_received_change}。\n4.热线。'
    assert.equal(ownLines(`${draft}\n我镇另外做了许多工作。`, draft), '我镇另外做了许多工作。')
    assert.equal(ownLines('4.热线。畅通。', draft), '畅通。')
    assert.equal(ownLines('4.热线畅通。', draft), '4.热线畅通。')
    assert.equal(ownLines('一行', undefined), '一行')
  })
})
