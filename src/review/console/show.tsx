import { dayOf, minuteOf } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import type { Holder } from '../../staff/holders/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Button, DataTable, Facts, Form, Notice, Panel } from '../../web/ui/index.ts'
import { basisLabels } from '../basis.ts'
import { isQuestion, QUESTIONS } from '../checklist.ts'
import type { Opinion, Review } from '../model.ts'
import { SUBJECTS, VERDICTS } from '../outcomes.ts'
import { askedOf, levelOf, mayDecide, mayMask, mayOverride, mayRelease, openHits, outcomeOf } from '../rules.ts'
import { othersFor, othersSay, reviewSays } from '../store.ts'
import { DueLight, ofReview, personOf, ReleaseLight, StateTag, standings } from './common.tsx'
import { Files } from './files.tsx'
import { VerdictForm } from './form.tsx'
import { Hits } from './hits.tsx'
import { DESK, releasePath, reviewPath, subjectPath } from './paths.ts'
import { MarkedText } from './text.tsx'

/** A review as those who work on it see it: text with what was found, files, who said what, and the form. At /console/review/:id */
export const reviewShow = ofReview((c, review) => showReview(c, review, null, null))

/** The same page with what was typed and why it was refused: also for the chapters whose publishing takes the opinion. */
export async function showReview(c: C, review: Review, form: FormData | null, refusal: Refusal | null) {
  const who = personOf(c)
  const may = { mask: mayMask(review, who).ok, override: mayOverride(review, who).ok }
  const decide = mayDecide(review, who)
  const left = openHits(review.hits)
  const others = await othersFor(scopeOf(c), review, who?.accountId ?? null, dayOf(c.var.now))
  const standing = (await standings(c))(review)
  const maskable = left.filter(({ mask, part }) => mask !== null && part !== null)
  return consolePage(
    c,
    {
      title: `保密审查：${review.title}`,
      crumbs: [{ label: '保密审查', href: DESK }, { label: review.title }],
      refusal,
      done: DONE[c.req.query('done') ?? ''],
      actions: (
        <>
          <Button href={subjectPath(review.subject)}>{`查看${SUBJECTS[review.subject.kind].label}`}</Button>
          <Button href={reviewPath(review, '/form')}>审查表</Button>
        </>
      ),
    },
    <>
      {review.release && (
        <Notice kind={outcomeOf(review) === 'emergency' ? 'warning' : 'info'} title="紧急发布">
          <p>
            {`${review.release.releasedAs}于${minuteOf(review.release.releasedAt)}决定紧急发布：${review.release.reason}`}
          </p>
          <p>
            <ReleaseLight review={review} now={c.var.now} />
          </p>
        </Notice>
      )}
      <Panel title="送审情况">
        <Facts
          facts={[
            ['状态', <StateTag state={review.state} />],
            ['结论', reviewSays(review)],
            ['机关', review.organName],
            ['承办', `${review.preparedAs}，${minuteOf(review.askedAt)}送审`],
            ['期限', review.state === 'open' && <DueLight standing={standing} />],
            ['未处理', left.length > 0 && `${left.length}处疑似不宜公开的内容`],
          ]}
        />
        {review.state === 'open' && !decide.ok && (
          <p class="form-hint">{waitsFor(review, WHY[decide.refusal.code], others)}</p>
        )}
        {review.state === 'open' && standing.overdue > 0 && (
          <Form action={reviewPath(review, '/urge')}>
            <input type="hidden" name="review" value={review.version} />
            <Button>催办</Button>
          </Form>
        )}
        {mayRelease(review, who).ok && <Button href={releasePath(review)}>紧急发布</Button>}
      </Panel>
      <Panel
        title={`自动检查（${review.hits.length}处）`}
        actions={
          may.mask &&
          maskable.length > 0 && (
            <Form action={reviewPath(review, '/hits/mask')}>
              <input type="hidden" name="review" value={review.version} />
              <input type="hidden" name="text" value="all" />
              <Button kind="primary">{`遮盖文字中的${maskable.length}处`}</Button>
            </Form>
          )
        }
      >
        <Hits review={review} may={may} />
      </Panel>
      <Files review={review} may={may.mask} />
      <Panel title="审查的文字" actions={may.mask && <Button href={reviewPath(review, '/words')}>遮盖其他内容</Button>}>
        {review.parts
          .filter(({ text }) => text !== '')
          .map((part) => (
            <>
              <h3>{part.label}</h3>
              <MarkedText part={part} hits={review.hits.filter((hit) => hit.part === part.position)} />
              {part.publicText !== null && (
                <>
                  <h4>{part.label}的公开文本</h4>
                  <div class="reviewed-text public">{part.publicText}</div>
                </>
              )}
            </>
          ))}
      </Panel>
      <Opinions review={review} />
      {decide.ok && <VerdictForm review={review} today={dayOf(c.var.now)} form={form} refusal={refusal} />}
    </>,
  )
}

const DONE: Record<string, string> = {
  masked: '已经制作公开文本，原文没有改动',
  overridden: '理由已经记录',
  withheld: '这个附件不公开',
  urged: '已经催办',
  given: '审查意见已经记录',
}

/** Whose turn it is, and for somebody who may not take it, who could. */
const waitsFor = (review: Review, why: string | undefined, others: readonly Holder[]): string =>
  `现在等待：${levelOf(review).name}（${askedOf(levelOf(review))}）。${why ? `${why}${othersSay(review, others)}。` : ''}`

/** Why the form is not there, where the reader could wonder. */
const WHY: Record<string, string> = {
  'review.own-draft': '您起草或者修改过这件信息，须由其他人审查。',
  'review.same-person': '您已经在前一级提出意见或者决定了紧急发布，这一级须由另一个人办理。',
}

/** Level by level: whose it was, what was said, on which article. */
const Opinions = ({ review }: { review: Review }) => (
  <Panel title="审查意见">
    <DataTable
      caption="各级审查意见"
      captionHidden
      rows={review.opinions}
      columns={[
        { label: '环节', heading: true, cell: (opinion: Opinion) => review.levels[opinion.level]?.name ?? '' },
        { label: '意见', cell: (opinion) => VERDICTS[opinion.verdict].label },
        { label: '依据', cell: (opinion) => basisLabels(opinion.basis) },
        {
          label: '说明',
          cell: (opinion) =>
            [...opinion.found.filter(isQuestion).map((question) => QUESTIONS[question].label), opinion.words]
              .filter((text) => text !== '')
              .join('；'),
        },
        { label: '审查人', cell: (opinion) => opinion.givenAs },
        { label: '时间', cell: (opinion) => minuteOf(opinion.givenAt) },
      ]}
    />
    {review.state === 'open' && (
      <p>{`下一环节：${review.levels
        .slice(review.level)
        .map(({ name }) => name)
        .join('、')}`}</p>
    )}
    <p class="form-hint">
      未经答复不视为同意：没有审查意见的，不能发布。<A href={`${DESK}?tab=overdue`}>查看超期未答复的审查</A>
    </p>
  </Panel>
)
