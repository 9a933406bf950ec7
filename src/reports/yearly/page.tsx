import { dayOf, yearOf } from '../../calendar/day.ts'
import type { Organ } from '../../organs/model.ts'
import { findOrgan, listOrgans } from '../../organs/store.ts'
import { ROLES, type Role } from '../../roles.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  Empty,
  FilterBar,
  Form,
  Light,
  Notice,
  Progress,
  Select,
  Tag,
} from '../../web/ui/index.ts'
import { deskOf } from '../console/desk.tsx'
import { dueOf, factsOf } from './facts.ts'
import { type Facts, type Missing, type Station, stationsOf } from './rules.ts'

/** 年度工作: the way of a year's report from its figures to the archive, and what is still missing. At /console/yearly?year= */
export async function yearlyShow(c: C) {
  const own = c.var.person?.organ
  const organs = own ? [] : await listOrgans(scopeOf(c))
  const organ = await findOrgan(scopeOf(c), own?.id ?? c.req.query('organ') ?? organs[0]?.id ?? '')
  const thisYear = yearOf(dayOf(c.var.now))
  const asked = Number(c.req.query('year'))
  const year = Number.isInteger(asked) && asked >= 2008 && asked <= thisYear ? asked : thisYear - 1
  const head = { title: `${year}年年度工作`, crumbs: [{ label: '工作台', href: '/console' }, { label: '年度工作' }] }
  if (!organ) return consolePage(c, head, <Empty title="还没有机关" hint="请系统管理员先在“机关与村居”中建立机关。" />)
  const facts = await factsOf(deskOf(c), organ, year)
  return consolePage(
    c,
    head,
    <>
      {organs.length > 1 && (
        <FilterBar action="/console/yearly">
          <input type="hidden" name="year" value={String(year)} />
          <Select
            label="机关"
            name="organ"
            value={organ.id}
            options={organs.map((one) => ({ value: one.id, label: one.name }))}
          />
        </FilterBar>
      )}
      <nav class="years" aria-label="年度">
        {yearsAround(thisYear, year).map((one) => (
          <A href={address('/console/yearly', { year: one, organ: own ? undefined : organ.id })} current={one === year}>
            {one}年
          </A>
        ))}
      </nav>
      {facts ? (
        <Way organ={organ} year={year} facts={facts} mine={c.var.person!.roles} />
      ) : (
        <Empty title={`还没有${year}年度的报告格式`} hint="格式公布以后，升级系统即可编写。" />
      )}
    </>,
  )
}

/** This year and the three before, and the one asked for where it is earlier. */
const yearsAround = (thisYear: number, year: number) => [
  ...new Set([thisYear, thisYear - 1, thisYear - 2, thisYear - 3, year]),
]

type WayOf = { organ: Organ; year: number; facts: Facts; mine: readonly Role[] }

function Way({ organ, year, facts, mine }: WayOf) {
  const stations = stationsOf(facts)
  const { on, article } = dueOf(organ, year)
  const done = stations.filter(({ state }) => state === 'done').length
  const running = yearOf(facts.today) === year
  return (
    <>
      {running && (
        <Notice>
          <p>{`${year}年还没有过完，现在看到的是到今天为止的情况。平时把缺的补上，明年1月就不用赶。`}</p>
        </Notice>
      )}
      <p>
        {`${organ.name}${year}年政府信息公开工作年度报告，应当在`}
        <strong>{on}</strong>
        {`以前公布（${article}）。`}
      </p>
      <Progress label="已办妥" value={done} max={stations.length} />
      <ol class="stations">
        {stations.map((station) => (
          <StationItem station={station} mine={mine} />
        ))}
      </ol>
      {!facts.report && mine.includes('officer') && (
        <Form action="/console/reports">
          <input type="hidden" name="year" value={String(year)} />
          <Actions>
            <Button kind="primary">{`开始编写${year}年的报告`}</Button>
          </Actions>
        </Form>
      )}
      {facts.report && (
        <Actions>
          <Button kind="primary" href={`/console/reports/${facts.report.id}`}>
            打开这份报告
          </Button>
          <Button href={`/console/reports/${facts.report.id}/file`}>办理单</Button>
        </Actions>
      )}
    </>
  )
}

const FEW = 6

function StationItem({ station, mine }: { station: Station; mine: readonly Role[] }) {
  const { title, does, by, due, legal, missing, state } = station
  const who = by.map((role) => ROLES[role]).join('、')
  return (
    <li class={`station station-${state}`}>
      <h2>{title}</h2>
      <p class="station-light">
        <StationLight station={station} />
        {state === 'now' && by.some((role) => mine.includes(role)) && <Tag kind="info" label="由您办理" />}
      </p>
      <p class="hint">{`${does}办理：${who}。${legal ? '最迟' : '建议'}${due}${legal ? '（法定）' : ''}。`}</p>
      {missing.length > 0 && state !== 'later' && (
        <ul>
          {missing.slice(0, FEW).map((one) => (
            <li>
              <A href={one.href}>{one.says}</A>
            </li>
          ))}
          {missing.length > FEW && <More missing={missing} />}
        </ul>
      )}
    </li>
  )
}

const More = ({ missing }: { missing: readonly Missing[] }) => (
  <li>
    <A href={missing[FEW]!.href}>{`另有${missing.length - FEW}处`}</A>
  </li>
)

function StationLight({ station: { state, late, missing } }: { station: Station }) {
  if (state === 'done') return <Light colour="green">已办妥</Light>
  if (state === 'later') return <span class="hint">等前面的办妥</span>
  const count = missing.length > 1 ? `还差${missing.length}处` : '待办'
  return <Light colour={late ? 'red' : 'yellow'}>{late ? `${count}，已过日期` : count}</Light>
}
