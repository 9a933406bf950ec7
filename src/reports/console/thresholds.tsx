import type { Organ } from '../../organs/model.ts'
import { ReportThresholds } from '../../organs/settings.ts'
import { changeOrgan, findOrgan, listOrgans } from '../../organs/store.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Field, Form, Panel } from '../../web/ui/index.ts'

const PATH = '/console/yearly/thresholds'

const FIELDS = {
  factor: { label: '与上年相差多少倍时提醒', unit: '倍', hint: '如5：达到上年的5倍，或者不到上年的五分之一' },
  least: { label: '两年都小于多少时不提醒', unit: '', hint: '小的数变化大是常事' },
  peerAverage: { label: '填0时，同类机关平均超过多少提醒', unit: '', hint: '至少有3个同类机关已经签发才比较' },
  likeOwn: { label: '与本机关上年报告相同多少时提醒', unit: '%', hint: '' },
  likeOthers: { label: '与其他机关报告相同多少时提醒', unit: '%', hint: '' },
} as const satisfies Record<keyof ReportThresholds, { label: string; unit: string; hint: string }>
const NAMES = Object.keys(FIELDS) as (keyof ReportThresholds)[]

/** 年报核对的尺度: from where on a rule reminds, organ by organ. At /console/yearly/thresholds */
export async function thresholdList(c: C) {
  const organs = await listOrgans(scopeOf(c))
  return consolePage(
    c,
    { title: '年报核对尺度', crumbs: [{ label: '年报核对尺度' }] },
    <>
      <p>相差悬殊、与上年或者其他机关雷同的，核对时提醒，不挡签发。多大算悬殊、多像算雷同，在这里定。</p>
      <DataTable
        caption="各机关的核对尺度"
        captionHidden
        rows={organs}
        columns={[
          { label: '机关', heading: true, cell: (organ) => <A href={`${PATH}/${organ.slug}`}>{organ.name}</A> },
          ...NAMES.map((name) => ({
            label: FIELDS[name].label,
            align: 'end' as const,
            cell: ({ settings }: Organ) => `${settings.reportThresholds[name]}${FIELDS[name].unit}`,
          })),
        ]}
      />
    </>,
  )
}

/** At /console/yearly/thresholds/:slug */
export async function thresholdForm(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  return organ ? show(c, organ, fieldsOf(organ), null) : c.notFound()
}

export async function thresholdSave(c: C) {
  const organ = await findOrgan(scopeOf(c), c.req.param('slug') ?? '')
  if (!organ) return c.notFound()
  const form = typed(c.var.form)
  const done = await save(c, organ, form)
  return done.ok ? seeOther(c, PATH) : show(c, organ, form, done.refusal)
}

async function save(c: C, organ: Organ, form: Record<string, string>): Promise<Result<Organ>> {
  const blank = NAMES.find((name) => !form[name]?.trim())
  if (blank) return refuse('reports.threshold', `请填写“${FIELDS[blank].label}”`, { field: blank })
  const read = ReportThresholds.safeParse(form)
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse('reports.threshold', issue?.message ?? '填写有误', { field: String(issue?.path[0] ?? '') })
  }
  const settings = { ...organ.settings, reportThresholds: read.data }
  return changeOrgan(contextOf(c), { ...organ, version: form.version ?? '' }, { settings })
}

const fieldsOf = ({ settings, version }: Organ): Record<string, string> => ({
  version,
  ...Object.fromEntries(NAMES.map((name) => [name, String(settings.reportThresholds[name])])),
})

function show(c: C, organ: Organ, form: Record<string, string>, refusal: Refusal | null) {
  return consolePage(
    c,
    {
      title: `${organ.name}的年报核对尺度`,
      crumbs: [{ label: '年报核对尺度', href: PATH }, { label: organ.name }],
      refusal,
    },
    <Panel>
      <Form action={`${PATH}/${organ.slug}`}>
        <input type="hidden" name="version" value={refusal?.code === 'organs.stale' ? organ.version : form.version} />
        {NAMES.map((name) => (
          <Field
            label={FIELDS[name].label}
            name={name}
            value={form[name]}
            unit={FIELDS[name].unit || undefined}
            hint={FIELDS[name].hint || undefined}
            size="short"
            required
            refusal={refusal}
          />
        ))}
        <Actions>
          <Button kind="primary">保存</Button>
          <Button href={PATH}>取消</Button>
        </Actions>
      </Form>
    </Panel>,
  )
}
