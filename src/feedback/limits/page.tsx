import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, DataTable, Empty, Field, Form, Notice } from '../../web/ui/index.ts'
import { crumbs, DESK } from '../console/common.tsx'
import { KINDS, type Kind, kindCodes } from '../kinds.ts'
import { Limits } from '../settings.ts'
import { limitsOf, setLimits } from './store.ts'

type Typed = Record<string, string>

/** 办理时限 of the organ, by kind. At /console/feedback/limits */
export async function askLimits(c: C) {
  const organ = c.var.person?.organ
  if (!organ) return nowhere(c)
  const { version, ...limits } = await limitsOf(scopeOf(c), organ.id)
  const form: Typed = { version: String(version), accept: String(limits.accept) }
  for (const kind of kindCodes)
    for (const how of ['simple', 'complex'] as const) form[`${kind}.${how}`] = String(limits[kind][how])
  return show(c, form)
}

export async function takeLimits(c: C) {
  const organ = c.var.person?.organ
  if (!organ) return nowhere(c)
  const form = typed(c.var.form)
  const of = (kind: Kind) => ({ simple: form[`${kind}.simple`], complex: form[`${kind}.complex`] })
  const read = Limits.safeParse({
    ...Object.fromEntries(kindCodes.map((kind) => [kind, of(kind)])),
    accept: form.accept,
  })
  if (!read.success) {
    const [issue] = read.error.issues
    return show(c, form, {
      code: 'feedback.limits',
      says: '时限没有保存：须是1到90之间的整数，复杂事项不能比简单事项短',
      field: issue?.path.join('.'),
    })
  }
  const done = await setLimits(contextOf(c), organ.id, Number(form.version) || 0, read.data as Limits)
  return done.ok ? seeOther(c, `${DESK}?done=limits`) : show(c, form, done.refusal)
}

const nowhere = (c: C) =>
  consolePage(
    c,
    { title: '办理时限', crumbs: crumbs({ label: '办理时限' }) },
    <Empty title="您的岗位不属于任何机关" hint="办理时限由各机关自己设置。" />,
  )

function show(c: C, form: Typed, refusal?: Refusal) {
  const may = c.var.person?.roles.includes('leader')
  const days = (name: string, label: string) =>
    may ? (
      <Field
        label={label}
        labelHidden
        name={name}
        type="number"
        required
        min={1}
        max={90}
        value={form[name]}
        refusal={refusal}
        unit="个工作日"
      />
    ) : (
      `${form[name]}个工作日`
    )
  const table = (
    <DataTable
      caption="各类诉求的答复时限"
      rows={kindCodes}
      columns={[
        { label: '类别', heading: true, cell: (kind) => KINDS[kind].label },
        { label: '简单事项', cell: (kind) => days(`${kind}.simple`, `${KINDS[kind].label}简单事项`) },
        { label: '复杂事项', cell: (kind) => days(`${kind}.complex`, `${KINDS[kind].label}复杂事项`) },
      ]}
    />
  )
  return consolePage(
    c,
    { title: '办理时限', crumbs: crumbs({ label: '办理时限' }), refusal },
    <>
      <Notice title="国家没有对各类诉求统一规定答复时限。">
        <p>
          初始值参照通常的做法（网站留言7个、15个工作日，纠错3个、10个工作日），没有逐项核实，请按本省、本市的规定修改。收到的次日起算，只算工作日。修改以后，没有办结的按新的时限算。
        </p>
      </Notice>
      {may ? (
        <Form action={`${DESK}/limits`}>
          <input type="hidden" name="version" value={form.version} />
          {table}
          <Field
            label="网上留言多久以内受理"
            name="accept"
            type="number"
            required
            min={1}
            max={10}
            value={form.accept}
            refusal={refusal}
            unit="个工作日"
          />
          <Actions>
            <Button kind="primary">保存</Button>
            <Button href={DESK}>返回</Button>
          </Actions>
        </Form>
      ) : (
        <>
          {table}
          <p>{`网上留言${form.accept}个工作日以内受理。时限由分管领导设置。`}</p>
        </>
      )}
    </>,
  )
}
