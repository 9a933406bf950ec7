import type { Child } from 'hono/jsx'
import { APPLICANT_KINDS, WANTED_FORMS, WANTED_WAYS } from '../../applications/model.ts'
import { onlinePath } from '../../applications/public/common.tsx'
import { LONGEST } from '../../applications/public/rules.ts'
import { contactOf } from '../../disclosures/portal/guide.tsx'
import { addressOf } from '../../services/portal/common.ts'
import { Button, Choices, Facts, Field, QrCode, TextArea } from '../../web/ui/index.ts'
import { kioskPage, ofKiosk } from './frame.tsx'
import { kioskPath } from './ways.ts'

/** How to apply: here on paper, or at home on one's own phone. At /kiosk/:organ/apply */
export const kioskApply = ofKiosk((c, organ) => {
  const online = addressOf(c, onlinePath(organ))
  return kioskPage(
    c,
    organ,
    { title: '申请公开', back: kioskPath(organ) },
    <>
      <h1>申请公开政府信息</h1>
      <p>想要的信息在这里找不到，可以向{organ.name}申请。任何人都可以申请，不收费，不需要说明用途。</p>
      <ol class="kiosk-steps">
        <li>在这台机器上填表；</li>
        <li>打印，核对，签名；</li>
        <li>连同身份证明交给窗口的工作人员，当场登记。</li>
      </ol>
      <p>
        <Button kind="primary" href={kioskPath(organ, '/apply/form')}>
          开始填表
        </Button>
      </p>
      <p>填写的内容只在这台机器上，打印后请按“用完了，清除”；不操作也会自动清除。</p>
      <h2>也可以用自己的手机填</h2>
      <QrCode text={online} alt={`网上申请的网址：${online}`} caption="手机扫码，网上申请" />
      <h2>送交和咨询</h2>
      <Facts facts={contactOf(organ)} />
    </>,
  )
})

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/**
 * The application as a form that is printed and never sent: it asks what 《条例》2019 art. 29 ¶2 lists, and the answers stay in
 * the browser until the visitor leaves. At /kiosk/:organ/apply/form
 */
export const kioskForm = ofKiosk((c, organ) => {
  const kinds = Object.entries(APPLICANT_KINDS).map(([value, { label }]) => ({ value, label }))
  return kioskPage(
    c,
    organ,
    { title: '政府信息公开申请表', back: kioskPath(organ, '/apply') },
    <>
      <h1>政府信息公开申请表</h1>
      {/* Never sent: a form with this method stays where it is, also when no script watches it. */}
      <form method="dialog" class="kiosk-form" data-kept autocomplete="off">
        <p class="only-printed">受理机关：{organ.name}</p>
        <Part title="一、申请人">
          <Choices legend="申请人的类别" name="kind" inline options={kinds} value="natural" />
          <Field label="姓名或者单位名称" name="name" required maxlength={LONGEST.name} autocomplete="off" />
          <Field
            label="身份证明"
            name="identity"
            maxlength={LONGEST.identityNumber}
            autocomplete="off"
            hint="证件名称和号码。也可以打印后用笔写"
          />
          <Field
            label="法定代表人、联系人"
            name="contact"
            maxlength={50}
            autocomplete="off"
            hint="以单位名义申请的填写"
          />
          <Field label="联系电话" name="phone" type="tel" maxlength={LONGEST.phone} autocomplete="off" />
          <Field label="通信地址和邮政编码" name="address" maxlength={LONGEST.address} autocomplete="off" />
          <Field
            label="电子邮箱"
            name="email"
            type="email"
            maxlength={LONGEST.email}
            autocomplete="off"
            hint="没有的不填"
          />
        </Part>
        <Part title="二、要的信息">
          <TextArea
            label="名称、文号或者便于查找的其他特征"
            name="subject"
            required
            rows={4}
            maxlength={LONGEST.features}
            hint="写得越具体，找得越快。例如：2025年度××村农村危房改造补助名单。一张表写一项"
          />
          <Choices legend="要什么形式的" name="form" inline options={options(WANTED_FORMS)} value="any" />
          <Choices legend="怎样给您" name="way" inline options={options(WANTED_WAYS)} value="any" />
        </Part>
        <div class="only-printed kiosk-signing">
          <p>申请人签名或者盖章：</p>
          <p>申请日期：　　　　年　　月　　日</p>
          <p>请附身份证明复印件。收件：　　　　　　　　收到日期：　　　　年　　月　　日</p>
        </div>
        <p class="kiosk-ways not-printed">
          <button type="button" class="btn btn-primary" data-print-form hidden>
            打印申请表
          </button>
          <button type="button" class="btn" data-clear hidden>
            清空重填
          </button>
        </p>
        <noscript>
          <p>请用浏览器的打印功能打印本页。</p>
        </noscript>
      </form>
      <p class="not-printed">打印后请核对、签名，交给窗口的工作人员。这里填写的内容不会上传，也不会保存。</p>
    </>,
  )
})

const Part = ({ title, children }: { title: string; children?: Child }) => (
  <section class="kiosk-part">
    <h2>{title}</h2>
    {children}
  </section>
)
