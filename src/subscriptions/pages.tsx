import type { Context } from '../context.ts'
import { type CategoryRow, listCategories } from '../disclosures/catalogue/store.ts'
import type { Organ } from '../organs/model.ts'
import { listOrgans } from '../organs/store.ts'
import { type Refusal, type Result, refuse } from '../result.ts'
import { type C, scopeOf, seeOther, typed } from '../web/env.ts'
import { portalPage } from '../web/frame.tsx'
import { Limiter } from '../web/limiter.ts'
import { A, Actions, address, Button, Choices, Field, Form, Notice, RefusalBox, Select } from '../web/ui/index.ts'
import { visitorOf } from '../web/visitor.ts'
import { wishWords } from './digest.ts'
import { offeredAt } from './settings.ts'
import { askForMail, confirmSubscription, endSubscription } from './store.ts'
import { RHYTHMS } from './words.ts'

const HERE = '/subscriptions'
/** Forms in an hour from one address, and of the whole site: nobody shall fill other people's mailboxes with our questions. */
const PER_VISITOR = 10
const PER_SITE = 200

const limiter = new Limiter()

function mayAsk(c: C): boolean {
  const who = visitorOf(c)
  const site = c.var.tenant.id
  return (
    (who === null || limiter.take(`visitor ${site} ${who}`, PER_VISITOR, c.var.now)) &&
    limiter.take(`site ${site}`, PER_SITE, c.var.now)
  )
}

const reader = (c: C): Context => ({
  ...scopeOf(c),
  files: c.var.files,
  now: c.var.now,
  actor: { kind: 'system', name: '订阅人' },
})

/** 订阅更新: by mail where mail goes out, and as Atom. At /subscriptions */
export const askSubscription = (c: C) => page(c, c.req.query())

export async function takeSubscription(c: C) {
  const form = typed(c.var.form)
  const url = offeredAt()
  if (!url) return page(c, form)
  // Not for people: what a machine fills in is answered like anything else, and kept nowhere.
  if (form.website) return seeOther(c, `${HERE}/sent`)
  if (!mayAsk(c)) return page(c, form, refused('subscriptions.many', '订阅的人太多了', '请过一小时再试'), 429)
  const { organs, categories } = await choices(c)
  const organ = organs.find(({ slug }) => slug === form.organ)
  const category = categories.find(({ code }) => code === form.category)
  const done = await askForMail(reader(c), {
    email: form.email ?? '',
    organId: organ?.id ?? null,
    categoryId: category?.id ?? null,
    every: form.every ?? '',
    what: wishWords(organ?.shortName, category?.name),
    site: c.var.tenant.settings.siteName,
    url,
  })
  return done.ok ? seeOther(c, `${HERE}/sent`) : page(c, form, done.refusal)
}

const refused = (code: string, says: string, fix: string): Refusal | undefined => {
  const result = refuse(code, says, { fix })
  return result.ok ? undefined : result.refusal
}

async function choices(c: C): Promise<{ organs: Organ[]; categories: CategoryRow[] }> {
  const [organs, categories] = await Promise.all([listOrgans(scopeOf(c)), listCategories(scopeOf(c))])
  return { organs, categories }
}

