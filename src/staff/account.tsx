import { Day, dayOf, minuteOf } from '../calendar/day.ts'
import { listPosts } from '../organs/store.ts'
import { type Refusal, type Result, refuse } from '../result.ts'
import { ROLES } from '../roles.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, type Column, DataTable, Facts, Field, Form, Notice, Select } from '../web/ui/index.ts'
import { answerNotFound } from '../web/wrong.tsx'
import { postOptions } from './accounts.tsx'
import { mixedDuties } from './duties.ts'
import type { Account, Appointment } from './model.ts'
import { onePasswordPage, stateTag } from './parts.tsx'
import { appoint, appointmentsOf, endAppointment, findAccount, resetPassword, setDisabled } from './store.ts'

const DONE: Record<string, string> = {
  appointed: '任职已登记',
  ended: '任职结束日期已登记',
  disabled: '账号已停用',
  enabled: '账号已恢复使用',
}

/** GET /console/accounts/:id */
export const showAccount = (c: C) => answer(c, {}, null)

/** POST /console/accounts/:id/appointments */
export const takeAppointment = (c: C) =>
  take(c, 'appointed', async (account, form) => {
    const from = Day.safeParse(form.from)
    if (!from.success) return refuse('staff.from', '请填写任职开始日期', { field: 'from' })
    const to = form.to ? Day.safeParse(form.to) : null
    if (to && !to.success) return refuse('staff.to', '任职结束日期不是日期', { field: 'to' })
    if (!form.postId) return refuse('staff.no-post', '请选择岗位', { field: 'postId' })
    return appoint(contextOf(c), { accountId: account.id, postId: form.postId, from: from.data, to: to?.data ?? null })
  })

/** POST /console/accounts/:id/appointments/:appointment/end: today is the last day. */
export const takeAppointmentEnd = (c: C) =>
  take(c, 'ended', () => endAppointment(contextOf(c), c.req.param('appointment') ?? '', dayOf(c.var.now)))

/** POST /console/accounts/:id/disabled */
export const takeDisabled = (c: C) => take(c, 'disabled', (account) => setDisabled(contextOf(c), account.id, true))

/** POST /console/accounts/:id/enabled */
export const takeEnabled = (c: C) => take(c, 'enabled', (account) => setDisabled(contextOf(c), account.id, false))

/** POST /console/accounts/:id/password: answered with the page that shows the one-time password. */
export async function takeReset(c: C) {
  const id = c.req.param('id') ?? ''
  if (!(await findAccount(scopeOf(c), id, dayOf(c.var.now)))) return answerNotFound(c)
  const done = await resetPassword(contextOf(c), id)
  return done.ok
    ? onePasswordPage(c, { title: '密码已重置', accountId: id, ...done.value })
    : answer(c, {}, done.refusal)
}

type Typed = Record<string, string>

async function take(c: C, done: string, step: (account: Account, form: Typed) => Promise<Result<unknown>>) {
  const account = await findAccount(scopeOf(c), c.req.param('id') ?? '', dayOf(c.var.now))
  if (!account) return answerNotFound(c)
  const form = typed(c.var.form)
  const taken = await step(account, form)
  return taken.ok ? seeOther(c, `/console/accounts/${account.id}?done=${done}`) : answer(c, form, taken.refusal)
}

async function answer(c: C, form: Typed, refusal: Refusal | null) {
  const today = dayOf(c.var.now)
  const account = await findAccount(scopeOf(c), c.req.param('id') ?? '', today)
  if (!account) return answerNotFound(c)
  const mixed = mixedDuties(account.roles)
  const path = `/console/accounts/${account.id}`
  return consolePage(
    c,
    {
      title: account.username,
      crumbs: [{ label: '账号与岗位', href: '/console/accounts' }, { label: account.username }],
      refusal,
      done: refusal ? undefined : DONE[c.req.query('done') ?? ''],
    },
    <>
      {mixed && (
        <Notice kind="warning" title={mixed}>
          <p>管系统的、查记录的与办业务的应当分开，由不同的人使用不同的账号。</p>
        </Notice>
      )}
      <Facts
        facts={[
          ['状态', stateTag(account, c.var.now)],
          ['职责', account.roles.map((role) => ROLES[role]).join('、') || '今天没有任职'],
          ['最近登录', account.lastSignInAt ? minuteOf(account.lastSignInAt) : '从未'],
          ['锁定至', account.lockedUntil && account.lockedUntil > c.var.now && minuteOf(account.lockedUntil)],
          ['建立时间', minuteOf(account.createdAt)],
        ]}
      />
      <h2>任职</h2>
      <DataTable
        caption="任职"
        captionHidden
        rows={await appointmentsOf(scopeOf(c), account.id)}
        columns={columns(path, today)}
        empty="还没有任职"
      />
      <h2>登记任职</h2>
      <Form action={`${path}/appointments`}>
        <Select
          label="岗位"
          name="postId"
          value={form.postId}
          empty="请选择"
          options={postOptions(await listPosts(scopeOf(c)))}
          required
          refusal={refusal}
        />
        <Field label="开始日期" name="from" type="date" value={form.from ?? today} required refusal={refusal} />
        <Field
          label="结束日期"
          name="to"
          type="date"
          value={form.to}
          refusal={refusal}
          hint="包括当天；不填表示至今。"
        />
        <Actions>
          <Button kind="primary">登记任职</Button>
        </Actions>
      </Form>
      {account.id !== c.var.person?.accountId && <Danger account={account} path={path} />}
    </>,
  )
}

const columns = (path: string, today: string): Column<Appointment>[] => [
  { label: '岗位', heading: true, cell: (row) => `${row.organName ?? '全站'}：${row.postName}` },
  { label: '职责', cell: (row) => row.roles.map((role) => ROLES[role]).join('、') },
  { label: '任职期间', cell: (row) => `${row.fromDay} 至 ${row.toDay ?? '今'}` },
  {
    label: '办理',
    cell: (row) =>
      row.fromDay <= today &&
      (row.toDay === null || row.toDay > today) && (
        <Form action={`${path}/appointments/${row.id}/end`}>
          <Button confirm={`今天（${today}）是最后一天。`}>结束任职</Button>
        </Form>
      ),
  },
]

const Danger = ({ account, path }: { account: Account; path: string }) => (
  <>
    <h2>账号管理</h2>
    <Form action={`${path}/password`}>
      <Button confirm="原密码立即失效，正在使用的登录全部退出，锁定同时解除。">重置密码</Button>
    </Form>
    {account.disabledAt ? (
      <Form action={`${path}/enabled`}>
        <Button>恢复使用</Button>
      </Form>
    ) : (
      <Form action={`${path}/disabled`}>
        <Button kind="danger" confirm="停用后不能登录，正在使用的登录全部退出；已经办理的记录不受影响。">
          停用账号
        </Button>
      </Form>
    )}
  </>
)
