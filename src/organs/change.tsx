import { FORMS } from '../law/forms.ts'
import { type Refusal, type Result, refuse } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Field, Form, Select } from '../web/ui/index.ts'
import { answerNotFound, answerRefusedAccess } from '../web/wrong.tsx'
import { mayChangeProfile, maySetNumbers } from './duties.ts'
import type { Organ } from './model.ts'
import { OrganProfile, OrganSettings, PROFILE_LABELS, SETTING_LABELS } from './settings.ts'
import { changeOrgan, findOrgan } from './store.ts'

type Typed = Record<string, string>
type Part = 'profile' | 'settings'

const TITLES: Record<Part, string> = { profile: '修改机关资料', settings: '编号与公文样式' }
const LABELS: Record<Part, Record<string, string>> = { profile: PROFILE_LABELS, settings: SETTING_LABELS }
const HINTS: Record<string, string> = {
  hours: '如：周一至周五 8:00—12:00、14:30—17:30，节假日除外',
  readingPoint: '公众可以查阅政府信息的场所',
  indexNumberTemplate: '可用 {organ} 机构代码、{category} 类别、{year} 年份、{serial:5} 五位流水号',
  signedAs: '不填时用机关全称',
  letterNumberTemplate: '可用 {code} 机关代字、{mark} 文书种类（复、补、延、征……）、{year} 年份、{serial} 序号',
  reconsideration: '写进答复书的救济告知，如：南安市人民政府；不填时写“上一级人民政府”',
  court: '如：南安市人民法院；不填时写“有管辖权的人民法院”',
  reconsiderationOnline: '如：福建省行政复议申请平台；没有可以不填',
  feePayment: '写进收费通知书，如：凭缴款码到代收银行或者在网上缴入国库',
}

/** A year with one form only takes that one, whatever is chosen here. */
const FORM_OPTIONS = [
  { value: '', label: '各年度通常的格式' },
  ...FORMS.map(({ code, name }) => ({ value: code, label: name })),
]

/** GET and POST /console/organs/:slug/profile, …/settings: one form over the fields of one part. */
export const showChange = (part: Part) => (c: C) =>
  withOrgan(c, part, (organ) => page(c, part, organ, fieldsOf(organ, part), null))

export const takeChange = (part: Part) => (c: C) =>
  withOrgan(c, part, async (organ) => {
    const form = typed(c.var.form)
    const done = await change(c, part, organ, form)
    return done.ok
      ? seeOther(c, `/console/organs/${organ.slug}?done=${part}`)
      : page(c, part, organ, form, done.refusal)
  })

async function change(c: C, part: Part, organ: Organ, form: Typed): Promise<Result<Organ>> {
  const read =
    part === 'profile' ? OrganProfile.safeParse(form) : OrganSettings.safeParse({ ...organ.settings, ...form })
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse('organs.form', issue?.message ?? '填写有误', { field: String(issue?.path[0] ?? '') })
  }
  return changeOrgan(contextOf(c), { ...organ, version: form.version ?? '' }, { [part]: read.data })
}

/** What stands in the fields; what has a page of its own, such as the levels of review, is not among them. */
const fieldsOf = (organ: Organ, part: Part): Typed =>
  Object.fromEntries(
    Object.entries(organ[part]).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )

async function withOrgan(c: C, part: Part, go: (organ: Organ) => Response | Promise<Response>): Promise<Response> {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const { actor } = contextOf(c)
  const may = part === 'profile' ? mayChangeProfile(actor, organ.id) : maySetNumbers(actor)
  return may ? go(organ) : answerRefusedAccess(c)
}

function page(c: C, part: Part, organ: Organ, form: Typed, refusal: Refusal | null) {
  const now = fieldsOf(organ, part)
  const stale = refusal?.code === 'organs.stale'
  const path = `/console/organs/${organ.slug}`
  return consolePage(
    c,
    {
      title: TITLES[part],
      crumbs: [
        { label: '机关与村居', href: '/console/organs' },
        { label: organ.name, href: path },
        { label: TITLES[part] },
      ],
      refusal,
    },
    <Form action={`${path}/${part}`}>
      {/* Once told of another's change, saving again means having seen it. */}
      <input type="hidden" name="version" value={stale || !form.version ? organ.version : form.version} />
      {Object.entries(LABELS[part]).map(([name, label]) =>
        name === 'reportForm' ? (
          <Select label={label} name={name} value={form[name]} options={FORM_OPTIONS} refusal={refusal} />
        ) : (
          <Field
            label={label}
            name={name}
            value={form[name]}
            refusal={refusal}
            hint={stale && form[name] !== now[name] ? `现在登记的是：${now[name] || '（空）'}` : HINTS[name]}
          />
        ),
      )}
      <Actions>
        <Button kind="primary">保存</Button>
        <Button href={path}>取消</Button>
      </Actions>
    </Form>,
  )
}
