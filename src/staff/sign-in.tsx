import { setCookie } from 'hono/cookie'
import type { Refusal } from '../result.ts'
import { type C, contextOf, scopeOf, seeOther, type Tenant, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, DataTable, Field, Form } from '../web/ui/index.ts'
import { schemeOf } from '../web/visitor.ts'
import { COOKIE, tokenFrom } from './sessions/token.ts'
import { signIn, signOut } from './signing-in.ts'

/** GET /console/sign-in */
export const showSignIn = (c: C) => (c.var.person ? seeOther(c, '/console') : page(c, '', null))

/** POST /console/sign-in: on to the desk, or the same page with the user name still there. */
export async function takeSignIn(c: C) {
  const { username = '', password = '' } = typed(c.var.form)
  const visit = { ...scopeOf(c), files: c.var.files, now: c.var.now }
  const done = await signIn(visit, { username, password, oldToken: tokenFrom(c.req.header('cookie')) })
  if (!done.ok) return page(c, username, done.refusal)
  setCookie(c, COOKIE, done.value.token, cookieOptions(c))
  return seeOther(c, done.value.person.mustChangePassword ? '/console/password' : '/console')
}

/** POST /console/sign-out */
export async function takeSignOut(c: C) {
  const token = tokenFrom(c.req.header('cookie'))
  if (c.var.person && token) await signOut(contextOf(c), c.var.person.accountId, token)
  setCookie(c, COOKIE, '', { ...cookieOptions(c), maxAge: 0 })
  return seeOther(c, '/console/sign-in')
}

const cookieOptions = (c: C) =>
  ({ path: c.var.base || '/', httpOnly: true, sameSite: 'Lax', secure: schemeOf(c) === 'https' }) as const

const page = (c: C, username: string, refusal: Refusal | null) =>
  consolePage(
    c,
    { title: '登录', refusal },
    <>
      <Form action="/console/sign-in">
        <Field label="用户名" name="username" value={username} autocomplete="username" required refusal={refusal} />
        <Field
          label="密码"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">登录</Button>
        </Actions>
        <p class="form-hint">没有账号或者忘记密码，请与本单位的系统管理员联系。</p>
      </Form>
      <DemoAccounts accounts={c.var.tenant.demoAccounts ?? []} />
    </>,
  )

/** On a demo, anyone may take any post. */
const DemoAccounts = ({ accounts }: { accounts: NonNullable<Tenant['demoAccounts']> }) =>
  accounts.length === 0 ? null : (
    <DataTable
      caption="演示账号，任选一个登录"
      rows={accounts}
      phone="scroll"
      columns={[
        { label: '岗位', heading: true, cell: (account) => account.post },
        { label: '用户名', cell: (account) => account.username },
        { label: '密码', cell: (account) => account.password },
      ]}
    />
  )
