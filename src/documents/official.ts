import type { Day } from '../calendar/day.ts'
import type { Organ } from '../organs/model.ts'
import { bodyBlocks } from '../typeset/body.ts'
import { flatTitle, type OfficialDocument } from '../typeset/model.ts'
import { ATTRIBUTES, type Attribute } from './attributes.ts'
import { kindOf, URGENCIES } from './kinds.ts'
import type { Partner, Version } from './model.ts'

type Written = Pick<Version, 'kind' | 'title' | 'body' | 'recipients' | 'copies' | 'urgency' | 'attribute'> & {
  attachments: readonly { name: string }[]
}

/** The name of a file without its ending: as it is listed under the text. */
const plainName = (name: string) => name.replace(/\.[^.]+$/, '')

/** The red head of each format: 码头镇人民政府文件, 码头镇人民政府, 码头镇人民政府…会议纪要. */
function markOf(kind: Version['kind'], organ: Organ): string {
  switch (kindOf(kind).format) {
    case 'letter':
      return organ.name
    case 'minutes':
      return `${organ.name}会议纪要`
    default:
      return organ.settings.mark || `${organ.name}文件`
  }
}

/**
 * A document as its page says it (GB/T 9704—2012). Number and day are open until it is numbered. An upward document shows
 * who signed it; a joint one is signed by all, the lead organ first.
 */
export function officialDocument(
  version: Written,
  organ: Organ,
  at: { day: Day; signedAs?: string | null; partners?: readonly Pick<Partner, 'name' | 'joint'>[] },
): OfficialDocument {
  const kind = kindOf(version.kind)
  const joint = (at.partners ?? []).filter((partner) => partner.joint).map(({ name }) => name)
  const files = version.attachments.map(({ name }) => plainName(name))
  const minutes = kind.format === 'minutes'
  return {
    head: {
      mark: markOf(version.kind, organ),
      number: null,
      format: kind.format,
      ...(version.urgency ? { urgency: URGENCIES[version.urgency] } : {}),
      ...(kind.upward ? { signers: [at.signedAs ?? ''] } : {}),
      ...(minutes ? { issuer: organ.settings.issuedBy || `${organ.name}办公室` } : {}),
    },
    title: version.title,
    ...(version.recipients ? { recipients: version.recipients } : {}),
    body: bodyBlocks(version.body),
    ...(files.length > 0 ? { attachments: files } : {}),
    ...(minutes ? {} : { signature: { organ: organ.settings.signedAs || organ.name, day: at.day, joint } }),
    ...(version.attribute ? { note: ATTRIBUTES[version.attribute].line } : {}),
    imprint: {
      ...(version.copies ? { copies: version.copies } : {}),
      by: organ.settings.issuedBy || `${organ.name}办公室`,
      day: at.day,
    },
    meta: {
      title: flatTitle(version.title),
      author: organ.name,
      day: at.day,
      subject: kind.label,
      keywords: [kind.label],
    },
  }
}

/** The number and days a signed document receives, and the line of its attribute; no other word of it changes. */
export function asIssued(
  document: OfficialDocument,
  of: { number: string | null; datedOn: Day | null; issuedOn?: Day | null; attribute?: Attribute | null },
): OfficialDocument {
  const note = of.attribute ? { note: ATTRIBUTES[of.attribute].line } : {}
  if (!of.number || !of.datedOn) return { ...document, ...note }
  return {
    ...document,
    ...note,
    head: document.head && { ...document.head, number: of.number },
    signature: document.signature && { ...document.signature, day: of.datedOn },
    imprint: document.imprint && { ...document.imprint, day: of.issuedOn ?? of.datedOn },
    meta: { ...document.meta, day: of.datedOn },
  }
}
