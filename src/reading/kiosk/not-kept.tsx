import { kioskMissing, kioskPage, ofKiosk } from './frame.tsx'
import { kioskPath } from './ways.ts'

/** What a machine without a line says of a page it did not keep. At /kiosk/:organ/not-kept */
export const kioskNotKept = ofKiosk((c, organ) =>
  kioskPage(
    c,
    organ,
    { title: '断网期间打不开这一页', back: kioskPath(organ) },
    <>
      <h1>断网期间打不开这一页</h1>
      <p>
        网络暂时不通，这一页没有存在本机上。首页、最近公开的信息、办事指南、公开指南、年度报告和申请表都可以照常使用。
      </p>
      <p>急用的，请问工作人员{organ.profile.phone && `，或者拨打${organ.profile.phone}`}。</p>
    </>,
  ),
)

/** Any other address under the kiosk: it must not lead to a page with a way out. */
export const kioskElsewhere = ofKiosk(kioskMissing)
