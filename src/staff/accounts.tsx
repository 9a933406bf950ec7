import { type Day, Day as DaySchema, dayOf, minuteOf } from '../calendar/day.ts'
import { transact } from '../db/transaction.ts'
import type { Post } from '../organs/model.ts'
import { listPosts } from '../organs/store.ts'
import { ok, type Refusal, refuse } from '../result.ts'
import { type C, contextOf, scopeOf, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  type Column,
  DataTable,
  Empty,
  Field,
  FilterBar,
  Form,
  type Option,
  Pager,
  Select,
} from '../web/ui/index.ts'
import type { Account } from './model.ts'
import { onePasswordPage, stateTag } from './parts.tsx'
import { type AccountState, appoint, createAccount, listAccounts } from './store.ts'

const SIZE = 30

const STATES: Record<AccountState, string> = { active: '使用中', locked: '锁定', disabled: '停用' }
const isState = (text: string): text is AccountState => Object.hasOwn(STATES, text)

/** GET /console/accounts?q=&state=&page= */
export async function showAccounts(c: C) {
  const { q = '', state = '', page: asked = '' } = c.req.query()
  const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
  const ask = { text: q.trim(), state: isState(state) ? state : undefined, page, size: SIZE }
  const { rows, total } = await listAccounts(scopeOf(c), ask, c.var.now)
  const pages = Math.max(1, Math.ceil(total / SIZE))
  return consolePage(
    c,
    {
      title: '账号与岗位',
      crumbs: [{ label: '账号与岗位' }],
      actions: (
        <Button kind="primary" href="/console/accounts/new">
          新建账号
        </Button>
      ),
    },
    <>
      <FilterBar action="/console/accounts">
        <Field label="用户名或岗位" name="q" type="search" value={q} size="short" />
        <Select
          label="状态"
          name="state"
          value={state}
          empty="全部"
          options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      <DataTable
        caption="账号"
        captionHidden
        rows={rows}
        columns={columns(c.var.now)}
        empty={<Empty title="没有符合条件的账号" hint="可以换一个条件，或者清除筛选。" />}
      />
      <Pager
        page={page}
        pages={pages}
        total={total}
        href={(to) => address('/console/accounts', { q, state, page: to })}
      />
    </>,
  )
}

const columns = (now: Date): Column<Account>[] => [
  { label: '用户名', heading: true, cell: (row) => <A href={`/console/accounts/${row.id}`}>{row.username}</A> },
  { label: '岗位', cell: (row) => row.posts.join('、') || '无' },
  { label: '状态', cell: (row) => stateTag(row, now) },
  { label: '最近登录', cell: (row) => (row.lastSignInAt ? minuteOf(row.lastSignInAt) : '从未') },
]

/** GET /console/accounts/new */
export const showNewAccount = async (c: C) => newPage(c, { from: dayOf(c.var.now) }, null)

/** POST /console/accounts: the answer is the page with the one-time password, since it is kept nowhere to be shown later. */
export async function takeNewAccount(c: C) {
  const form = typed(c.var.form)
  const from = DaySchema.safeParse(form.from)
  const done = await transact(contextOf(c), async (tx) => {
    if (form.postId && !from.success) return refuse('staff.from', '请填写任职开始日期', { field: 'from' })
    const made = await createAccount(tx, { username: form.username ?? '' })
    if (!made.ok || !form.postId) return made
    const held = await appoint(tx, { accountId: made.value.account.id, postId: form.postId, from: from.data as Day })
    return held.ok ? ok(made.value) : held
  })
  if (!done.ok) return newPage(c, form, done.refusal)
  const { account, password } = done.value
  return onePasswordPage(c, { title: '账号已建立', accountId: account.id, username: account.username, password })
}

const newPage = async (c: C, form: Record<string, string>, refusal: Refusal | null) =>
  consolePage(
    c,
    { title: '新建账号', crumbs: [{ label: '账号与岗位', href: '/console/accounts' }, { label: '新建账号' }], refusal },
    <Form action="/console/accounts">
      <Field
        label="用户名"
        name="username"
        value={form.username}
        required
        refusal={refusal}
        autocomplete="off"
        hint="登录用，2至32个汉字、字母或数字。"
      />
      <Select
        label="岗位"
        name="postId"
        value={form.postId}
        empty="以后再定"
        options={postOptions(await listPosts(scopeOf(c)))}
        refusal={refusal}
      />
      <Field label="任职开始日期" name="from" type="date" value={form.from} refusal={refusal} />
      <Actions>
        <Button kind="primary">建立账号</Button>
        <Button href="/console/accounts">取消</Button>
      </Actions>
    </Form>,
  )

/** Every post there is, with the organ it belongs to. */
export const postOptions = (posts: readonly Post[]): Option[] =>
  posts.map((post) => ({ value: post.id, label: `${post.organName ?? '全站'}：${post.name}` }))
