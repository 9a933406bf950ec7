/** One form a citizen meant to send, and what they were told. */
export type Intent = { subject: string; acknowledged: boolean; number: string | null }

/** One application as the database has it. */
export type Kept = { subject: string; number: string; events: number; ledger: number; applicant: boolean }

export type Verdict = {
  /** Acknowledged, and not there. */
  lost: string[]
  /** There more than once. */
  doubled: string[]
  /** There, and nobody sent it. */
  phantom: string[]
  /** Numbers that stand for more than one. */
  reused: string[]
  /** Numbers of the series that nothing has. */
  gaps: number[]
  /** Without its first event, its ledger entry, or its applicant. */
  torn: string[]
  /** Told one number, kept under another. */
  renumbered: string[]
}

/** Holds what citizens were told against what is there. Everything in the verdict must be empty. */
export function judge(intents: readonly Intent[], kept: readonly Kept[]): Verdict {
  const bySubject = Map.groupBy(kept, ({ subject }) => subject)
  const byNumber = Map.groupBy(kept, ({ number }) => number)
  const meant = new Set(intents.map(({ subject }) => subject))
  const serials = new Set(kept.map(({ number }) => Number(number.split('-')[1])))
  return {
    lost: intents
      .filter(({ acknowledged, subject }) => acknowledged && !bySubject.has(subject))
      .map(({ subject }) => subject),
    doubled: [...bySubject].filter(([, rows]) => rows.length > 1).map(([subject]) => subject),
    phantom: [...bySubject.keys()].filter((subject) => !meant.has(subject)),
    reused: [...byNumber].filter(([, rows]) => rows.length > 1).map(([number]) => number),
    gaps: Array.from({ length: Math.max(0, ...serials) }, (_, at) => at + 1).filter((serial) => !serials.has(serial)),
    torn: kept
      .filter(({ events, ledger, applicant }) => events !== 1 || ledger !== 1 || !applicant)
      .map(({ number }) => number),
    renumbered: intents
      .filter(({ subject, number }) => number !== null && bySubject.get(subject)?.[0]?.number !== number)
      .map(({ subject }) => subject),
  }
}
