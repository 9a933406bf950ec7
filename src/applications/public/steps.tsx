import type { Child } from 'hono/jsx'
import { dayOf } from '../../calendar/day.ts'
import { sizeLabel } from '../../files/kinds.ts'
import { editionOn } from '../../law/editions.ts'
import type { Organ } from '../../organs/model.ts'
import type { Refusal } from '../../result.ts'
import { type C, seeOther, to, typed } from '../../web/env.ts'
import { A, Actions, Button, Choices, Field, FileField, Form, QrCode, TextArea } from '../../web/ui/index.ts'
import { originOf } from '../../web/visitor.ts'
import { APPLICANT_KINDS, WANTED_FORMS, WANTED_WAYS } from '../model.ts'
import { IDENTITIES } from '../people/store.ts'
import { goneDraft, ofDraft, onlinePath, personalPage, refusalOf, StepLine, TOO_MANY, visitOf } from './common.tsx'
import { keepDraft } from './drafts/store.ts'
import { IdentityLink } from './identity/link.tsx'
import { mayKeep } from './limits.ts'
import {
  ASKED,
  checkStep,
  type Draft,
  type DraftField,
  EMPTY,
  isStep,
  LONGEST,
  neededFor,
  type StepOfForm,
  stepOrder,
  withTyped,
} from './rules.ts'
import { MOST_PAPERS, takePapers } from './uploads.ts'

/** One step of the form. At /:organ/ysqgk/online/:secret/:step */
export const askStepOfForm = ofDraft((c, organ, secret, kept) => {
  const step = c.req.param('step')
  if (!isStep(step)) return goneDraft(c, organ)
  if (kept?.applicationId) return seeOther(c, onlinePath(organ, secret, 'receipt'))
  return showStep(c, { organ, secret, step, draft: kept?.draft ?? EMPTY, kept: kept !== null, refusal: null })
})

/** Keeps what was typed, right or wrong; goes on when it is right. */
export const keepStepOfForm = ofDraft(async (c, organ, secret, kept) => {
  const step = c.req.param('step')
  if (!isStep(step)) return goneDraft(c, organ)
  if (kept?.applicationId) return seeOther(c, onlinePath(organ, secret, 'receipt'))
  const before = kept?.draft ?? EMPTY
  const written = withTyped(before, step, typed(c.var.form))
  const page = { organ, secret, step, kept: kept !== null }
  if (!mayKeep(c, organ.id)) return showStep(c, { ...page, draft: written, refusal: refusalOf(TOO_MANY), status: 429 })
  const visit = visitOf(c)
  // The draft is there before its papers are, which hang on it.
  if (!(await keepDraft(visit, secret, organ.id, written)))
    return showStep(c, { ...page, draft: written, refusal: refusalOf(TOO_MANY), status: 429 })
  const uploaded = step === 'who' ? await takePapers(visit, secret, written.papers, c.var.form) : null
  const draft = uploaded ? { ...written, papers: uploaded.papers } : written
  if (uploaded) await keepDraft(visit, secret, organ.id, draft)
  const refusal = uploaded?.refusal ?? refusalOf(checkStep(step, draft, dayOf(c.var.now)))
  if (refusal) return showStep(c, { ...page, draft, kept: true, refusal })
  if (c.var.form.get('go') === 'stay') return seeOther(c, onlinePath(organ, secret, step))
  return seeOther(c, onlinePath(organ, secret, stepOrder[stepOrder.indexOf(step) + 1] ?? 'check'))
})

type Shown = {
  organ: Organ
  secret: string
  step: StepOfForm
  draft: Draft
  kept: boolean
  refusal: Refusal | null
  status?: 422 | 429
  done?: string
}

/** A step as it stands; `done` says what just happened. */
export function showStep(c: C, shown: Shown) {
  const { organ, secret, step, refusal, status, done } = shown
  const { title, Fields } = PAGES[step]
  const whose = step === 'who' ? whoseOf(c, shown.draft) : 'natural'
  return personalPage(
    c,
    organ,
    { title, refusal, status, done },
    <>
      <StepLine organ={organ} secret={secret} here={step} />
      {whose === null ? (
        <ChooseWhose organ={organ} secret={secret} />
      ) : (
        <Form action={onlinePath(organ, secret, step)} files={step === 'who'}>
          <Fields {...shown} c={c} whose={whose} />
          <Actions>
            <Button kind="primary" name="go" value="next">
              保存并继续
            </Button>
            {step !== 'who' && (
              <Button href={onlinePath(organ, secret, stepOrder[stepOrder.indexOf(step) - 1])}>上一步</Button>
            )}
          </Actions>
        </Form>
      )}
      {shown.kept && <GoOnLater c={c} organ={organ} secret={secret} step={step} />}
    </>,
  )
}

