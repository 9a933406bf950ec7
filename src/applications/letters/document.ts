import type { Day } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import type { Block, Enclosed, OfficialDocument } from '../../typeset/model.ts'
import type { LetterRow } from './kinds.ts'
import type { Values, Wording } from './model.ts'
import { fill } from './text.ts'

export type LetterFacts = {
  organ: Organ
  number: string | null
  day: Day
  /** Whom it is written to, as the letter says it. */
  to: string
  values: Values
  /** Where the case is followed, as an address to be scanned. */
  track?: string | null
}

/** A letter as its page says it: a 函 of the organ by GB/T 9704, or a form of its own file. Pure. */
export function letterDocument(row: LetterRow, { title, body }: Wording, of: LetterFacts): OfficialDocument {
  const { organ, day, number, values, track } = of
  const said = bodyBlocks(fill(body, values))
  const words = row.form ? said.map(roomy) : said
  const signedAs = organ.settings.signedAs || organ.name
  return {
    head: row.form ? null : { mark: organ.name, number, format: 'letter' },
    title,
    ...(row.form ? {} : { recipients: of.to, signature: { organ: signedAs, day } }),
    // The last words stay with the signature: the code stands above them.
    body: [...words.slice(0, -1), ...(row.tracked && track ? [scanned(track)] : []), ...words.slice(-1)],
    ...(row.slip ? { enclosed: [slip(title, number, values)] } : {}),
    // Properties of a file travel with it and are read by many: no name of an applicant among them.
    meta: { title: number ? `${title}（${number}）` : title, author: organ.name, day, subject: '依申请公开' },
  }
}

const scanned = (track: string): Block => ({
  kind: 'code',
  text: track,
  alt: '二维码：查询办理情况的网页',
})

/** A form is filled in by hand: what is asked at the left, room for the answer at the right. */
const roomy = (block: Block): Block =>
  block.kind === 'table'
    ? { ...block, roomy: true, columns: block.columns.map((column, at) => ({ ...column, width: at === 0 ? 1 : 2 })) }
    : block

/** 回执: what the one who is asked fills in and sends back. */
function slip(title: string, number: string | null, values: Values): Enclosed {
  const rows: [string, string][] = [
    ['来函', number ?? title],
    ['申请登记号', values.登记号 ?? ''],
    ['申请公开的内容', values.申请内容 ?? ''],
    ['收到来函日期', '　　　　年　　月　　日'],
    ['意　　见', '□同意公开　□同意部分公开　□不同意公开'],
    ['同意公开的部分', ''],
    ['理由和依据', ''],
    ['联系人和电话', ''],
    ['签名或者盖章', '　　　　年　　月　　日'],
  ]
  return {
    label: '回执',
    title: '政府信息公开意见回执',
    body: [
      {
        kind: 'table',
        roomy: true,
        columns: [
          { label: '项目', width: 1 },
          { label: '内容', width: 2 },
        ],
        rows: rows.map((cells) => ({ cells })),
      },
    ],
  }
}
