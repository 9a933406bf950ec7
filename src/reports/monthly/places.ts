import { type Place, page, unseenStep } from '../../web/place.ts'
import { monthClose, monthlyShow, monthReopen } from './console/board.tsx'
import { dutiesSave, dutiesShow } from './console/duties.tsx'
import { importApply, importAsk, importShow, importTake, monthlyExport } from './console/import.tsx'
import { evidenceRemove, evidenceSend, monthSave, monthShow } from './console/month.tsx'

const SEE = ['officer', 'reviewer', 'leader', 'supervisor', 'reporter'] as const
const ENTER = ['officer', 'reporter'] as const
const HERE = '/console/monthly'
const MONTH = `${HERE}/:unit/:year{[0-9][0-9][0-9][0-9]}/:month{[0-9]+}`

/** 按月填报. A 科室填报员 sees and enters the own section; the steps ask again whose it is. */
export const monthlyPlaces: readonly Place[] = [
  page(HERE, SEE, monthlyShow),
  page(`${HERE}/export`, SEE, monthlyExport),
  page(`${HERE}/duties`, ['officer'], dutiesShow),
  unseenStep(`${HERE}/duties`, ['officer'], 'monthly.assigned', dutiesSave),
  unseenStep(`${HERE}/close`, ['officer'], 'monthly.closed', monthClose),
  unseenStep(`${HERE}/reopen`, ['officer'], 'monthly.reopened', monthReopen),
  page(`${HERE}/import`, ENTER, importAsk),
  unseenStep(`${HERE}/import`, ENTER, 'monthly.uploaded', importTake),
  page(`${HERE}/import/:id`, ENTER, importShow),
  unseenStep(`${HERE}/import/:id`, ENTER, 'monthly.imported', importApply),
  page(`${HERE}/evidence/:id`, SEE, evidenceSend),
  unseenStep(`${HERE}/evidence/:id/remove`, ENTER, 'monthly.detached', evidenceRemove),
  page(MONTH, SEE, monthShow),
  unseenStep(MONTH, ENTER, 'monthly.entered', monthSave),
]
