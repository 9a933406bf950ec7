import { dayOf, minuteOf, yearOf } from '../../../calendar/day.ts'
import { sendFile } from '../../../files/download.tsx'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  DataTable,
  Empty,
  Field,
  FileField,
  Form,
  Notice,
  Timeline,
} from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { amountSays, moneyUnitIn, unitIn } from '../../figures/amounts.ts'
import { ENTERED } from '../../figures/entered.ts'
import { labelOf } from '../../figures/labels.ts'
import { formOfYear } from '../form.ts'
import { MONTHS, SHUT } from '../rules.ts'
import { attach, detach, enterMonth, seenOf, shutMonth } from '../steps.ts'
import {
  answersOf,
  dutiesOf,
  type Entry,
  evidenceOf,
  findEvidence,
  findSection,
  historyOf,
  type Section,
} from '../store.ts'
import { type Desk, HERE, monthlyDesk, monthPath, TITLE, yearPath } from './desk.tsx'

type At = { desk: Desk; section: Section; year: number; month: number }

async function monthAt(c: C): Promise<At | null> {
  const { unit = '', year: years = '', month: months = '' } = c.req.param() as Record<string, string>
  const [year, month] = [Number(years), Number(months)]
  if (!MONTHS.includes(month) || year < 2008 || year > yearOf(dayOf(c.var.now))) return null
  const found = await deskOfUnit(c, unit)
  return found && { ...found, year, month }
}

/** Those of the whole site name the organ by its section. */
async function deskOfUnit(c: C, unitId: string): Promise<{ desk: Desk; section: Section } | null> {
  const desk = await monthlyDesk(c, await organOfUnit(c, unitId))
  const section = desk?.sections.find(({ id }) => id === unitId)
  return desk && section ? { desk, section } : null
}

async function organOfUnit(c: C, unitId: string): Promise<string | undefined> {
  if (c.var.person?.organ) return undefined
  return (await findSection(scopeOf(c), unitId))?.organId
}

/** One month of one section. At /console/monthly/:unit/:year/:month */
export async function monthShow(c: C) {
  const at = await monthAt(c)
  return at ? monthPage(c, at, {}) : answerNotFound(c)
}

async function monthPage(c: C, at: At, typedIn: Record<string, string>, refusal?: Refusal) {
  const { desk, section, year, month } = at
  const scope = scopeOf(c)
  const of = { organId: desk.organ.id, unitId: section.id, year, month }
  const [duties, answers, evidence, history, form, shut] = await Promise.all([
    dutiesOf(scope, of.organId, year),
    answersOf(scope, of.organId, { from: year, to: year }, { unitId: section.id, month }),
    evidenceOf(scope, of.organId, year, of),
    historyOf(scope, of.organId, of),
    formOfYear(scope, of.organId, year),
    shutMonth(contextOf(c), of),
  ])
  const figures = duties.filter((duty) => duty.unitId === section.id).map(({ figure }) => figure)
  const may = desk.own.some(({ id }) => id === section.id) && !shut
  const said = (figure: string) => {
    const answer = answers.find((one) => one.figure === figure)
    return answer && amountSays(figure, answer.value, moneyUnitIn(form, figure))
  }
  const here = monthPath(section.id, year, month)
  const saved = Number(c.req.query('saved'))
  return consolePage(
    c,
    {
      title: `${section.name}：${year}年${month}月`,
      crumbs: [
        { label: '工作台', href: '/console' },
        { label: TITLE, href: yearPath(c, desk.organ, year) },
        { label: `${section.name}${month}月` },
      ],
      refusal,
      done: !refusal && c.req.query('saved') !== undefined ? (saved ? '已保存' : '没有改动') : undefined,
    },
    <>
      <nav class="years" aria-label="月份">
        {month > 1 && <A href={monthPath(section.id, year, month - 1)}>上月</A>}
        {month < 12 && <A href={monthPath(section.id, year, month + 1)}>下月</A>}
      </nav>
      {shut && (
        <Notice title={SHUT[shut].says}>
          <p>{SHUT[shut].fix}</p>
        </Notice>
      )}
      {figures.length === 0 ? (
        <Empty title={`${year}年${section.name}没有要按月填报的数`} hint="哪个科室填哪一项，由党政办公室分工。" />
      ) : (
        <Form action={here} files>
          <input type="hidden" name="seen" value={seenOf(answers)} />
          <p>没有发生的填0；确实不适用的填“不适用”；空着表示还没有填。</p>
          <DataTable
            caption={`${month}月的数`}
            captionHidden
            rows={figures}
            columns={[
              {
                label: '指标',
                heading: true,
                cell: (figure) => (
                  <>
                    {labelOf(figure)}
                    <div class="form-hint">{ENTERED[figure]!.definition.replace(/^本年/, '本月')}</div>
                  </>
                ),
              },
              {
                label: '数值',
                cell: (figure) => (
                  <Field
                    label={`${labelOf(figure)}的数值`}
                    labelHidden
                    name={`value-${figure}`}
                    value={typedIn[`value-${figure}`] ?? said(figure)}
                    unit={unitIn(form, figure)}
                    size="short"
                    readonly={!may}
                    refusal={refusal}
                  />
                ),
              },
            ]}
          />
          {may && (
            <>
              {answers.length > 0 && (
                <Field
                  label="更正原因"
                  name="reason"
                  value={typedIn.reason}
                  maxlength={200}
                  hint="只有改动已经填过的数才要写，如：漏计一件，据台账补记"
                  refusal={refusal}
                />
              )}
              <FileField
                label="凭据"
                name="files"
                many
                hint="决定书目录、收费台账等；PDF、Word、Excel或图片，每个不超过20 MB，可以多选"
                refusal={refusal}
              />
              <Actions>
                <Button kind="primary">保存</Button>
              </Actions>
            </>
          )}
        </Form>
      )}
      <h2>凭据</h2>
      <DataTable
        caption="凭据"
        captionHidden
        rows={evidence}
        empty="还没有凭据"
        columns={[
          { label: '文件', heading: true, cell: (one) => <A href={`${HERE}/evidence/${one.id}`}>{one.name}</A> },
          { label: '上传', cell: (one) => `${one.addedAs}，${minuteOf(one.addedAt)}` },
          ...(may
            ? [
                {
                  label: '办理',
                  cell: (one: (typeof evidence)[number]) => (
                    <Form action={`${HERE}/evidence/${one.id}/remove`}>
                      <Button confirm={`移除“${one.name}”？台账里留有记录。`}>移除</Button>
                    </Form>
                  ),
                },
              ]
            : []),
        ]}
      />
      {history.length > 0 && (
        <>
          <h2>填报记录</h2>
          <Timeline
            label="填报记录"
            entries={history.map((one) => ({
              when: minuteOf(one.enteredAt),
              who: one.enteredAs,
              what: `${labelOf(one.figure)}：${answerSays(one, moneyUnitIn(form, one.figure), unitIn(form, one.figure))}`,
              note: one.reason ? `更正原因：${one.reason}` : undefined,
            }))}
          />
        </>
      )}
    </>,
  )
}

