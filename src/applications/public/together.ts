/**
 * Gathers what is asked while the last is still being done, and does it together: one commit, one wait for the disk, however
 * many came. Entries of the ledger follow each other, so two commits would only wait for each other anyway.
 */
export class Together<Ask, Answer> {
  readonly #work: (asks: Ask[]) => Promise<Answer[]>
  readonly #most: number
  #waiting: { ask: Ask; done: (answer: Answer) => void; fail: (error: unknown) => void }[] = []
  #busy = false

  /** `work` answers each in its place. At most `most` are done at once. */
  constructor(work: (asks: Ask[]) => Promise<Answer[]>, most: number) {
    this.#work = work
    this.#most = most
  }

  add(ask: Ask): Promise<Answer> {
    return new Promise((done, fail) => {
      this.#waiting.push({ ask, done, fail })
      if (!this.#busy) void this.#go()
    })
  }

  async #go(): Promise<void> {
    this.#busy = true
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, this.#most)
      try {
        const answers = await this.#work(taken.map(({ ask }) => ask))
        for (const [at, { done }] of taken.entries()) done(answers[at]!)
      } catch (error) {
        // One that breaks must not take the others with it: each is tried alone, and fails alone.
        if (taken.length === 1) taken[0]!.fail(error)
        else await Promise.all(taken.map((one) => this.#alone(one)))
      }
    }
    this.#busy = false
  }

  async #alone({ ask, done, fail }: { ask: Ask; done: (answer: Answer) => void; fail: (error: unknown) => void }) {
    try {
      done((await this.#work([ask]))[0]!)
    } catch (error) {
      fail(error)
    }
  }
}
