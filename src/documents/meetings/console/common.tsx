import type { Child } from 'hono/jsx'
import { dayOf } from '../../../calendar/day.ts'
import { disposition } from '../../../files/names.ts'
import type { Sheet } from '../../../typeset/model.ts'
import { toXlsx } from '../../../typeset/typeset.ts'
import { type C, contextOf, scopeOf } from '../../../web/env.ts'
import { Tag, type TagKind } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { ATTRIBUTES, type Attribute, type ReasonCode, reasonOf } from '../../attributes.ts'
import { STATES, type State, stepsFor } from '../lifecycle.ts'
import type { AgendaItem, Meeting } from '../model.ts'
import { findMeeting } from '../registry/store.ts'
import { whoOf } from '../steps/store.ts'

export const MEETINGS = '/console/meetings'
export const meetingPath = (id: string, more = ''): string => `${MEETINGS}/${id}${more}`
/** Where people see an agenda item among the others of its meeting. */
export const itemAnchor = (item: Pick<AgendaItem, 'id'>): string => `item-${item.id}`

export const crumbs = (...labels: { label: string; href?: string }[]) => [{ label: '会议', href: MEETINGS }, ...labels]

export const STATE_TAGS: Record<State, TagKind> = {
  planned: 'neutral',
  held: 'warning',
  minuted: 'info',
  closed: 'success',
  cancelled: 'neutral',
}
export const StateTag = ({ state }: { state: State }) => <Tag kind={STATE_TAGS[state]} label={STATES[state]} />

const ATTRIBUTE_TAGS: Record<Attribute, TagKind> = { open: 'success', request: 'warning', closed: 'danger' }
export const AttributeTag = ({ attribute }: { attribute: Attribute }) => (
  <Tag kind={ATTRIBUTE_TAGS[attribute]} label={ATTRIBUTES[attribute].label} />
)

/** The reason with the words added to it. */
export const reasonWords = (reason: ReasonCode | null, words = ''): string =>
  [reason && reasonOf(reason).label, words].filter(Boolean).join('：')

/** People of an organ work on its own meetings; people of the whole site see all. */
export const ownOrgan = (c: C): string | undefined => c.var.person?.organ?.id

/** A page of one meeting: the one of the address, or the page that says there is none. */
export const ofMeeting = (serve: (c: C, meeting: Meeting) => Response | Promise<Response>) => async (c: C) => {
  const meeting = await findMeeting(scopeOf(c), c.req.param('id') ?? '')
  const theirs = meeting && ownOrgan(c) !== undefined && ownOrgan(c) !== meeting.organId
  return meeting && !theirs ? serve(c, meeting) : answerNotFound(c)
}

/** A page of one agenda item of a meeting. */
export const ofItem = (serve: (c: C, meeting: Meeting, item: AgendaItem) => Response | Promise<Response>) =>
  ofMeeting((c, meeting) => {
    const item = meeting.agenda.find(({ id }) => id === c.req.param('item'))
    return item ? serve(c, meeting, item) : answerNotFound(c)
  })

export const stepsNow = (c: C, meeting: Meeting) => stepsFor(meeting, whoOf(contextOf(c)))

/** The number of the page in the address, from 1. */
export const pageOf = (c: C): number => {
  const page = Number(c.req.query('page') ?? 1)
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}

/** The year in the address; undefined when it is none. */
export const yearIn = (text: string | undefined): number | undefined =>
  /^(19|20|21)\d{2}$/.test(text ?? '') ? Number(text) : undefined

/** What was typed to look for, as the database can take it. */
export const wordsIn = (text: string | undefined): string | undefined =>
  text
    ?.toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 100) || undefined

/** Sends sheets as a workbook of that name. */
export async function sendSheets(c: C, title: string, sheets: Sheet[]): Promise<Response> {
  const author = c.var.person?.organ?.name ?? c.var.tenant.name
  const bytes = await toXlsx(sheets, { title, author, day: dayOf(c.var.now) })
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': disposition(`${title}.xlsx`),
  })
}

/** Lines under each other in a cell. */
export const Under = ({ children }: { children?: Child }) => <div class="form-hint">{children}</div>
