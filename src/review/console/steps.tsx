import { sendFile } from '../../files/download.tsx'
import type { Result } from '../../result.ts'
import { type C, contextOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { Actions, Button, Field, Form, Notice, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { maskHits, maskWords, overrideHits, type Which, withholdFile } from '../copies/store.ts'
import type { Review } from '../model.ts'
import { SUBJECTS } from '../outcomes.ts'
import { releaseInEmergency, urgeReview } from '../releases/store.ts'
import { giveVerdict } from '../store.ts'
import { ofReview } from './common.tsx'
import { readSaid } from './form.tsx'
import { DESK, reviewPath } from './paths.ts'
import { showReview } from './show.tsx'

/** The guard of the page the step was taken from. */
const guard = (c: C): number => Number(c.var.form.get('review'))

/** Back to the review, or the same page saying why not. */
async function answer(c: C, review: Review, done: Result<Review>, said: string) {
  return done.ok ? seeOther(c, reviewPath(review, `?done=${said}`)) : showReview(c, review, c.var.form, done.refusal)
}

const whichOf = ({ position, file, text }: Record<string, string>): Which => {
  if (file) return { fileId: file }
  return text ? { text: true } : { position: Number(position) }
}

/** POST …/hits/mask: one hit, all in the texts, or all of one file. */
export const maskStep = ofReview(async (c, review) =>
  answer(c, review, await maskHits(contextOf(c), review.id, guard(c), whichOf(typed(c.var.form))), 'masked'),
)

/** POST …/hits/override */
export const overrideStep = ofReview(async (c, review) => {
  const fields = typed(c.var.form)
  const done = await overrideHits(contextOf(c), review.id, guard(c), whichOf(fields), fields.reason ?? '')
  return answer(c, review, done, 'overridden')
})

/** POST …/withhold */
export const withholdStep = ofReview(async (c, review) => {
  const { file = '', reason = '' } = typed(c.var.form)
  return answer(c, review, await withholdFile(contextOf(c), review.id, guard(c), file, reason), 'withheld')
})

/** POST …/urge */
export const urgeStep = ofReview(async (c, review) =>
  answer(c, review, await urgeReview(contextOf(c), review.id, guard(c)), 'urged'),
)

/** POST …/verdict: where the opinion does not publish in the same act, and after an emergency publication. */
export const verdictStep = ofReview(async (c, review) => {
  if (SUBJECTS[review.subject.kind].publishes && !review.release) return answerNotFound(c)
  return answer(c, review, await giveVerdict(contextOf(c), review.id, guard(c), readSaid(c.var.form)), 'given')
})

/** A file of the review, original or public copy, for the people who work on it. At …/files/:file */
export const reviewFile = ofReview((c, review) => {
  const id = c.req.param('file') ?? ''
  return review.files.some((file) => file.id === id || file.publicId === id) ? sendFile(c, id) : answerNotFound(c)
})

/** At …/release: the question before an emergency publication, for chapters without one of their own. */
export const releaseForm = ofReview((c, review) => emergencyPage(c, review, reviewPath(review, '/release'), {}, null))

export const releaseStep = ofReview(async (c, review) => {
  if (SUBJECTS[review.subject.kind].publishes) return answerNotFound(c)
  const fields = typed(c.var.form)
  const done = await releaseInEmergency(contextOf(c), review.id, guard(c), { reason: fields.reason ?? '' })
  return done.ok
    ? seeOther(c, reviewPath(review))
    : emergencyPage(c, review, reviewPath(review, '/release'), fields, done.refusal)
})

/** What a leader is asked before letting something out unreviewed. `action`: where the chapter takes the step. */
export const emergencyPage = (
  c: C,
  review: Review,
  action: string,
  fields: Record<string, string>,
  refusal: Parameters<typeof showReview>[3],
) =>
  consolePage(
    c,
    {
      title: `紧急发布：${review.title}`,
      crumbs: [
        { label: '保密审查', href: DESK },
        { label: review.title, href: reviewPath(review) },
        { label: '紧急发布' },
      ],
      refusal,
    },
    <Panel>
      <Notice kind="warning" title="这件信息还没有完成保密审查">
        <p>
          紧急发布由您负责，理由长期保存。发布以后，工作台每一页都会提示，直到另一个人复核同意；复核不同意的，须立即撤回。
        </p>
      </Notice>
      <Form action={action}>
        <input type="hidden" name="version" value={review.subject.version} />
        <input type="hidden" name="review" value={review.version} />
        <TextArea
          label="紧急发布的理由"
          name="reason"
          required
          rows={3}
          value={fields.reason}
          maxlength={300}
          hint="说明情况为什么紧急、为什么等不及审查，至少10个字"
          refusal={refusal}
        />
        <Actions>
          <Button kind="danger">紧急发布</Button>
          <Button href={reviewPath(review)}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )

/** At …/words: picks words that screening does not know. */
export const wordsForm = ofReview((c, review) => wordsPage(c, review, {}, null))

export const wordsStep = ofReview(async (c, review) => {
  const fields = typed(c.var.form)
  const done = await maskWords(contextOf(c), review.id, guard(c), {
    part: Number(fields.part),
    words: fields.words ?? '',
    reason: fields.reason ?? '',
  })
  return done.ok ? seeOther(c, reviewPath(review, '?done=masked')) : wordsPage(c, review, fields, done.refusal)
})

const wordsPage = (c: C, review: Review, fields: Record<string, string>, refusal: Parameters<typeof showReview>[3]) =>
  consolePage(
    c,
    {
      title: `遮盖其他内容：${review.title}`,
      crumbs: [
        { label: '保密审查', href: DESK },
        { label: review.title, href: reviewPath(review) },
        { label: '遮盖其他内容' },
      ],
      refusal,
    },
    <Panel>
      <Form action={reviewPath(review, '/words')}>
        <input type="hidden" name="review" value={review.version} />
        <Select
          label="在哪一段文字里"
          name="part"
          value={fields.part}
          options={review.parts
            .filter(({ text }) => text !== '')
            .map(({ position, label }) => ({ value: String(position), label }))}
          refusal={refusal}
        />
        <Field
          label="要遮盖的内容"
          name="words"
          required
          value={fields.words}
          hint="从原文中复制，出现几处遮盖几处"
          refusal={refusal}
        />
        <Field
          label="理由"
          name="reason"
          required
          value={fields.reason}
          maxlength={200}
          hint="例如：涉及第三方商业秘密"
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">遮盖</Button>
          <Button href={reviewPath(review)}>返回</Button>
        </Actions>
      </Form>
    </Panel>,
  )
