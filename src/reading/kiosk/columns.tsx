import { raw } from 'hono/html'
import { pageOf } from '../../disclosures/portal/common.tsx'
import { type GuideWays, guideText } from '../../disclosures/portal/guide.tsx'
import { asIssued } from '../../documents/official.ts'
import { picturesAt } from '../../reports/pictures.ts'
import { newestOf, publishedAt, titleOf } from '../../reports/portal/pages.tsx'
import { listReports } from '../../reports/store.ts'
import { limitWords } from '../../services/guide/model.ts'
import { addressOf, servicesPath } from '../../services/portal/common.ts'
import { atAGlance, GuideParts } from '../../services/portal/guide.tsx'
import { publicService, publicServices, serviceCounts } from '../../services/published/store.ts'
import { tripsLabel } from '../../services/rules.ts'
import { toHtml } from '../../typeset/typeset.ts'
import { scopeOf } from '../../web/env.ts'
import { A, address, Empty, Facts, Listing, Pager, QrCode } from '../../web/ui/index.ts'
import { KioskPrint, kioskMissing, kioskPage, ofKiosk } from './frame.tsx'
import { itemsWay, kioskPath, reportWay, serviceWay } from './ways.ts'

const PER_PAGE = 20

/** 政府信息公开指南. At /kiosk/:organ/guide */
export const kioskGuide = ofKiosk(async (c, organ) => {
  const ways: GuideWays = {
    content: itemsWay(organ),
    category: (code) => itemsWay(organ, code),
    search: kioskPath(organ, '/search'),
    apply: kioskPath(organ, '/apply'),
  }
  return kioskPage(
    c,
    organ,
    { title: '政府信息公开指南', back: kioskPath(organ) },
    <>
      <h1>政府信息公开指南</h1>
      <KioskPrint />
      {await guideText(c, organ, ways)}
    </>,
  )
})

/** The years there is a report of. At /kiosk/:organ/reports */
export const kioskReports = ofKiosk(async (c, organ) => {
  const reports = newestOf(await listReports(scopeOf(c), { organId: organ.id, published: true }))
  return kioskPage(
    c,
    organ,
    { title: '年度报告', back: kioskPath(organ) },
    <>
      <h1>年度报告</h1>
      {reports.length > 0 ? (
        <Listing
          items={reports.map((report) => ({ title: titleOf(organ, report), href: reportWay(organ, report.year) }))}
        />
      ) : (
        <Empty title="还没有公布年度报告" />
      )}
    </>,
  )
})

/** The report of one year. At /kiosk/:organ/reports/:year */
export const kioskReport = ofKiosk(async (c, organ) => {
  const found = await publishedAt(c)
  if (!found) return kioskMissing(c, organ)
  const { report, frozen } = found
  const portal = `/${organ.slug}/zfxxgknb/${report.year}`
  const pictured = picturesAt(asIssued(frozen.document, report), `${c.var.base}${portal}`)
  return kioskPage(
    c,
    organ,
    { title: titleOf(organ, report), back: kioskPath(organ, '/reports') },
    <>
      <h1>{titleOf(organ, report)}</h1>
      <KioskPrint />
      {raw(toHtml(pictured))}
      <div class="not-printed">
        <QrCode text={addressOf(c, portal)} alt={`报告的网址：${addressOf(c, portal)}`} caption="手机扫码阅读" />
      </div>
    </>,
  )
})

/** 办事指南 by topic. At /kiosk/:organ/services */
export const kioskServices = ofKiosk(async (c, organ) => {
  const scope = scopeOf(c)
  const topic = c.req.query('topic')?.slice(0, 40)
  const page = pageOf(c)
  const [counts, found] = await Promise.all([
    serviceCounts(scope, organ.id),
    publicServices(scope, organ.id, { topic }, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
  ])
  const here = kioskPath(organ, '/services')
  const pages = Math.ceil(found.total / PER_PAGE)
  if (page > Math.max(1, pages)) return kioskMissing(c, organ)
  return kioskPage(
    c,
    organ,
    { title: topic ?? '办事指南', back: topic ? here : kioskPath(organ) },
    <>
      <h1>{topic ? `办事指南：${topic}` : '办事指南'}</h1>
      {!topic && page === 1 && counts.topics.length > 0 && (
        <ul class="kiosk-doors">
          {counts.topics.map((each) => (
            <li>
              <A href={address(here, { topic: each.topic })}>{each.topic}</A>
              <p>{each.count}项</p>
            </li>
          ))}
        </ul>
      )}
      {found.rows.length > 0 ? (
        <Listing
          items={found.rows.map((service) => ({
            title: service.name,
            href: serviceWay(organ, service.code),
            note: [tripsLabel(service), limitWords(service.guide.promiseDays, service.guide.promiseUnit)]
              .filter(Boolean)
              .join('，'),
          }))}
        />
      ) : (
        <Empty title="没有公布办事指南" hint="请问工作人员。" />
      )}
      <Pager
        page={page}
        pages={pages}
        total={found.total}
        href={(to) => address(here, { topic, page: to === 1 ? undefined : to })}
      />
    </>,
  )
})

/** One guide, to read and to print. At /kiosk/:organ/services/:code */
export const kioskService = ofKiosk(async (c, organ) => {
  const service = await publicService(scopeOf(c), organ.id, c.req.param('code') ?? '')
  if (!service) return kioskMissing(c, organ)
  const elsewhere = addressOf(c, `${servicesPath(organ)}/${service.code}`)
  const { onlineUrl } = service.guide
  return kioskPage(
    c,
    organ,
    { title: service.name, back: kioskPath(organ, '/services') },
    <article>
      <h1>{service.name}</h1>
      <KioskPrint label="打印办事指南" />
      <Facts class="index-table" facts={atAGlance(service, organ.name)} />
      <GuideParts service={service} />
      <div class="kiosk-codes not-printed">
        <QrCode text={elsewhere} alt={`本页的网址：${elsewhere}`} caption="手机扫码，带走办事指南" />
        {onlineUrl && (
          <QrCode text={onlineUrl} alt={`网上办理的网址：${onlineUrl}`} caption="手机扫码，到省网上办事大厅办理" />
        )}
      </div>
    </article>,
  )
})
