import type { Day } from '../../calendar/day.ts'
import type { Version } from '../../disclosures/item.ts'
import type { PublicLine } from '../../disclosures/published/store.ts'
import type { Organ } from '../../organs/model.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import type { GazetteIssue } from '../../typeset/typeset.ts'

export const issueName = (organ: Pick<Organ, 'name'>): string => `${organ.name}公报`

export const volumeWords = (year: number, number: number | null): string =>
  number === null ? `${year}年（清样，未编号）` : `${year}年第${number}号`

/** The pages of an issue from the public copies of its items. `whole`: which one it is of all the organ ever published. */
export function issueOf(
  organ: Organ,
  issue: { year: number; title: string },
  made: { number: number | null; whole: number; day: Day; items: readonly (PublicLine & { content: Version })[] },
): GazetteIssue {
  const { number, whole, day, items } = made
  const volume = volumeWords(issue.year, number)
  return {
    name: issueName(organ),
    volume: number === null ? volume : `${volume}（总第${whole}号）`,
    subtitle: issue.title || null,
    organ: organ.name,
    texts: items.map(({ content, indexNumber }) => ({
      title: content.title,
      number: content.documentNumber,
      organ: content.source || organ.name,
      day: content.formedOn,
      index: indexNumber,
      body: bodyBlocks(content.body || content.summary),
      attachments: content.attachments.map(({ name }) => name),
    })),
    meta: { title: `${issueName(organ)}${volume}`, author: organ.name, day },
  }
}