type FieldsProps = Shown & { c: C; whose: Whose }
type Whose = 'natural' | 'organisation'

/** As whom: what was chosen in the address, else what the draft says; null while nobody chose. */
function whoseOf(c: C, draft: Draft): Whose | null {
  const asked = c.req.query('as')
  if (asked === 'natural' || asked === 'organisation') return asked
  if (c.req.method === 'POST') return c.var.form.get('kind') === 'natural' ? 'natural' : 'organisation'
  if (!draft.kind) return draft.name ? 'organisation' : null
  return draft.kind === 'natural' ? 'natural' : 'organisation'
}

const ChooseWhose = ({ organ, secret }: { organ: Organ; secret: string }) => (
  <>
    <h2>您以谁的名义申请？</h2>
    <ul class="doors">
      <li>
        <A href={`${onlinePath(organ, secret, 'who')}?as=natural`}>以个人名义</A>
        <p>公民本人申请</p>
      </li>
      <li>
        <A href={`${onlinePath(organ, secret, 'who')}?as=organisation`}>以单位名义</A>
        <p>企业、科研机构、社会公益组织、法律服务机构和其他组织</p>
      </li>
    </ul>
  </>
)

type LineProps = {
  of: Shown
  name: DraftField & keyof typeof LONGEST
  label: string
  hint?: Child
  type?: 'text' | 'email' | 'tel'
  autocomplete?: string
  required?: boolean
}

const Line = ({ of, name, label, hint, type, autocomplete, required }: LineProps) => (
  <Field
    label={label}
    name={name}
    type={type}
    value={of.draft[name]}
    maxlength={LONGEST[name]}
    required={required}
    hint={hint}
    autocomplete={autocomplete ?? 'off'}
    refusal={of.refusal}
  />
)

function Who(of: FieldsProps) {
  const { organ, secret, draft, refusal, c, whose } = of
  const asks = ASKED[editionOn(dayOf(c.var.now)) ?? '2019']
  const citizen = whose === 'natural'
  return (
    <>
      <p>
        {citizen ? '以个人名义申请。' : '以单位名义申请。'}
        <A href={`${onlinePath(organ, secret, 'who')}?as=${citizen ? 'organisation' : 'natural'}`}>
          {citizen ? '改为以单位名义' : '改为以个人名义'}
        </A>
      </p>
      {citizen && <IdentityLink organ={organ} secret={secret} />}
      {citizen ? (
        <input type="hidden" name="kind" value="natural" />
      ) : (
        <Choices
          legend="单位的类别"
          name="kind"
          required
          options={Object.entries(APPLICANT_KINDS)
            .filter(([value]) => value !== 'natural')
            .map(([value, { label }]) => ({ value, label }))}
          value={draft.kind}
          refusal={refusal}
        />
      )}
      <Line
        of={of}
        name="name"
        label={citizen ? '姓名' : '单位名称'}
        required
        autocomplete={citizen ? 'name' : 'organization'}
      />
      {!citizen && (
        <>
          <Line of={of} name="identityNumber" label="统一社会信用代码" hint="18位。手边没有的可以先空着" />
          <Line of={of} name="representative" label="法定代表人或者负责人" />
          <Line of={of} name="contactPerson" label="联系人" required autocomplete="name" />
        </>
      )}
      {citizen && asks.identity && (
        <>
          <Choices
            legend="身份证件"
            name="identity"
            inline
            options={Object.entries(IDENTITIES)
              .filter(([value]) => value !== 'none' && value !== 'credit-code')
              .map(([value, label]) => ({ value, label }))}
            value={draft.identity || 'id-card'}
            refusal={refusal}
          />
          <Line of={of} name="identityNumber" label="证件号码" hint="手边没有的可以先空着" />
        </>
      )}
      {asks.identity && <Papers of={of} citizen={citizen} />}
      <h2>怎样联系您</h2>
      <p>至少填一种。机关要和您确认收到申请，有事也会联系您。</p>
      <Line of={of} name="phone" label="联系电话" type="tel" autocomplete="tel" />
      <Line of={of} name="email" label="电子邮箱" type="email" autocomplete="email" />
      <Line of={of} name="address" label="通信地址" autocomplete="street-address" />
      <Line of={of} name="postcode" label="邮政编码" autocomplete="postal-code" />
    </>
  )
}

