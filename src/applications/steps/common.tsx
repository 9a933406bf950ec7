import type { Child } from 'hono/jsx'
import { Day } from '../../calendar/day.ts'
import type { Context, Scope } from '../../context.ts'
import { ok, type Refusal, type Result, refuse } from '../../result.ts'
import { Field } from '../../web/ui/index.ts'
import { beginsOn } from '../clock.ts'
import { checkLine } from '../rules.ts'
import type { CaseFile, Happening, Taking } from '../store.ts'

export type Form = Record<string, string>
export type Asked = { file: CaseFile; form: Form; refusal: Refusal | null }

/** What a step asks, and what it does with the answer. Whether it may be taken at all stands in the lifecycle. */
export type StepPage = {
  /** What its form begins with, when that is known from elsewhere. */
  begin?: (scope: Scope, file: CaseFile) => Promise<Form>
  fields?: (of: Asked) => Child
  take: (tx: Context, file: CaseFile, form: Form) => Result<Taking> | Promise<Result<Taking>>
}

/** The day something happened: not after today, not before the case began. */
export function dayIn(file: CaseFile, form: Form, label: string, field = 'on'): Result<Day> {
  const read = Day.safeParse(form[field])
  if (!read.success) return refuse('applications.day', `请填写${label}`, { field })
  const on = read.data
  if (on > file.today) return refuse('applications.future', `${label}不能晚于今天`, { field })
  const first = beginsOn(file.application, file.events) ?? file.application.arrivedOn
  if (on < first) return refuse('applications.before-receipt', `${label}不能早于收到日期（${first}）`, { field })
  return ok(on)
}

/** A day that may still come. */
export function dayAhead(form: Form, label: string, field: string): Result<Day> {
  const read = Day.safeParse(form[field])
  return read.success ? ok(read.data) : refuse('applications.day', `请填写${label}`, { field })
}

export const DayField = ({
  of,
  label,
  name = 'on',
  hint,
}: {
  of: Asked
  label: string
  name?: string
  hint?: string
}) => (
  <Field
    label={label}
    name={name}
    type="date"
    required
    value={of.form[name] ?? of.file.today}
    hint={hint}
    refusal={of.refusal}
  />
)

/** A step that asks for a day and one line, and leads where the table says. */
export function noting(
  kind: string,
  { day, note, optional }: { day: string; note?: string; optional?: true },
): StepPage {
  return {
    fields: (of) => (
      <>
        <DayField of={of} label={day} />
        {note && (
          <Field
            label={note}
            name="note"
            required={!optional}
            maxlength={300}
            value={of.form.note}
            refusal={of.refusal}
            hint="请勿填写申请人的姓名、证件号码、电话和住址"
          />
        )}
      </>
    ),
    take: (_tx, file, form) => {
      const on = dayIn(file, form, day)
      if (!on.ok) return on
      const said = noteOf(form, note, optional)
      return said.ok ? ok({ events: [happening(kind, on.value, said.value)] }) : said
    },
  }
}

/** The same step, with a letter dated as what happened and saying why. */
export const writing = (page: StepPage, letter: string): StepPage => ({
  ...page,
  take: async (tx, file, form) => {
    const taken = await page.take(tx, file, form)
    if (!taken.ok) return taken
    const { day, detail } = taken.value.events[0]!
    const values = { 理由: String(detail?.note ?? '') }
    return ok({ ...taken.value, letters: [{ letter, day, values }] })
  },
})

export function noteOf(form: Form, name: string | undefined, optional?: true): Result<string> {
  if (!name || (optional && !form.note?.trim())) return ok('')
  return checkLine(form.note, name, 'note')
}

export const happening = (kind: string, day: Day, note = '', detail: Happening['detail'] = {}): Happening => ({
  kind,
  day,
  detail: { ...detail, ...(note && { note }) },
})
