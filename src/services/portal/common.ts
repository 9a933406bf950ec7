import type { Organ } from '../../organs/model.ts'
import type { C } from '../../web/env.ts'
import { originOf } from '../../web/visitor.ts'

export const servicesPath = (organ: Pick<Organ, 'slug'>): string => `/${organ.slug}/services`

/** The tags of a column of services (国办发〔2017〕47号). */
export const serviceMeta = (organ: Pick<Organ, 'name'>, description: string, more: Record<string, string> = {}) => ({
  ColumnName: '政务服务事项',
  ColumnDescription: description || `${organ.name}对外办理的政务服务事项`,
  ColumnType: '办事服务',
  ...more,
})

/** The whole address of a page of this portal, as it is printed and put into a QR code: never that of 长辈版. */
export const addressOf = (c: C, path: string): string => `${originOf(c)}${c.var.base}${path}`
