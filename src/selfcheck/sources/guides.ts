import { missingIn } from '../../services/guide/rules.ts'
import { listServiceItems } from '../../services/store.ts'
import type { Found } from '../model.ts'
import type { Source } from './tools.ts'

const AT_ONCE = 1000

/** Services in the list whose guide lacks elements. */
export const guides: Source = async ({ ctx }) => {
  const found: Found[] = []
  for (let offset = 0; ; offset += AT_ONCE) {
    const { rows, total } = await listServiceItems(ctx, { state: 'listed' }, { limit: AT_ONCE, offset })
    for (const service of rows) {
      const missing = missingIn(service)
      if (missing.length === 0) continue
      found.push({
        rule: 'guide-elements',
        organId: service.organId,
        subject: { kind: 'service', id: service.id },
        key: 'missing',
        colour: 'red',
        weight: missing.length,
        title: service.name,
        place: service.code,
        says: `缺${missing.length}类：${missing.map(({ says }) => says.replace('没有填写', '')).join('、')}`,
        href: `/console/services/${service.id}`,
      })
    }
    if (offset + AT_ONCE >= total) break
  }
  return { looked: { rules: ['guide-elements'] }, found }
}
