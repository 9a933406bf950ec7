import { type Place, page, step } from '../../web/place.ts'
import { askRemedy, takeRemedy } from './form.tsx'
import { exportRemedies, showRemedies } from './list.tsx'
import { showRemedy } from './page.tsx'
import { rolesOf, STAGE_NAMES } from './stages.ts'
import { askStage, sendStage } from './steps.tsx'

const READERS = ['officer', 'reviewer', 'leader', 'supervisor'] as const
const ONE = '/console/remedies/:id'

/** 救济: the register of remedies, in the console. Every stage has its address. */
export const remediesPlaces: readonly Place[] = [
  page('/console/remedies', READERS, showRemedies),
  page('/console/remedies/export', READERS, exportRemedies),
  page('/console/remedies/new', ['officer'], askRemedy),
  step('/console/remedies/new', ['officer'], 'remedies.registered', takeRemedy),
  page(ONE, READERS, showRemedy),
  ...STAGE_NAMES.flatMap((name) => [
    page(`${ONE}/${name}`, rolesOf(name), (c) => askStage(c, name)),
    step(`${ONE}/${name}`, rolesOf(name), `remedies.${name}`, (c) => sendStage(c, name)),
  ]),
]
