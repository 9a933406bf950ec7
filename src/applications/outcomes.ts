import type { Edition } from '../law/editions.ts'
import type { Remedy } from '../law/remedy-notice.ts'

/** What kind of case ends like this: an application for information, or for the correction of one's own records. */
export type Kind = 'request' | 'amendment'
export const KINDS = { request: '公开申请', amendment: '更正本人信息申请' } as const satisfies Record<Kind, string>

export type OutcomeRow = {
  label: string
  article: string
  /** Something is kept back: each part is named with its ground. */
  withholds?: 'part' | 'all'
  /** May be the ground of a part in a partial reply. */
  ground?: true
  /** Nothing was found: where and how it was searched must be on record. */
  search?: true
  /** Another organ answers: it is to be named when it can be determined; `named`: always. */
  elsewhere?: true | 'named'
  /** No reply was written: the case ended otherwise. */
  ends?: true
  /** Only in cases entered before outcomes had their grounds. */
  past?: true
  /** Line of the annex of Fujian's form; null: not an answer, not counted there. */
  fujian: 'granted' | 'partial' | 'refused' | null
  /** Line of the national table of 2014. */
  national: string | null
  /** Line of the tables of 2019 and 2021. */
  table: string | null
  /** What can be done against it; the words are those of the day of the answer. Null: it is the applicant's own wish. */
  remedy: Remedy | null
}

const row = (
  label: string,
  article: string,
  [fujian, national, table]: [OutcomeRow['fujian'], string | null, string | null],
  remedy: Remedy | null,
  more: Partial<OutcomeRow> = {},
): OutcomeRow => ({ label, article, fujian, national, table, remedy, ...more })

/** A whole refusal rests on its own ground; the same ground may hold back a part. */
const withheld = (label: string, article: string, national: string, table: string | null) =>
  row(label, article, ['refused', national, table], 'withheld', { withholds: 'all', ground: true })

const PAST = row('否决公开（登记时未分理由）', '第二十一条第二项', ['refused', null, null], 'withheld', { past: true })
const WITHDRAWN = row('申请人撤回申请', '', [null, null, 'r6_3'], null, { ends: true })

/** 《条例》 2008, arts. 14, 21 to 23. */
const OF_2008 = {
  public: row('属于已主动公开范围', '第二十一条第一项', ['granted', '3.3.1', 'r1'], 'informed'),
  provided: row('同意公开', '第二十一条第一项', ['granted', '3.3.2', 'r1'], 'informed'),
  partial: row('同意部分公开', '第二十二条', ['partial', '3.3.3', 'r2'], 'withheld', { withholds: 'part' }),
  secret: withheld('不予公开：涉及国家秘密', '第十四条第四款、第二十一条第二项', '3.3.4.1', 'r3_1'),
  trade: withheld('不予公开：涉及商业秘密', '第十四条第四款、第二十三条', '3.3.4.2', 'r3_4'),
  privacy: withheld('不予公开：涉及个人隐私', '第十四条第四款、第二十三条', '3.3.4.3', 'r3_4'),
  security: withheld('不予公开：危及国家安全、公共安全、经济安全和社会稳定', '第八条', '3.3.4.4', 'r3_3'),
  'not-information': row(
    '不是《条例》所指政府信息',
    '第二条、第二十一条第二项',
    ['refused', '3.3.4.5', 'r6_3'],
    'refused',
    { ground: true },
  ),
  barred: withheld('不予公开：法律法规规定的其他情形', '第二十一条第二项', '3.3.4.6', 'r3_2'),
  'not-ours': row('不属于本行政机关公开', '第二十一条第三项', ['refused', '3.3.5', 'r4_1'], 'unable', {
    elsewhere: true,
  }),
  'not-found': row('申请的信息不存在', '第二十一条第三项', ['refused', '3.3.6', 'r4_1'], 'unable', { search: true }),
  unclear: row('告知作出更改、补充', '第二十一条第四项', ['refused', '3.3.7', 'r4_3'], 'unable'),
  'other-way': row('告知通过其他途径办理', '第二十一条', ['refused', '3.3.8', 'r3_8'], 'refused', { elsewhere: true }),
  refused: PAST,
  withdrawn: WITHDRAWN,
} as const satisfies Record<string, OutcomeRow>