const answerSays = ({ answer, figure, value }: Entry, money: ReturnType<typeof moneyUnitIn>, unit: string): string =>
  answer === 'blank' ? '改为未填' : `${amountSays(figure, value, money)}${value === null ? '' : unit}`

/** POST /console/monthly/:unit/:year/:month: evidence that can be kept is kept, whatever is wrong with the numbers. */
export async function monthSave(c: C) {
  const at = await monthAt(c)
  if (!at) return answerNotFound(c)
  const { desk, section, year, month } = at
  const of = { organId: desk.organ.id, unitId: section.id, year, month }
  const form = typed(c.var.form)
  const files = c.var.form.getAll('files').filter((one) => one instanceof File && one.size > 0) as File[]
  let refused: Refusal | undefined
  for (const file of files) {
    const kept = await attach(contextOf(c), of, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (!kept.ok) refused ??= kept.refusal
  }
  const values = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (name.startsWith('value-') ? [[name.slice(6), value]] : [])),
  )
  const saved = await enterMonth(contextOf(c), of, { values, reason: form.reason ?? '', seen: form.seen ?? '' })
  if (!saved.ok) return monthPage(c, at, form, saved.refusal)
  if (refused) return monthPage(c, at, {}, refused)
  return seeOther(c, address(monthPath(section.id, year, month), { saved: saved.value + files.length }))
}

/** A piece of evidence, for those who see its section. */
export async function evidenceSend(c: C) {
  const evidence = await findEvidence(scopeOf(c), c.req.param('id') ?? '')
  const found = evidence && (await deskOfUnit(c, evidence.unitId))
  return found ? sendFile(c, evidence.fileId) : answerNotFound(c)
}

/** POST /console/monthly/evidence/:id/remove */
export async function evidenceRemove(c: C) {
  const evidence = await findEvidence(scopeOf(c), c.req.param('id') ?? '')
  const found = evidence && (await deskOfUnit(c, evidence.unitId))
  if (!found) return answerNotFound(c)
  const { year, month } = evidence
  const done = await detach(contextOf(c), evidence.id)
  if (!done.ok) return monthPage(c, { ...found, year, month }, {}, done.refusal)
  return seeOther(c, address(monthPath(evidence.unitId, year, month), { saved: 1 }))
}
