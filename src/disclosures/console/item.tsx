import { raw } from 'hono/html'
import { minuteOf } from '../../calendar/day.ts'
import { kindLabel, sizeLabel } from '../../files/kinds.ts'
import { labelOf } from '../../ledger/events.ts'
import { type Entry, story } from '../../ledger/store.ts'
import { reviewPath } from '../../review/console/paths.ts'
import type { ReviewLine } from '../../review/model.ts'
import { isVerdict, VERDICTS } from '../../review/outcomes.ts'
import { findReview, reviewsOf } from '../../review/registry/store.ts'
import { hasPublicCopy } from '../../review/rules.ts'
import { reviewSays } from '../../review/store.ts'
import { bodyBlocks } from '../../typeset/body.ts'
import { blocksToHtml } from '../../typeset/typeset.ts'
import { scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, Facts, Form, Notice, Panel, Tag, Timeline } from '../../web/ui/index.ts'
import { channelNames, together } from '../channels.ts'
import { type Item, publicPath, standingOf } from '../item.ts'
import { STEPS, type StepName, stepOf } from '../lifecycle.ts'
import { VALIDITIES } from '../validity.ts'
import { isWithdrawal, WITHDRAWALS } from '../withdrawals.ts'
import { crumbs, deskPath, ofItem, STATE_TAGS, stepsNow } from './common.tsx'

/** An item as its officer and its reviewer see it: state, text, what can be done, what was done. At /console/disclosures/:id */
export const itemPage = ofItem(async (c, item) => {
  const scope = scopeOf(c)
  const [entries, steps, reviews] = await Promise.all([
    story(scope, 'disclosure', item.id),
    stepsNow(c, scope, item),
    reviewsOf(scope, 'disclosure', item.id),
  ])
  const last = item.state === 'published' && reviews[0] ? await findReview(scope, reviews[0].id) : null
  const { latest } = item
  return consolePage(
    c,
    { title: latest.title, crumbs: crumbs({ label: latest.title }) },
    <>
      <Standing item={item} entries={entries} />
      <Steps item={item} steps={steps} />
      <Panel title="信息">
        <Facts facts={factsOf(item)} />
        {reviews.length > 0 && <Reviews reviews={reviews} />}
      </Panel>
      <Panel title="正文">
        {last && hasPublicCopy(last) && (
          <Notice>
            <p>
              这里是原文，限本机关查看。公众看到的是<A href={reviewPath(last)}>遮盖以后的公开文本</A>。
            </p>
          </Notice>
        )}
        {latest.summary && <p>内容概述：{latest.summary}</p>}
        <div class="prose">{raw(blocksToHtml(bodyBlocks(latest.body)))}</div>
        {latest.attachments.length > 0 && (
          <ol>
            {latest.attachments.map((file) => (
              <li>
                <A href={deskPath(item.id, `/files/${file.id}`)}>{file.name}</A>（{kindLabel(file.name)}，
                {sizeLabel(file.size)}）
              </li>
            ))}
          </ol>
        )}
      </Panel>
      <Panel
        title="办理过程"
        actions={item.latestVersion > 1 && <A href={deskPath(item.id, '/changes')}>比较各版本</A>}
      >
        <Timeline entries={entries.map(told)} />
      </Panel>
    </>,
  )
})

/** Every review it has had, the latest first: who said what lies behind each. */
const Reviews = ({ reviews }: { reviews: readonly ReviewLine[] }) => (
  <p>
    保密审查：
    {reviews.map((review, at) => (
      <>
        {at > 0 && '；'}
        <A href={reviewPath(review)}>{`${minuteOf(review.askedAt)}送审，${reviewSays(review)}`}</A>
      </>
    ))}
  </p>
)

