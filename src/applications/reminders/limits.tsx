import { findOrgan } from '../../organs/store.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Empty, Field, Form } from '../../web/ui/index.ts'
import { crumbs, DESK } from '../common.tsx'
import { LIMIT_LABELS, Limits } from './rules.ts'
import { limitsOf, saveLimits } from './store.ts'

const HERE = `${DESK}/limits`

/** 内部时限: an organ's own limits, as data. At /console/applications/limits */
export async function askLimits(c: C) {
  const organ = c.var.person?.organ
  if (!organ) return page(c, null)
  const limits = await limitsOf(scopeOf(c), organ.id)
  return page(c, Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)])))
}

export async function takeLimits(c: C) {
  const organ = c.var.person?.organ && (await findOrgan(scopeOf(c), c.var.person.organ.id))
  const form = typed(c.var.form)
  if (!organ) return page(c, null)
  const read = Limits.safeParse(form)
  if (!read.success) {
    const [issue] = read.error.issues
    const field = String(issue?.path[0] ?? 'yellow')
    const label = LIMIT_LABELS[field as keyof Limits] ?? ''
    return page(c, form, { code: 'applications.limits', says: `“${label}”：${issue?.message ?? '填写有误'}`, field })
  }
  const done = await saveLimits(contextOf(c), organ.id, read.data)
  return done.ok ? seeOther(c, `${HERE}?done=saved`) : page(c, form, done.refusal)
}

const page = (c: C, form: Record<string, string> | null, refusal?: Refusal) =>
  consolePage(
    c,
    {
      title: '内部时限',
      crumbs: crumbs({ label: '内部时限' }),
      refusal,
      done: c.req.query('done') === 'saved' ? '已保存，马上按新的时限提醒。' : undefined,
    },
    form ? (
      <Form action={HERE}>
        <p>
          单位都是工作日，填0表示不提醒这一项。答复的法定期限由条例规定，不在这里设置。
          {c.var.person?.roles.includes('leader') ? '' : '由本机关签发领导修改。'}
        </p>
        {(Object.keys(LIMIT_LABELS) as (keyof Limits)[]).map((name) => (
          <Field
            label={LIMIT_LABELS[name]}
            name={name}
            type="number"
            min={0}
            max={20}
            required
            value={form[name]}
            refusal={refusal}
          />
        ))}
        <Actions>
          {c.var.person?.roles.includes('leader') && <Button kind="primary">保存</Button>}
          <Button href={DESK}>返回</Button>
        </Actions>
      </Form>
    ) : (
      <Empty title="您的岗位不属于任何机关" hint="内部时限由各机关自己设置。" />
    ),
  )
