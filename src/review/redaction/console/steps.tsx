import type { Result } from '../../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../../web/env.ts'
import { address } from '../../../web/ui/index.ts'
import { finishRedaction } from '../copies/store.ts'
import type { Redaction } from '../registry/store.ts'
import { addBox, dropRedaction, removeBox, startRedaction } from '../store.ts'
import { ofRedaction, redactionPath } from './common.tsx'
import { showEditor } from './editor.tsx'

type Take = (c: C, redaction: Redaction, fields: Record<string, string>, version: number) => Promise<Result<Redaction>>

/** Takes a step, and shows where it leads; refused, the editor again with what was typed. */
const taking = (take: Take, page: (fields: Record<string, string>, before: Redaction) => number | undefined) =>
  ofRedaction(async (c, redaction) => {
    const fields = typed(c.var.form)
    const done = await take(c, redaction, fields, Number(fields.version))
    if (done.ok) return seeOther(c, address(redactionPath(done.value.id), { page: page(fields, redaction) }))
    return showEditor(c, redaction, fields, done.refusal)
  })

const pageOf = (text: string | undefined): number | undefined => Number.parseInt(text ?? '', 10) || undefined

/** At /console/redactions/:id/boxes */
export const box = taking(
  (c, { id }, fields, version) => addBox(contextOf(c), id, version, fields),
  ({ page }) => pageOf(page),
)

/** At /console/redactions/:id/boxes/:number/removal */
export const unbox = (c: C): Promise<Response> => {
  const number = Number(c.req.param('number'))
  return taking(
    (_, { id }, __, version) => removeBox(contextOf(c), id, version, number),
    (_, before) => before.boxes.find((each) => each.number === number)?.page,
  )(c)
}

/** At /console/redactions/:id/copy */
export const finish = taking(
  (c, { id }, fields, version) =>
    finishRedaction(contextOf(c), id, version, {
      name: fields.name ?? '',
      allPictures: Boolean(fields.allPictures),
      withLog: Boolean(fields.withLog),
    }),
  () => undefined,
)

/** At /console/redactions/:id/drop */
export const drop = taking(
  (c, { id }, _, version) => dropRedaction(contextOf(c), id, version),
  () => undefined,
)

/** At /console/redactions/:id/again */
export const again = taking(
  (c, redaction) =>
    startRedaction(
      contextOf(c),
      { organId: redaction.organId, fileId: redaction.fileId, reviewId: redaction.reviewId ?? undefined },
      redaction,
    ),
  () => undefined,
)
