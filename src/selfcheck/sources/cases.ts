import { dueFirst } from '../../applications/due.ts'
import { chineseDay } from '../../calendar/day.ts'
import type { Found } from '../model.ts'
import type { Source } from './tools.ts'

/** Applications whose reply is overdue. Whoever asked, and for what, stays in the case: lists of findings travel. */
export const cases: Source = async ({ ctx, today }) => {
  const found = (await dueFirst(ctx, {}, today)).flatMap(({ application, standing }): Found[] => {
    if (!standing.light?.overdue || !standing.clock?.due) return []
    return [
      {
        rule: 'reply-overdue',
        organId: application.organId,
        subject: { kind: 'application', id: application.id },
        key: `round-${application.round}`,
        colour: 'red',
        title: `公开申请${application.number}`,
        place: '',
        says: `最迟${chineseDay(standing.clock.due)}答复，${standing.light.says}`,
        href: `/console/applications/${application.id}`,
      },
    ]
  })
  return { looked: { rules: ['reply-overdue'] }, found }
}
