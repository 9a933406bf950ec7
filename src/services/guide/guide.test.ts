import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { guideFields, readGuide } from './form.ts'
import { EMPTY_GUIDE, Guide, guideChanges } from './model.ts'
import { findingsOf, lightOf } from './rules.ts'

const WHOLE: Guide = Guide.parse({
  basis: '某办法第三条',
  condition: '本镇居民',
  flow: '受理、审核、办结',
  place: '便民中心',
  hours: '工作日',
  transport: '公交1路',
  phone: '0595-86468502',
  complaint: '12345',
  materials: [{ name: '身份证' }],
  onSiteReason: '须当场核对',
  legalDays: 20,
  promiseDays: 5,
  project: 'promised',
})
const codes = (guide: Partial<Guide>, visits = 1) =>
  findingsOf({ name: '低保申请', visits, guide: { ...WHOLE, ...guide } }).map(({ code }) => code)

describe('a guide', () => {
  it('that has everything and agrees with itself raises nothing', () => assert.deepEqual(codes({}), []))
  it('lacks what an inspection looks for', () => {
    assert.deepEqual(codes({ basis: '', materials: [] }), ['missing.basis', 'missing.materials'])
    assert.equal(lightOf(findingsOf({ name: 'x', visits: 1, guide: EMPTY_GUIDE })), 'red')
  })
  it('must promise less than the law allows, and a working day at least', () => {
    assert.deepEqual(codes({ promiseDays: 20 }), ['promise-longer'])
    assert.deepEqual(codes({ promiseDays: 0 }), ['promise-zero'])
    assert.deepEqual(codes({ promiseDays: 25, promiseUnit: 'day' }), [], 'days and working days are not compared')
    assert.deepEqual(codes({ project: 'instant', promiseDays: 5 }), ['instant-slow'])
  })
  it('names two telephones, with their area codes', () => {
    assert.deepEqual(codes({ complaint: '0595—86468502' }), ['same-phone'])
    assert.deepEqual(codes({ phone: '86468502' }), ['area-code'])
  })
  it('says how nobody needs to come, and why somebody must', () => {
    assert.deepEqual(codes({ online: 'part', onlineUrl: 'https://a.cn', post: false }, 0), ['zero-how'])
    assert.deepEqual(codes({ online: 'whole', onlineUrl: 'https://a.cn' }), ['whole-online'])
    assert.deepEqual(codes({ onSiteReason: '' }), ['no-reason'])
    assert.deepEqual(codes({ online: 'part' }), ['online-address'])
  })
  it('calls a certificate a certificate', () => {
    assert.deepEqual(codes({ result: '老年优待证', resultKind: 'document' }), ['result-kind'])
    assert.deepEqual(codes({ result: '批复', resultKind: 'certificate' }), ['result-kind'])
    assert.deepEqual(codes({ result: '老年优待证', resultKind: 'certificate' }), [])
  })
  it('that charges says how much, and by what', () => assert.deepEqual(codes({ fee: true }), ['fee-standard']))
})

describe('the form of a guide', () => {
  const word = fc.stringMatching(/^[一-龥a-z0-9]{1,12}$/)
  const guides = fc.record({
    kind: word,
    flow: word,
    topics: fc.uniqueArray(word, { maxLength: 3 }),
    audience: fc.subarray(['natural', 'legal'] as const),
    legalDays: fc.option(fc.integer({ min: 0, max: 999 })),
    fee: fc.option(fc.boolean()),
    online: fc.option(fc.constantFrom('none', 'part', 'whole')),
    materials: fc.array(
      fc.record({
        name: word,
        need: fc.constantFrom('must', 'may'),
        format: word,
        copies: fc.option(fc.nat(99)),
        note: word,
      }),
      { maxLength: 4 },
    ),
    questions: fc.array(fc.record({ question: word, answer: word }), { maxLength: 3 }),
  })
  it('gives back what it showed', () => {
    fc.assert(
      fc.property(guides, (some) => {
        const guide = Guide.parse(some)
        const read = readGuide({ ...guideFields(guide), guide: 'yes' }, guide.audience)
        assert.ok(read.ok && read.value)
        assert.deepEqual(guideChanges(guide, read.value), [])
      }),
    )
  })
  it('names the line it cannot read', () => {
    const read = readGuide({ ...guideFields(EMPTY_GUIDE), guide: 'yes', materials: '身份证\n户口簿｜要' }, [])
    assert.ok(!read.ok && read.refusal.field === 'materials' && /第2行/.test(read.refusal.says))
  })
  it('from a page without these fields leaves the guide alone', () =>
    assert.deepEqual(readGuide({ code: 'A' }, []), { ok: true, value: null }))
})
