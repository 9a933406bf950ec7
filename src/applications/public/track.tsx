import { ofOrgan } from '../../disclosures/portal/common.tsx'
import { applicantKey } from '../../files/seal.ts'
import type { Organ } from '../../organs/model.ts'
import { type Refusal, refuse } from '../../result.ts'
import { type C, seeOther, typed } from '../../web/env.ts'
import { A, Actions, Button, Field, Form } from '../../web/ui/index.ts'
import { findByCode } from './cases/store.ts'
import { applyPath, onlinePath, personalPage, refusalOf, visitOf } from './common.tsx'
import { mayTry, triedWrong } from './limits.ts'
import { newTicket } from './ticket.ts'

/** Number and code. At /:organ/ysqgk/track; the number may stand in the address, the code never does. */
export const track = ofOrgan((c, organ) => show(c, organ, c.req.query('number') ?? ''))

/** The same words for a wrong number and a wrong code, in the same time. */
const WRONG = refuse('track.wrong', '登记号或者查询码不对', {
  fix: '请照回执再核对一遍。回执找不到了，请带身份证件到办公地点查询',
  field: 'number',
})
const TOO_OFTEN = refuse('track.too-often', '输错的次数太多，请一个小时以后再试', {
  fix: '着急的，可以带身份证件到办公地点查询，或者电话咨询',
})

/** Right: on to the case, with a ticket in the address that is good for an hour. */
export const takeTrack = ofOrgan(async (c, organ) => {
  const { number = '', code = '' } = typed(c.var.form)
  if (!mayTry(c)) return show(c, organ, number, refusalOf(TOO_OFTEN), 429)
  const id = await findByCode(visitOf(c), organ.id, plainNumber(number), code)
  if (!id) {
    triedWrong(c)
    return show(c, organ, number, refusalOf(WRONG))
  }
  const key = await applicantKey(c.var.files)
  return seeOther(c, applyPath(organ, `/track/${newTicket(key, c.var.tenant.id, id, c.var.now)}`))
})

/** As it is typed on a telephone: full width, with blanks, with a long dash. */
const plainNumber = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[—–－−]/g, '-')
    .replace(/\s/g, '')
    .slice(0, 40)

function show(c: C, organ: Organ, number: string, refusal: Refusal | null = null, status?: 429) {
  return personalPage(
    c,
    organ,
    { title: '查询申请', refusal, status },
    <>
      <p>查看办理进展和答复，补正、撤回申请，给机关留言。登记号和查询码在登记回执上。</p>
      <Form action={applyPath(organ, '/track')}>
        <Field
          label="登记号"
          name="number"
          required
          value={number.slice(0, 40)}
          maxlength={40}
          autocomplete="off"
          hint="例如：2026-001"
          refusal={refusal}
        />
        <Field
          label="查询码"
          name="code"
          required
          maxlength={20}
          autocomplete="off"
          hint="10位字母和数字，不分大小写，中间的横线可以不写"
        />
        <Actions>
          <Button kind="primary">查询</Button>
        </Actions>
      </Form>
      <p class="form-hint">
        还没有申请过的，请到<A href={onlinePath(organ)}>网上申请</A>。
      </p>
    </>,
  )
}
