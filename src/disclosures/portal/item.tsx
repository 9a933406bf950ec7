import { raw } from 'hono/html'
import { dayOf, minuteOf } from '../../calendar/day.ts'
import { filePath } from '../../files/download.tsx'
import { kindLabel, sizeLabel } from '../../files/kinds.ts'
import type { Organ } from '../../organs/model.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import { blocksToHtml } from '../../typeset/typeset.ts'
import { ENTRIES, entryPath } from '../../web/entries.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Facts, Notice, Panel, PrintButton, Timeline } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { UNCATEGORISED } from '../categories.ts'
import { channelNames, together } from '../channels.ts'
import type { Attachment, Version } from '../item.ts'
import { type Edition, type PublicItem, publishedEditions, publishedItem } from '../published/store.ts'
import { VALIDITIES } from '../validity.ts'
import { WITHDRAWALS } from '../withdrawals.ts'
import { articleMeta, ofOrgan } from './common.tsx'

/** One item: its index table, its text, its attachments, its versions. At /:organ/fdzdgknr/:indexNumber */
export const item = ofOrgan(async (c, organ) => {
  const scope = scopeOf(c)
  const found = await publishedItem(scope, organ.id, c.req.param('indexNumber') ?? '')
  if (!found) return answerNotFound(c)
  if (found.withdrawn) return tombstone(c, organ, found)
  const editions = await publishedEditions(scope, found.id)
  const { content } = found
  return portalPage(
    c,
    {
      title: content.title,
      organ,
      entry: 'content',
      crumbs: crumbs(organ, content.categoryName, content.categoryCode),
      meta: {
        ColumnName: content.categoryName ?? ENTRIES.content.label,
        ColumnType: '信息公开目录',
        ...articleMeta({
          title: content.title,
          publishedAt: found.publishedAt,
          source: content.source || organ.name,
          keywords: [content.documentNumber, content.categoryName, organ.shortName],
          description: content.summary || content.body.replaceAll('\n', ' '),
        }),
      },
    },
    <article>
      <h1>{content.title}</h1>
      <Facts class="index-table" facts={indexTable(organ, found, content)} />
      {content.summary && <p>内容概述：{content.summary}</p>}
      <div class="prose">{raw(blocksToHtml(bodyBlocks(content.body), 2))}</div>
      <Attachments files={content.attachments} />
      <Editions editions={editions} />
      <p>
        <PrintButton />
      </p>
    </article>,
  )
})

const crumbs = (organ: Organ, category: string | null, code: string | null) => [
  { label: ENTRIES.content.label, href: entryPath(organ.slug, 'content') },
  {
    label: category ?? UNCATEGORISED.name,
    href: `${entryPath(organ.slug, 'content')}?category=${code ?? UNCATEGORISED.code}`,
  },
  { label: '正文' },
]

/** The table a citizen expects over an item in Fujian, and its publication time as government sites show it. */
const indexTable = (organ: Organ, item: PublicItem, content: Version) =>
  [
    ['索引号', item.indexNumber],
    ['信息名称', content.title],
    ['发布机构', organ.name],
    ['成文日期', content.formedOn],
    ['文号', content.documentNumber ?? '无'],
    ['发布日期', <time datetime={item.publishedAt.toISOString()}>{minuteOf(item.publishedAt)}</time>],
    ['分类', content.categoryName ?? UNCATEGORISED.name],
    ['有效性', content.validity && VALIDITIES[content.validity]],
    ['公开形式', channelNames(together(content.channels, item.notedChannels))],
    ['来源', content.source],
  ] as const

const Attachments = ({ files }: { files: readonly Attachment[] }) =>
  files.length === 0 ? null : (
    <Panel title="附件">
      <ol>
        {files.map((file) => (
          <li>
            <A href={filePath(file)}>{file.name}</A>（{kindLabel(file.name)}，{sizeLabel(file.size)}）
          </li>
        ))}
      </ol>
    </Panel>
  )

/** Shown once there is more than one: what was published again, when, and what it says it changed. */
const Editions = ({ editions }: { editions: readonly Edition[] }) =>
  editions.length < 2 ? null : (
    <Panel title="修订情况">
      <Timeline
        label="修订情况"
        entries={editions.map((edition, at) => ({
          when: minuteOf(edition.publishedAt),
          what: `第${editions.length - at}版${at === 0 ? '（现行版本）' : ''}`,
          note: edition.note || (at === editions.length - 1 ? '首次发布' : '未填写修订说明'),
        }))}
      />
    </Panel>
  )

/** What stands where a withdrawn item stood: that it was there, and which kind of reason there was. 410, and no content. */
function tombstone(c: C, organ: Organ, item: PublicItem & { withdrawn: object }) {
  const { reason, at } = item.withdrawn as NonNullable<PublicItem['withdrawn']>
  return portalPage(
    c,
    {
      title: '这条信息已经撤回',
      organ,
      entry: 'content',
      crumbs: [{ label: ENTRIES.content.label, href: entryPath(organ.slug, 'content') }, { label: '已撤回' }],
      status: 410,
    },
    <>
      <h1>这条信息已经撤回</h1>
      <Notice kind="warning">
        <p>
          索引号 {item.indexNumber}，{minuteOf(item.publishedAt)}发布
          {at && `，${dayOf(at)}撤回`}。
        </p>
        <p>撤回原因：{WITHDRAWALS[reason].says}。</p>
      </Notice>
      <p>
        如需进一步了解，请联系{organ.profile.office || organ.name}
        {organ.profile.phone && `，电话${organ.profile.phone}`}。
      </p>
    </>,
  )
}
