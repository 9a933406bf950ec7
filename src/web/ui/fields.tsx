import type { Child } from 'hono/jsx'
import type { Refusal } from '../../result.ts'

/** What every field of a form says of itself. `refusal` is the page's refusal: the field it points at shows it. */
export type FieldProps = {
  label: string
  name: string
  /** For a field whose column or heading says the same already. */
  labelHidden?: boolean
  hint?: Child
  required?: boolean
  refusal?: Refusal | null
  /** Only when a page has two fields of the same name. */
  id?: string
}

/** The id of a field, for links to it: `RefusalBox` points there. */
export const fieldId = (name: string): string => `f-${name}`

/** One line of text, a number, a day, a password or an address. */
export function Field(
  props: FieldProps & {
    value?: string | number | null
    type?: 'text' | 'date' | 'number' | 'password' | 'email' | 'tel' | 'search'
    placeholder?: string
    min?: string | number
    max?: string | number
    maxlength?: number
    autocomplete?: string
    readonly?: boolean
    /** After the box: 条, 件, 元. */
    unit?: string
    size?: 'short' | 'full'
  },
) {
  const { type = 'text', value, unit, size = type === 'date' || type === 'number' ? 'short' : 'full' } = props
  const input = (
    <input
      {...control(props)}
      type={type}
      class={`form-control ${size}${wrong(props) ? ' is-invalid' : ''}`}
      value={value ?? undefined}
      placeholder={props.placeholder}
      min={props.min}
      max={props.max}
      maxlength={props.maxlength}
      autocomplete={props.autocomplete}
      readonly={props.readonly}
    />
  )
  return (
    <Around {...props}>
      {unit ? (
        <span class="with-unit">
          {input}
          <span class="unit">{unit}</span>
        </span>
      ) : (
        input
      )}
    </Around>
  )
}

/** Several lines of text. `rows` is the least height; a long text gets more, so that it can be read without scrolling. */
export function TextArea(
  props: FieldProps & {
    value?: string | null
    rows?: number
    maxlength?: number
    placeholder?: string
    readonly?: boolean
  },
) {
  return (
    <Around {...props}>
      <textarea
        {...control(props)}
        class={`form-control${wrong(props) ? ' is-invalid' : ''}`}
        rows={roomFor(props.value ?? '', props.rows ?? 6)}
        readonly={props.readonly}
        maxlength={props.maxlength}
        placeholder={props.placeholder}
      >
        {props.value ?? ''}
      </textarea>
    </Around>
  )
}

export type Option = { value: string; label: string; hint?: string; disabled?: boolean }

/** One of many: above seven options, or where space is short; otherwise prefer `Choices`. */
export function Select(
  props: FieldProps & {
    options: readonly Option[]
    value?: string | null /** The empty first line. */
    empty?: string
  },
) {
  return (
    <Around {...props}>
      <select {...control(props)} class={`form-select${wrong(props) ? ' is-invalid' : ''}`}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** A group of radio buttons, or of checkboxes when `many`, under one legend. */
export function Choices(
  props: Omit<FieldProps, 'label'> & {
    legend: string
    options: readonly Option[]
    value?: string | readonly string[] | null
    many?: boolean
    /** Side by side: for a few short options. */
    inline?: boolean
  },
) {
  const id = props.id ?? fieldId(props.name)
  const chosen = typeof props.value === 'string' ? [props.value] : (props.value ?? [])
  const problem = wrong(props)
  return (
    <fieldset class={`field choices${props.inline ? ' inline' : ''}`} aria-describedby={describedBy(props)}>
      <legend class="form-label">
        {props.legend}
        {props.required && <Required />}
      </legend>
      {props.hint && (
        <div id={`${id}-hint`} class="form-hint">
          {props.hint}
        </div>
      )}
      {problem && <Problem id={id} refusal={problem} />}
      {props.options.map((option, at) => (
        <label class="form-check">
          <input
            id={at === 0 ? id : `${id}-${at}`}
            type={props.many ? 'checkbox' : 'radio'}
            name={props.name}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={option.disabled}
            required={props.required && !props.many}
            class={`form-check-input${problem ? ' is-invalid' : ''}`}
          />
          <span class="form-check-label">
            {option.label}
            {option.hint && <span class="form-hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Attachments to send along; the form needs `files`. */
export function FileField(props: FieldProps & { accept?: string; many?: boolean }) {
  return (
    <Around {...props}>
      <input
        {...control(props)}
        type="file"
        class={`form-control${wrong(props) ? ' is-invalid' : ''}`}
        accept={props.accept}
        multiple={props.many}
      />
    </Around>
  )
}

const MOST_ROWS = 40
const ROW_LENGTH = 44

function roomFor(text: string, least: number): number {
  const rows = text.split('\n').map((line) => Math.max(1, Math.ceil([...line].length / ROW_LENGTH)))
  return Math.max(
    least,
    Math.min(
      MOST_ROWS,
      rows.reduce((all, each) => all + each, 1),
    ),
  )
}

const wrong = ({ name, refusal }: { name: string; refusal?: Refusal | null }): Refusal | null =>
  refusal?.field === name ? refusal : null

function describedBy(props: Omit<FieldProps, 'label'>): string | undefined {
  const id = props.id ?? fieldId(props.name)
  const parts = [wrong(props) && `${id}-problem`, props.hint && `${id}-hint`].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : undefined
}

const control = (props: FieldProps) => ({
  id: props.id ?? fieldId(props.name),
  name: props.name,
  required: props.required,
  'aria-invalid': wrong(props) ? ('true' as const) : undefined,
  'aria-describedby': describedBy(props),
})

/** Label, hint and problem around a control, in reading order. */
function Around(props: FieldProps & { children?: Child }) {
  const id = props.id ?? fieldId(props.name)
  const problem = wrong(props)
  return (
    <div class="field">
      <label class={props.labelHidden ? 'visually-hidden' : 'form-label'} for={id}>
        {props.label}
        {props.required && <Required />}
      </label>
      {props.hint && (
        <div id={`${id}-hint`} class="form-hint">
          {props.hint}
        </div>
      )}
      {problem && <Problem id={id} refusal={problem} />}
      {props.children}
    </div>
  )
}

const Required = () => <span class="must">（必填）</span>

const Problem = ({ id, refusal }: { id: string; refusal: Refusal }) => (
  <div id={`${id}-problem`} class="problem">
    {refusal.says}
    {refusal.fix && `。${refusal.fix}`}
  </div>
)
