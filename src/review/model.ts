import { z } from 'zod'
import { ReviewLevel } from '../organs/settings.ts'
import { isVerdict, type SubjectKind, type Verdict } from './outcomes.ts'

/** What is reviewed: one version of one thing. A changed text has another version, and needs another review. */
export type Subject = { kind: SubjectKind; id: string; version: number }

export const Opinion = z.object({
  level: z.number(),
  verdict: z.custom<Verdict>((text) => typeof text === 'string' && isVerdict(text)),
  basis: z.array(z.string()),
  words: z.string(),
  found: z.array(z.string()),
  givenBy: z.string(),
  givenAs: z.string(),
  givenAt: z.date(),
})
export type Opinion = z.infer<typeof Opinion>

export const Part = z.object({
  position: z.number(),
  label: z.string(),
  text: z.string(),
  publicText: z.string().nullable(),
})
export type Part = z.infer<typeof Part>

export const ReviewFile = z.object({
  position: z.number(),
  id: z.string(),
  name: z.string(),
  publicId: z.string().nullable(),
  publicName: z.string().nullable(),
  withheld: z.boolean(),
  note: z.string(),
})
export type ReviewFile = z.infer<typeof ReviewFile>

/** What screening found, without the value itself. */
export const StoredHit = z.object({
  position: z.number(),
  part: z.number().nullable(),
  fileId: z.string().nullable(),
  kind: z.string(),
  blocks: z.boolean(),
  place: z.string(),
  why: z.string(),
  preview: z.string(),
  mask: z.string().nullable(),
  starts: z.number(),
  ends: z.number(),
  fingerprint: z.string(),
  resolution: z.enum(['masked', 'withheld', 'overridden']).nullable(),
  reason: z.string(),
  resolvedAs: z.string().nullable(),
  resolvedAt: z.date().nullable(),
})
export type StoredHit = z.infer<typeof StoredHit>

export const Release = z.object({
  reason: z.string(),
  confirmHours: z.number(),
  releasedBy: z.string(),
  releasedAs: z.string(),
  releasedAt: z.date(),
  confirmedAs: z.string().nullable(),
  confirmedAt: z.date().nullable(),
})
export type Release = z.infer<typeof Release>

/** A review without its texts: what lists and rules need. */
export const ReviewLine = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  subject: z.object({
    kind: z.enum(['document', 'disclosure', 'report', 'reply', 'sheet', 'answer']),
    id: z.string(),
    version: z.number(),
  }),
  title: z.string(),
  preparedBy: z.string(),
  preparedAs: z.string(),
  hands: z.array(z.string()),
  levels: z.array(ReviewLevel),
  level: z.number(),
  state: z.enum(['open', 'passed', 'closed', 'returned', 'dropped']),
  askedAt: z.date(),
  turnSince: z.date(),
  endedAt: z.date().nullable(),
  version: z.number(),
  opinions: z.array(Opinion),
  release: Release.nullable(),
})
export type ReviewLine = z.infer<typeof ReviewLine>

export type Review = ReviewLine & { parts: Part[]; files: ReviewFile[]; hits: StoredHit[] }
