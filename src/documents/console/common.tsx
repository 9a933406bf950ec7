import { dayOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { toXlsx } from '../../typeset/typeset.ts'
import { type C, contextOf, scopeOf } from '../../web/env.ts'
import type { TagKind } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import type { Attribute } from '../attributes.ts'
import { STATES, type State, type StepName, stepsFor, whoseTurn } from '../lifecycle.ts'
import type { Document } from '../model.ts'
import { findDocument, settingsOf } from '../registry/store.ts'
import { whereOf, whoOf } from '../who.ts'

export const DESK = '/console/documents'
export const deskPath = (id: string, more = ''): string => `${DESK}/${id}${more}`

export const CASE_ROLES = ['officer', 'reviewer', 'leader', 'supervisor'] as const

const KINDS: Partial<Record<State, TagKind>> = {
  drafting: 'neutral',
  issued: 'success',
  archived: 'success',
  cancelled: 'danger',
}
export const stateTag = (state: State): { kind: TagKind; label: string } => ({
  kind: KINDS[state] ?? 'info',
  label: STATES[state],
})

export const ATTRIBUTE_TAGS: Record<Attribute, TagKind> = { open: 'success', request: 'warning', closed: 'danger' }

/** The organ whose documents a person sees: their own, or all of them when they belong to the whole site. */
export const ownOrgan = (c: C): string | undefined => c.var.person?.organ?.id

/** The document of the address, for people of its organ, and of those whose consent it asks for. */
export async function documentOf(c: C): Promise<Document | null> {
  const document = await findDocument(scopeOf(c), c.req.param('id') ?? '')
  const own = ownOrgan(c)
  if (!document || !own || document.organId === own) return document
  const asked = document.state !== 'drafting' && document.partners.some(({ organId }) => organId === own)
  return asked ? document : null
}

/** A page of one document, or the page that says there is none. */
export const ofDocument = (serve: (c: C, document: Document) => Response | Promise<Response>) => async (c: C) => {
  const document = await documentOf(c)
  return document ? serve(c, document) : answerNotFound(c)
}

/** The steps this person may take now, from the one table. */
export async function stepsNow(c: C, document: Document): Promise<StepName[]> {
  return stepsFor(whereOf(document, await settingsOf(scopeOf(c), document.organId)), whoOf(contextOf(c)))
}

/** Whose turn it is, when it is not the reader's. */
export const turnNow = async (c: C, document: Document): Promise<string | null> =>
  whoseTurn(whereOf(document, await settingsOf(scopeOf(c), document.organId)), whoOf(contextOf(c)))

export const crumbs = (...labels: { label: string; href?: string }[]) => [{ label: '公文', href: DESK }, ...labels]

export const pageOf = (c: C): number => Math.max(1, Number.parseInt(c.req.query('page') ?? '', 10) || 1)

export function yearIn(text: string | undefined): number | undefined {
  const year = Number(text)
  return Number.isInteger(year) && year >= 1949 && year <= 2999 ? year : undefined
}

/** Text of a search field, without what is no text. */
export const wordsIn = (text: string | undefined): string | undefined =>
  text
    ?.toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100) || undefined

/** Longest list that goes into one workbook. */
export const MOST_ROWS = 10_000

export type SheetColumn<T> = readonly [label: string, cell: (row: T) => string | number | null, width: number]

/** A list as a workbook. */
export async function answerSheet<T>(
  c: C,
  title: string,
  columns: readonly SheetColumn<T>[],
  rows: readonly T[],
  note?: string,
): Promise<Response> {
  const bytes = await toXlsx(
    [
      {
        name: title,
        table: {
          caption: title,
          unit: `共${rows.length}件`,
          columns: columns.map(([label, , width]) => ({ label, width })),
          rows: rows.map((row) => ({ cells: columns.map(([, cell]) => cell(row)) })),
          ...(note ? { note } : {}),
        },
      },
    ],
    { title, author: c.var.person?.organ?.name ?? c.var.tenant.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}
