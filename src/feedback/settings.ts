import { z } from 'zod'
import type { Kind } from './kinds.ts'

const days = (usual: number) => z.coerce.number().int().min(1, '至少1个工作日').max(90, '最多90个工作日').default(usual)
const limit = (simple: number, complex: number) =>
  z
    .object({ simple: days(simple), complex: days(complex) })
    .refine((of) => of.complex >= of.simple, { path: ['complex'], message: '复杂事项的时限不能比简单事项短' })
    .prefault({})

/**
 * Working days to answer, by kind, for a simple and a complex matter. No law of the nation fixes them for every kind: 7 and 15
 * are those commonly named for messages on government sites (国办发〔2017〕47号; not confirmed), 3 and 10 those of one city's
 * mayor box. Therefore each organ sets its own.
 */
export const Limits = z.object({
  consultation: limit(7, 15),
  complaint: limit(7, 15),
  report: limit(15, 30),
  suggestion: limit(7, 15),
  correction: limit(3, 10),
  /** Working days until something that came over the web is looked at. */
  accept: z.coerce.number().int().min(1).max(10).default(2),
})
export type Limits = z.infer<typeof Limits> & Record<Kind, { simple: number; complex: number }>

export const DEFAULT_LIMITS: Limits = Limits.parse({})
