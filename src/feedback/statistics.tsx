import { DataTable, Empty } from '../web/ui/index.ts'
import type { Count } from './counts/store.ts'
import { KINDS, kindCodes, WAYS, wayCodes } from './kinds.ts'
import { answerRate } from './rules.ts'

type Sum = { label: string; received: number; moved: number; answered: number; published: number }

function sum(label: string, counts: readonly Count[]): Sum {
  const of = (name: 'received' | 'moved' | 'answered' | 'published') =>
    counts.reduce((all, count) => all + count[name], 0)
  return { label, received: of('received'), moved: of('moved'), answered: of('answered'), published: of('published') }
}

const percent = (of: Sum): string => {
  const rate = answerRate(of)
  return rate === null ? '—' : `${rate}%`
}

const Figures = ({ caption, first, rows }: { caption: string; first: string; rows: readonly Sum[] }) => (
  <DataTable
    caption={caption}
    phone="scroll"
    rows={rows}
    columns={[
      { label: first, heading: true, cell: ({ label }) => label },
      { label: '留言数（件）', align: 'end', cell: ({ received }) => String(received) },
      { label: '其中转出', align: 'end', cell: ({ moved }) => String(moved) },
      { label: '答复数', align: 'end', cell: ({ answered }) => String(answered) },
      { label: '答复率', align: 'end', cell: percent },
      { label: '公布数', align: 'end', cell: ({ published }) => String(published) },
    ]}
  />
)

/** What was received in a month or a year and what became of it: by unit, by kind, by way. Nothing of any person. */
export function Statistics({ counts }: { counts: readonly Count[] }) {
  if (counts.length === 0) return <Empty title="这段时间没有收到诉求" />
  const units = [...Map.groupBy(counts, ({ unitName }) => unitName ?? '未交办或者当场答复')]
  const all = sum('合计', counts)
  return (
    <>
      <Figures caption="按承办单位" first="承办单位" rows={[...units.map(([name, of]) => sum(name, of)), all]} />
      <Figures
        caption="按类别"
        first="类别"
        rows={kindCodes
          .map((kind) =>
            sum(
              KINDS[kind].label,
              counts.filter((count) => count.kind === kind),
            ),
          )
          .filter(({ received }) => received > 0)}
      />
      <Figures
        caption="按来源"
        first="来源"
        rows={wayCodes
          .map((way) =>
            sum(
              WAYS[way].label,
              counts.filter((count) => count.way === way),
            ),
          )
          .filter(({ received }) => received > 0)}
      />
      <p class="form-hint">答复率为答复数占留言数减去转出数之差的百分比，保留一位小数；作废的不计。</p>
    </>
  )
}
