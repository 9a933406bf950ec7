import { dayOf } from '../../../calendar/day.ts'
import { transact } from '../../../db/transaction.ts'
import { keepFile } from '../../../files/store.ts'
import { TABLE_KINDS } from '../../../files/tables.ts'
import { ok, type Refusal, refuse } from '../../../result.ts'
import { toXlsx } from '../../../typeset/typeset.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, address, Button, DataTable, Field, FileField, Form, Notice } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { amountSays } from '../../figures/amounts.ts'
import { isMoney } from '../../figures/entered.ts'
import { labelOf } from '../../figures/labels.ts'
import { isCorrection } from '../rules.ts'
import { applyImport, digestOf, HEADS, type Line, readImport, rowsOf } from '../sheet.ts'
import { keepImport } from '../store.ts'
import { HERE, monthlyDesk, NoSection, TITLE, yearAsked } from './desk.tsx'

const IMPORT = `${HERE}/import`
const SHOWN = 200
const crumbs = (label: string) => [{ label: '工作台', href: '/console' }, { label: TITLE, href: HERE }, { label }]

/** The year as a workbook, with the columns an import reads. At /console/monthly/export?year= */
export async function monthlyExport(c: C) {
  const desk = await monthlyDesk(c)
  if (!desk) return answerNotFound(c)
  const year = yearAsked(c)
  const rows = await rowsOf({ ...scopeOf(c), now: c.var.now }, desk.organ.id, desk.sections, year)
  const title = `${desk.organ.shortName}${year}年按月填报`
  const book = await toXlsx(
    [
      {
        name: `${year}年`,
        table: {
          columns: HEADS.map((label) => ({ label, ...(label === '数值' && { align: 'end' as const }) })),
          rows: rows.map((cells) => ({ cells })),
        },
      },
    ],
    { title, author: desk.organ.name, day: dayOf(c.var.now) },
  )
  return c.body(new Uint8Array(book), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="monthly-${year}.xlsx"; filename*=UTF-8''${encodeURIComponent(title)}.xlsx`,
  })
}

/** Which file to bring in. At /console/monthly/import */
export const importAsk = (c: C) => uploadPage(c)

async function uploadPage(c: C, refusal?: Refusal) {
  const desk = await monthlyDesk(c)
  if (!desk || desk.own.length === 0) return consolePage(c, { title: TITLE, crumbs: crumbs('导入') }, <NoSection />)
  return consolePage(
    c,
    { title: '从Excel导入各月的数', crumbs: crumbs('导入'), refusal },
    <>
      <p>
        第一行是列名：{HEADS.join('、')}
        。先导出一年的表，在“数值”一列里填，最省事。空着的行不动原来的数；更正的行在“说明”里写原因。
      </p>
      <Form action={IMPORT} files>
        <FileField
          label="文件"
          name="file"
          accept={TABLE_KINDS}
          required
          refusal={refusal}
          hint="XLSX或CSV；上传后先看对照，确认以后才写入"
        />
        <Actions>
          <Button kind="primary">上传并核对</Button>
          <Button href={address(`${HERE}/export`, { year: yearAsked(c) })}>导出{yearAsked(c)}年的表</Button>
        </Actions>
      </Form>
    </>,
  )
}

/** POST /console/monthly/import: the file is kept, and nothing is written from it. */
export async function importTake(c: C) {
  const desk = await monthlyDesk(c)
  const file = c.var.form.get('file')
  if (!desk || desk.own.length === 0) return answerNotFound(c)
  if (!(file instanceof File) || file.size === 0)
    return uploadPage(c, { code: 'monthly.no-file', says: '请选择文件', field: 'file' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kept = await transact(contextOf(c), async (tx) => {
    const stored = await keepFile(tx, { name: file.name, bytes })
    if (!stored.ok) return refuse(stored.refusal.code, stored.refusal.says, { ...stored.refusal, field: 'file' })
    return ok(await keepImport(tx, desk.organ.id, stored.value))
  })
  return kept.ok ? seeOther(c, `${IMPORT}/${kept.value}`) : uploadPage(c, kept.refusal)
}

/** What the file would change, and what is wrong with each row that cannot be read. At /console/monthly/import/:id */
export const importShow = (c: C) => previewPage(c, {})

async function previewPage(c: C, form: Record<string, string>, refusal?: Refusal) {
  const id = c.req.param('id') ?? ''
  const desk = await monthlyDesk(c)
  const read = desk && (await readImport(contextOf(c), id, desk.own))
  if (!desk || !read) return answerNotFound(c)
  const { plan } = read
  const again = <Button href={IMPORT}>重新上传</Button>
  return consolePage(
    c,
    { title: `导入：${read.name}`, crumbs: crumbs('核对'), refusal: refusal ?? read.refusal },
    <>
      {read.applied && <Notice kind="success" title="这份表已经导入" />}
      {read.refusal && <Actions>{again}</Actions>}
      {plan && plan.problems.length > 0 && (
        <>
          <Notice kind="danger" title={`有${plan.problems.length}行不能导入，一行也没有写入`}>
            <p>请按行号改正以后重新上传。</p>
          </Notice>
          <DataTable
            caption="要改正的行"
            rows={plan.problems.slice(0, SHOWN)}
            columns={[
              { label: '行', heading: true, cell: (one) => `第${one.at}行` },
              { label: '问题', cell: (one) => one.says },
            ]}
          />
          <Actions>{again}</Actions>
        </>
      )}
      {plan && plan.problems.length === 0 && (
        <>
          <p>
            共{plan.rows}行：新填{plan.lines.filter((line) => !isCorrection(line)).length}项，更正
            {plan.lines.filter(isCorrection).length}项，没有变化{plan.same}项，空着没有填{plan.blank}
            项。现在还没有写入。
          </p>
          <DataTable
            caption={plan.lines.length > SHOWN ? `对照（前${SHOWN}项）` : '对照'}
            rows={plan.lines.slice(0, SHOWN)}
            empty="没有要写入的改动"
            columns={[
              { label: '月份', heading: true, whole: true, cell: (line) => `${line.year}年${line.month}月` },
              { label: '科室', cell: (line) => line.unitName },
              { label: '指标', cell: (line) => labelOf(line.figure) },
              {
                label: '原来',
                align: 'end',
                cell: (line) => (line.before === undefined ? '未填' : saidOf(line, line.before)),
              },
              { label: '改为', align: 'end', cell: (line) => saidOf(line, line.after ?? null) },
              { label: '说明', cell: (line) => line.note },
            ]}
          />
          {plan.lines.length > 0 ? (
            <Form action={`${IMPORT}/${id}`}>
              <input type="hidden" name="seen" value={digestOf(plan)} />
              {plan.lines.some(isCorrection) && (
                <Field
                  label="更正原因"
                  name="reason"
                  value={form.reason}
                  maxlength={200}
                  hint="用于没有写“说明”的更正"
                  refusal={refusal}
                />
              )}
              <Actions>
                <Button kind="primary">确认导入</Button>
                {again}
              </Actions>
            </Form>
          ) : (
            <Actions>{again}</Actions>
          )}
        </>
      )}
    </>,
  )
}

const saidOf = ({ figure }: Line, value: number | null): string =>
  `${amountSays(figure, value)}${value !== null && isMoney(figure) ? '元' : ''}`

/** POST /console/monthly/import/:id: all of it or nothing. */
export async function importApply(c: C) {
  const form = typed(c.var.form)
  const desk = await monthlyDesk(c)
  if (!desk) return answerNotFound(c)
  const done = await applyImport(contextOf(c), c.req.param('id') ?? '', desk.own, {
    seen: form.seen ?? '',
    reason: form.reason ?? '',
  })
  return done.ok ? seeOther(c, address(HERE, { done: 'imported' })) : previewPage(c, form, done.refusal)
}
