import type { Child } from 'hono/jsx'
import { chineseDay, dayOf } from '../../calendar/day.ts'
import { story } from '../../ledger/store.ts'
import type { Organ } from '../../organs/model.ts'
import { PROFILE_LABELS } from '../../organs/settings.ts'
import { ENTRIES, entryPath } from '../../web/entries.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Facts, PrintButton } from '../../web/ui/index.ts'
import { listCategories } from '../catalogue/store.ts'
import { CHANNELS } from '../channels.ts'
import { publishedCells } from '../published/store.ts'
import { columnMeta, ofOrgan, said } from './common.tsx'

/** Where the guide leads its readers; the reading point has addresses of its own. */
export type GuideWays = { content: string; category: (code: string) => string; search: string; apply: string }

/** 政府信息公开指南, as a page of the portal. At /:organ/zfxxgkzn */
export const guide = ofOrgan(async (c, organ) => {
  const content = entryPath(organ.slug, 'content')
  const ways = {
    content,
    category: (code: string) => `${content}?category=${code}`,
    search: `/search?organ=${organ.slug}`,
    apply: entryPath(organ.slug, 'apply'),
  }
  return portalPage(
    c,
    {
      title: ENTRIES.guide.label,
      organ,
      entry: 'guide',
      meta: columnMeta(ENTRIES.guide.label, '信息公开指南', `${organ.name}政府信息公开指南`),
    },
    <>
      <h1>{ENTRIES.guide.label}</h1>
      {await guideText(c, organ, ways)}
      <p>
        <PrintButton />
      </p>
    </>,
  )
})

/**
 * The text of the guide, generated from what the organ says of itself, so that it is never out of date. Its elements are those
 * of 《条例》2019 art. 12 ¶2 (2008 art. 19).
 */
export async function guideText(c: C, organ: Organ, ways: GuideWays): Promise<Child> {
  const scope = scopeOf(c)
  const [changes, categories, cells] = await Promise.all([
    story(scope, 'organ', organ.id),
    listCategories(scope),
    publishedCells(scope, organ.id),
  ])
  const edition = changes.at(-1)?.at ?? c.var.now
  const count = (id: string) => cells.reduce((sum, cell) => sum + (cell.categoryId === id ? cell.count : 0), 0)
  return (
    <>
      <p>
        本指南根据《中华人民共和国政府信息公开条例》编制，{chineseDay(dayOf(edition))}
        更新。内容由机关登记的资料生成，资料有变动时随之更新。
      </p>
      <h2>一、公开的信息</h2>
      <p>本机关主动公开的信息分为以下各类，可以在“{ENTRIES.content.label}”栏目查阅。</p>
      <ul>
        {categories.map((category) => (
          <li>
            <A href={ways.category(category.code)}>{category.name}</A>（{count(category.id)}条）
          </li>
        ))}
      </ul>
      <h2>二、编排体系</h2>
      <p>每条信息都有索引号、信息名称、发布机构、成文日期、文号、发布日期和分类。</p>
      <p>索引号由机构代码、信息类别、成文年份和年度流水号组成，每条信息各有一个，不会重复。{example(organ)}</p>
      <h2>三、获取方式</h2>
      <p>主动公开的信息，可以通过以下方式获取：</p>
      <ul>
        <li>
          本网站：按<A href={ways.content}>类别和年份</A>查阅，或者
          <A href={ways.search}>搜索</A>
          标题、正文、文号和索引号。页面和附件都可以下载、打印，不收费用。
        </li>
        {organ.profile.readingPoint && <li>公共查阅点：{organ.profile.readingPoint}</li>}
        <li>其他形式：{Object.values(CHANNELS).slice(1).join('、')}等，以各条信息的公开形式为准。</li>
      </ul>
      <p>主动公开的信息，自形成或者变更之日起20个工作日内公开；法律、法规另有规定的，从其规定。</p>
      <p>
        没有主动公开的信息，可以申请公开，办法见“<A href={ways.apply}>{ENTRIES.apply.label}</A>”。
      </p>
      <h2>四、政府信息公开工作机构</h2>
      <Facts facts={contactOf(organ)} />
      <h2>五、监督</h2>
      <p>
        认为本机关不依法履行政府信息公开义务的，可以拨打监督举报电话{said(organ.profile.hotline)}
        ，也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。
      </p>
    </>
  )
}

/** The working body as the Regulations ask for it: name, address, hours, phone, fax, internet contact. */
export const contactOf = ({ name, profile }: Organ) =>
  [
    ['机构名称', profile.office || name],
    [PROFILE_LABELS.address, said(profile.address)],
    [PROFILE_LABELS.postcode, profile.postcode],
    [PROFILE_LABELS.hours, said(profile.hours)],
    [PROFILE_LABELS.phone, said(profile.phone)],
    [PROFILE_LABELS.fax, said(profile.fax)],
    [PROFILE_LABELS.email, said(profile.email)],
  ] as const

const example = (organ: Organ) =>
  `样式为：${organ.settings.indexNumberTemplate
    .replace('{organ}', '机构代码')
    .replace('{category}', '类别代码')
    .replace('{year}', '年份')
    .replace(/\{serial(:\d)?\}/, '流水号')}，本机关的机构代码是${organ.code}。`
