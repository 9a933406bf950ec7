import type { Child } from 'hono/jsx'
import { ofOrgan } from '../../disclosures/portal/common.tsx'
import type { Organ } from '../../organs/model.ts'
import { type Refusal, refuse } from '../../result.ts'
import { entryPath } from '../../web/entries.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Notice, RefusalBox } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { findDraft, type KeptDraft } from './drafts/store.ts'
import type { Visit } from './filing.ts'
import { STEPS, type StepOfForm } from './rules.ts'
import { isSecret } from './secrets.ts'

export const applyPath = (organ: { slug: string }, rest = '') => `${entryPath(organ.slug, 'apply')}${rest}`
export const onlinePath = (organ: { slug: string }, secret = '', rest = '') =>
  applyPath(organ, `/online${secret && `/${secret}`}${rest && `/${rest}`}`)

/** What a store needs to know of somebody without an account. */
export const visitOf = (c: C): Visit => ({ ...scopeOf(c), files: c.var.files, now: c.var.now })

type Options = {
  title: string
  refusal?: Refusal | null
  status?: 200 | 410 | 422 | 429
  done?: string
}

/** A page for one person alone: kept by no cache, found by no search engine. */
export function personalPage(c: C, organ: Organ, { title, refusal, status, done }: Options, body: Child) {
  c.header('cache-control', 'no-store')
  return portalPage(
    c,
    {
      title,
      organ,
      entry: 'apply',
      crumbs: [{ label: '依申请公开', href: applyPath(organ) }, { label: title }],
      meta: { robots: 'noindex,nofollow' },
      status: status ?? (refusal ? 422 : 200),
    },
    <>
      <h1>{title}</h1>
      <RefusalBox refusal={refusal} />
      {done && (
        <div class="notice notice-success" role="status">
          <p class="notice-title">{done}</p>
        </div>
      )}
      {body}
    </>,
  )
}

/** A page of one draft: the organ and the secret of the address, and what was typed so far, if anything. */
export const ofDraft = (
  serve: (c: C, organ: Organ, secret: string, kept: KeptDraft | null) => Promise<Response> | Response,
) =>
  ofOrgan(async (c, organ) => {
    const secret = c.req.param('secret')
    if (!isSecret(secret)) return answerNotFound(c)
    const kept = await findDraft(visitOf(c), secret)
    return kept && kept.organId !== organ.id ? answerNotFound(c) : serve(c, organ, secret, kept)
  })

/** Where one is among the steps; those behind can be gone back to. */
export const StepLine = ({ organ, secret, here }: { organ: Organ; secret: string; here: StepOfForm | 'check' }) => {
  const all = [...Object.entries(STEPS).map(([name, { label }]) => [name, label] as const), ['check', '核对'] as const]
  const at = all.findIndex(([name]) => name === here)
  return (
    <nav class="steps" aria-label="申请步骤">
      <ol>
        {all.map(([name, label], place) => (
          <li class={place < at ? 'behind' : undefined}>
            {place < at ? (
              <A href={onlinePath(organ, secret, name)}>{label}</A>
            ) : (
              <span aria-current={place === at ? 'step' : undefined}>{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Too many from one address or for one organ: said plainly, with the ways that stay open. */
export const TOO_MANY = refuse('filing.too-many', '提交得太频繁，请过一会儿再试', {
  fix: '已经填写的内容都还在。着急的，可以打印空白表格当面递交或者邮寄',
})

export const refusalOf = (result: { ok: boolean; refusal?: Refusal }): Refusal | null =>
  result.ok ? null : (result.refusal ?? null)

/** For machines that fill in everything. A person who does is told, so that nothing is lost in silence. */
export const Trap = () => (
  <div class="trap" aria-hidden="true">
    <label>
      网址（请不要填写）
      <input type="text" name="website" tabindex={-1} autocomplete="off" />
    </label>
  </div>
)

export const TRAPPED = refuse('filing.trap', '“网址”一栏请不要填写', { fix: '可能是浏览器自动填写的，请再按一次按钮' })

/** The draft is over, or never was. */
export const goneDraft = (c: C, organ: Organ) =>
  personalPage(
    c,
    organ,
    { title: '没有找到这份草稿', status: 410 },
    <Notice kind="warning" title="这个链接对应的草稿已经清除，或者已经提交。">
      <p>
        没有提交的内容保留7天。可以<A href={onlinePath(organ)}>重新填写</A>；已经提交的，请用登记号和查询码
        <A href={applyPath(organ, '/track')}>查询</A>。
      </p>
    </Notice>,
  )
