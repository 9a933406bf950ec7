import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Together } from './together.ts'

describe('what comes at the same moment is done together', () => {
  const counting = (fails: (asks: number[]) => boolean = () => false, most = 8) => {
    const done: number[][] = []
    const together = new Together<number, number>(async (asks) => {
      await pause(5)
      if (fails(asks)) throw new Error(`broken: ${asks}`)
      done.push(asks)
      return asks.map((ask) => ask * 2)
    }, most)
    return { together, done }
  }

  it('the first at once, those that come meanwhile with the next, each with its own answer', async () => {
    const { together, done } = counting()
    const answers = await Promise.all([1, 2, 3, 4].map((ask) => together.add(ask)))
    assert.deepEqual(answers, [2, 4, 6, 8])
    assert.deepEqual(done, [[1], [2, 3, 4]])
  })

  it('never more than so many', async () => {
    const { together, done } = counting(undefined, 2)
    await Promise.all([1, 2, 3, 4].map((ask) => together.add(ask)))
    assert.deepEqual(
      done.map((asks) => asks.length),
      [1, 2, 1],
    )
  })

  it('and one that breaks takes no other with it', async () => {
    const { together } = counting((asks) => asks.includes(3))
    const answers = await Promise.allSettled([1, 2, 3, 4].map((ask) => together.add(ask)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    )
    assert.equal(await together.add(5), 10)
  })
})
