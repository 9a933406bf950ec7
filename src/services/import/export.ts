import { GUIDE_LABELS, type Guide, guideWords } from '../guide/model.ts'
import { tripsLabel } from '../rules.ts'
import type { Service } from '../store.ts'

type Cell = string | number | null
export type ExportSheet = { name: string; columns: string[]; cells: Cell[][] }

/** Every field but those written elsewhere: materials have a sheet of their own, questions stay here. */
const FIELDS = (Object.keys(GUIDE_LABELS) as (keyof Guide)[]).filter(
  (field) => field !== 'materials' && field !== 'questions',
)

/** The columns `readServices` knows, so that what is written out can be changed in Excel and brought in again. Pure. */
export function exportSheets(services: readonly Service[], organName: (id: string) => string): ExportSheet[] {
  const main: ExportSheet = {
    name: '政务服务事项',
    columns: [
      '事项编码',
      '事项名称',
      '到办事现场次数',
      '列入日期',
      ...FIELDS.map((field) => GUIDE_LABELS[field]),
      '机关',
      '跑动',
      '取消日期',
    ],
    cells: services.map((service) => [
      service.code,
      service.name,
      service.visits,
      service.listedOn,
      ...FIELDS.map((field) => cellOf(service.guide, field)),
      organName(service.organId),
      tripsLabel(service),
      service.delistedOn,
    ]),
  }
  const materials: ExportSheet = {
    name: '申请材料',
    columns: ['事项编码', '材料名称', '必要性', '材料形式', '份数', '来源渠道', '填报须知'],
    cells: services.flatMap(({ code, guide }) =>
      guide.materials.map(({ name, need, format, copies, source, note }): Cell[] => [
        code,
        name,
        need === 'must' ? '必要' : '非必要',
        format,
        copies,
        source,
        note,
      ]),
    ),
  }
  return [main, materials]
}

function cellOf(guide: Guide, field: keyof Guide): Cell {
  if (field === 'legalDays' || field === 'promiseDays') return guide[field]
  return guideWords(guide, field)
}
