import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonical } from './canonical.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, shuffled(inner)] as const)
      .reverse(),
  )
}

describe('an entry always gives the same bytes', () => {
  it('whatever the order of its keys', () =>
    fc.assert(fc.property(fc.jsonValue(), (value) => canonical(shuffled(value)) === canonical(value))))

  it('which say all of it: reading them back gives the same value', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)))
      }),
    ))

  it('and two entries that differ give different bytes', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const same = JSON.stringify(JSON.parse(canonical(one))) === JSON.stringify(JSON.parse(canonical(other)))
        assert.equal(canonical(one) === canonical(other), same)
      }),
    ))

  it('leaves out what is undefined, as JSON does', () =>
    assert.equal(canonical({ b: 1, a: undefined, c: [null] }), '{"b":1,"c":[null]}'))
})
