/** A span of whole calendar years: one year, or all years up to one. */
export type Years = { from?: number; to: number }
