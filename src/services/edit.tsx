import { Day, dayOf } from '../calendar/day.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Empty, Facts, Field, Form, Notice } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { type ServiceEntry, tripsLabel } from './rules.ts'
import { delistServiceItem, findService, type Service, saveServiceItem } from './store.ts'

export const askService = (c: C) => newPage(c, { listedOn: dayOf(c.var.now), visits: '1' })

export async function takeService(c: C) {
  const form = typed(c.var.form)
  const entry = readEntry(form, c.var.person?.organ?.id)
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
  const form = typed(c.var.form)
  const entry = readEntry(form, service.organId)
  const done = entry.ok
    ? await saveServiceItem(contextOf(c), { ...entry.value, id: service.id, version: Number(form.version) })
    : entry
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

/** People of one organ see only its own list. */
async function wanted(c: C): Promise<Service | null> {
  const service = await findService(scopeOf(c), c.req.param('id') ?? '')
  const organ = c.var.person?.organ
  return service && (!organ || organ.id === service.organId) ? service : null
}

const typedFrom = ({ code, name, visits, listedOn, version }: Service): Record<string, string> => ({
  code,
  name,
  visits: String(visits),
  listedOn,
  version: String(version),
})

function readEntry(form: Record<string, string>, organId: string | undefined): Result<ServiceEntry> {
  if (!organId) return refuse('services.no-organ', '您的岗位不属于任何机关，不能列入事项')
  const listed = Day.safeParse(form.listedOn)
  if (!listed.success) return refuse('services.day', '请填写列入日期', { field: 'listedOn' })
  const visits = /^\d{1,2}$/.test(form.visits ?? '') ? Number(form.visits) : Number.NaN
  return ok({ organId, code: form.code ?? '', name: form.name ?? '', visits, listedOn: listed.data })
}

const crumbs = (label: string) => [{ label: '政务服务事项', href: '/console/services' }, { label }]

function newPage(c: C, form: Record<string, string>, refusal?: Refusal) {
  return consolePage(
    c,
    { title: '列入事项', crumbs: crumbs('列入事项'), refusal },
    c.var.person?.organ ? (
      <Form action="/console/services/new">
        <Fields form={form} refusal={refusal} today={dayOf(c.var.now)} />
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

function servicePage(c: C, service: Service, form: Record<string, string>, refusal?: Refusal) {
  const today = dayOf(c.var.now)
  const address = `/console/services/${service.id}`
  return consolePage(
    c,
    { title: service.name, crumbs: crumbs(service.name), refusal },
    service.delistedOn || !c.var.person?.roles.includes('officer') ? (
      <>
        {service.delistedOn && (
          <Notice title={`这个事项自${service.delistedOn}起已取消`}>
            <p>取消前的年度统计仍计入它。</p>
          </Notice>
        )}
        <Facts
          facts={[
            ['事项编码', service.code],
            ['事项名称', service.name],
            ['到办事现场次数', `${service.visits}次，${tripsLabel(service)}`],
            ['列入日期', service.listedOn],
          ]}
        />
        <Actions>
          <Button href="/console/services">返回</Button>
        </Actions>
      </>
    ) : (
      <>
        <Form action={address}>
          <input type="hidden" name="version" value={form.version ?? service.version} />
          <Fields form={form} refusal={refusal} today={today} />
          <Actions>
            <Button kind="primary">保存</Button>
            <Button href="/console/services">返回</Button>
          </Actions>
        </Form>
        <section>
          <h2>取消事项</h2>
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
            <Button kind="danger" confirm={`取消后不能恢复，编码 ${service.code} 不能再用。`}>
              取消事项
            </Button>
          </Form>
        </section>
      </>
    ),
  )
}

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
