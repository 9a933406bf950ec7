import { Day, day, dayOf } from '../calendar/day.ts'
import { ok, type Result, refuse } from '../result.ts'
import { CHANNELS, type Channel, isChannel } from './channels.ts'
import { isValidity, type Validity } from './validity.ts'

/** What an officer writes. Files are ids of kept files, in order. */
export type ItemInput = {
  title: string
  formedOn: string
  /** Code of the catalogue; null or empty with a reason when the item has no category yet. */
  category: string | null
  uncategorisedReason?: string
  summary?: string
  body?: string
  documentNumber?: string
  source?: string
  /** One of `VALIDITIES`; empty when it does not apply or is not known. */
  validity?: string | null
  channels?: readonly string[]
  /** What changed in this version, told to the public. */
  note?: string
  attachments?: readonly string[]
}

export type CheckedInput = {
  title: string
  formedOn: Day
  category: string | null
  uncategorisedReason: string | null
  summary: string
  body: string
  documentNumber: string | null
  source: string
  validity: Validity | null
  channels: Channel[]
  note: string
  attachments: string[]
}

/** Longest texts, in characters. 内容概述 is 100 to 500 in the catalogue rules of different cities. */
export const LIMITS = {
  title: 120,
  documentNumber: 60,
  source: 60,
  uncategorisedReason: 100,
  summary: 500,
  note: 200,
  body: 100_000,
  attachments: 20,
} as const

const LABELS = {
  title: '信息名称',
  documentNumber: '文号',
  source: '来源',
  uncategorisedReason: '未归类的原因',
  summary: '内容概述',
  note: '修订说明',
  body: '正文',
} as const

/** Reads what was typed, or says what is wrong with it and where. `now` is the moment it is written. */
export function checkInput(input: ItemInput, now: Date): Result<CheckedInput> {
  const text = {
    title: oneLine(input.title),
    documentNumber: documentNumber(input.documentNumber ?? ''),
    source: oneLine(input.source ?? ''),
    uncategorisedReason: oneLine(input.uncategorisedReason ?? ''),
    summary: oneLine(input.summary ?? ''),
    note: oneLine(input.note ?? ''),
    body: paragraphs(input.body ?? ''),
  }
  if (text.title === '') return refuse('disclosures.title', '请填写信息名称', { field: 'title' })
  for (const field of Object.keys(LABELS) as (keyof typeof LABELS)[]) {
    const length = [...text[field]].length
    if (length > LIMITS[field])
      return refuse('disclosures.too-long', `${LABELS[field]}共${length}字，最多${LIMITS[field]}字`, { field })
  }

  const formedOn = readDay(input.formedOn.trim(), now)
  if (!formedOn.ok) return formedOn

  const category = input.category?.trim() || null
  if (!category && text.uncategorisedReason === '')
    return refuse('disclosures.category', '请选择分类；确实无法归类的，请写明原因，例如“历史信息待归类”', {
      field: 'category',
    })

  const attachments = [...new Set(input.attachments ?? [])]
  if (attachments.length > LIMITS.attachments)
    return refuse('disclosures.many-files', `附件最多${LIMITS.attachments}个`, {
      field: 'files',
      fix: '请合并后上传',
    })
  if (text.body === '' && attachments.length === 0)
    return refuse('disclosures.empty', '请填写正文，或者上传附件', { field: 'body' })

  const channels = input.channels ?? ['site']
  const strange = channels.find((each) => !isChannel(each))
  if (strange !== undefined)
    return refuse('disclosures.channel', `没有“${oneLine(strange).slice(0, 20)}”这种公开形式`, { field: 'channels' })

  const validity = input.validity || null
  if (validity !== null && !isValidity(validity))
    return refuse('disclosures.validity', '请在“有效、已废止、已失效”中选择，不清楚的可以不选', { field: 'validity' })

  return ok({
    ...text,
    validity,
    formedOn: formedOn.value,
    category,
    uncategorisedReason: category ? null : text.uncategorisedReason,
    documentNumber: text.documentNumber || null,
    // What is published here is on the site, whatever else is ticked.
    channels: (Object.keys(CHANNELS) as Channel[]).filter((each) => each === 'site' || channels.includes(each)),
    attachments,
  })
}

function readDay(text: string, now: Date): Result<Day> {
  const field = { field: 'formedOn' }
  if (text === '') return refuse('disclosures.formed-on', '请填写成文日期', field)
  if (!Day.safeParse(text).success)
    return refuse('disclosures.formed-on', '成文日期应当是真实的日期，例如2017-03-08', field)
  const formedOn = day(text)
  if (formedOn > dayOf(now)) return refuse('disclosures.future', '成文日期不能晚于今天', field)
  if (formedOn < '1949-10-01') return refuse('disclosures.formed-on', '成文日期过早，请核对年份', field)
  return ok(formedOn)
}

/** 文号 with hexagonal brackets and without spaces, however it was typed (GB/T 9704—2012, 7.2.5). */
export const documentNumber = (text: string): string =>
  oneLine(text)
    .replace(/\s/g, '')
    .replace(/[０-９]/g, (digit) => digit.normalize('NFKC'))
    .replace(/[[［【〖(（〔]((?:19|20)\d{2})[\]］】〗)）〕]/g, '〔$1〕')

// Control characters, and marks that turn the direction of text or hide in it, have no place in official text.
const strip = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '')

const oneLine = (text: string): string => strip(text.replace(/\s+/g, ' ')).trim()

/** Lines of plain text, without spaces at their ends and with at most one empty line between two. */
export const paragraphs = (text: string): string =>
  text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => strip(line.replace(/\t/g, ' ')).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
