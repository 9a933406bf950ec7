import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatDocumentNumber, formatIndexNumber, isIndexTemplate } from './numbers.ts'

describe('a document number (GB/T 9704—2012, 7.2.5)', () => {
  it('is the code, the year in hexagonal brackets, and the serial without leading zeros', () => {
    assert.equal(formatDocumentNumber('南码政', 2018, 7), '南码政〔2018〕7号')
    assert.match(formatDocumentNumber('南码政', 2017, 124), /^南码政\u30142017\u3015124号$/)
  })
})

describe('an index number', () => {
  const parts = { organ: 'QZ08119', category: '0301', year: 2017, serial: 12 }

  it('follows the template of the organ', () => {
    assert.equal(formatIndexNumber('{organ}-{category}-{year}-{serial:5}', parts), 'QZ08119-0301-2017-00012')
    assert.equal(formatIndexNumber('{organ}/{year}/{serial}', parts), 'QZ08119/2017/12')
  })

  it('keeps every digit of a serial that outgrew its width', () =>
    assert.equal(formatIndexNumber('{year}-{serial:3}', { ...parts, serial: 12345 }), '2017-12345'))

  it('needs a template that counts, says its year, and has no unknown or broken slot', () => {
    for (const wrong of ['', '{year}', '{serial:5}', '{year}-{serial}-{town}', '{year}-{serial', '{year} {serial}'])
      assert.equal(isIndexTemplate(wrong), false, wrong)
  })

  it('never meets another of the same year', () =>
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (one, other) => {
        const made = [one, other].map((serial) =>
          formatIndexNumber('{organ}-{category}-{year}-{serial:5}', { ...parts, serial }),
        )
        assert.equal(made[0] === made[1], one === other)
      }),
    ))
})
