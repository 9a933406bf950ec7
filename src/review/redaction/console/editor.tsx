import { dayOf } from '../../../calendar/day.ts'
import type { Refusal } from '../../../result.ts'
import { asset } from '../../../web/assets.ts'
import { type C, to } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { A, Actions, address, Button, Field, Form, Notice, Panel, Select } from '../../../web/ui/index.ts'
import { BASES, basisLabels } from '../../basis.ts'
import { LIMITS, millimetres } from '../model.ts'
import { placeOf } from '../record.ts'
import type { DrawnBox, Redaction } from '../registry/store.ts'
import { reasonsOn } from '../rules.ts'
import { crumbs, ofRedaction, redactionPath } from './common.tsx'
import { finished } from './finished.tsx'

/** One page with its boxes, and the form that adds one. At /console/redactions/:id?page=3 */
export const editor = ofRedaction(
  (c, redaction) =>
    redaction.state === 'open' ? showEditor(c, redaction, c.req.query(), null) : finished(c, redaction),
  'work',
)

/** The editor again, with what was typed and what was wrong with it. */
export function showEditor(
  c: C,
  redaction: Redaction,
  fields: Record<string, string>,
  refusal: Refusal | null,
): Response | Promise<Response> {
  const asked = Number.parseInt(fields.page ?? '1', 10)
  const page = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), redaction.pages.length)
  const last = redaction.boxes.toSorted((a, b) => b.number - a.number)[0]
  const filled = { basis: last?.basis ?? '', words: last?.words ?? '', ...fields }
  const here = redaction.boxes.filter((box) => box.page === page)
  return consolePage(
    c,
    { title: `遮盖：${redaction.name}`, crumbs: crumbs({ label: '画框' }), refusal },
    <div class="redaction">
      <div class="redaction-page">
        <Leaf c={c} redaction={redaction} page={page} boxes={here} />
      </div>
      <div class="redaction-tools">
        <Panel title={`第${page}页，共${redaction.pages.length}页`}>
          <PageNav redaction={redaction} page={page} />
          <BoxForm c={c} redaction={redaction} page={page} fields={filled} refusal={refusal} />
        </Panel>
        <Panel title={`已画${redaction.boxes.length}处`}>
          <BoxList redaction={redaction} />
        </Panel>
        <Panel title="生成公开版">
          <FinishForm redaction={redaction} fields={fields} refusal={refusal} />
        </Panel>
      </div>
      <script src={asset(c, 'redaction.js')} defer></script>
    </div>,
  )
}

