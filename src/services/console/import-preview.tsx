import { A, Actions, Button, Choices, DataTable, Form, Light, Panel, Stat, Stats } from '../../web/ui/index.ts'
import type { Preview } from '../import/work.ts'
import { IMPORT as HERE } from './paths.ts'

/** What a file would do to the list, before anything is written. */
export const PreviewOf = ({ id, preview }: { id: string; preview: Preview }) => {
  const { counts, lights } = preview
  const nothing = counts.added + counts.changed + counts.restored === 0
  return (
    <>
      <Stats>
        <Stat label="文件里的事项" value={counts.lines} unit="项" />
        <Stat label="新列入" value={counts.added} unit="项" />
        <Stat label="修改" value={counts.changed} unit="项" />
        {counts.restored > 0 && <Stat label="恢复" value={counts.restored} unit="项" />}
        <Stat label="不变" value={counts.same} unit="项" />
        <Stat label="在列而文件里没有" value={counts.absent} unit="项" />
      </Stats>
      <p>
        办事指南：<Light colour="red">{`缺少要素${lights.red}项`}</Light>{' '}
        <Light colour="yellow">{`前后不一致${lights.yellow}项`}</Light>{' '}
        <Light colour="green">{`齐全${lights.green}项`}</Light>
        。这些不妨碍导入，导入后在清单里补正。
      </p>
      {preview.unknown.length > 0 && <p>{`没有用到的列：${preview.unknown.join('、')}。`}</p>}
      <Form action={`${HERE}/${id}`}>
        <input type="hidden" name="seen" value={preview.digest} />
        {counts.absent > 0 && (
          <Choices
            legend="文件里没有的事项"
            name="complete"
            options={[
              { value: 'no', label: '保留，文件只是一部分' },
              { value: 'yes', label: `取消这${counts.absent}项，文件就是完整的清单` },
            ]}
            value="no"
          />
        )}
        <Actions>
          {nothing && counts.absent === 0 ? (
            <Button kind="primary">记下核对日期</Button>
          ) : (
            <Button kind="primary" confirm="导入后，门户立即按新的清单显示；每项改动都记入变动记录。">
              导入
            </Button>
          )}
        </Actions>
      </Form>
      <Form action={`${HERE}/${id}/dropping`}>
        <Button>放弃</Button>
      </Form>
      <Lines title="修改" lines={preview.changed} total={counts.changed} />
      <Lines title="恢复" lines={preview.restored} total={counts.restored} />
      <Lines title="新列入" lines={preview.added} total={counts.added} />
      {preview.absent.length > 0 && (
        <Panel title={`在列而文件里没有的${counts.absent}项`}>
          <ul class="plain">
            {preview.absent.map(({ id: service, name, code }) => (
              <li>
                <A href={`/console/services/${service}`}>{name}</A> {code}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

type Shown = Preview['added'][number] & { fields?: Preview['changed'][number]['fields'] }

const Lines = ({ title, lines, total }: { title: string; lines: readonly Shown[]; total: number }) =>
  lines.length === 0 ? null : (
    <Panel title={total > lines.length ? `${title}${total}项，列出前${lines.length}项` : `${title}${total}项`}>
      <DataTable
        caption={title}
        captionHidden
        rows={lines}
        columns={[
          { label: '行', align: 'end', cell: (row) => row.at },
          { label: '事项名称', heading: true, cell: (row) => row.name },
          { label: '编码', cell: (row) => row.code },
          {
            label: '改动',
            cell: (row) =>
              row.fields && (
                <ul class="plain">
                  {row.fields.map(({ label, before, after }) => (
                    <li>{`${label}：${before || '（空）'} → ${after || '（空）'}`}</li>
                  ))}
                </ul>
              ),
          },
          {
            label: '指南',
            cell: (row) => <Light colour={row.light}>{row.findings.slice(0, 3).join('；') || undefined}</Light>,
          },
        ]}
      />
    </Panel>
  )
