import type { C } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, Facts, Notice, Tag } from '../web/ui/index.ts'
import type { Account } from './model.ts'

/** Whether an account can sign in, in one word. */
export function stateTag(account: Account, now: Date) {
  if (account.disabledAt) return <Tag kind="neutral" label="停用" />
  if (account.lockedUntil && account.lockedUntil > now) return <Tag kind="danger" label="锁定" />
  if (account.mustChangePassword) return <Tag kind="warning" label="待改密码" />
  return <Tag kind="success" label="使用中" />
}

/** The one time a one-time password is shown. */
export const onePasswordPage = (c: C, made: { title: string; accountId: string; username: string; password: string }) =>
  consolePage(
    c,
    {
      title: made.title,
      crumbs: [{ label: '账号与岗位', href: '/console/accounts' }, { label: made.username }],
    },
    <>
      <Notice kind="warning" title="一次性密码只显示这一次">
        <p>请当面或者用可靠的方式告诉本人。本人首次登录时必须改成自己的密码。</p>
      </Notice>
      <Facts
        facts={[
          ['用户名', made.username],
          ['一次性密码', <code>{made.password}</code>],
        ]}
      />
      <Actions>
        <Button kind="primary" href={`/console/accounts/${made.accountId}`}>
          已经记下
        </Button>
      </Actions>
    </>,
  )