/** The page as a picture, with its boxes over it. Lengths inside are millimetres, so that boxes and form speak of the same. */
function Leaf({ c, redaction, page, boxes }: { c: C; redaction: Redaction; page: number; boxes: readonly DrawnBox[] }) {
  const { width, height } = redaction.pages[page - 1]!
  return (
    <figure class="leaf">
      <svg
        viewBox={`0 0 ${width / 10} ${height / 10}`}
        role="img"
        aria-label={`第${page}页，已画${boxes.length}处`}
        data-redaction-page
      >
        <image
          href={to(c, redactionPath(redaction.id, `/pages/${page}`))}
          width={String(width / 10)}
          height={String(height / 10)}
          preserveAspectRatio="none"
        />
        {boxes.map((box) => (
          <g class="drawn-box">
            <rect
              x={String(box.x / 10)}
              y={String(box.y / 10)}
              width={String(box.width / 10)}
              height={String(box.height / 10)}
            />
            <text x={String(box.x / 10 + 1)} y={String(box.y / 10 + Math.min(box.height / 10, 5) - 0.8)} font-size="4">
              {box.number}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}

function PageNav({ redaction, page }: { redaction: Redaction; page: number }) {
  const link = (to: number) => address(redactionPath(redaction.id), { page: to })
  const last = redaction.pages.length
  return (
    <nav class="leaf-nav" aria-label="翻页">
      {page > 1 && <Button href={link(page - 1)}>上一页</Button>}
      {page < last && <Button href={link(page + 1)}>下一页</Button>}
      {last > 2 && (
        <form method="get">
          <label>
            第 <input class="form-control" name="page" type="number" min="1" max={String(last)} value={String(page)} />{' '}
            页
          </label>
          <button type="submit" class="btn">
            前往
          </button>
        </form>
      )}
    </nav>
  )
}

const SIDES = [
  ['x', '左边距'],
  ['y', '上边距'],
  ['width', '宽'],
  ['height', '高'],
] as const

function BoxForm(of: {
  c: C
  redaction: Redaction
  page: number
  fields: Record<string, string>
  refusal: Refusal | null
}) {
  const { redaction, page, fields, refusal } = of
  const { width, height } = redaction.pages[page - 1]!
  return (
    <Form action={redactionPath(redaction.id, '/boxes')}>
      <div data-redaction-form data-width={String(width / 10)} data-height={String(height / 10)}>
        <input type="hidden" name="version" value={String(redaction.version)} />
        <input type="hidden" name="page" value={String(page)} />
        <p class="form-hint">
          单位毫米，从页面左上角量起。这一页宽{millimetres(width)}，高{millimetres(height)}。
        </p>
        <div class="box-sides">
          {SIDES.map(([name, label]) => (
            <Field label={label} name={name} value={fields[name]} autocomplete="off" refusal={refusal} />
          ))}
        </div>
        <label class="form-check">
          <input class="form-check-input" type="checkbox" name="whole" value="yes" checked={Boolean(fields.whole)} />
          <span class="form-check-label">整页遮盖（不用填位置）</span>
        </label>
        <Select
          label="依据"
          name="basis"
          required
          empty="请选择"
          value={fields.basis}
          options={reasonsOn(dayOf(of.c.var.now)).map((code) => ({
            value: code,
            label: `${BASES[code].label}：${BASES[code].says}`,
          }))}
          refusal={refusal}
        />
        <Field
          label="遮盖的是什么"
          name="words"
          required
          value={fields.words}
          maxlength={LIMITS.words}
          hint="写种类，例如 身份证号、家庭住址；不要写内容"
          refusal={refusal}
        />
        <Actions>
          <Button kind="primary">遮盖这一处</Button>
        </Actions>
      </div>
    </Form>
  )
}

function BoxList({ redaction }: { redaction: Redaction }) {
  if (redaction.boxes.length === 0) return <p>还没有画框。</p>
  return (
    <ol class="box-list">
      {redaction.boxes.map((box) => (
        <li>
          <div>
            <A href={address(redactionPath(redaction.id), { page: box.page })}>
              {box.number}号框，第{box.page}页
            </A>
            ：{box.words}
            <div class="form-hint">
              {basisLabels([box.basis])}；{placeOf(box)}
            </div>
          </div>
          <Form action={redactionPath(redaction.id, `/boxes/${box.number}/removal`)}>
            <input type="hidden" name="version" value={String(redaction.version)} />
            <button type="submit" class="btn" aria-label={`删除${box.number}号框`}>
              删除
            </button>
          </Form>
        </li>
      ))}
    </ol>
  )
}

function FinishForm({
  redaction,
  fields,
  refusal,
}: {
  redaction: Redaction
  fields: Record<string, string>
  refusal: Refusal | null
}) {
  const name = fields.name ?? `${redaction.name.replace(/\.pdf$/i, '')}（公开版）.pdf`
  const check = (field: string, label: string) => (
    <label class="form-check">
      <input class="form-check-input" type="checkbox" name={field} value="yes" checked={Boolean(fields[field])} />
      <span class="form-check-label">{label}</span>
    </label>
  )
  return (
    <>
      <Notice>
        <p>
          有框的页转为图片，框里的内容彻底去除；其他页保留文字。文件属性、批注、附件、书签和以前的修改痕迹一律不带。生成后不能再改。
        </p>
      </Notice>
      <Form action={redactionPath(redaction.id, '/copy')}>
        <input type="hidden" name="version" value={String(redaction.version)} />
        <Field label="公开版文件名" name="name" required value={name} maxlength={100} refusal={refusal} />
        {check('withLog', '最后附一页遮盖记录')}
        {check('allPictures', '没有框的页也转为图片（公众不能复制文字）')}
        <Actions>
          <Button kind="primary">生成公开版</Button>
        </Actions>
      </Form>
      <Form action={redactionPath(redaction.id, '/drop')}>
        <input type="hidden" name="version" value={String(redaction.version)} />
        <Button confirm="放弃这次遮盖？已经画的框不再使用。">放弃</Button>
      </Form>
    </>
  )
}
