import { v7 } from 'uuid'
import { type Day, yearOf } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import type { Organ } from '../../organs/model.ts'
import { formatLetterNumber } from '../../organs/numbers.ts'
import { findOrgan, takeNumber } from '../../organs/store.ts'
import { ok, type Result, refuse } from '../../result.ts'
import type { OfficialDocument } from '../../typeset/model.ts'
import { toDocx, toPdf } from '../../typeset/typeset.ts'
import { giveQueryCode } from '../codes/store.ts'
import { letterOf, type Outcome, outcomeRow } from '../outcomes.ts'
import { applicantFor } from '../people/store.ts'
import type { CaseFile } from '../store.ts'
import { trackPath } from '../tracking.ts'
import { draftOf } from '../who.ts'
import { letterDocument } from './document.ts'
import { type LetterRow, letterRow } from './kinds.ts'
import type { Letter, Values } from './model.ts'
import { keepLetter } from './store.ts'
import { endingValues, followingSays, SOMEBODY, type Somebody, valuesOf } from './values.ts'
import { wordingInForce } from './wordings/store.ts'

/** What a step wants written: which letter, dated when, saying what the step knows. */
export type LetterOrder = {
  /** The code of a kind of letter; with `outcome`, the letter of that outcome. */
  letter: string | { outcome: Outcome }
  day: Day
  values?: Values
  /** The party it goes to, as the case calls it; never the name of a person. */
  party?: string
  /** The name the letter is addressed to, which stands in the letter alone. */
  addressee?: string
}

/** Where the applicant follows the case, and the code that opens it when this letter is the one to give it. */
type Followed = { address: string; code: string | null }

async function followedAt(
  tx: Context,
  { application }: CaseFile,
  row: LetterRow,
  organ: Organ,
): Promise<Followed | null> {
  if (!row.tracked || !tx.portal) return null
  const address = `${tx.portal}${trackPath(organ)}?number=${application.number}`
  return { address, code: await giveQueryCode(tx, application.id) }
}

type Composed = { code: string; row: LetterRow; document: OfficialDocument }

/** The letter as it would be sent; `number` as far as it has one. */
async function compose(
  scope: Scope,
  file: CaseFile,
  order: LetterOrder,
  applicant: Somebody | null,
  numbered: (row: LetterRow) => Promise<string | null>,
  followed: (row: LetterRow, organ: Organ) => Promise<Followed | null> = async () => null,
): Promise<Result<Composed>> {
  const { application, replies } = file
  const { edition } = application
  const organ = (await findOrgan(scope, application.organId))!
  const code = codeOf(file, order)
  const row = code === null ? null : letterRow(edition, code)
  if (code === null || !row) return refuse('applications.letter-kind', '这份申请没有这种文书')
  const words = await wordingInForce(scope, { organId: organ.id, edition, letter: code })
  const number = await numbered(row)
  const following = await followed(row, organ)
  const outcome = typeof order.letter === 'string' ? null : order.letter.outcome
  const values = {
    ...valuesOf(file, organ, order.day, applicant),
    ...(outcome && endingValues(file, organ, order.day, outcome, draftOf(application, replies))),
    ...(order.party && { 对方: order.party }),
    ...(following && { 查询方法: followingSays(following.code) }),
    ...order.values,
  }
  const to = row.addressed === 'party' ? order.addressee || order.party || '有关单位' : applicant?.name || '申请人'
  const track = following?.address
  return ok({ code, row, document: letterDocument(row, words, { organ, number, day: order.day, to, values, track }) })
}

function codeOf({ application }: CaseFile, { letter }: LetterOrder): string | null {
  if (typeof letter === 'string') return letter
  const row = outcomeRow(application, letter.outcome)
  return row && letterOf(application.kind, letter.outcome, row)
}

/** The letter as it stands, to be looked at before it is sent: nobody is named in it, and it has no number yet. */
export async function previewLetter(
  scope: Scope,
  file: CaseFile,
  order: LetterOrder,
): Promise<Result<OfficialDocument>> {
  const made = await compose(scope, file, order, SOMEBODY, async () => null)
  return made.ok ? ok(made.value.document) : made
}

/**
 * Makes a letter for good: it takes its number, is set as PDF and DOCX, and kept. `file` is the case after the step.
 * In the transaction of the step. Refuses when the applicant's name cannot be opened.
 */
export async function makeLetter(tx: Context, file: CaseFile, order: LetterOrder): Promise<Result<Letter>> {
  const { application } = file
  const applicant = await applicantFor(tx, application.id)
  if (!applicant.ok) return applicant
  let number: string | null = null
  const made = await compose(
    tx,
    file,
    order,
    applicant.value,
    async (row) => {
      number = await numberOf(tx, file, row, order)
      return number
    },
    (row, organ) => followedAt(tx, file, row, organ),
  )
  if (!made.ok) return made
  const { code, row, document } = made.value
  const letter: Letter = {
    id: v7(),
    applicationId: application.id,
    round: application.round,
    letter: code,
    number,
    title: document.title,
    day: order.day,
    addressed: row.addressed,
    party: order.party ?? '',
    madeAs: tx.actor.name,
    madeAt: tx.now,
  }
  // The pages are set in another process; the DOCX is made here meanwhile.
  const [pdf, docx] = await Promise.all([toPdf(document), toDocx(document)])
  await keepLetter(tx, letter, [
    { format: 'pdf', bytes: pdf },
    { format: 'docx', bytes: docx },
  ])
  return ok(letter)
}

/** A reply has the number it was served under; any other letter takes the next of its own series. */
async function numberOf(tx: Context, file: CaseFile, row: LetterRow, order: LetterOrder): Promise<string | null> {
  const { application, replies } = file
  if (!row.series) return null
  if (row.series === 'reply') return draftOf(application, replies)?.number ?? null
  const organ = (await findOrgan(tx, application.organId))!
  const year = yearOf(order.day)
  const { documentCode: code, letterNumberTemplate } = organ.settings
  const serial = await takeNumber(tx, organ.id, row.series, year)
  return formatLetterNumber(letterNumberTemplate, { code, series: row.series, year, serial })
}