async function page(c: C, form: Record<string, string>, refusal?: Refusal, status: 200 | 422 | 429 = 422) {
  const { organs, categories } = await choices(c)
  const feed = address(form.organ ? `/${form.organ}/feed.atom` : '/feed.atom', { category: form.category })
  const known =
    (!form.organ || organs.some(({ slug }) => slug === form.organ)) &&
    (!form.category || categories.some(({ code }) => code === form.category))
  return portalPage(
    c,
    { title: '订阅更新', crumbs: [{ label: '订阅更新' }], status: refusal ? status : 200 },
    <>
      <h1>订阅更新</h1>
      <RefusalBox refusal={refusal} />
      {offeredAt() ? (
        <>
          <p>有新公开的信息时，发到您的邮箱。不用注册，随时可以退订。</p>
          <Form action={HERE}>
            <Select
              label="机关"
              name="organ"
              empty="全部机关"
              value={form.organ}
              options={organs.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
            <Select
              label="类别"
              name="category"
              empty="全部类别"
              value={form.category}
              options={categories.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <Choices
              legend="多久发一次"
              name="every"
              required
              options={Object.entries(RHYTHMS).map(([value, label]) => ({ value, label }))}
              value={form.every ?? 'week'}
              refusal={refusal}
            />
            <Field
              label="电子邮箱"
              name="email"
              type="email"
              required
              maxlength={200}
              value={form.email}
              autocomplete="email"
              hint="加密保存，只用来发您订阅的邮件，工作人员看不到；退订后删除"
              refusal={refusal}
            />
            <div class="trap" aria-hidden="true">
              <label for="website">不要填写</label>
              <input id="website" name="website" tabindex={-1} autocomplete="off" />
            </div>
            <Actions>
              <Button kind="primary">订阅</Button>
            </Actions>
          </Form>
        </>
      ) : (
        <Notice>
          <p>本站没有开通邮件订阅，可以用阅读器订阅。</p>
        </Notice>
      )}
      <h2>用阅读器订阅</h2>
      <p>
        在阅读器里添加这个网址：<A href={known ? feed : '/feed.atom'}>Atom 订阅源</A>
        。各机关、各类别都有自己的订阅源。
      </p>
    </>,
  )
}

/** The same whatever is known of the mailbox. At /subscriptions/sent */
export const askedPage = (c: C) =>
  portalPage(
    c,
    { title: '请查收确认邮件', crumbs: [{ label: '订阅更新', href: HERE }, { label: '请查收确认邮件' }] },
    <>
      <h1>请查收确认邮件</h1>
      <p>
        我们向您填写的邮箱发了一封确认邮件。请在两天内打开邮件里的网址，按“确认订阅”；没有确认的，不会再给您发邮件。
      </p>
      <p>几分钟后还没有收到的，请看看垃圾邮件，或者核对邮箱后重新订阅。</p>
    </>,
  )

const ACTS = {
  confirm: {
    title: '确认订阅',
    says: '确认以后，有新公开的信息时会发到您的邮箱。',
    take: confirmSubscription,
    done: '已确认订阅',
  },
  out: {
    title: '退订',
    says: '退订后不再发邮件，您的邮箱从本站删除。',
    take: endSubscription,
    done: '已退订，您的邮箱已经删除',
  },
} as const
type ActName = keyof typeof ACTS

/** A link in a mail only asks: programs that look through mail open every link. */
export const askAct = (act: ActName) => (c: C) =>
  actPage(
    c,
    ACTS[act].title,
    <>
      <p>{ACTS[act].says}</p>
      <Form action={`${HERE}/${c.req.param('id')}/${c.req.param('token')}/${act}`}>
        <Actions>
          <Button kind="primary">{ACTS[act].title}</Button>
        </Actions>
      </Form>
    </>,
  )

/** Taken by the reader, or by their mail program for them (RFC 8058). */
export const takeAct = (act: ActName) => async (c: C) => {
  const done: Result<void> = await ACTS[act].take(reader(c), c.req.param('id') ?? '', c.req.param('token') ?? '')
  if (done.ok) return actPage(c, ACTS[act].done, <p>可以关闭这个页面了。</p>)
  return actPage(c, done.refusal.says, <p>{done.refusal.fix}</p>, 404)
}

const actPage = (c: C, title: string, body: unknown, status: 200 | 404 = 200) => {
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
  return portalPage(
    c,
    {
      title,
      crumbs: [{ label: '订阅更新', href: HERE }, { label: title }],
      status,
      meta: { robots: 'noindex,nofollow' },
    },
    <>
      <h1>{title}</h1>
      {body as never}
    </>,
  )
}
