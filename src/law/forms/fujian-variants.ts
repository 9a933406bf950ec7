import type { Part, ReportForm } from '../form.ts'
import { FUJIAN_2008 } from './fujian-2008.ts'
import { REMEDY_SUMS } from './tables-2021.ts'
import { NATIONAL_2014, NATIONAL_RULES } from './tables-national-2014.ts'

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七']
const FEES = '政府信息公开的收费及减免情况'

const renumbered = (parts: Part[]): Part[] =>
  parts.map((part, at) => ({
    ...part,
    number: NUMERALS[at]!,
    pieces: part.pieces.map((piece) =>
      piece.kind === 'narrative'
        ? { ...piece, label: piece.label.replace(new RegExp(`^${part.number}、`), `${NUMERALS[at]}、`) }
        : piece,
    ),
  }))

/** From the report of 2017 on, places in Fujian leave out the part on fees: six parts, the same annex. */
export const FUJIAN_2017: ReportForm = {
  ...FUJIAN_2008,
  code: 'fujian-2017',
  name: '福建省六部分格式（附表，不设收费部分）',
  years: { from: 2017, to: 2018 },
  preface: [
    FUJIAN_2008.preface[0]!.replace('政府信息公开的收费及减免情况，', '').replace('七部分', '六部分'),
    ...FUJIAN_2008.preface.slice(1),
  ],
  parts: renumbered(FUJIAN_2008.parts.filter(({ title }) => title !== FEES)),
  rules: FUJIAN_2008.rules.map((rule) =>
    rule.kind === 'entered' ? { ...rule, figures: rule.figures.filter((figure) => figure !== 'fees_yuan') } : rule,
  ),
}

/** Fujian's seven parts with the national table as a second annex, report years 2014 to 2018. */
export const FUJIAN_2014: ReportForm = {
  ...FUJIAN_2008,
  code: 'fujian-2014',
  name: '福建省七部分格式，另附国家统计表',
  years: { from: 2014, to: 2018 },
  basis: `${FUJIAN_2008.basis}；国办发〔2014〕32号`,
  parts: FUJIAN_2008.parts.map((part, at, all) =>
    at < all.length - 1
      ? part
      : {
          ...part,
          pieces: [
            ...part.pieces,
            { kind: 'heading', text: '（四）国家统计表' },
            { kind: 'table', table: NATIONAL_2014.key },
          ],
        },
  ),
  tables: [...FUJIAN_2008.tables, NATIONAL_2014],
  derived: REMEDY_SUMS,
  rules: [...FUJIAN_2008.rules, ...NATIONAL_RULES],
}
