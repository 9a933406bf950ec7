import { z } from 'zod'
import { Day } from '../../calendar/day.ts'
import { type BoardKind, isBoardKind } from '../kinds.ts'

/** One posting on one board, with what both are. Of an item that was withdrawn, what hangs has to come down at once. */
export const Task = z.object({
  id: z.string(),
  organId: z.string(),
  postingId: z.string(),
  boardId: z.string(),
  boardName: z.string(),
  boardKind: z.custom<BoardKind>((text) => typeof text === 'string' && isBoardKind(text)),
  boardSpot: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  title: z.string(),
  notice: z.string(),
  days: z.number(),
  orderedOn: Day,
  orderedAt: z.date(),
  itemId: z.string().nullable(),
  itemPublishedOn: Day.nullable(),
  withdrawn: z.boolean(),
  dueOn: Day,
  postedOn: Day.nullable(),
  endsOn: Day.nullable(),
  postedAs: z.string(),
  postedAt: z.date().nullable(),
  removedOn: Day.nullable(),
  removedAs: z.string(),
  removalNote: z.string(),
  returnedAs: z.string(),
  returnedReason: z.string(),
  cancelled: z.boolean(),
  photos: z.number(),
  version: z.number(),
})
export type Task = z.infer<typeof Task>

export const Photo = z.object({
  id: z.string(),
  taskId: z.string(),
  purpose: z.enum(['up', 'down']),
  fileId: z.string(),
  takenAt: z.date().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  camera: z.string(),
  orientation: z.number(),
  sentAt: z.date(),
  sentAs: z.string(),
  refused: z.boolean(),
  alsoElsewhere: z.boolean(),
})
export type Photo = z.infer<typeof Photo>
