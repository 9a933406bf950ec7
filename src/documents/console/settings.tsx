import { findOrgan } from '../../organs/store.ts'
import { type Refusal, refuse } from '../../result.ts'
import { ROLES, type Role } from '../../roles.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Choices, Facts, Field, Form, Panel } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { saveSettings } from '../handling/store.ts'
import { settingsOf } from '../registry/store.ts'
import { DocumentSettings, DUTIES, type Duty } from '../settings.ts'
import { crumbs, DESK, ownOrgan } from './common.tsx'

const HERE = `${DESK}/settings`
const DUTY_NAMES = Object.keys(DUTIES) as Duty[]
const HANDS = ['officer', 'reviewer', 'leader'] as const satisfies readonly Role[]

/** 办理设置: who may take which step, when reasons are asked for, how long a step may wait. At /console/documents/settings */
export async function settingsPage(c: C) {
  const organId = ownOrgan(c)
  if (!organId) return answerNotFound(c)
  return show(c, organId, await settingsOf(scopeOf(c), organId), null, c.req.query('done') !== undefined)
}

export async function saveSettingsPage(c: C) {
  const organId = ownOrgan(c)
  if (!organId) return answerNotFound(c)
  const { form } = c.var
  const fields = typed(form)
  const said = {
    duties: Object.fromEntries(DUTY_NAMES.map((duty) => [duty, form.getAll(`duty-${duty}`).map(String)])),
    ownCheck: fields.ownCheck === 'yes',
    reasonsFor: fields.reasonsFor,
    waits: { plain: fields.plain, urgent: fields.urgent, extra: fields.extra },
    assessEvery: fields.assessEvery,
  }
  const read = DocumentSettings.safeParse(said)
  const version = Number(fields.version) || 0
  if (!read.success) {
    const [issue] = read.error.issues
    const field = issue?.path[0] === 'duties' ? `duty-${String(issue.path[1])}` : String(issue?.path.at(-1) ?? '')
    const refused = refuse('documents.settings', '填写有误：请至少选择一种职责，天数和月数填整数', { field })
    return show(c, organId, { ...(said as never as DocumentSettings), version }, refused.ok ? null : refused.refusal)
  }
  const done = await saveSettings(contextOf(c), organId, version, read.data)
  if (done.ok) return seeOther(c, `${HERE}?done=1`)
  return show(c, organId, { ...read.data, version }, done.refusal)
}

async function show(
  c: C,
  organId: string,
  settings: DocumentSettings & { version: number },
  refusal: Refusal | null,
  done = false,
) {
  const organ = (await findOrgan(scopeOf(c), organId))!
  const mayChange = c.var.person?.roles.includes('leader')
  return consolePage(
    c,
    {
      title: '公文办理设置',
      crumbs: crumbs({ label: '办理设置' }),
      refusal,
      done: done ? '设置已保存' : undefined,
    },
    <Panel title={organ.name}>
      {mayChange ? <SettingsForm settings={settings} refusal={refusal} /> : <Facts facts={factsOf(settings)} />}
    </Panel>,
  )
}

const factsOf = (settings: DocumentSettings) =>
  [
    ...DUTY_NAMES.map((duty) => [DUTIES[duty], settings.duties[duty].map((role) => ROLES[role]).join('、')] as const),
    ['拟稿人核自己的稿', settings.ownCheck ? '可以' : '不可以'],
    ['须说明理由的', settings.reasonsFor === 'closed' ? '不予公开' : '不予公开和依申请公开'],
    ['每步办理时限', `平件${settings.waits.plain}、加急${settings.waits.urgent}、特急${settings.waits.extra}个工作日`],
    ['定期评估', `每${settings.assessEvery}个月`],
  ] as const

const SettingsForm = ({
  settings,
  refusal,
}: {
  settings: DocumentSettings & { version: number }
  refusal: Refusal | null
}) => (
  <Form action={HERE}>
    <input type="hidden" name="version" value={String(settings.version)} />
    {DUTY_NAMES.map((duty) => (
      <Choices
        legend={`${DUTIES[duty]}由谁办理`}
        name={`duty-${duty}`}
        many
        inline
        value={settings.duties[duty]}
        options={HANDS.map((value) => ({ value, label: ROLES[value] }))}
        refusal={refusal}
      />
    ))}
    <Choices
      legend="人手不足"
      name="ownCheck"
      many
      value={settings.ownCheck ? 'yes' : ''}
      options={[
        {
          value: 'yes',
          label: '拟稿人可以核自己的稿',
          hint: '公开属性审核、保密审查和签发仍须由另外的人办理',
        },
      ]}
    />
    <Choices
      legend="哪些公开属性须说明理由"
      name="reasonsFor"
      value={settings.reasonsFor}
      options={[
        { value: 'closed', label: '只有不予公开', hint: '国办发〔2016〕80号' },
        { value: 'not-open', label: '不予公开和依申请公开', hint: '凡不主动公开的都写明理由' },
      ]}
      refusal={refusal}
    />
    <Field
      label="平件每步时限"
      name="plain"
      type="number"
      unit="个工作日"
      value={settings.waits.plain}
      min={0}
      max={60}
      refusal={refusal}
    />
    <Field
      label="加急每步时限"
      name="urgent"
      type="number"
      unit="个工作日"
      value={settings.waits.urgent}
      min={0}
      max={60}
      refusal={refusal}
    />
    <Field
      label="特急每步时限"
      name="extra"
      type="number"
      unit="个工作日"
      value={settings.waits.extra}
      min={0}
      max={60}
      refusal={refusal}
    />
    <Field
      label="不公开的公文多久评估一次"
      name="assessEvery"
      type="number"
      unit="个月"
      value={settings.assessEvery}
      min={1}
      max={60}
      refusal={refusal}
    />
    <Actions>
      <Button kind="primary">保存</Button>
    </Actions>
  </Form>
)
