import type { Day } from '../calendar/day.ts'
import type { Block } from '../typeset/model.ts'
import type { Difference } from './differences.ts'

/** What a corrected edition says of itself: the officer's words, what it replaces, and the figures that came out otherwise. */
export type Correction = {
  note: string
  replaces: { number: string | null; datedOn: Day | null }
  changed: readonly Difference[]
}

/** 年度报告 becomes 年度报告（更正版）; in the title of the notice too. */
export const asCorrected = (title: string): string => title.replace(/年度报告(?!.*年度报告)/s, '年度报告（更正版）')

/** Stands before everything else in the corrected edition. */
export function correctionBlocks({ note, replaces, changed }: Correction): Block[] {
  const value = (number: number | null) => (number === null ? '未填报' : number)
  return [
    { kind: 'heading', level: 1, text: '更正说明' },
    ...note.split('\n').map((line): Block => ({ kind: 'paragraph', runs: [line.trim()] })),
    {
      kind: 'paragraph',
      runs: [`本版自发布之日起代替${replaces.number ? `${replaces.number}印发的` : ''}原报告。`],
    },
    ...(changed.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: '与原报告不同的数',
            columns: [
              { label: '指标', width: 4 },
              { label: '原报告', align: 'end' as const },
              { label: '本版', align: 'end' as const },
            ],
            rows: changed.map(({ label, signed, now }) => ({ cells: [label, value(signed), value(now)] })),
          },
        ]),
  ]
}
