import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { auditText } from './audit.ts'
import { LAYOUTS, madeUpReport } from './testing.ts'

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1)

describe('a made-up report that adds up', () => {
  for (const layout of LAYOUTS)
    it(`has no contradiction, whatever its figures, in the layout “${layout}”`, () => {
      for (const seed of SEEDS) {
        const report = madeUpReport(seed, { layout })
        const { contradictions } = auditText(report.text)
        assert.deepEqual(contradictions, [], `seed ${seed}\n${report.text}`)
      }
    })
})
