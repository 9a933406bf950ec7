import { dayOf, minuteOf } from '../../calendar/day.ts'
import type { OfficialDocument } from '../../typeset/model.ts'
import { basisLabels } from '../basis.ts'
import { millimetres } from './model.ts'
import type { DrawnBox } from './registry/store.ts'

/** Where a box lies, in words: 左25毫米，上40毫米，宽80毫米，高10毫米. */
export const placeOf = (box: Pick<DrawnBox, 'x' | 'y' | 'width' | 'height' | 'whole'>): string =>
  box.whole
    ? '整页'
    : `左${millimetres(box.x)}，上${millimetres(box.y)}，宽${millimetres(box.width)}，高${millimetres(box.height)}（毫米）`

/** The log sheet 遮盖记录: where something was hidden, why, by whom, when. Not what. */
export function recordSheet(of: {
  name: string
  organ: string
  pages: number
  boxes: readonly DrawnBox[]
  at: Date
}): OfficialDocument {
  const day = dayOf(of.at)
  return {
    head: null,
    title: '遮盖记录',
    body: [
      {
        kind: 'paragraph',
        runs: [
          `文件名称：${of.name}。共${of.pages}页，遮盖${of.boxes.length}处。遮盖的内容已经从文件中去除，不能恢复。`,
        ],
      },
      {
        kind: 'table',
        columns: [
          { label: '序号', align: 'center', width: 0.6 },
          { label: '页', align: 'center', width: 0.5 },
          { label: '位置', width: 2 },
          { label: '依据', width: 2 },
          { label: '说明', width: 1.6 },
          { label: '遮盖人', width: 1.5 },
          { label: '时间', width: 1.5 },
        ],
        rows: of.boxes.map((box, at) => ({
          cells: [
            at + 1,
            box.page,
            placeOf(box),
            basisLabels([box.basis]),
            box.words,
            box.drawnAs,
            minuteOf(box.drawnAt),
          ],
        })),
      },
    ],
    signature: { organ: of.organ, day },
    meta: { title: '遮盖记录', author: of.organ, day },
  }
}
