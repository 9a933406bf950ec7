import { type Day, day } from '../calendar/day.ts'

/** What an organ may take for answering an application: its costs, nothing, or 信息处理费. */
export type FeeKind = 'cost' | 'none' | 'processing'

type Era = { from: Day; kind: FeeKind; says: string; source: string }

/** The four eras, the latest first. Publishing of one's own accord has always been free. */
export const FEE_ERAS: readonly Era[] = [
  {
    from: day('2021-01-01'),
    kind: 'processing',
    says: '申请人申请公开的数量、频次明显超过合理范围的，可以收取信息处理费',
    source: '《条例》（2019年）第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
  },
  {
    from: day('2019-05-15'),
    kind: 'none',
    says: '《条例》允许收取信息处理费，但还没有收费标准，不能收费',
    source: '《条例》（2019年）第四十二条',
  },
  {
    from: day('2017-04-01'),
    kind: 'none',
    says: '检索费、复制费、邮寄费已经取消或者停征，不能收费',
    source: '财税〔2017〕20号',
  },
  {
    from: day('2008-05-01'),
    kind: 'cost',
    says: '只能收取检索、复制、邮寄等成本费用',
    source: '《条例》（2008年）第二十七条',
  },
]

/** The era a day lies in. Throws before the Regulations were in force. */
export function feeEra(on: Day): Era {
  const era = FEE_ERAS.find(({ from }) => on >= from)
  if (!era) throw new Error(`no fees before the Regulations: ${on}`)
  return era
}

/** How 信息处理费 may be reckoned; an organ picks one for an application, never both. */
export const BASES = { pieces: '按件', pages: '按量' } as const
export type Basis = keyof typeof BASES

/** `to`: the last piece or page of the tier, null: no end; `each` in 分. */
export type Tier = { from: number; to: number | null; each: number }

/** Free up to `free`; each tier is taken of what lies in it alone (超额累进). */
const PAGES: readonly Tier[] = [
  { from: 31, to: 100, each: 10_00 },
  { from: 101, to: 200, each: 20_00 },
  { from: 201, to: null, each: 40_00 },
]

/** Pieces: 11 to 30 at 100 元, from 31 every ten pieces 100 元 more. */
function pieceTiers(upTo: number): Tier[] {
  const tiers: Tier[] = [{ from: 11, to: 30, each: 100_00 }]
  for (let from = 31, each = 200_00; from <= upTo; from += 10, each += 100_00) tiers.push({ from, to: from + 9, each })
  return tiers
}

/** What is free of charge: the tenth piece of the month, the thirtieth page. */
export const FREE = { pieces: 10, pages: 30 } as const

/** One line of the reckoning. `sum` in 分. */
export type FeeLine = Tier & { count: number; sum: number }
export type Fee = { basis: Basis; lines: FeeLine[]; total: number }

/**
 * 信息处理费 of one application, in 分, with its reckoning. `pieces`: those the same applicant asked of this organ in the
 * calendar month before (`before`) and in this application (`count`); only the latter are paid now. `pages`: those of this
 * application alone, a page being one side of A4. Throws on counts that are no counts. Pure.
 * Source: 国办函〔2020〕109号; the tiers of pieces from 31 on read as usual, ten pieces each.
 */
export function processingFee(basis: Basis, count: number, before = 0): Fee {
  for (const each of [count, before]) if (!Number.isSafeInteger(each) || each < 0) throw new Error(`no count: ${each}`)
  if (basis === 'pages' && before > 0) throw new Error('pages are not added up over applications')
  const last = before + count
  const tiers = basis === 'pages' ? PAGES : pieceTiers(last)
  const lines = tiers.flatMap((tier): FeeLine[] => {
    const from = Math.max(tier.from, before + 1)
    const to = Math.min(tier.to ?? last, last)
    return to < from ? [] : [{ from, to, each: tier.each, count: to - from + 1, sum: (to - from + 1) * tier.each }]
  })
  return { basis, lines, total: lines.reduce((sum, line) => sum + line.sum, 0) }
}

const UNITS = { pieces: '件', pages: '页' } as const

/** 分 as people write 元: `380`, `0.50`. */
export const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

/** The reckoning in words, a line each: 第31页至第68页，38页，每页10元，380元。 */
export function feeSays({ basis, lines, total }: Fee): string[] {
  const unit = UNITS[basis]
  return [
    ...lines.map(({ from, to, each, count, sum }) => {
      const span = from === to ? `第${from}${unit}` : `第${from}${unit}至第${to}${unit}`
      return `${span}，共${count}${unit}，每${unit}${yuan(each)}元，计${yuan(sum)}元`
    }),
    `合计${yuan(total)}元`,
  ]
}

/** Fujian's standard of cost fees until March 2017, in 分 (闽价费〔2008〕472号); other provinces had their own. */
export const COSTS_FUJIAN = [
  { label: '检索费', each: 5_00, unit: '件' },
  { label: 'A4黑白复制', each: 20, unit: '页' },
  { label: 'A3黑白复制', each: 40, unit: '页' },
  { label: 'A4彩色复制', each: 1_00, unit: '页' },
  { label: 'A3彩色复制', each: 2_00, unit: '页' },
  { label: '磁盘', each: 3_00, unit: '张' },
] as const
