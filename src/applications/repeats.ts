import type { Context, Scope } from '../context.ts'
import { applicantKey } from '../files/seal.ts'
import { MARKS, markedIn } from './people/marks/names.ts'
import { sameApplicant } from './people/marks/store.ts'
import type { Applicant } from './people/store.ts'
import { twinsOf } from './registry/store.ts'

/** An application that was there before, and what it has in common with the one being registered. */
export type Repeat = { id: string; number: string; subject: string; why: string }

/** No application has this id yet. */
const NEW = '00000000-0000-0000-0000-000000000000'

/**
 * What the organ received before that asks for the same, or comes from the same person as far as keyed marks tell; those that are
 * both come first. Nobody's data is opened for it.
 */
export async function repeatsOf(
  scope: Scope & Pick<Context, 'files'>,
  organId: string,
  subject: string,
  applicant: Applicant | undefined,
): Promise<Repeat[]> {
  const twins = await twinsOf(scope, { id: NEW, organId, subject })
  const same = applicant
    ? await sameApplicant(scope, await applicantKey(scope.files), markedIn(applicant), organId)
    : []
  const found = new Map<string, Repeat>(
    twins.map(({ id, number, subject }) => [id, { id, number, subject, why: '内容相同' }]),
  )
  for (const { id, number, subject, kinds } of same) {
    const why = `申请人的${kinds.map((kind) => MARKS[kind]).join('、')}相同`
    const twin = found.get(id)
    found.set(id, { id, number, subject, why: twin ? `内容相同，${why}` : why })
  }
  const rank = ({ why }: Repeat) => (why.startsWith('内容相同，') ? 0 : why === '内容相同' ? 1 : 2)
  return [...found.values()].sort((a, b) => rank(a) - rank(b))
}
