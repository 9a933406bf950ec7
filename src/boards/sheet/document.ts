import { chineseDay, type Day } from '../../calendar/day.ts'
import type { Version } from '../../disclosures/item.ts'
import type { PublicLine } from '../../disclosures/published/store.ts'
import type { Organ } from '../../organs/model.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import type { NoticeSheet } from '../../typeset/typeset.ts'
import type { Posting } from '../postings/store.ts'

type Where = { name: string; spot: string; postedOn: Day | null; endsOn: Day | null }

/** The sheet of a posting: for one board when `where` is given, else for all of them. `address`: where the item is on the site. */
export function sheetOf(
  posting: Posting,
  organ: Organ,
  item: (PublicLine & { content: Version }) | null,
  { paper, where, address, day }: { paper: 'a4' | 'a3'; where: Where | null; address: string | null; day: Day },
): NoticeSheet {
  const { profile } = organ
  const phone = profile.hotline || profile.phone
  return {
    paper,
    mark: item ? '公　示' : '村务公开',
    title: posting.title,
    facts: [
      ['公示单位', item ? organ.name : (where?.name ?? '各村（居）民委员会')],
      ['公示期', periodWords(posting.days, where)],
      ...(where ? ([['张贴地点', [where.name, where.spot].filter(Boolean).join('，')]] as const) : []),
      ...(item ? ([['索引号', item.indexNumber]] as const) : []),
    ],
    body: item
      ? bodyBlocks(item.content.body || item.content.summary)
      : bodyBlocks(
          `${posting.notice ? `${posting.notice}\n` : ''}公开的内容附后。对公开的内容有疑问的，可以向村（居）务监督委员会或者下列电话反映。`,
        ),
    attachments: item?.content.attachments.map(({ name }) => name) ?? [],
    phones: [phone && `${organ.shortName} ${phone}`, '12345政务服务便民热线'].filter(Boolean).join('　'),
    place: `公示单位：${organ.name}　${chineseDay(day)}印`,
    evidence: '张贴后请拍照，用手机登记；公示期满撤下后登记日期。',
    code: address ? { text: address, alt: `网址：${address}` } : null,
    meta: { title: posting.title, author: organ.name, day },
  }
}

/** 《民法典》 art. 201: the day it is put up is not counted. */
const periodWords = (days: number, where: Where | null): string =>
  where?.postedOn && where.endsOn
    ? `${days}天，${chineseDay(where.postedOn)}至${chineseDay(where.endsOn)}`
    : `${days}天，自张贴的次日起算`
