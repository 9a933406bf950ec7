import { dayOf } from '../../calendar/day.ts'
import { ofOrgan } from '../../disclosures/portal/common.tsx'
import { sizeLabel } from '../../files/kinds.ts'
import { editionOn } from '../../law/editions.ts'
import type { Organ } from '../../organs/model.ts'
import type { Refusal } from '../../result.ts'
import { type Hit, search } from '../../search/store.ts'
import { type C, scopeOf, seeOther } from '../../web/env.ts'
import { A, Actions, Button, Facts, Form, Notice } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { APPLICANT_KINDS, WANTED_FORMS, WANTED_WAYS } from '../model.ts'
import { IDENTITIES, isIdentity } from '../people/store.ts'
import { receiptOf } from '../receipt.ts'
import { goneDraft, ofDraft, onlinePath, personalPage, StepLine, TOO_MANY, TRAPPED, Trap, visitOf } from './common.tsx'
import { dropDraft, findDraft } from './drafts/store.ts'
import { fileDraft } from './filing.ts'
import { noteFound } from './found/store.ts'
import { hintsFor } from './hints.ts'
import { maySend } from './limits.ts'
import { ASKED, contactLine, type Draft, firstOpen, isApplicantKind, type StepOfForm } from './rules.ts'
import { isSecret } from './secrets.ts'
import { GoOnLater } from './steps.tsx'

/** Everything once more, what may answer it already, and the button. At /:organ/ysqgk/online/:secret/check */
export const check = ofDraft((c, organ, secret, kept) => {
  if (kept?.applicationId) return seeOther(c, onlinePath(organ, secret, 'receipt'))
  if (!kept?.draft) return goneDraft(c, organ)
  const open = firstOpen(kept.draft, dayOf(c.var.now))
  return open ? seeOther(c, onlinePath(organ, secret, open)) : show(c, organ, secret, kept.draft)
})

/** Sends the form; sent again, it leads to the same receipt. */
export const send = ofOrgan(async (c, organ) => {
  const secret = c.req.param('secret')
  if (!isSecret(secret)) return answerNotFound(c)
  const trapped = Boolean(c.var.form.get('website'))
  const often = !trapped && !maySend(c, organ.id)
  const filed = trapped ? TRAPPED : often ? TOO_MANY : await fileDraft(visitOf(c), organ.id, secret)
  if (filed.ok) return seeOther(c, onlinePath(organ, secret, 'receipt'))
  const kept = await findDraft(visitOf(c), secret)
  if (kept?.organId !== organ.id || !kept.draft)
    return kept ? seeOther(c, onlinePath(organ, secret, 'receipt')) : goneDraft(c, organ)
  return show(c, organ, secret, kept.draft, filed.refusal, often ? 429 : undefined)
})

/** Not to be sent after all. */
export const drop = ofDraft(async (c, organ, secret) => {
  await dropDraft(scopeOf(c), secret)
  return seeOther(c, onlinePath(organ))
})

/** What is public already was what they wanted: counted, and the draft is gone. */
export const found = ofDraft(async (c, organ, secret, kept) => {
  if (!kept?.draft) return goneDraft(c, organ)
  const hit = (await mayAnswer(c, organ, kept.draft)).find(({ id }) => id === c.var.form.get('item'))
  if (!hit) return show(c, organ, secret, kept.draft)
  const { path, title } = hit
  await noteFound(scopeOf(c), { organId: organ.id, day: dayOf(c.var.now), path, title })
  await dropDraft(scopeOf(c), secret)
  return seeOther(c, path)
})

const MOST_FOUND = 5

/** What the organ has made public that holds the words of the application; the 文号 alone when there is one. */
async function mayAnswer(c: C, organ: Organ, draft: Draft): Promise<Hit[]> {
  const byNumber = draft.documentNumber ? await search(scopeOf(c), draft.documentNumber, { organId: organ.id }) : null
  const hits = byNumber && !byNumber.loosened ? byNumber.hits : []
  const byName = await search(scopeOf(c), draft.subject, { organId: organ.id })
  return [...new Map([...hits, ...byName.hits].map((hit) => [hit.id, hit])).values()].slice(0, MOST_FOUND)
}

