import { createHash } from 'node:crypto'
import { screeningEdition } from '../review/edition.ts'
import { bytesHits, type Rules, type Spotted, textHits } from '../review/screen.ts'

/** How texts and files are looked through, and which edition of the rules that is. */
export type Screening = {
  edition: string
  text: (text: string, rules: Rules) => Spotted[]
  file: (file: { name: string; bytes: Uint8Array }, rules: Rules) => Promise<Spotted[]>
}

/** As the review before publication looks today. */
export const today = (): Screening => ({ edition: screeningEdition(), text: textHits, file: bytesHits })

/** One hash of everything a result depends on beside the text itself: another one, and the text is screened again. */
export const editionOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
