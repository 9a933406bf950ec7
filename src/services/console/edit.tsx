import { Day, dayOf } from '../../calendar/day.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { fieldId } from '../../web/ui/fields.tsx'
import { Actions, Button, Empty, Facts, Field, Form, Notice, Panel, Timeline } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { guideFields, readGuide } from '../guide/form.ts'
import { EMPTY_GUIDE, GUIDE_LABELS, type Guide, guideWords } from '../guide/model.ts'
import { findingsOf } from '../guide/rules.ts'
import { CHANGE_KINDS } from '../history/kinds.ts'
import { changesOf } from '../history/store.ts'
import { isStale, type ServiceEntry, tripsLabel } from '../rules.ts'
import {
  confirmServiceItem,
  delistServiceItem,
  findService,
  restoreServiceItem,
  type Service,
  saveServiceItem,
} from '../store.ts'
import { GuideFields } from './guide-fields.tsx'
import { staleSince } from './list.tsx'

export const askService = (c: C) => newPage(c, { ...guideFields(EMPTY_GUIDE), listedOn: dayOf(c.var.now), visits: '1' })

export async function takeService(c: C) {
  const form = filled(c)
  const entry = readEntry(c, form, c.var.person?.organ?.id)
  const done = entry.ok ? await saveServiceItem(contextOf(c), entry.value) : entry
  return done.ok ? seeOther(c, '/console/services?done=listed') : newPage(c, form, done.refusal)
}

export async function showService(c: C) {
  const service = await wanted(c)
  return service ? servicePage(c, service, typedFrom(service)) : answerNotFound(c)
}

export async function takeCorrection(c: C) {
  const service = await wanted(c)
  if (!service) return answerNotFound(c)
  const form = filled(c)
  const entry = readEntry(c, form, service.organId)
  const changed = form.changedOn ? Day.safeParse(form.changedOn) : null
  const done = !entry.ok
    ? entry
    : changed?.success === false
      ? refuse('services.day', '没有这个变动日期', { field: 'changedOn' })
      : await saveServiceItem(contextOf(c), {
          ...entry.value,
          id: service.id,
          version: Number(form.version),
          changedOn: changed?.data,
        })
  return done.ok ? seeOther(c, '/console/services?done=corrected') : servicePage(c, service, form, done.refusal)
}

export async function takeDelisting(c: C) {
  const service = await wanted(c)
  if (!service) return answerNotFound(c)
  const form = typed(c.var.form)
  const from = Day.safeParse(form.delistedOn)
  const done = from.success
    ? await delistServiceItem(contextOf(c), service.id, from.data)
    : refuse('services.day', '请填写取消日期', { field: 'delistedOn' })
  return done.ok
    ? seeOther(c, '/console/services?done=delisted')
    : servicePage(c, service, { ...typedFrom(service), ...form }, done.refusal)
}

/** 核对: it was read through again, and holds. */
export async function takeConfirmation(c: C) {
  const service = await wanted(c)
  if (!service) return answerNotFound(c)
  const done = await confirmServiceItem(contextOf(c), service.id, Number(typed(c.var.form).version))
  return done.ok
    ? seeOther(c, '/console/services?done=confirmed')
    : servicePage(c, service, typedFrom(service), done.refusal)
}

export async function takeRestoration(c: C) {
  const service = await wanted(c)
  if (!service) return answerNotFound(c)
  const from = Day.safeParse(typed(c.var.form).restoredOn)
  const done = from.success
    ? await restoreServiceItem(contextOf(c), service.id, from.data)
    : refuse('services.day', '请填写恢复日期', { field: 'restoredOn' })
  return done.ok
    ? seeOther(c, `/console/services/${service.id}?done=restored`)
    : servicePage(c, service, typedFrom(service), done.refusal)
}

/** What was typed; boxes that were ticked stand in one field, as the form shows them again. */
const filled = (c: C): Record<string, string> => ({
  ...typed(c.var.form),
  audience: c.var.form.getAll('audience').join(' '),
})

