import { raw } from 'hono/html'
import { dayOf, minuteOf } from '../../calendar/day.ts'
import { listCategories } from '../../disclosures/catalogue/store.ts'
import { UNCATEGORISED } from '../../disclosures/categories.ts'
import type { Attachment } from '../../disclosures/item.ts'
import { publicPath } from '../../disclosures/item.ts'
import { pageOf } from '../../disclosures/portal/common.tsx'
import {
  PAGE_SIZE,
  type PublicLine,
  publishedCells,
  publishedItem,
  publishedItems,
} from '../../disclosures/published/store.ts'
import { noLonger, VALIDITIES } from '../../disclosures/validity.ts'
import { filePath } from '../../files/download.tsx'
import { kindLabel, sizeLabel } from '../../files/kinds.ts'
import type { Organ } from '../../organs/model.ts'
import { facetsOf } from '../../search/facets.ts'
import { addressOf } from '../../services/portal/common.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import { blocksToHtml } from '../../typeset/typeset.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { A, address, Empty, Facts, Listing, Notice, Pager, QrCode } from '../../web/ui/index.ts'
import { KioskPrint, kioskMissing, kioskPage, ofKiosk } from './frame.tsx'
import { itemsWay, itemWay, kioskPath } from './ways.ts'

/** Lines one can hit with a thumb. */
export const KioskLines = ({ organ, items }: { organ: Organ; items: readonly PublicLine[] }) => (
  <Listing
    items={items.map((item) => ({
      title: item.title,
      href: itemWay(organ, item.indexNumber),
      day: dayOf(item.publishedAt),
      note: [noLonger(item.validity), item.documentNumber].filter(Boolean).join('　') || undefined,
    }))}
  />
)

/** The classes with what is in them, or what is in one class. At /kiosk/:organ/items */
export const kioskItems = ofKiosk(async (c, organ) => {
  const scope = scopeOf(c)
  const [categories, cells] = await Promise.all([listCategories(scope), publishedCells(scope, organ.id)])
  const counts = facetsOf(cells, {}).categories
  const classes = [
    ...categories.map(({ id, code, name }) => ({ filter: id, code, name, count: counts.get(id) ?? 0 })),
    { filter: 'none', ...UNCATEGORISED, count: counts.get(null) ?? 0 },
  ]
  const code = c.req.query('category')
  if (code === undefined) return chooseClass(c, organ, classes)
  const chosen = classes.find((each) => each.code === code)
  const page = pageOf(c)
  const found = chosen && (await publishedItems(scope, { organId: organ.id, category: chosen.filter }, page))
  const pages = Math.ceil((found?.total ?? 0) / PAGE_SIZE)
  if (!chosen || !found || page > Math.max(1, pages)) return kioskMissing(c, organ)
  return kioskPage(
    c,
    organ,
    { title: chosen.name, back: itemsWay(organ) },
    <>
      <h1>{chosen.name}</h1>
      {found.items.length > 0 ? (
        <KioskLines organ={organ} items={found.items} />
      ) : (
        <Empty title="这一类还没有公开的信息" hint="可以看看其他类别，或者搜索。" />
      )}
      <Pager
        page={page}
        pages={pages}
        total={found.total}
        href={(to) => address(kioskPath(organ, '/items'), { category: code, page: to === 1 ? undefined : to })}
      />
    </>,
  )
})

function chooseClass(c: C, organ: Organ, classes: readonly { code: string; name: string; count: number }[]) {
  const filled = classes.filter(({ count }) => count > 0)
  return kioskPage(
    c,
    organ,
    { title: '查政府信息', back: kioskPath(organ) },
    <>
      <h1>查哪一类？</h1>
      {filled.length > 0 ? (
        <ul class="kiosk-doors">
          {filled.map(({ code, name, count }) => (
            <li>
              <A href={itemsWay(organ, code)}>{name}</A>
              <p>{count}条</p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty title="还没有公开的信息" hint="要找的信息可以申请公开，请返回首页选“申请公开”。" />
      )}
    </>,
  )
}

/** One item, to read and to print. At /kiosk/:organ/items/:indexNumber */
export const kioskItem = ofKiosk(async (c, organ) => {
  const found = await publishedItem(scopeOf(c), organ.id, c.req.param('indexNumber') ?? '')
  if (!found || found.withdrawn) return kioskMissing(c, organ)
  const { content } = found
  const elsewhere = addressOf(c, publicPath(found))
  return kioskPage(
    c,
    organ,
    { title: content.title, back: itemsWay(organ, content.categoryCode ?? UNCATEGORISED.code) },
    <article>
      <h1>{content.title}</h1>
      <KioskPrint />
      {noLonger(content.validity) && (
        <Notice kind="warning">
          <p>这份文件{noLonger(content.validity)}，仅供查阅。</p>
        </Notice>
      )}
      <Facts
        class="index-table"
        facts={[
          ['索引号', found.indexNumber],
          ['文号', content.documentNumber],
          ['发布机构', organ.name],
          ['成文日期', content.formedOn],
          ['发布日期', minuteOf(found.publishedAt)],
          ['有效性', content.validity && VALIDITIES[content.validity]],
        ]}
      />
      <div class="prose">{raw(blocksToHtml(bodyBlocks(content.body), 2))}</div>
      <Enclosures c={c} files={content.attachments} />
      <div class="not-printed">
        <QrCode text={elsewhere} alt={`本条信息的网址：${elsewhere}`} caption="手机扫码，带走这条信息" />
      </div>
    </article>,
  )
})

/** A file would open outside the kiosk: it goes to the visitor's phone instead, or the desk prints it. */
const Enclosures = ({ c, files }: { c: C; files: readonly Attachment[] }) =>
  files.length === 0 ? null : (
    <section>
      <h2>附件</h2>
      <p class="not-printed">附件请用手机扫码打开；要纸质的，请工作人员打印。</p>
      <ul class="kiosk-files">
        {files.map((file) => (
          <li>
            <QrCode text={addressOf(c, filePath(file))} alt={`附件的网址：${addressOf(c, filePath(file))}`} />
            <p>
              {file.name}（{kindLabel(file.name)}，{sizeLabel(file.size)}）
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
