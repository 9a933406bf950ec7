import { dayOf, minuteOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { editionOn } from '../../law/editions.ts'
import type { Organ } from '../../organs/model.ts'
import { toPdf } from '../../typeset/typeset.ts'
import { type C, seeOther, to } from '../../web/env.ts'
import { A, Actions, Button, Facts, Form, Notice, PrintButton, QrCode } from '../../web/ui/index.ts'
import { originOf } from '../../web/visitor.ts'
import { clockOf } from '../clock.ts'
import { type CaseFile, caseFile } from '../store.ts'
import { confirmFiled, mayAct } from './acting.ts'
import { applyPath, goneDraft, ofDraft, onlinePath, personalPage, visitOf } from './common.tsx'
import { RECEIPT_HOURS } from './drafts/store.ts'
import { filedWith } from './filing.ts'
import { dueSays, type Receipt, receiptDocument } from './receipt-document.ts'
import { shownCode } from './secrets.ts'

export const trackAddress = (c: C, organ: Organ, number: string) =>
  `${originOf(c)}${to(c, applyPath(organ, '/track'))}?number=${number}`

/** When the reply is due: as the clock has it, or as it would be if both sides confirm today. */
export function dueOf({ application, events, calendar, today }: CaseFile): Receipt['due'] {
  const known = clockOf(application, events, calendar, today)
  if (known.ok && known.value?.due) return { on: known.value.due, ifConfirmed: false }
  if (application.state !== 'arrived') return null
  const would = clockOf(
    { ...application, receivedOn: today, edition: editionOn(today) ?? application.edition },
    events,
    calendar,
    today,
  )
  return would.ok && would.value?.due ? { on: would.value.due, ifConfirmed: true } : null
}

async function receiptOf(c: C, organ: Organ, secret: string): Promise<(Receipt & { file: CaseFile }) | null> {
  const visit = visitOf(c)
  const filed = await filedWith(visit, secret)
  if (!filed) return null
  const file = await caseFile(visit, filed.application.id, dayOf(c.var.now))
  if (!file) return null
  const sentAt = file.events[0]?.at ?? c.var.now
  const address = trackAddress(c, organ, file.application.number)
  return { application: file.application, code: filed.code, sentAt, due: dueOf(file), address, file }
}

/** 登记回执: number and code, what follows, and the button that makes today the day of receipt. */
export const receiptPage = ofDraft(async (c, organ, secret) => {
  const receipt = await receiptOf(c, organ, secret)
  if (!receipt) return goneDraft(c, organ)
  const { application, code, sentAt, address, file } = receipt
  const waits = mayAct('confirm', file)
  return personalPage(
    c,
    organ,
    { title: '登记回执', done: waits ? '申请已经提交' : '申请已经收到' },
    <>
      {waits && (
        <div class="not-printed">
          <Notice kind="warning" title="还差一步：请确认">
            <p>
              通过网上提交的，以双方确认之日为收到申请之日。机关已经出具这份回执，您按下“确认”，今天就是收到申请之日，答复期限从次日起算。
              不按也可以，机关会按您留的联系方式和您确认。
            </p>
            <Form action={onlinePath(organ, secret, 'confirm')}>
              <Button kind="primary">确认提交了这份申请</Button>
            </Form>
          </Notice>
        </div>
      )}
      <dl class="keep-this">
        <div>
          <dt>登记号</dt>
          <dd>{application.number}</dd>
        </div>
        <div>
          <dt>查询码</dt>
          <dd>{shownCode(code)}</dd>
        </div>
      </dl>
      <p>
        <strong>请现在就抄下、拍照或者打印。</strong>
        查询码只在这份回执上显示，{RECEIPT_HOURS}
        小时以后打不开了，机关的人也看不到它。查询进展、看答复、补正、撤回都要用它。
      </p>
      <Facts
        facts={[
          ['受理机关', organ.name],
          ['提交时间', minuteOf(sentAt)],
          ['申请内容', application.subject],
          ['收到申请之日', application.receivedOn ?? '双方确认之日'],
          ['答复期限', dueSays(receipt)],
        ]}
      />
      <QrCode text={address} alt={`二维码：查询申请${application.number}的网页`} caption="扫码查询（另须输入查询码）" />
      <Actions>
        <Button href={onlinePath(organ, secret, 'receipt.pdf')}>下载回执（PDF）</Button>
        <PrintButton label="打印回执" />
        <Button href={`${applyPath(organ, '/track')}?number=${application.number}`}>去查询</Button>
      </Actions>
      <h2>接下来</h2>
      <ol>
        <li>机关核对申请。内容不清楚的，会一次告知您怎样补正，在查询页就能补正。</li>
        <li>办好以后作出答复，按您选择的方式送达，在查询页也能看到。</li>
        <li>
          有事联系：{organ.profile.phone || '见'}
          {organ.profile.phone ? '' : <A href={`/${organ.slug}/zfxxgkzn`}>政府信息公开指南</A>}。
        </li>
      </ol>
    </>,
  )
})

/** Both sides have confirmed. */
export const confirmReceipt = ofDraft(async (c, organ, secret) => {
  const receipt = await receiptOf(c, organ, secret)
  if (!receipt) return goneDraft(c, organ)
  if (mayAct('confirm', receipt.file)) {
    const done = await confirmFiled(visitOf(c), receipt.application.id)
    // Somebody at the desk was a moment faster: the receipt shows what stands now.
    if (!done.ok && done.refusal.code !== 'applications.too-late')
      return personalPage(c, organ, { title: '登记回执', refusal: done.refusal }, <p>登记号和查询码没有变。</p>)
  }
  return seeOther(c, onlinePath(organ, secret, 'receipt'))
})

/** The same on paper. */
export const receiptPdf = ofDraft(async (c, organ, secret) => {
  const receipt = await receiptOf(c, organ, secret)
  if (!receipt) return goneDraft(c, organ)
  const bytes = await toPdf(receiptDocument(organ, receipt))
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': disposition(`登记回执${receipt.application.number}.pdf`),
    'cache-control': 'no-store',
  })
})
