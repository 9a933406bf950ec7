import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { channelCodes } from '../../channels.ts'
import { applicantKinds } from '../../model.ts'
import { aspectsOf, endedCells, receivedCells } from './rules.ts'

const asking = (...keys: string[]) => {
  const wanted = (key: string) => keys.includes(key)
  return { wanted, aspects: aspectsOf('answered', wanted) }
}

describe('what a form does not ask is not counted apart', () => {
  it('neither channels nor applicants, where it asks for totals', () => {
    const { channels, applicants, terms } = asking('applications_received', 'applications_handled').aspects
    assert.deepEqual({ channels, applicants, terms }, { channels: false, applicants: false, terms: false })
  })

  it('but one channel, one applicant or one term asked for is enough', () => {
    assert.equal(asking('applications_fax').aspects.channels, true)
    for (const key of [
      'applications_received.c3',
      'applications_carried_in.c1',
      'ended.r3_1.c6',
      'applications_handled.c2',
    ])
      assert.equal(asking(key).aspects.applicants, true, key)
    assert.equal(asking('ended_extended').aspects.terms, true)
  })

  it('and outcomes are put together that are in the same cells, with whichever of them in the same cells still', () => {
    const { wanted, aspects } = asking('applications_handled', 'answers_granted', 'answers_refused', 'ended.r3_1.c1')
    const one = { organId: 'o', year: 2020, inTime: true, count: 1 }
    const cells = (of: (typeof aspects.outcomes)[number][number]) =>
      applicantKinds.map((applicantKind) => endedCells([{ ...one, ...of, applicantKind }], 'answered', wanted))
    for (const [first, ...others] of aspects.outcomes)
      for (const other of others) assert.deepEqual(cells(other), cells(first!))
    // Granted, refused as a secret, refused otherwise, answered otherwise, and what is in none of these cells.
    assert.equal(aspects.outcomes.length, 5)
  })

  it('and totals stay the same', () => {
    const { wanted } = asking('applications_received')
    const apart = channelCodes.flatMap((channel) =>
      applicantKinds.map((applicantKind) => ({ organId: 'o', year: 2020, channel, applicantKind, count: 3 })),
    )
    const together = [{ organId: 'o', year: 2020, channel: null, applicantKind: null, count: 3 * apart.length }]
    assert.deepEqual(receivedCells(together, wanted), receivedCells(apart, wanted))
  })
})
