import { dayOf, daysBetween, yearOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { publishedItems } from '../../disclosures/published/store.ts'
import { momentsOf } from '../../disclosures/years.ts'
import { listOrgans } from '../../organs/store.ts'
import { type C, scopeOf } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, address, Button, DataTable, FilterBar, Light, Panel, Stat, Stats } from '../../web/ui/index.ts'
import { merged } from '../check.ts'
import { ruleOf, SOURCES } from '../rules.ts'
import { type DayLine, latestDays } from '../runs/store.ts'
import { type ScoreLine, scoreOf, type Veto, vetoesOf } from '../score.ts'
import type { SelfcheckSettings } from '../settings.ts'
import { columnsInTrouble, countFindings, countLeaks, countPoorGuides, type Sight, settingsOf } from '../store.ts'
import { LEAKS, OrganFilter, SELFCHECK, Sides, sendSheets, sightOf } from './common.tsx'

const HERE = `${SELFCHECK}/score`
const DAYS = 30

async function sheetOf(c: C) {
  const { organs, organ, sight } = await sightOf(c)
  const scope = scopeOf(c)
  const { settings } = await settingsOf(scope)
  const counted = await countFindings(scope, sight)
  const { lines, score } = scoreOf(merged(counted), settings)
  const vetoes = await vetoesFor(scope, sight, settings, c.var.now, counted)
  const days = await latestDays(scope, sight.organId ?? 'site', DAYS)
  const year = yearOf(dayOf(c.var.now))
  const leaks = await countLeaks(scope, sight, LEAKS, momentsOf(year))
  const board = organs.map((each) => ({
    ...each,
    ...scoreOf(
      counted.filter(({ organId }) => organId === each.id),
      settings,
    ),
  }))
  const name = c.var.person?.organ?.name ?? organ?.name ?? c.var.tenant.name
  return { organs, organ, sight, lines, score, vetoes, days, leaks, year, board, name }
}

/** A column of the site is stale or blank when it is so with every organ. */
async function vetoesFor(
  scope: Scope,
  sight: Sight,
  settings: SelfcheckSettings,
  now: Date,
  counted: readonly { rule: string; red: number }[],
): Promise<Veto[]> {
  const [newest, trouble, poorGuides, organs] = await Promise.all([
    publishedItems(scope, {}, 1, 1),
    columnsInTrouble(scope, sight),
    countPoorGuides(scope, sight, settings.vetoElements),
    listOrgans(scope),
  ])
  const all = sight.organId ? 1 : organs.length
  const codes = [...new Set(trouble.map(({ code }) => code))]
  const of = (code: string) => trouble.filter((one) => one.code === code)
  const everywhere = codes.filter((code) => of(code).length >= all)
  const blank = everywhere.filter((code) => of(code).every((one) => one.blank)).length
  const last = newest.items[0]?.publishedAt
  return vetoesOf(
    {
      homeDays: last ? daysBetween(dayOf(last), dayOf(now)) : null,
      stale: everywhere.length - blank,
      blank,
      poorGuides,
      secrecy: counted.filter(({ rule }) => rule === 'secrecy').reduce((sum, { red }) => sum + red, 0),
    },
    settings,
  )
}

