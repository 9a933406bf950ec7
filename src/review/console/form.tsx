import type { Day } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import { Actions, Button, Choices, Form, Panel, Select, TextArea } from '../../web/ui/index.ts'
import { BASES, basesOn } from '../basis.ts'
import { QUESTIONS } from '../checklist.ts'
import type { Review } from '../model.ts'
import { isVerdict, SUBJECTS, VERDICTS, type Verdict } from '../outcomes.ts'
import { levelOf, type Said } from '../rules.ts'
import { reviewPath, verdictPath } from './paths.ts'

/** What was ticked and written. Nothing is taken as said that was not: an empty form says nothing. */
export function readSaid(form: FormData): Said {
  const asked = String(form.get('verdict') ?? '')
  const verdict: Verdict = isVerdict(asked) ? asked : 'open'
  return {
    verdict,
    basis: form
      .getAll(`basis-${verdict}`)
      .map(String)
      .filter((code) => code !== ''),
    words: String(form.get('words') ?? ''),
    checked: form.get('checked') === 'yes',
    found: form.getAll('found').map(String),
  }
}

/** One page, one button: the checklist, the opinion with its article, and words where the opinion needs them. */
export function VerdictForm({
  review,
  today,
  form,
  refusal,
}: {
  review: Review
  today: Day
  form: FormData | null
  refusal: Refusal | null
}) {
  const said = form && readSaid(form)
  const level = levelOf(review)
  const last = review.release !== null || review.level >= review.levels.length - 1
  const verdicts = (Object.keys(VERDICTS) as Verdict[]).filter((verdict) => !review.release || verdict !== 'returned')
  const publishes = last && !review.release && SUBJECTS[review.subject.kind].publishes
  return (
    <Panel title={review.release ? '事后复核' : `${level.name}意见`}>
      <Form action={verdictPath(review)}>
        <input type="hidden" name="version" value={review.subject.version} />
        <input type="hidden" name="review" value={review.version} />
        <Choices
          legend="审查要点：发现下列情形的，请勾选"
          name="found"
          many
          value={said?.found ?? []}
          options={Object.entries(QUESTIONS).map(([value, { label, asks }]) => ({ value, label, hint: asks }))}
          refusal={refusal}
        />
        <Choices
          legend="逐项审查"
          name="checked"
          many
          value={said?.checked ? ['yes'] : []}
          options={[{ value: 'yes', label: '已逐项审查正文和附件，没有勾选的各项没有发现问题' }]}
          refusal={refusal}
        />
        <Verdicts verdicts={verdicts} publishes={publishes} today={today} said={said} refusal={refusal} />
        <TextArea
          label="理由和说明"
          name="words"
          rows={3}
          value={said?.words}
          hint="“公开”可以不写，其他意见必须写明；会长期保存，不要写出涉密或者个人信息的具体内容"
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">提交审查意见</Button>
          <Button href={reviewPath(review, '/form')}>审查表</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

type Choosing = {
  verdicts: readonly Verdict[]
  publishes: boolean
  today: Day
  said: Said | null
  refusal: Refusal | null
}

/** Each opinion with the articles it can rest on, so that the two cannot be chosen apart. */
function Verdicts({ verdicts, publishes, today, said, refusal }: Choosing) {
  const problem = refusal?.field === 'verdict' || refusal?.field === 'basis' ? refusal : null
  return (
    <fieldset class="field choices verdicts" aria-describedby={problem ? 'f-verdict-problem' : undefined}>
      <legend class="form-label">审查意见和依据</legend>
      {problem && (
        <div id="f-verdict-problem" class="problem">
          {problem.says}
        </div>
      )}
      {verdicts.map((verdict, at) => (
        <div class="verdict">
          <label class="form-check">
            <input
              id={at === 0 ? 'f-verdict' : `f-verdict-${at}`}
              type="radio"
              name="verdict"
              value={verdict}
              checked={(said?.verdict ?? 'open') === verdict}
              required
              class="form-check-input"
            />
            <span class="form-check-label">
              {VERDICTS[verdict].label}
              <span class="form-hint">
                {verdict === 'open' && publishes ? '提交后立即向社会公开，发布日期不能修改' : HINTS[verdict]}
              </span>
            </span>
          </label>
          {verdict !== 'returned' && (
            <Select
              label={`“${VERDICTS[verdict].label}”的依据`}
              labelHidden
              name={`basis-${verdict}`}
              value={said?.verdict === verdict ? said.basis[0] : undefined}
              options={basesOn(today, verdict).map((code) => ({
                value: code,
                label: `${BASES[code].label}：${BASES[code].says}`,
              }))}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}

const HINTS: Partial<Record<Verdict, string>> = {
  partial: '只公开遮盖以后的公开文本',
  closed: '审查结束，不能发布',
  deferred: '暂不发布，期限从今天重新计算',
  referred: '不能确定的，报主管部门或者保密行政管理部门确定，期限从今天重新计算',
  returned: '退给起草人，修改后重新送审',
}