/** What the public sees now, and why the officer has it back. */
function Standing({ item, entries }: { item: Item; entries: readonly Entry[] }) {
  const standing = standingOf(item)
  const last = entries.at(-1)
  return (
    <>
      {item.state === 'draft' && last?.event === STEPS.return.event && (
        <Notice kind="warning" title={last.detail.verdict === 'closed' ? '审查意见：不予公开' : '审查退回'}>
          <p>{String(last.detail.reason)}</p>
        </Notice>
      )}
      {standing === 'public' && item.state !== 'published' && (
        <Notice>
          <p>第{item.publishedVersion}版仍在公开，本次修订发布后替换。</p>
        </Notice>
      )}
      {standing === 'tombstone' && item.withdrawal && (
        <Notice kind="warning">
          <p>公众现在看到的是撤回说明：{WITHDRAWALS[item.withdrawal].says}。</p>
        </Notice>
      )}
    </>
  )
}

/** The buttons of the table. What asks for words opens a page; what can be undone goes at once. */
const Steps = ({ item, steps }: { item: Item; steps: readonly StepName[] }) =>
  steps.length === 0 ? null : (
    <Actions>
      {steps.map((name, at) => {
        const step = stepOf(name)
        const kind = at === 0 ? 'primary' : 'plain'
        if (name === 'edit' || step.asks)
          return (
            <Button kind={kind} href={deskPath(item.id, `/${name}`)}>
              {step.label}
            </Button>
          )
        return (
          <Form action={deskPath(item.id, `/${name}`)}>
            <input type="hidden" name="version" value={item.version} />
            <Button kind={kind} confirm={CONFIRM[name]}>
              {step.label}
            </Button>
          </Form>
        )
      })}
    </Actions>
  )

const CONFIRM: Partial<Record<StepName, string>> = {
  recall: '撤回送审后可以继续修改，已有的审查意见作废。',
  remove: '草稿删除后不能找回。',
  discard: '本次修订的内容将丢弃，公开的版本不变。',
}

const factsOf = (item: Item) => {
  const { latest } = item
  return [
    ['状态', <Tag {...STATE_TAGS[item.state]} />],
    ['索引号', item.indexNumber ?? '发布时编定'],
    ['发布机构', item.organName],
    ['类别', latest.categoryName ?? `未归类：${latest.uncategorisedReason}`],
    ['文号', latest.documentNumber],
    ['成文日期', latest.formedOn],
    ['首次发布', item.publishedAt && minuteOf(item.publishedAt)],
    ['版本', `第${item.latestVersion}版`],
    ['有效性', latest.validity && VALIDITIES[latest.validity]],
    ['来源', latest.source],
    ['公开形式', channelNames(together(latest.channels, item.notedChannels))],
    ['修订说明', latest.note],
    ['起草', `${latest.draftedAs}，${minuteOf(latest.draftedAt)}`],
    ['审查', latest.reviewedAs],
    [
      '公开页面',
      standingOf(item) === 'public' && item.indexNumber && (
        <A href={publicPath({ organSlug: item.organSlug, indexNumber: item.indexNumber })}>查看公开页面</A>
      ),
    ],
  ] as const
}

function told({ at, actor, event, detail }: Entry) {
  const reason = typeof detail.reason === 'string' ? detail.reason : ''
  const words = typeof detail.words === 'string' ? `：${detail.words}` : ''
  const note = isWithdrawal(reason) ? `${WITHDRAWALS[reason].label}${words}` : verdictOf(detail) || reason
  // A review counts the states of an item, not its texts.
  const version = event.startsWith('disclosures.') && detail.version
  return {
    when: minuteOf(at),
    who: actor.name,
    what: `${labelOf(event)}${version ? `（第${version}版）` : ''}`,
    note: note || undefined,
  }
}

/** 部分公开：遮盖后公开. Empty for what is no opinion. */
function verdictOf({ verdict, words }: Entry['detail']): string {
  if (typeof verdict !== 'string' || !isVerdict(verdict) || typeof words !== 'string') return ''
  return `${VERDICTS[verdict].label}${words && `：${words}`}`
}
