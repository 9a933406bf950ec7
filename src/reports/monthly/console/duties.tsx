import { listUnits } from '../../../organs/store.ts'
import type { Refusal } from '../../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../../web/env.ts'
import { consolePage } from '../../../web/frame.tsx'
import { Actions, address, Button, Choices, Empty, Field, Form } from '../../../web/ui/index.ts'
import { answerNotFound } from '../../../web/wrong.tsx'
import { ENTERED } from '../../figures/entered.ts'
import { formOfYear } from '../form.ts'
import { monthlyFigures } from '../rules.ts'
import { assign } from '../steps.ts'
import { dueDayOf, dutiesOf } from '../store.ts'
import { type Desk, HERE, monthlyDesk, NoSection, organIn, TITLE, Years, yearAsked, yearPath } from './desk.tsx'

/** All villages of the organ, in the form. */
const VILLAGES = 'villages'

/** 填报分工: which section answers for which figure. At /console/monthly/duties?year= */
export async function dutiesShow(c: C) {
  const desk = await monthlyDesk(c)
  return desk ? dutiesPage(c, desk, yearAsked(c)) : consolePage(c, { title: TITLE }, <NoSection />)
}

async function dutiesPage(c: C, desk: Desk, year: number, refusal?: Refusal) {
  const scope = scopeOf(c)
  const { organ } = desk
  const [units, duties, dueDay, form] = await Promise.all([
    listUnits(scope, organ.id),
    dutiesOf(scope, organ.id, year),
    dueDayOf(scope, organ.id),
    formOfYear(scope, organ.id, year),
  ])
  const sent = c.var.form
  const chosen = (figure: string) =>
    sent
      ? sent.getAll(`units-${figure}`).map(String)
      : duties.filter((duty) => duty.figure === figure).map(({ unitId }) => unitId)
  const figures = monthlyFigures(form)
  const sections = units.filter(({ kind }) => kind === 'section')
  const villages = units.filter(({ kind }) => kind === 'village')
  const options = [
    ...sections.map(({ id, name }) => ({ value: id, label: name })),
    ...(villages.length > 0 ? [{ value: VILLAGES, label: `全部${villages.length}个村（居）` }] : []),
  ]
  /** Villages answer all together or not at all. */
  const shown = (figure: string) => {
    const ids = chosen(figure)
    return villages.some(({ id }) => ids.includes(id)) ? [...ids, VILLAGES] : ids
  }
  return consolePage(
    c,
    {
      title: '填报分工',
      crumbs: [
        { label: '工作台', href: '/console' },
        { label: TITLE, href: yearPath(c, organ, year) },
        { label: '填报分工' },
      ],
      refusal,
    },
    <>
      <Years c={c} year={year} href={(one) => address(`${HERE}/duties`, { year: one, organ: organIn(c, organ) })} />
      <p>
        从{year}
        年起，每一项由勾选的科室、村（居）按月填报，几家的数相加。没有勾选的，仍在“填报数”里按年填报。以前年度的分工不受影响。
      </p>
      {options.length === 0 || figures.length === 0 ? (
        <Empty
          title={options.length === 0 ? '还没有内设机构和村（居）' : `${year}年的格式没有按月填报的数`}
          hint={options.length === 0 ? '请系统管理员先在“机关与村居”中增加内设机构和村（居）。' : undefined}
        />
      ) : (
        <Form action={`${HERE}/duties`}>
          <input type="hidden" name="organ" value={organ.id} />
          <input type="hidden" name="year" value={String(year)} />
          <Field
            label="填报期限：次月"
            name="dueDay"
            type="number"
            min={1}
            max={28}
            unit="日以前"
            value={sent ? String(sent.get('dueDay') ?? '') : dueDay}
            required
            refusal={refusal}
            hint="《条例》没有规定，由本机关自定"
          />
          {figures.map((figure) => (
            <Choices
              legend={ENTERED[figure]!.label}
              name={`units-${figure}`}
              many
              inline
              value={shown(figure)}
              options={options}
              refusal={refusal}
            />
          ))}
          <Actions>
            <Button kind="primary">保存分工</Button>
          </Actions>
        </Form>
      )}
    </>,
  )
}

/** POST /console/monthly/duties */
export async function dutiesSave(c: C) {
  const form = typed(c.var.form)
  const desk = await monthlyDesk(c, form.organ)
  if (!desk) return answerNotFound(c)
  const year = Number(form.year)
  const villages = await listUnits(scopeOf(c), desk.organ.id, 'village')
  const duties = [...c.var.form].flatMap(([name, unitId]) => {
    if (!name.startsWith('units-') || typeof unitId !== 'string') return []
    const ids = unitId === VILLAGES ? villages.map(({ id }) => id) : [unitId]
    return ids.map((id) => ({ figure: name.slice(6), unitId: id }))
  })
  const done = await assign(contextOf(c), desk.organ.id, { year, duties, dueDay: Number(form.dueDay) })
  if (!done.ok) return dutiesPage(c, desk, yearAsked(c, form.year), done.refusal)
  return seeOther(c, address(HERE, { year, organ: organIn(c, desk.organ), done: 'assigned' }))
}
