import { addDays, chineseDay, yearOf } from '../../calendar/day.ts'
import { publishedLate, unpublished } from '../../disclosures/deadline/store.ts'
import type { Found } from '../model.ts'
import { itemHref, type Source } from './tools.ts'

/** Published after the 20 working days, within the days looked back; and due, but not public yet. */
export const timeliness: Source = async ({ ctx, settings, today, organs }) => {
  const from = addDays(today, -settings.lateDays)
  const found: Found[] = []
  for (const organ of organs)
    for (let year = yearOf(from); year <= yearOf(today); year++)
      for (const late of await publishedLate(ctx, year, organ.id))
        if (late.publishedOn >= from)
          found.push({
            rule: 'late',
            organId: organ.id,
            subject: { kind: 'disclosure', id: late.id },
            key: 'late',
            colour: 'red',
            title: late.title,
            place: late.indexNumber,
            says: `${chineseDay(late.formedOn)}形成，最迟${chineseDay(late.due)}公开，${chineseDay(late.publishedOn)}才公开${late.late > 0 ? `，逾期${late.late}个工作日` : ''}`,
            href: itemHref(late.id),
          })
  const waiting = await unpublished(ctx, ctx.now)
  for (const { kind, id, title, note, href, organId, deadline } of waiting)
    if (deadline.light?.overdue)
      found.push({
        rule: 'not-published',
        organId,
        subject: { kind: kind === 'document' ? 'document' : kind === 'decision' ? 'meeting' : 'disclosure', id },
        key: kind,
        colour: 'red',
        title,
        place: note,
        says: `最迟${deadline.due ? chineseDay(deadline.due) : ''}公开，${deadline.light.says}`,
        href,
      })
  return { looked: { rules: ['late', 'not-published'] }, found }
}
