import { DataTable, Facts, Notice, Panel, Tag } from '../../web/ui/index.ts'
import type { Audit, Contradiction } from './findings.ts'
import { passageOf } from './passage.ts'
import { FIGURE_NAMES, FORM_NAMES } from './words.ts'

/** What the audit found in one report, in plain words, with the words of the report marked where they stand. */
export function AuditResult({ audit, text, name }: { audit: Audit; text: string; name?: string }) {
  const hard = audit.contradictions.filter(({ severity }) => severity === 'hard')
  const soft = audit.contradictions.filter(({ severity }) => severity === 'soft')
  return (
    <>
      {name && <h2>{name}</h2>}
      <Conclusion hard={hard.length} soft={soft.length} read={Object.keys(audit.figures).length > 0} />
      <Facts
        facts={[
          ['机关', audit.organ ?? '没有读到'],
          ['年度', audit.year ? `${audit.year}年` : '没有读到'],
          ['格式', FORM_NAMES[audit.form]],
        ]}
      />
      {hard.length > 0 && <Findings title="矛盾：照原文不可能都对" findings={hard} text={text} />}
      {soft.length > 0 && <Findings title="存疑：口径、四舍五入或者范围或许可以解释" findings={soft} text={text} />}
      <Figures audit={audit} />
      {audit.unread.length > 0 && (
        <Panel title="没有把握，没有采用的">
          <p>这些地方可以有几种读法，或者是约数，没有用来核对。</p>
          <ul>
            {audit.unread.map((words) => (
              <li>{words.replace(/\s+/g, ' ')}</li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function Conclusion({ hard, soft, read }: { hard: number; soft: number; read: boolean }) {
  if (!read && hard + soft === 0)
    return (
      <Notice kind="warning" title="没有读到年度报告的数字">
        <p>请确认给出的是政府信息公开工作年度报告的全文。</p>
      </Notice>
    )
  if (hard + soft === 0) return <Notice kind="success" title="没有发现自相矛盾之处" />
  return (
    <Notice
      kind={hard > 0 ? 'danger' : 'warning'}
      title={[hard > 0 && `${hard}处矛盾`, soft > 0 && `${soft}处存疑`].filter(Boolean).join('，')}
    >
      <p>每一处都列出算式和原文，请对照报告核实。</p>
    </Notice>
  )
}

const Findings = ({ title, findings, text }: { title: string; findings: Contradiction[]; text: string }) => (
  <Panel title={title}>
    {findings.map(({ severity, says, quotes }) => (
      <section>
        <p>
          <Tag kind={severity === 'hard' ? 'danger' : 'warning'} label={severity === 'hard' ? '矛盾' : '存疑'} /> {says}
          。
        </p>
        {quotes.map((quote) => {
          const { before, words, after } = passageOf(text, quote)
          return (
            <blockquote>
              {before}
              <mark>{words}</mark>
              {after}
            </blockquote>
          )
        })}
      </section>
    ))}
  </Panel>
)

function Figures({ audit }: { audit: Audit }) {
  const rows = Object.entries(FIGURE_NAMES).filter(([key]) => audit.figures[key] !== undefined)
  if (rows.length === 0) return null
  return (
    <Panel title="读到的数字">
      <DataTable
        caption="读到的数字"
        captionHidden
        rows={rows}
        columns={[
          { label: '项目', heading: true, cell: ([, { label }]) => label },
          { label: '数', align: 'end', cell: ([key]) => audit.figures[key] },
          { label: '单位', cell: ([, { unit }]) => unit },
        ]}
      />
      {audit.categories.length > 0 && (
        <DataTable
          caption="主动公开的类别"
          rows={audit.categories}
          columns={[
            { label: '类别', heading: true, cell: ({ name }) => name },
            { label: '条数', align: 'end', cell: ({ count }) => count },
            { label: '占比', align: 'end', cell: ({ percent }) => (percent === null ? '' : `${percent}%`) },
          ]}
        />
      )}
    </Panel>
  )
}