/** What is there already, each with a box to take it out; and room for more. */
const Papers = ({ of: { draft, refusal }, citizen }: { of: FieldsProps; citizen: boolean }) => (
  <>
    {draft.papers.length > 0 && (
      <Choices
        legend="已经上传的身份证明"
        name="drop"
        many
        hint="要删除的，打上勾再保存"
        options={draft.papers.map(({ id, name, size }) => ({ value: id, label: `删除 ${name}（${sizeLabel(size)}）` }))}
      />
    )}
    {draft.papers.length < MOST_PAPERS && (
      <FileField
        label={draft.papers.length > 0 ? '再上传一张' : '上传身份证明'}
        name="papers"
        many
        accept=".jpg,.jpeg,.png,.pdf"
        refusal={refusal}
        hint={`${citizen ? '身份证正反面或者其他证件' : '营业执照、登记证书等'}的照片、扫描件，最多${MOST_PAPERS}张，每张不超过8 MB。加密保存，只给经办的人看，每次查看都有记录。现在没有可以不传`}
      />
    )}
  </>
)

function What(of: FieldsProps) {
  const asks = ASKED[editionOn(dayOf(of.c.var.now)) ?? '2019']
  return (
    <>
      <p>一份申请写一项信息。请不要在这里写证件号码和手机号码。</p>
      <Line
        of={of}
        name="subject"
        label="信息的名称"
        required
        hint="例如：2025年度农村危房改造补助名单。不知道准确名称的，写您知道的：哪一年、什么事、什么文件"
      />
      <Line of={of} name="documentNumber" label="文号" hint="知道的才填，例如：南码政〔2025〕12号" />
      <TextArea
        label="其他特征"
        name="features"
        rows={4}
        maxlength={LONGEST.features}
        value={of.draft.features}
        hint="有助于找到它的说明，例如年份、村名、项目名称、由哪个部门作出。没有的可以不填"
        refusal={of.refusal}
      />
      {asks.purpose && <Line of={of} name="purpose" label="用途" hint="可以不填" />}
    </>
  )
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Where the reply goes is asked here when the first step left it out. */
function How(of: FieldsProps) {
  const { draft, refusal } = of
  const need = neededFor(draft.wantedWay)
  const asks = (field: 'email' | 'address' | 'fax') =>
    refusal?.field === field || (need?.field === field && !draft[field])
  return (
    <>
      <Choices
        legend="要什么形式的"
        name="wantedForm"
        required
        options={options(WANTED_FORMS)}
        value={draft.wantedForm}
        refusal={refusal}
      />
      <Choices
        legend="怎样给您"
        name="wantedWay"
        required
        options={options(WANTED_WAYS).map((each) => ({ ...each, hint: WAY_HINTS[each.value] }))}
        value={draft.wantedWay}
        refusal={refusal}
      />
      {asks('email') && <Line of={of} name="email" label="接收答复的电子邮箱" type="email" autocomplete="email" />}
      {asks('fax') && <Line of={of} name="fax" label="接收答复的传真号码" type="tel" />}
      {asks('address') && (
        <>
          <Line of={of} name="address" label="接收答复的通信地址" autocomplete="street-address" />
          <Line of={of} name="postcode" label="邮政编码" autocomplete="postal-code" />
        </>
      )}
      <Line
        of={of}
        name="help"
        label="需要的帮助"
        hint="阅读、视听有困难的，可以说明需要什么帮助，例如大字、朗读。没有的可以不填"
      />
    </>
  )
}

const WAY_HINTS: Record<string, string | undefined> = {
  web: '在本网站用登记号和查询码查看、下载',
  counter: '到办公地点领取',
}

const PAGES = {
  who: { title: '谁申请', Fields: Who },
  what: { title: '要什么', Fields: What },
  how: { title: '怎么给', Fields: How },
} as const satisfies Record<StepOfForm, { title: string; Fields: (of: FieldsProps) => Child }>

/** The link to go on with; a phone takes it from the screen, which is how a photograph of a paper gets in. */
export const GoOnLater = ({ c, organ, secret, step }: { c: C; organ: Organ; secret: string; step: string }) => {
  const link = `${originOf(c)}${to(c, onlinePath(organ, secret, step))}`
  return (
    <details class="go-on">
      <summary>已经保存。下次接着填，或者换到手机上填</summary>
      <p>
        请收藏或者抄下这个链接，7天内有效。有这个链接的人都能看到您填的内容，请不要转发：
        <br />
        <a href={link} class="long-address">
          {link}
        </a>
      </p>
      <QrCode text={link} alt="二维码：在手机上接着填写这份申请" caption="手机扫码接着填，可以直接拍照上传" />
      <Form action={onlinePath(organ, secret, 'drop')}>
        <Button confirm="填写的内容和上传的材料都会删除，不能恢复。">不填了，删除草稿</Button>
      </Form>
    </details>
  )
}