async function show(
  c: C,
  organ: Organ,
  secret: string,
  draft: Draft,
  refusal: Refusal | null = null,
  status?: 429,
): Promise<Response> {
  const today = dayOf(c.var.now)
  const asks = ASKED[editionOn(today) ?? '2019']
  const hits = await mayAnswer(c, organ, draft)
  const { receipt } = receiptOf('web', 'regular', today)
  return personalPage(
    c,
    organ,
    { title: '核对并提交', refusal, status },
    <>
      <StepLine organ={organ} secret={secret} here="check" />
      {hits.length > 0 && <Found organ={organ} secret={secret} hits={hits} />}
      {hintsFor(draft, asks.identity).map(({ title, says }) => (
        <Notice title={title}>
          <p>{says}</p>
        </Notice>
      ))}
      <Part organ={organ} secret={secret} step="who" title="谁申请">
        <Facts facts={whoFacts(draft)} />
      </Part>
      <Part organ={organ} secret={secret} step="what" title="要什么">
        <Facts
          facts={[
            ['受理机关', organ.name],
            ['信息的名称', draft.subject],
            ['文号', draft.documentNumber],
            ['其他特征', draft.features],
            ['用途', asks.purpose && draft.purpose],
          ]}
        />
      </Part>
      <Part organ={organ} secret={secret} step="how" title="怎么给">
        <Facts
          facts={[
            ['形式', WANTED_FORMS[draft.wantedForm as keyof typeof WANTED_FORMS]],
            ['方式', WANTED_WAYS[draft.wantedWay as keyof typeof WANTED_WAYS]],
            ['需要的帮助', draft.help],
          ]}
        />
      </Part>
      <Form action={onlinePath(organ, secret, 'check')}>
        <Trap />
        <p>
          {receipt === 'confirmed'
            ? '提交以后会得到登记号和查询码。请在回执上再按一次“确认”：双方确认的那一天是收到申请之日，答复期限从次日起算。'
            : '提交以后会得到登记号和查询码，答复期限从次日起算。'}
        </p>
        <Actions>
          <Button kind="primary">提交申请</Button>
          <Button href={onlinePath(organ, secret, 'how')}>上一步</Button>
        </Actions>
      </Form>
      <GoOnLater c={c} organ={organ} secret={secret} step="check" />
    </>,
  )
}

const whoFacts = (draft: Draft): [string, string | false][] => [
  ['申请人', isApplicantKind(draft.kind) && (draft.kind === 'natural' ? '个人' : APPLICANT_KINDS[draft.kind].label)],
  [draft.kind === 'natural' ? '姓名' : '名称', draft.name],
  [
    '证件',
    draft.kind === 'natural' && draft.identityNumber !== '' && isIdentity(draft.identity) && IDENTITIES[draft.identity],
  ],
  [draft.kind === 'natural' ? '证件号码' : '统一社会信用代码', draft.identityNumber],
  ['法定代表人或者负责人', draft.representative],
  ['身份证明', draft.papers.map(({ name, size }) => `${name}（${sizeLabel(size)}）`).join('、')],
  ['联系方式', contactLine(draft)],
]

const Part = (props: { organ: Organ; secret: string; step: StepOfForm; title: string; children?: unknown }) => (
  <section class="part">
    <div class="part-head">
      <h2>{props.title}</h2>
      <A href={onlinePath(props.organ, props.secret, props.step)}>
        修改<span class="visually-hidden">“{props.title}”</span>
      </A>
    </div>
    {props.children as never}
  </section>
)

/** Before anybody waits twenty working days for what they could read now. */
const Found = ({ organ, secret, hits }: { organ: Organ; secret: string; hits: readonly Hit[] }) => (
  <section class="found-before">
    <h2>这些已经公开，也许就是您要的</h2>
    <p>点开看看。是您要的，就不用申请、不用等了；不是的，请继续往下核对、提交。</p>
    <ul>
      {hits.map(({ id, path, title }) => (
        <li>
          <A href={path}>{title}</A>
          <Form action={onlinePath(organ, secret, 'found')}>
            <input type="hidden" name="item" value={id} />
            <Button confirm="草稿会删除，然后打开这条信息。">
              就是它<span class="visually-hidden">：{title}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  </section>
)
