import type { Organ } from '../../organs/model.ts'
import { ReviewPolicy } from '../../organs/settings.ts'
import { changeOrgan, findOrgan, listOrgans } from '../../organs/store.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Field, Form, Panel, Select } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { askedOf } from '../rules.ts'

const POLICY = '/console/review/policy'
const MOST = 4

/** How each organ reviews. At /console/review/policy */
export async function policyList(c: C) {
  const organs = await listOrgans(scopeOf(c))
  return consolePage(
    c,
    { title: '审查级次', crumbs: [{ label: '审查级次' }] },
    <Panel>
      <DataTable
        caption="各机关的审查级次"
        captionHidden
        rows={organs}
        columns={[
          { label: '机关', heading: true, cell: (organ) => <A href={`${POLICY}/${organ.slug}`}>{organ.name}</A> },
          {
            label: '级次',
            cell: ({ settings }) =>
              settings.review.levels
                .map((level) => `${level.name}（${askedOf(level)}，${level.days}个工作日）`)
                .join(' → '),
          },
          { label: '紧急发布复核', cell: ({ settings }) => `${settings.review.confirmHours}小时内` },
        ]}
      />
    </Panel>,
  )
}

/** At /console/review/policy/:slug */
export async function policyForm(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  return organ ? show(c, organ, fieldsOf(organ), null) : answerNotFound(c)
}

export async function policyStep(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  if (!organ) return answerNotFound(c)
  const fields = typed(c.var.form)
  const done = await save(c, organ, fields)
  return done.ok ? seeOther(c, POLICY) : show(c, organ, fields, done.refusal)
}

/** Levels are read in order; a line without a name ends them. A review already asked for keeps the levels it began with. */
async function save(c: C, organ: Organ, fields: Record<string, string>): Promise<Result<Organ>> {
  const levels = Array.from({ length: MOST }, (_, at) => ({
    name: fields[`name-${at}`] ?? '',
    by: at === 0 ? 'drafter' : fields[`by-${at}`],
    post: fields[`post-${at}`] || undefined,
    days: Number(fields[`days-${at}`]),
  })).filter(({ name }) => name.trim() !== '')
  const read = ReviewPolicy.safeParse({ levels, confirmHours: Number(fields.confirmHours) })
  if (!read.success) {
    const [issue] = read.error.issues
    const [, at, name] = issue?.path ?? []
    return refuse('review.policy', issue?.message ?? '填写有误', {
      field: name ? `${String(name)}-${String(at)}` : 'name-0',
    })
  }
  const settings = { ...organ.settings, review: read.data }
  return changeOrgan(contextOf(c), { ...organ, version: fields.version ?? '' }, { settings })
}

function fieldsOf({ settings, version }: Organ): Record<string, string> {
  const { levels, confirmHours } = settings.review
  const fields: Record<string, string> = { version, confirmHours: String(confirmHours) }
  for (const [at, level] of levels.entries())
    Object.assign(fields, {
      [`name-${at}`]: level.name,
      [`by-${at}`]: level.by,
      [`post-${at}`]: level.post ?? '',
      [`days-${at}`]: String(level.days),
    })
  return fields
}

const show = (c: C, organ: Organ, fields: Record<string, string>, refusal: Refusal | null) =>
  consolePage(
    c,
    {
      title: `审查级次：${organ.name}`,
      crumbs: [{ label: '审查级次', href: POLICY }, { label: organ.name }],
      refusal,
    },
    <Form action={`${POLICY}/${organ.slug}`}>
      <input type="hidden" name="version" value={fields.version} />
      {Array.from({ length: MOST }, (_, at) => (
        <Panel title={at === 0 ? '第一级（承办人送审时的意见）' : `第${'一二三四'[at]}级`}>
          <Field
            label="名称"
            name={`name-${at}`}
            value={fields[`name-${at}`]}
            hint={at > 1 ? '不填表示没有这一级' : undefined}
            refusal={refusal}
          />
          {at > 0 && (
            <>
              <Select
                label="由谁决定"
                name={`by-${at}`}
                value={fields[`by-${at}`] ?? 'reviewer'}
                options={[
                  { value: 'officer', label: '信息员' },
                  { value: 'reviewer', label: '保密审查员' },
                  { value: 'leader', label: '签发领导' },
                ]}
                refusal={refusal}
              />
              <Field
                label="只限岗位"
                name={`post-${at}`}
                value={fields[`post-${at}`]}
                hint="例如 分管领导；不填表示担任这项职责的人都可以"
                refusal={refusal}
              />
            </>
          )}
          <Field
            label="期限"
            name={`days-${at}`}
            type="number"
            unit="个工作日"
            min={1}
            max={15}
            value={fields[`days-${at}`] ?? '3'}
            refusal={refusal}
          />
        </Panel>
      ))}
      <Field
        label="紧急发布后的复核期限"
        name="confirmHours"
        type="number"
        unit="小时"
        min={1}
        max={240}
        value={fields.confirmHours}
        refusal={refusal}
      />
      <Actions>
        <Button kind="primary">保存</Button>
        <Button href={POLICY}>取消</Button>
      </Actions>
    </Form>,
  )
