import type { Refusal } from '../result.ts'
import { type C, contextOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Field, Form, Notice } from '../web/ui/index.ts'
import { SHORTEST } from './password-rules.ts'
import { tokenFrom } from './sessions/token.ts'
import { changePassword } from './signing-in.ts'

/** GET /console/password: at the first sign-in this is the only page there is. */
export const showPassword = (c: C) => page(c, null)

/** POST /console/password */
export async function takePassword(c: C) {
  const { current = '', next = '', again = '' } = typed(c.var.form)
  const token = tokenFrom(c.req.header('cookie'))
  const done = await changePassword(contextOf(c), c.var.person!, { current, next, again, token })
  if (!done.ok) return page(c, done.refusal)
  return c.var.person!.mustChangePassword ? seeOther(c, '/console') : seeOther(c, '/console/password?done=changed')
}

const page = (c: C, refusal: Refusal | null) => {
  const first = c.var.person?.mustChangePassword
  const done = !refusal && c.req.query('done') === 'changed' ? '密码已修改，其他地方的登录已经退出' : undefined
  return consolePage(
    c,
    { title: '修改密码', refusal, done },
    <>
      {first && (
        <Notice kind="warning" title="请先修改密码">
          <p>您现在用的是一次性密码。设好自己的密码之后，才能进入工作台。</p>
        </Notice>
      )}
      <Form action="/console/password">
        {/* For password managers: whose password this is. */}
        <input type="hidden" name="username" value={c.var.person?.username} autocomplete="username" />
        <Field
          label={first ? '一次性密码' : '现在的密码'}
          name="current"
          type="password"
          autocomplete="current-password"
          required
          refusal={refusal}
        />
        <Field
          label="新密码"
          name="next"
          type="password"
          autocomplete="new-password"
          required
          refusal={refusal}
          hint={`至少${SHORTEST}个字符，不能包含用户名，不能是常见密码。几个不相干的词连成一句，既好记又安全。`}
        />
        <Field
          label="再输一次新密码"
          name="again"
          type="password"
          autocomplete="new-password"
          required
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">修改密码</Button>
        </Actions>
      </Form>
    </>,
  )
}
