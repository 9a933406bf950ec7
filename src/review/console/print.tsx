import type { Child } from 'hono/jsx'
import { chineseDay, dayOf } from '../../calendar/day.ts'
import type { C } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { PrintButton } from '../../web/ui/index.ts'
import { basisLabels } from '../basis.ts'
import { isQuestion, QUESTIONS } from '../checklist.ts'
import type { Opinion, Review } from '../model.ts'
import { OUTCOMES, SUBJECTS, VERDICTS } from '../outcomes.ts'
import { outcomeOf } from '../rules.ts'
import { ofReview } from './common.tsx'
import { kindLabel } from './hits.tsx'
import { DESK, reviewPath } from './paths.ts'

/** 政府信息公开保密审查表: for the file of the case, printed and signed where the organ wants it. At …/form */
export const reviewForm = ofReview((c: C, review) => {
  const outcome = outcomeOf(review)
  return consolePage(
    c,
    {
      title: '政府信息公开保密审查表',
      crumbs: [
        { label: '保密审查', href: DESK },
        { label: review.title, href: reviewPath(review) },
        { label: '审查表' },
      ],
      actions: <PrintButton label="打印审查表" />,
    },
    <table class="official-form">
      <tbody>
        <Pair left={['填表日期', chineseDay(dayOf(review.askedAt))]} right={['拟公开单位', review.organName]} />
        <Line label="信息名称">{review.title}</Line>
        <Pair
          left={['载体形式', SUBJECTS[review.subject.kind].label]}
          right={['拟公开方式', '政府网站及其他规定的公开方式']}
        />
        <Line label="内容">{contentOf(review)}</Line>
        <Line label="自动检查">{foundOf(review)}</Line>
        {review.levels.map((level, at) => (
          <Line label={`${level.name}意见`}>
            <Said opinions={review.opinions.filter((opinion) => opinion.level === at)} />
          </Line>
        ))}
        {review.release && (
          <Line label="紧急发布">
            {`${review.release.releasedAs}于${chineseDay(dayOf(review.release.releasedAt))}决定：${review.release.reason}。`}
            {review.release.confirmedAt
              ? `${review.release.confirmedAs}于${chineseDay(dayOf(review.release.confirmedAt))}复核同意。`
              : '尚未复核。'}
          </Line>
        )}
        <Line label="结论">{outcome ? OUTCOMES[outcome] : ''}</Line>
        <Line label="备注">{''}</Line>
      </tbody>
    </table>,
  )
})

const Line = ({ label, children }: { label: string; children?: Child }) => (
  <tr>
    <th scope="row">{label}</th>
    <td colspan={3}>{children}</td>
  </tr>
)

const Pair = ({ left, right }: { left: [string, string]; right: [string, string] }) => (
  <tr>
    <th scope="row">{left[0]}</th>
    <td>{left[1]}</td>
    <th scope="row">{right[0]}</th>
    <td>{right[1]}</td>
  </tr>
)

const contentOf = ({ parts, files }: Review): string =>
  [
    ...parts
      .filter(({ text }) => text !== '')
      .map(({ label, publicText }) => `${label}${publicText === null ? '' : '（有遮盖）'}`),
    ...files.map(
      ({ name, withheld, publicId }) => `附件“${name}”${withheld ? '（不公开）' : publicId ? '（公开副本）' : ''}`,
    ),
  ].join('；')

/** What was found and how each was settled: kinds and places, never the value. */
const foundOf = ({ hits }: Review): string =>
  hits.length === 0
    ? '没有发现疑似不宜公开的内容'
    : hits
        .map(({ kind, place, resolution, reason }) => {
          const settled = { masked: '已遮盖', withheld: '附件不公开', overridden: `可以公开：${reason}` }
          return `${place}，${kindLabel(kind)}，${resolution ? settled[resolution] : '未处理'}`
        })
        .join('；')

const Said = ({ opinions }: { opinions: readonly Opinion[] }) => (
  <>
    {opinions.map((opinion) => (
      <div>
        <p>
          {VERDICTS[opinion.verdict].label}
          {opinion.found.length > 0 &&
            `（${opinion.found
              .filter(isQuestion)
              .map((question) => QUESTIONS[question].label)
              .join('、')}）`}
          {opinion.words && `：${opinion.words}`}
        </p>
        {opinion.basis.length > 0 && <p>依据：{basisLabels(opinion.basis)}</p>}
        <p class="signed">{`${opinion.givenAs}　${chineseDay(dayOf(opinion.givenAt))}`}</p>
      </div>
    ))}
    {opinions.length === 0 && <p class="signed">签字：　　　　　　年　　月　　日</p>}
  </>
)
