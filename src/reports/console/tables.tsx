import { type Cell, cellsOfRow, type FormTable } from '../../law/forms/tables-shape.ts'
import { bodyRows, headRows, type Placed } from '../../typeset/grid.ts'
import { DataTable } from '../../web/ui/index.ts'
import type { Assessment } from '../assess.ts'
import { cellValue, figureNamed } from '../figures.ts'
import type { Report } from '../store.ts'
import { reportTable } from '../text.ts'
import { FigureLink } from './desk.tsx'

type Props = { report: Report; table: FormTable; written: Assessment['written']; before: Report | null }

/** A table of the form with the way from every figure to its records. A list shows the year before as well. */
export const FormTableView = (props: Props) =>
  props.table.layout === 'list' ? <ListView {...props} /> : <GridView {...props} />

const HINT = '（点数字查看每一条记录）'

/** What a cell says in words a link can carry: a blank is no link text. */
const shown = (value: ReturnType<typeof cellValue>) =>
  value === null ? '未填报' : value === 'not-applicable' ? '不适用' : value

function ListView({ report, table, written: { reckoning }, before }: Props) {
  const cell = (of: Cell | undefined) =>
    of && (
      <FigureLink report={report} figure={of.key}>
        {shown(cellValue(figureNamed(reckoning, of.key)))}
      </FigureLink>
    )
  const then = before?.frozen?.reckoning
  return (
    <DataTable
      caption={`${table.key === 'annex' ? '附表各项' : table.caption}${HINT}`}
      rows={table.rows}
      columns={[
        {
          label: '指标',
          heading: true,
          cell: (row) =>
            row.indent ? <span class="sub">{row.printed ?? row.label}</span> : (row.printed ?? row.label),
        },
        { label: '单位', cell: (row) => row.unit ?? '' },
        ...table.columns.map((column, at) => ({
          label: column.takes === 'cumulative' ? column.label : `${report.year}年`,
          align: 'end' as const,
          cell: (row: FormTable['rows'][number]) => cell(cellsOfRow(table, row)[at]),
        })),
        ...(then
          ? [
              {
                label: `${report.year - 1}年`,
                align: 'end' as const,
                cell: (row: FormTable['rows'][number]) =>
                  figureNamed(then, cellsOfRow(table, row)[0]?.key ?? '')?.value ?? '',
              },
            ]
          : []),
      ]}
      phone="scroll"
    />
  )
}

function GridView({ report, table, written }: Props) {
  const printed = reportTable(table.key, written)
  const heads = headRows(printed)
  const spans = ({ across, down }: Placed) => ({
    colspan: across > 1 ? across : undefined,
    rowspan: down > 1 ? down : undefined,
  })
  const body = (each: Placed) => {
    const { cell } = each
    if (cell === null || each.text === '') return '未填报'
    return typeof cell === 'object' && cell.figure ? (
      <FigureLink report={report} figure={cell.figure}>
        {cell.text === '—' ? '不适用' : cell.text}
      </FigureLink>
    ) : (
      each.text
    )
  }
  return (
    <section class="table-scroll" aria-label={table.caption} tabindex={0}>
      <table class="document-table spanned form-table">
        <caption>
          {table.caption}
          {HINT}
        </caption>
        {heads.length > 0 && (
          <thead>
            {heads.map((row) => (
              <tr>
                {row.map((each) => (
                  <th scope={each.across > 1 ? 'colgroup' : 'col'} {...spans(each)}>
                    {each.text}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
        )}
        <tbody>
          {bodyRows(printed).map((row) => (
            <tr class={row.strong ? 'strong' : undefined}>
              {row.placed.map((each) =>
                each.head || (each.at === 0 && table.layout !== 'across') || isLabel(each) ? (
                  <th scope={each.down > 1 ? 'rowgroup' : 'row'} {...spans(each)}>
                    {each.text}
                  </th>
                ) : (
                  <td {...spans(each)}>{body(each)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A cell that carries words and no figure names its row; one without words is a figure nobody entered. */
const isLabel = ({ cell, text }: Placed) =>
  text !== '' && (typeof cell === 'string' || (typeof cell === 'object' && cell !== null && !cell.figure))
