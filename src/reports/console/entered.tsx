import { dayOf, minuteOf, yearOf } from '../../calendar/day.ts'
import { isolated, transact } from '../../db/transaction.ts'
import { formFor, formNamed } from '../../law/forms.ts'
import { findOrgan, listOrgans } from '../../organs/store.ts'
import type { Refusal, Result } from '../../result.ts'
import { ok } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, address, Button, DataTable, Empty, Field, Form, Panel, Select } from '../../web/ui/index.ts'
import { BALANCED, enterFigure, setBalance } from '../entries.ts'
import { amountSays } from '../figures/amounts.ts'
import { CHAPTERS, type Chapter, ENTERED } from '../figures/entered.ts'
import { labelOf } from '../figures/labels.ts'
import { basesOf } from '../figures/needed.ts'
import { registeredIn } from '../figures/origins.ts'
import type { Sum } from '../monthly/rules.ts'
import { monthsOf } from '../monthly/tallies.ts'
import { countAll } from '../reckon.ts'
import { type Balance, type Entered, enteredFigures, findReportOf, openingBalances } from '../store.ts'

/** 填报数 and 期初数: figures no record of ours can yield. At /console/figures?year= */
export const enteredShow = (c: C) => enteredPage(c, {})

async function enteredPage(c: C, form: Record<string, string>, refusal?: Refusal) {
  const scope = scopeOf(c)
  const organ = await organOf(c, form.organ ?? c.req.query('organ'))
  if (!organ)
    return consolePage(
      c,
      { title: '填报数' },
      <Empty title="还没有机关" hint="请系统管理员先在“机关与村居”中建立机关。" />,
    )
  const thisYear = yearOf(dayOf(c.var.now))
  const asked = Number(form.year ?? c.req.query('year'))
  const year = Number.isInteger(asked) && asked >= 2008 && asked <= thisYear ? asked : thisYear
  const entered = await enteredFigures(scope, organ.id, { from: year, to: year })
  const balances = inAnnexOrder(await openingBalances(scope, [organ.id]))
  const begun = await findReportOf(scope, organ.id, year)
  const of = begun ? formNamed(begun.form) : formFor(year, organ.settings.reportForm)
  const registered = of
    ? registeredIn(await isolated({ ...scope, sql: c.var.sql }, (now) => countAll(now, [organ.id], year, of)), year)
    : new Map<string, number>()
  const bases = of ? basesOf(of) : new Set<string>()
  const keys = Object.keys(ENTERED).filter((key) => bases.has(key) && !of?.derived?.[key])
  const months = new Map((await monthsOf(scope, organ.id, year)).map((sum) => [sum.figure, sum]))
  const chapters = (Object.keys(CHAPTERS) as Chapter[]).filter((chapter) =>
    keys.some((key) => ENTERED[key]!.chapter === chapter),
  )
  const may = c.var.person!.roles.includes('officer')
  const at = (figure: string) => entered.find((one) => one.figure === figure)
  return consolePage(
    c,
    { title: `${year}年填报数`, crumbs: [{ label: '工作台', href: '/console' }, { label: '填报数' }], refusal },
    <>
      <nav class="years" aria-label="年度">
        {[year + 1, year, year - 1, year - 2, 2017]
          .filter((one, at, all) => one <= thisYear && one >= 2008 && all.indexOf(one) === at)
          .map((one) => (
            <A href={address('/console/figures', { year: one, organ: form.organ })} current={one === year}>
              {one}年
            </A>
          ))}
      </nav>
      <p>
        这些数没有记录可数，须由您填报并注明来源；本年登记簿中有记录的，从记录算出。没有发生的填0；确实不适用的填“不适用”；空着表示还没有填报，年度报告会因此不能送签。
      </p>
      <Form action="/console/figures">
        <input type="hidden" name="organ" value={organ.id} />
        <input type="hidden" name="year" value={String(year)} />
        {chapters.map((chapter) => (
          <DataTable
            caption={chapters.length > 1 ? CHAPTERS[chapter] : `${year}年填报数`}
            captionHidden={chapters.length === 1}
            rows={keys.filter((key) => ENTERED[key]!.chapter === chapter)}
            columns={[
              {
                label: '指标',
                heading: true,
                cell: (key) => (
                  <>
                    {ENTERED[key]!.label}
                    <div class="form-hint">{ENTERED[key]!.definition}</div>
                  </>
                ),
              },
              {
                label: '数值',
                cell: (key) =>
                  registered.has(key) ? (
                    `${registered.get(key)}${ENTERED[key]!.unit}`
                  ) : (
                    <Field
                      label={`${ENTERED[key]!.label}的数值`}
                      labelHidden
                      name={`value-${key}`}
                      value={form[`value-${key}`] ?? shown(at(key))}
                      unit={ENTERED[key]!.unit}
                      size="short"
                      readonly={!may}
                      refusal={refusal}
                    />
                  ),
              },
              {
                label: '来源',
                cell: (key) =>
                  registered.has(key) ? (
                    <A href={key === 'fees_yuan' ? '/console/applications' : '/console/remedies'}>登记簿中的记录</A>
                  ) : (
                    <Field
                      label={`${ENTERED[key]!.label}的来源`}
                      labelHidden
                      name={`source-${key}`}
                      value={form[`source-${key}`] ?? at(key)?.source}
                      readonly={!may}
                      refusal={refusal}
                    />
                  ),
              },
              {
                label: '填报',
                cell: (key) =>
                  registered.has(key) ? (
                    '从记录算出，不用填报'
                  ) : months.has(key) ? (
                    <ByMonth year={year} sum={months.get(key)!} />
                  ) : (
                    filledIn(at(key))
                  ),
              },
            ]}
          />
        ))}
        {may && (
          <Actions>
            <Button kind="primary">保存</Button>
          </Actions>
        )}
      </Form>
      <DataTable
        caption="期初数：使用本系统以前的历年累计"
        rows={balances}
        empty="还没有期初数。没有登记的，历年累计从有记录的第一年算起。"
        columns={[
          { label: '指标', heading: true, cell: (balance) => labelOf(balance.figure) },
          { label: '起算年度', cell: (balance) => `${balance.beforeYear}年以前` },
          { label: '累计', align: 'end', cell: (balance) => balance.value },
          { label: '来源', cell: (balance) => balance.source },
        ]}
        phone="scroll"
      />
      {may && (
        <Panel title="登记或更正一项期初数">
          <Form action="/console/figures/balances">
            <input type="hidden" name="organ" value={organ.id} />
            <Select
              label="指标"
              name="figure"
              value={form.figure}
              options={BALANCED.map((figure) => ({ value: figure, label: labelOf(figure) }))}
            />
            <Field
              label="这一年以前"
              name="beforeYear"
              type="number"
              min={2008}
              max={thisYear}
              unit="年"
              value={form.beforeYear ?? balances[0]?.beforeYear ?? thisYear}
              required
              refusal={refusal}
            />
            <Field label="累计" name="value" size="short" value={form.value} required refusal={refusal} />
            <Field
              label="来源"
              name="source"
              value={form.source}
              required
              refusal={refusal}
              hint="如：2016年年度报告附表"
            />
            <Actions>
              <Button>保存期初数</Button>
            </Actions>
          </Form>
        </Panel>
      )}
    </>,
  )
}

