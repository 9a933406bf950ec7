import type { Result } from '../../result.ts'
import { reviewPath } from '../../review/console/paths.ts'
import { mayPublish, reviewOf, reviewSays } from '../../review/store.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, Form, Notice, Panel, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { showConcern } from '../console/case.tsx'
import { concernPath, crumbs, wanted } from '../console/common.tsx'
import type { Concern } from '../model.ts'
import { wordsOf } from '../people/store.ts'
import { draftOf } from '../who.ts'
import {
  answerSubject,
  proposePublication,
  publicationOf,
  publishAnswer,
  publishable,
  withdrawAnswer,
} from './store.ts'

/** 公布答复: on the page of a concern that may be published, how far that has come. */
export async function publicationSection(c: C, concern: Concern) {
  const scope = scopeOf(c)
  const proposed = await publicationOf(scope, concern.id)
  const { person } = c.var
  const officer = person?.roles.includes('officer') && person.organ?.id === concern.organId
  if (!proposed && !(officer && publishable(concern).ok)) return null
  const subject = proposed && answerSubject(concern.id, proposed.version)
  const review = subject && (await reviewOf(scope, subject))
  const isOut = proposed?.publishedAt && !proposed.withdrawnAt
  const cleared = subject && !proposed.publishedAt && (await mayPublish(scope, subject)).ok
  return (
    <Panel title="公布答复">
      {review && (
        <p>
          保密审查：<A href={reviewPath(review)}>{reviewSays(review)}</A>
        </p>
      )}
      {isOut && <p>已在网站“互动交流”公布。</p>}
      {proposed?.withdrawnAt && <p>已从网站撤下。</p>}
      {officer && (
        <>
          {cleared && (
            <Form action={concernPath(concern.id, '/publish')}>
              <Button kind="primary">公布</Button>
            </Form>
          )}
          {isOut ? (
            <Form action={concernPath(concern.id, '/withdraw')}>
              <Button confirm="撤下以后，网站上不再看得到这件问题和答复。">撤下</Button>
            </Form>
          ) : (
            publishable(concern).ok && (
              <Button href={concernPath(concern.id, '/proposal')}>
                {proposed ? '修改公布稿并重新送审' : '拟公布稿并送审'}
              </Button>
            )
          )}
        </>
      )}
    </Panel>
  )
}

/** 拟公布稿: the question and the answer, rid of whatever could tell who asked. At /console/feedback/:id/proposal */
export async function askProposal(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const { concern } = file
  const [before, words] = [await publicationOf(scopeOf(c), concern.id), await wordsOf(contextOf(c), concern.id)]
  if (concern.kind === 'report' || !words.ok) return showConcern(c)
  return show(c, concern, {
    question: before?.question ?? words.value,
    answer: before?.answer ?? draftOf(file)?.words ?? '',
  })
}

export async function takeProposal(c: C) {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const form = typed(c.var.form)
  const { question = '', answer = '' } = form
  const done = await proposePublication(contextOf(c), file.concern.id, { question, answer })
  if (!done.ok) return show(c, file.concern, { question, answer }, done)
  return seeOther(c, `${concernPath(file.concern.id)}?done=proposed`)
}

function show(c: C, concern: Concern, form: { question: string; answer: string }, refused?: Result<never>) {
  const refusal = refused && !refused.ok ? refused.refusal : undefined
  return consolePage(
    c,
    {
      title: `拟公布稿：${concern.number}`,
      crumbs: crumbs({ label: concern.number, href: concernPath(concern.id) }, { label: '拟公布稿' }),
      refusal,
    },
    <Form action={concernPath(concern.id, '/proposal')}>
      <Notice title="删去姓名、电话、门牌号等能看出是谁的内容。送审时自动筛查一遍，再由另一个人审查。" />
      <TextArea
        label="问题"
        name="question"
        required
        rows={6}
        value={form.question}
        maxlength={2000}
        refusal={refusal}
      />
      <TextArea label="答复" name="answer" required rows={8} value={form.answer} maxlength={5000} refusal={refusal} />
      <Actions>
        <Button kind="primary">送审</Button>
        <Button href={concernPath(concern.id)}>返回</Button>
      </Actions>
    </Form>,
  )
}

const act = (done: string, take: typeof publishAnswer) => async (c: C) => {
  const file = await wanted(c)
  if (!file) return answerNotFound(c)
  const taken = await take(contextOf(c), file.concern.id)
  return taken.ok ? seeOther(c, `${concernPath(file.concern.id)}?done=${done}`) : showConcern(c, taken.refusal)
}

export const takePublication = act('published', publishAnswer)
export const takeWithdrawal = act('withdrawn', withdrawAnswer)
