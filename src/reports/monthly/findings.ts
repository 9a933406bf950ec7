import type { Scope } from '../../context.ts'
import type { ReportForm } from '../../law/form.ts'
import { listUnits } from '../../organs/store.ts'
import { type Finding, finder } from '../checks/case.ts'
import { isMoney } from '../figures/entered.ts'
import { labelOf } from '../figures/labels.ts'
import { figureNamed, type Reckoning } from '../figures.ts'
import { enteredFigures } from '../store.ts'
import { differs, monthlyFigures, monthsSay, sumsOf } from './rules.ts'
import { answersOf, dutiesOf } from './store.ts'

/**
 * What the months have to say of a year's report: a month that a section owes, and a year the office entered beside the months
 * that is not their sum.
 */
export async function monthlyFindings(
  scope: Scope,
  { organId, year }: { organId: string; year: number },
  form: ReportForm,
  reckoning: Reckoning,
): Promise<Finding[]> {
  const years = { from: year, to: year }
  const answers = await answersOf(scope, organId, years)
  if (answers.length === 0) return []
  const asked = new Set(monthlyFigures(form))
  const [duties, yearly, units] = await Promise.all([
    dutiesOf(scope, organId, year),
    enteredFigures(scope, organId, years),
    listUnits(scope, organId),
  ])
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? ''
  return sumsOf(answers, duties)
    .filter(({ figure }) => asked.has(figure))
    .flatMap((sum) => {
      const { figure, missing } = sum
      const label = labelOf(figure)
      const making = { about: figure, ...(figureNamed(reckoning, figure) && { places: [{ figure }] }) }
      if (missing.length > 0) {
        const who = missing.map(({ unitId, months }) => `${nameOf(unitId)}${monthsSay(months)}`).join('，')
        const says = `${label}按月填报，还缺${who}。缺一个月，全年就算不出来；没有发生的请填0。`
        return [finder({ code: 'months-missing' }).hard(says, [], making)]
      }
      const told = yearly.find((one) => one.figure === figure)
      const unlike = differs(sum, told)
      if (!unlike) return []
      const unit = isMoney(figure) ? '元' : ''
      const says = `${label}各月合计${unlike.months}${unit}，按年填报的是${unlike.year}${unit}（来源：${told!.source}），二者不等；报告用各月合计。`
      return [finder({ code: 'months-differ' }).hard(says, [unlike.months, unlike.year], making)]
    })
}