/** Where sections entered months, the year entered here is not used. */
const ByMonth = ({ year, sum }: { year: number; sum: Sum }) => (
  <A href={address('/console/monthly', { year })}>
    {sum.missing.length > 0 ? '按月填报，还没有填完' : `用各月合计${amountSays(sum.figure, sum.value)}`}
  </A>
)

/** As it was typed: money in 元. */
const shown = (entered?: Entered) => entered && amountSays(entered.figure, entered.value)

const filledIn = (entered?: Entered) =>
  entered ? `${entered.enteredAs}，${minuteOf(entered.enteredAt)}` : '还没有填报'

const inAnnexOrder = (balances: readonly Balance[]) =>
  balances.toSorted((a, b) => BALANCED.indexOf(a.figure) - BALANCED.indexOf(b.figure))

/** The organ of a page of figures: the own, or for those of the whole site the one asked for. */
export async function organOf(c: C, asked: string | undefined) {
  const scope = scopeOf(c)
  const own = c.var.person?.organ
  return findOrgan(scope, own?.id ?? asked ?? (await listOrgans(scope))[0]?.id ?? '')
}

/** POST /console/figures: every figure that was filled in, all of them or none. */
export async function enteredSave(c: C) {
  const form = typed(c.var.form)
  const organ = await organOf(c, form.organ)
  if (!organ) return c.notFound()
  const done = await transact(contextOf(c), async (tx): Promise<Result<void>> => {
    for (const figure of Object.keys(ENTERED)) {
      const value = form[`value-${figure}`]?.trim() ?? ''
      const source = form[`source-${figure}`]?.trim() ?? ''
      if (!value && !source) continue
      const entered = await enterFigure(tx, organ.id, { figure, year: Number(form.year), value, source })
      if (!entered.ok) return entered
    }
    return ok(undefined)
  })
  return done.ok
    ? seeOther(c, address('/console/figures', { year: form.year, organ: form.organ }))
    : enteredPage(c, form, done.refusal)
}

/** POST /console/figures/balances */
export async function balanceSave(c: C) {
  const form = typed(c.var.form)
  const organ = await organOf(c, form.organ)
  if (!organ) return c.notFound()
  const done = await setBalance(contextOf(c), organ.id, {
    figure: form.figure ?? '',
    beforeYear: Number(form.beforeYear),
    value: form.value ?? '',
    source: form.source ?? '',
  })
  return done.ok ? seeOther(c, address('/console/figures', { organ: form.organ })) : enteredPage(c, form, done.refusal)
}
