import { Day, dayOf, yearOf } from '../calendar/day.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import { type C, contextOf, seeOther, typed } from '../web/env.ts'
import { consolePage } from '../web/frame.tsx'
import { Actions, Button, DataTable, Field, Form, Notice, TextArea } from '../web/ui/index.ts'
import { differenceWords } from './differences.ts'
import { type NoticeEntry, readNotice } from './rules.ts'
import { type Change, recordNotice, type Told, tryNotice } from './store.ts'

const ADDRESS = '/console/calendar/notices/new'

type Typed = Record<string, string>

export function askNotice(c: C) {
  const next = yearOf(dayOf(c.var.now)) + 1
  return noticePage(c, { year: String(next), title: `国务院办公厅关于${next}年部分节假日安排的通知` })
}

/** Shows what the notice would change; records it when that was seen and confirmed. */
export const takeNotice = (tell?: Told) => async (c: C) => {
  const form = typed(c.var.form)
  const entry = entryIn(form)
  if (!entry.ok) return noticePage(c, form, entry.refusal)
  if (form.step === 'record') {
    const done = await recordNotice(contextOf(c), entry.value, tell)
    return done.ok ? seeOther(c, `/console/calendar/${form.year}?done=recorded`) : noticePage(c, form, done.refusal)
  }
  const tried = await tryNotice(contextOf(c), entry.value)
  return tried.ok ? noticePage(c, form, undefined, tried.value) : noticePage(c, form, tried.refusal)
}

function entryIn(form: Typed): Result<NoticeEntry> {
  const year = Number(form.year)
  if (!/^20\d{2}$/.test(form.year ?? '')) return refuse('holidays.year', '请填写四位年份', { field: 'year' })
  const issuedOn = Day.safeParse(form.issuedOn)
  if (!issuedOn.success) return refuse('holidays.issued', '请填写发文日期', { field: 'issuedOn' })
  const days = readNotice(form.text ?? '', year)
  if (!days.ok) return days
  return ok({ number: form.number ?? '', title: form.title ?? '', issuedOn: issuedOn.data, days: days.value })
}

function noticePage(c: C, form: Typed, refusal?: Refusal, change?: Change) {
  return consolePage(
    c,
    {
      title: '登记放假通知',
      crumbs: [{ label: '工作日历', href: '/console/calendar' }, { label: '登记放假通知' }],
      refusal,
    },
    <>
      {change && <Preview change={change} year={form.year ?? ''} />}
      <Form action={ADDRESS}>
        <Field
          label="文号"
          name="number"
          required
          value={form.number}
          refusal={refusal}
          hint="如 国办发明电〔2025〕7号。文号相同的，以这次登记的为准。"
        />
        <Field label="标题" name="title" required maxlength={200} value={form.title} refusal={refusal} />
        <Field
          label="发文日期"
          name="issuedOn"
          type="date"
          required
          max={dayOf(c.var.now)}
          value={form.issuedOn}
          refusal={refusal}
        />
        <Field
          label="安排的年度"
          name="year"
          type="number"
          required
          min={2004}
          max={2099}
          value={form.year}
          refusal={refusal}
          hint="没有写明年份的日期，都算作这一年。"
        />
        <TextArea
          label="放假安排"
          name="text"
          rows={9}
          value={form.text}
          hint="粘贴通知原文，每个节日一行，如“春节：2月15日至23日放假调休。2月14日、2月28日上班。”"
          required
          refusal={refusal}
        />
        <Actions>
          {change ? (
            <>
              <Button kind="primary" name="step" value="record">
                确认登记
              </Button>
              <Button name="step" value="check">
                重新核对
              </Button>
            </>
          ) : (
            <Button kind="primary" name="step" value="check">
              核对改动
            </Button>
          )}
          <Button href="/console/calendar">返回</Button>
        </Actions>
      </Form>
    </>,
  )
}

const Preview = ({ change: { differences, announced, replaces }, year }: { change: Change; year: string }) => (
  <section>
    {replaces && (
      <Notice kind="warning">
        <p>这个文号已经登记过，确认后以这次的内容为准。</p>
      </Notice>
    )}
    <Notice title={differences.length > 0 ? `共改动${differences.length}天，还没有登记` : '与现在的安排完全一致'}>
      <p>
        {announced.length > 0
          ? `登记后，${announced.join('、')}年的放假安排视为已公布。`
          : `登记后，${year}年是否公布不变：全年安排须写明元旦、春节、劳动节和国庆节的放假。`}
      </p>
    </Notice>
    <DataTable
      caption="逐日改动"
      captionHidden
      rows={differences}
      empty=""
      columns={[
        { label: '日期', heading: true, cell: ({ day }) => day },
        { label: '名称', cell: ({ name }) => name },
        { label: '改动', cell: differenceWords },
      ]}
    />
  </section>
)