/** 《条例》 2019, arts. 14 to 16, 30, 35 to 39, 42. */
const OF_2019 = {
  public: row('予以公开：已主动公开，告知获取方式、途径', '第三十六条第一项', ['granted', '3.3.1', 'r1'], 'informed'),
  provided: row('予以公开：提供该信息', '第三十六条第二项', ['granted', '3.3.2', 'r1'], 'informed'),
  partial: row('部分公开', '第三十七条', ['partial', '3.3.3', 'r2'], 'withheld', { withholds: 'part' }),
  secret: withheld('不予公开：属于国家秘密', '第十四条、第三十六条第三项', '3.3.4.1', 'r3_1'),
  barred: withheld('不予公开：其他法律、行政法规禁止公开', '第十四条、第三十六条第三项', '3.3.4.6', 'r3_2'),
  security: withheld('不予公开：危及“三安全一稳定”', '第十四条、第三十六条第三项', '3.3.4.4', 'r3_3'),
  'third-party': withheld('不予公开：保护第三方合法权益', '第十五条、第三十二条', '3.3.4.3', 'r3_4'),
  internal: withheld('不予公开：属于三类内部事务信息', '第十六条第一款', '3.3.4.6', 'r3_5'),
  process: withheld('不予公开：属于四类过程性信息', '第十六条第二款', '3.3.4.6', 'r3_6'),
  enforcement: withheld('不予公开：属于行政执法案卷', '第十六条第二款', '3.3.4.6', 'r3_7'),
  'special-access': row('不予公开：属于行政查询事项', '第三十六条第七项', ['refused', '3.3.8', 'r3_8'], 'refused', {
    elsewhere: true,
  }),
  'not-found': row('无法提供：检索后没有找到，信息不存在', '第三十六条第四项', ['refused', '3.3.6', 'r4_1'], 'unable', {
    search: true,
  }),
  'not-held': row('无法提供：本机关不掌握', '第三十六条第四项', ['refused', '3.3.6', 'r4_1'], 'unable', {
    search: true,
  }),
  'not-ours': row('无法提供：不属于本机关负责公开', '第三十六条第五项', ['refused', '3.3.5', 'r4_1'], 'unable', {
    elsewhere: true,
  }),
  'to-be-made': row('无法提供：没有现成信息，需要另行制作', '第三十八条', ['refused', '3.3.4.6', 'r4_2'], 'unable'),
  unclear: row('无法提供：补正后申请内容仍不明确', '第三十条', ['refused', '3.3.7', 'r4_3'], 'unable'),
  petition: row('不予处理：信访、投诉、举报类申请', '第三十九条第一款', ['refused', '3.3.8', 'r5_1'], 'refused'),
  repeated: row('不予处理：重复申请', '第三十六条第六项', ['refused', '3.3.4.6', 'r5_2'], 'refused'),
  publication: row('不予处理：要求提供公开出版物', '第三十九条第二款', ['refused', '3.3.8', 'r5_3'], 'refused'),
  excessive: row('不予处理：无正当理由大量反复申请', '第三十五条', ['refused', '3.3.4.6', 'r5_4'], 'refused'),
  reissue: row('不予处理：要求确认或者重新出具已获取信息', '', ['refused', '3.3.4.6', 'r5_5'], 'refused'),
  uncorrected: row('其他处理：无正当理由逾期不补正', '第三十条', [null, null, 'r6_1'], 'ended', { ends: true }),
  unpaid: row('其他处理：逾期未缴信息处理费', '第四十二条', [null, null, 'r6_2'], 'ended', { ends: true }),
  refused: { ...PAST, article: '第三十六条第三项' },
  withdrawn: { ...WITHDRAWN, label: '其他处理：申请人撤回申请' },
} as const satisfies Record<string, OutcomeRow>

const amendment = (
  label: string,
  [old, now]: [string, string],
  remedy: Remedy | null,
  more: Partial<OutcomeRow> = {},
) => ({
  2008: row(label, old, [null, null, null], remedy, more),
  2019: row(label, now, [null, null, null], remedy, more),
})
const AMENDMENTS = {
  amended: amendment('已更正', ['第二十五条第二款', '第四十一条'], 'informed'),
  'not-amended': amendment('不予更正', ['第二十五条第二款', '第四十一条'], 'refused'),
  transferred: amendment('转送有权更正的机关', ['第二十五条第二款', '第四十一条'], 'unable', { elsewhere: 'named' }),
  // Under the 2008 edition an organ that may not correct has to pass the request on.
  referred: {
    2019: row('告知向有权更正的机关提出', '第四十一条', [null, null, null], 'unable', { elsewhere: 'named' }),
  },
  withdrawn: amendment('申请人撤回申请', ['', ''], null, { ends: true }),
}

/** The closed list of ends, by edition. One application, one row, one line of every table. Pure. */
export const OUTCOMES: Record<Edition, Record<string, OutcomeRow>> = { '2008': OF_2008, '2019': OF_2019 }
export type Outcome = keyof typeof OF_2008 | keyof typeof OF_2019 | keyof typeof AMENDMENTS

/** What a case of this kind and edition may end with. */
export const outcomesOf = (of: { edition: Edition; kind: Kind }): Record<string, OutcomeRow> =>
  of.kind === 'request'
    ? OUTCOMES[of.edition]
    : Object.fromEntries(
        Object.entries<Partial<Record<Edition, OutcomeRow>>>(AMENDMENTS).flatMap(([code, rows]) => {
          const here = rows[of.edition]
          return here ? [[code, here]] : []
        }),
      )

/** The row of an outcome; null when that edition has none of that name. */
export const outcomeRow = (of: { edition: Edition; kind: Kind }, code: string): OutcomeRow | null => {
  const rows = outcomesOf(of)
  return Object.hasOwn(rows, code) ? rows[code]! : null
}

/** The letter that says it, in the list of letters; null: nothing is written, it was entered before outcomes had grounds. */
export const letterOf = (kind: Kind, code: string, { ends, past }: OutcomeRow): string | null => {
  if (past) return null
  if (ends) return `ended-${code}`
  return `${kind === 'request' ? 'reply' : 'amendment'}-${code}`
}

/** What a reply may say: without what ends a case unanswered, and without what only the past has. */
export const repliesOf = (of: { edition: Edition; kind: Kind }): [Outcome, OutcomeRow][] =>
  Object.entries(outcomesOf(of)).filter(([, { ends, past }]) => !ends && !past) as [Outcome, OutcomeRow][]

/** The grounds a part may be held back on. */
export const groundsOf = (edition: Edition): [string, OutcomeRow][] =>
  Object.entries(OUTCOMES[edition]).filter(([, { ground }]) => ground)

const CODES = new Set(Object.keys({ ...OF_2008, ...OF_2019, ...AMENDMENTS }))
export const isOutcome = (text: string): text is Outcome => CODES.has(text)