/** People of one organ see only its own list. */
async function wanted(c: C): Promise<Service | null> {
  const service = await findService(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return service && (!organ || organ.id === service.organId) ? service : null
}

const typedFrom = ({ code, name, visits, listedOn, version, guide }: Service): Record<string, string> => ({
  ...guideFields(guide),
  code,
  name,
  visits: String(visits),
  listedOn,
  version: String(version),
})

function readEntry(c: C, form: Record<string, string>, organId: string | undefined): Result<ServiceEntry> {
  if (!organId) return refuse('services.no-organ', '您的岗位不属于任何机关，不能列入事项')
  const listed = Day.safeParse(form.listedOn)
  if (!listed.success) return refuse('services.day', '请填写列入日期', { field: 'listedOn' })
  const visits = /^\d{1,2}$/.test(form.visits ?? '') ? Number(form.visits) : Number.NaN
  const audience = c.var.form.getAll('audience').filter((one) => typeof one === 'string')
  const guide = readGuide(form, audience)
  if (!guide.ok) return guide
  return ok({
    organId,
    code: form.code ?? '',
    name: form.name ?? '',
    visits,
    listedOn: listed.data,
    guide: guide.value ?? undefined,
  })
}

const crumbs = (label: string) => [{ label: '政务服务事项', href: '/console/services' }, { label }]

function newPage(c: C, form: Record<string, string>, refusal?: Refusal) {
  return consolePage(
    c,
    { title: '列入事项', crumbs: crumbs('列入事项'), refusal },
    c.var.person?.organ ? (
      <Form action="/console/services/new">
        <Fields form={form} refusal={refusal} today={dayOf(c.var.now)} />
        <GuideFields form={form} refusal={refusal} />
        <Actions>
          <Button kind="primary">列入</Button>
          <Button href="/console/services">返回</Button>
        </Actions>
      </Form>
    ) : (
      <Empty title="您的岗位不属于任何机关" hint="事项由办理它的机关列入。请联系系统管理员调整岗位。" />
    ),
  )
}

const DONE: Record<string, string> = { restored: '事项已恢复。' }
const CHANGES_SHOWN = 20

async function servicePage(c: C, service: Service, form: Record<string, string>, refusal?: Refusal) {
  const today = dayOf(c.var.now)
  const address = `/console/services/${service.id}`
  const isOfficer = c.var.person?.roles.includes('officer') ?? false
  const changes = await changesOf(scopeOf(c), { serviceId: service.id }, { limit: CHANGES_SHOWN, offset: 0 })
  return consolePage(
    c,
    { title: service.name, crumbs: crumbs(service.name), refusal, done: DONE[c.req.query('done') ?? ''] },
    <>
      {service.delistedOn && (
        <Notice title={`这个事项自${service.delistedOn}起已取消`}>
          <p>取消前的年度统计仍计入它。</p>
        </Notice>
      )}
      {!service.delistedOn && <Findings service={service} />}
      {!service.delistedOn && isOfficer ? (
        <>
          <Confirmation service={service} address={address} today={today} />
          <Form action={address}>
            <input type="hidden" name="version" value={form.version ?? service.version} />
            <Fields form={form} refusal={refusal} today={today} />
            <Field
              label="次数从哪天起变动"
              name="changedOn"
              type="date"
              min={service.listedOn}
              max={today}
              value={form.changedOn}
              refusal={refusal}
              hint="办理要求变了、到现场次数不同了，填变动的日期，以前各年仍按原来的次数统计；只是原来填错了，留空。"
            />
            <GuideFields form={form} refusal={refusal} />
            <Actions>
              <Button kind="primary">保存</Button>
              <Button href="/console/services">返回</Button>
            </Actions>
          </Form>
          <Panel title="取消事项">
            <Form action={`${address}/delisting`}>
              <Field
                label="自哪天起取消"
                name="delistedOn"
                type="date"
                required
                min={service.listedOn}
                max={today}
                value={form.delistedOn ?? today}
                refusal={refusal}
                hint="从这一天起不再计入；以前各年的统计不变。"
              />
              <Button kind="danger" confirm={`取消后，门户不再列出；编码 ${service.code} 不能给别的事项用。`}>
                取消事项
              </Button>
            </Form>
          </Panel>
        </>
      ) : (
        <>
          <Facts facts={factsOf(service)} />
          {service.delistedOn && isOfficer && (
            <Panel title="恢复事项">
              <Form action={`${address}/restoration`}>
                <Field
                  label="自哪天起恢复"
                  name="restoredOn"
                  type="date"
                  required
                  min={service.delistedOn}
                  max={today}
                  value={today}
                  refusal={refusal}
                  hint="取消到恢复之间的日子不计入。"
                />
                <Button kind="primary">恢复事项</Button>
              </Form>
            </Panel>
          )}
          <Actions>
            <Button href="/console/services">返回</Button>
          </Actions>
        </>
      )}
      <Panel title="变动记录">
        <Timeline
          label="变动记录"
          entries={changes.rows.map((change) => ({
            when: change.day,
            who: change.asWhom,
            what: CHANGE_KINDS[change.kind],
            note: change.fields.length > 0 && (
              <ul class="plain">
                {change.fields.map(({ label, before, after }) => (
                  <li>{`${label}：${before || '（空）'} → ${after || '（空）'}`}</li>
                ))}
              </ul>
            ),
          }))}
        />
      </Panel>
    </>,
  )
}

const factsOf = (service: Service): (readonly [string, string])[] => [
  ['事项编码', service.code],
  ['事项名称', service.name],
  ['到办事现场次数', `${service.visits}次，${tripsLabel(service)}`],
  ['列入日期', service.listedOn],
  ...(Object.keys(GUIDE_LABELS) as (keyof Guide)[])
    .filter((field) => field !== 'legalUnit' && field !== 'promiseUnit')
    .map((field) => [GUIDE_LABELS[field], guideWords(service.guide, field)] as const),
]

function Findings({ service }: { service: Service }) {
  const findings = findingsOf(service)
  if (findings.length === 0) return null
  return (
    <Notice kind="warning" title={`办事指南有${findings.length}处要补正`}>
      <ul>
        {findings.map(({ field, says, fix }) => (
          <li>
            <a href={`#${fieldId(field)}`}>{says}</a>。{fix}。
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const Confirmation = ({ service, address, today }: { service: Service; address: string; today: Day }) => (
  <Form action={`${address}/confirmation`}>
    <input type="hidden" name="version" value={service.version} />
    <Actions>
      <Button>核对无误</Button>
      <span>
        {`最近核对：${service.confirmedOn ?? service.listedOn}`}
        {isStale(service, staleSince(today)) && '，已经很久没有核对'}
      </span>
    </Actions>
  </Form>
)

const Fields = ({ form, refusal, today }: { form: Record<string, string>; refusal?: Refusal; today: Day }) => (
  <>
    <Field
      label="事项编码"
      name="code"
      required
      maxlength={64}
      value={form.code}
      refusal={refusal}
      hint="省网上办事大厅的事项编码。"
    />
    <Field label="事项名称" name="name" required maxlength={200} value={form.name} refusal={refusal} />
    <Field
      label="到办事现场次数"
      name="visits"
      type="number"
      required
      min={0}
      max={99}
      unit="次"
      value={form.visits}
      refusal={refusal}
      hint="0次为一趟不用跑，不超过1次为最多跑一趟。"
    />
    <Field label="列入日期" name="listedOn" type="date" required max={today} value={form.listedOn} refusal={refusal} />
  </>
)
