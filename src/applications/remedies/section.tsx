import { Button, Listing } from '../../web/ui/index.ts'
import type { Application } from '../model.ts'
import { REGISTER, remedyPath } from './common.tsx'
import { kindLabel } from './kinds.ts'
import type { Remedy } from './model.ts'
import { decisionSays } from './outcomes.ts'
import { STATES } from './stages.ts'

/** What the applicant did against this case, on its page. */
export const RemediesSection = ({
  application,
  remedies,
  mayRegister,
}: {
  application: Application
  remedies: readonly Remedy[]
  mayRegister: boolean
}) =>
  (remedies.length > 0 || mayRegister) && (
    <section>
      <h2>复议、诉讼和申诉</h2>
      {remedies.length > 0 && (
        <Listing
          items={remedies.map((remedy) => ({
            title: `${kindLabel(remedy)} ${remedy.number}`,
            href: remedyPath(remedy.id),
            day: remedy.filedOn,
            note: decisionSays(remedy) ?? STATES[remedy.state],
          }))}
        />
      )}
      {mayRegister && <Button href={`${REGISTER}/new?application=${application.id}`}>登记复议、诉讼、申诉</Button>}
    </section>
  )
