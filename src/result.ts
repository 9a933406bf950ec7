/** A refusal is an answer to a person; an exception is a bug or a broken machine. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export type Refusal = {
  /** For tests and logs, such as `disclosures.not-yours`. Code branches on this, never on the words. */
  code: string
  /** What is wrong, in the reader's words. */
  says: string
  /** What they can do next. */
  fix?: string
  /** The form field to point at. */
  field?: string
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const refuse = (code: string, says: string, more: { fix?: string; field?: string } = {}): Result<never> => ({
  ok: false,
  refusal: { code, says, ...more },
})