/** The score sheet of an organ or of the site, what would veto it, and how it went. At /console/selfcheck/score */
export async function showScore(c: C) {
  const { organs, organ, sight, lines, score, vetoes, days, leaks, year, board, name } = await sheetOf(c)
  const lost = lines.filter(({ red, yellow, explained }) => red + yellow + explained > 0)
  const of = (rule: string) => address(SELFCHECK, { organ: organ?.slug, rule })
  return consolePage(
    c,
    {
      title: '自查评分',
      crumbs: [{ label: '自查', href: SELFCHECK }, { label: '评分和走势' }],
      actions: <Button href={address(`${HERE}.xlsx`, { organ: organ?.slug })}>导出Excel</Button>,
    },
    <>
      <Panel>
        <Sides c={c} here="score" />
        {organs.length > 0 && (
          <FilterBar action={HERE}>
            <OrganFilter organs={organs} organ={organ} />
          </FilterBar>
        )}
        <Stats>
          <Stat label={`${name}得分`} value={score} unit="分" hint="满分100分，低于60分为不合格" />
          <Stat label="单项否决" value={vetoes.filter(({ colour }) => colour === 'red').length} unit="项" />
          <Stat
            label={`${year}年发现的泄露`}
            value={leaks.found}
            unit="处"
            hint={`已消除${leaks.mended}处`}
            href={address(SELFCHECK, {
              organ: organ?.slug,
              rule: 'personal-data',
              state: leaks.found === leaks.mended ? 'mended' : undefined,
            })}
          />
        </Stats>
        <DataTable
          caption="单项否决指标"
          rows={vetoes}
          columns={[
            { label: '指标', heading: true, cell: (veto: Veto) => veto.title },
            { label: '现在', cell: ({ says }) => says },
            { label: '否决线', cell: ({ limit }) => limit },
            { label: '灯', whole: true, cell: ({ colour }) => <Light colour={colour} /> },
          ]}
        />
      </Panel>
      <Panel title="扣分表">
        <DataTable
          caption="扣分表"
          captionHidden
          rows={lost}
          empty="没有扣分的项目"
          columns={[
            {
              label: '检查项目',
              heading: true,
              cell: (line: ScoreLine) => <A href={of(line.rule)}>{ruleOf(line.rule).title}</A>,
            },
            { label: '来源', cell: ({ rule }) => SOURCES[ruleOf(rule).source] },
            { label: '红灯', align: 'end', cell: ({ red }) => String(red) },
            { label: '黄灯', align: 'end', cell: ({ yellow }) => String(yellow) },
            { label: '已说明', align: 'end', cell: ({ explained }) => String(explained) },
            { label: '每个扣', align: 'end', cell: ({ each }) => String(each) },
            { label: '最多扣', align: 'end', cell: ({ most }) => String(most) },
            { label: '扣分', align: 'end', cell: ({ lost: points }) => String(points) },
          ]}
        />
      </Panel>
      {board.length > 1 && !organ && (
        <Panel title="各机关">
          <DataTable
            caption="各机关得分"
            captionHidden
            rows={board.sort((a, b) => a.score - b.score)}
            columns={[
              {
                label: '机关',
                heading: true,
                cell: (each) => <A href={address(HERE, { organ: each.slug })}>{each.shortName}</A>,
              },
              { label: '得分', align: 'end', cell: (each) => String(each.score) },
              {
                label: '红灯',
                align: 'end',
                cell: (each) => String(each.lines.reduce((sum, { red }) => sum + red, 0)),
              },
              {
                label: '黄灯',
                align: 'end',
                cell: (each) => String(each.lines.reduce((sum, { yellow }) => sum + yellow, 0)),
              },
            ]}
          />
        </Panel>
      )}
      <Panel title={`最近${DAYS}个自查日`}>
        <DataTable
          caption="每天的走势"
          captionHidden
          rows={days}
          empty="还没有自查过"
          columns={[
            { label: '日期', heading: true, cell: (line: DayLine) => line.day },
            { label: '得分', align: 'end', cell: (line) => String(line.score) },
            { label: '红灯', align: 'end', cell: (line) => String(line.red) },
            { label: '黄灯', align: 'end', cell: (line) => String(line.yellow) },
            { label: '已说明', align: 'end', cell: (line) => String(line.explained) },
          ]}
        />
        {sight.organId === undefined && days.length > 0 && (
          <p class="form-hint">全站的得分把各机关的问题合在一起计算，每一项最多扣到上限。</p>
        )}
      </Panel>
    </>,
  )
}

/** The score sheet as a workbook. At /console/selfcheck/score.xlsx */
export async function scoreSheet(c: C) {
  const { lines, score, vetoes, days, name } = await sheetOf(c)
  const title = `${name}自查评分（${dayOf(c.var.now)}）`
  return sendSheets(c, title, [
    {
      name: '扣分表',
      table: {
        caption: title,
        unit: `得分${score}`,
        columns: ['检查项目', '来源', '依据', '红灯', '黄灯', '已说明', '每个扣', '最多扣', '扣分'].map((label) => ({
          label,
        })),
        rows: lines.map(({ rule, red, yellow, explained, each, most, lost }) => {
          const { title: says, source, basis } = ruleOf(rule)
          return { cells: [says, SOURCES[source], basis, red, yellow, explained, each, most, lost] }
        }),
      },
    },
    {
      name: '单项否决',
      table: {
        columns: ['指标', '现在', '否决线', '灯'].map((label) => ({ label })),
        rows: vetoes.map((veto) => ({ cells: [veto.title, veto.says, veto.limit, LIGHTS[veto.colour]] })),
      },
    },
    {
      name: '走势',
      table: {
        columns: ['日期', '得分', '红灯', '黄灯', '已说明'].map((label) => ({ label })),
        rows: days.map((line) => ({ cells: [line.day, line.score, line.red, line.yellow, line.explained] })),
      },
    },
  ])
}

const LIGHTS = { red: '红', yellow: '黄', green: '绿' } as const
