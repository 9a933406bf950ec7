import type { Sql } from 'postgres'
import { minuteOf } from '../../calendar/day.ts'
import { keepFile } from '../../files/store.ts'
import { TABLE_KINDS } from '../../files/tables.ts'
import type { Refusal } from '../../result.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import { A, Actions, Button, DataTable, Empty, FileField, Form, Notice, Progress, Tag } from '../../web/ui/index.ts'
import { answerNotFound } from '../../web/wrong.tsx'
import { beginImport, dropImport, findImport, noteImport, type Pending, recentImports } from '../import/store.ts'
import { applyImport, outcomeOf, readImport } from '../import/work.ts'
import { PreviewOf } from './import-preview.tsx'
import { IMPORT } from './paths.ts'

const HERE = IMPORT
const crumbs = (label: string) => [
  { label: '政务服务事项', href: '/console/services' },
  { label: '导入', href: HERE },
  { label },
]
const STATES: Record<Pending['state'], string> = {
  reading: '正在读取',
  refused: '没有导入',
  ready: '待确认',
  applying: '正在导入',
  applied: '已导入',
  dropped: '已放弃',
}
/** A worker that said nothing for so long was cut off with the program. */
const PATIENCE_MS = 60_000

/** Which file to bring in. At /console/services/import */
export const askImport = (c: C) => uploadPage(c)

async function uploadPage(c: C, refusal?: Refusal) {
  const organ = c.var.person?.organ
  const recent = organ ? await recentImports(scopeOf(c), organ.id) : []
  return consolePage(
    c,
    { title: '导入政务服务事项', crumbs: crumbs('选择文件').slice(0, 2), refusal },
    organ ? (
      <>
        <Form action={HERE} files>
          <FileField
            label="文件"
            name="file"
            required
            accept={TABLE_KINDS}
            refusal={refusal}
            hint="从省网上办事大厅导出的 .xlsx、.csv 或者 .json，最大20 MB。第一行是列名，用国家交换库的字段名（task_code、task_name、limit_scene_num……）或者中文名；材料写在另一张工作表“申请材料”。"
          />
          <Actions>
            <Button kind="primary">读取并预览</Button>
            <Button href="/console/services/export">下载现有事项作样表</Button>
          </Actions>
        </Form>
        <p>先预览再导入：看过有什么改动、哪一行不对，确认后才写入。有一行不对，就一行也不写入。</p>
        <DataTable
          caption="最近的导入"
          rows={recent}
          empty={<Empty title="还没有导入过" />}
          columns={[
            { label: '文件', heading: true, cell: (row) => <A href={`${HERE}/${row.id}`}>{row.fileName}</A> },
            { label: '上传', cell: (row) => minuteOf(row.begunAt) },
            { label: '经手', whole: true, cell: (row) => row.asWhom },
            { label: '结果', cell: (row) => <Tag label={STATES[row.state]} /> },
          ]}
        />
      </>
    ) : (
      <Empty title="您的岗位不属于任何机关" hint="事项由办理它的机关导入。" />
    ),
  )
}

/** The file is kept, and read beside the page. */
export async function takeUpload(c: C) {
  const file = c.var.form.get('file')
  const organ = c.var.person?.organ
  if (!organ) return uploadPage(c)
  if (!(file instanceof File) || file.size === 0)
    return uploadPage(c, { code: 'services.no-file', says: '请选择文件', field: 'file' })
  const ctx = contextOf(c)
  const kept = await keepFile(ctx, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  if (!kept.ok) return uploadPage(c, { ...kept.refusal, field: 'file' })
  const id = await beginImport(ctx, { organId: organ.id, fileId: kept.value.id, fileName: kept.value.name })
  beside(c, id, (worker) => readImport(worker, id))
  return seeOther(c, `${HERE}/${id}`)
}

/** What the file would do, how far it has come, or what came of it. */
export async function showImport(c: C) {
  const pending = await wanted(c)
  if (!pending) return answerNotFound(c)
  const outcome = outcomeOf(pending.result)
  const working = pending.state === 'reading' || pending.state === 'applying'
  if (working) c.header('refresh', '1')
  return consolePage(
    c,
    { title: `导入：${pending.fileName}`, crumbs: crumbs(STATES[pending.state]) },
    <>
      {working && <Working c={c} pending={pending} />}
      {pending.state === 'refused' && outcome?.kind === 'refusal' && (
        <Notice kind="danger" title={outcome.refusal.says}>
          <p>{outcome.refusal.fix ?? '请改正文件后重新上传。'}</p>
        </Notice>
      )}
      {pending.state === 'refused' && outcome?.kind === 'problems' && (
        <>
          <Notice kind="danger" title={`文件里有${outcome.count}处不对，一行也没有导入`}>
            <p>请按下面的行号改正文件，再重新上传。</p>
          </Notice>
          <DataTable
            caption={outcome.count > outcome.problems.length ? `前${outcome.problems.length}处` : '逐行说明'}
            rows={outcome.problems}
            columns={[
              { label: '工作表', cell: (row) => row.sheet },
              { label: '行', align: 'end', cell: (row) => row.at },
              { label: '编码', cell: (row) => row.code },
              { label: '哪里不对', heading: true, cell: (row) => row.says },
            ]}
          />
        </>
      )}
      {pending.state === 'ready' && outcome?.kind === 'preview' && (
        <PreviewOf id={pending.id} preview={outcome.preview} />
      )}
      {pending.state === 'applied' && outcome?.kind === 'imported' && (
        <Notice kind="success" title="已导入">
          <p>
            {`新列入${outcome.imported.added}项，修改${outcome.imported.changed}项，恢复${outcome.imported.restored}项，取消${outcome.imported.delisted}项，不变${outcome.imported.same}项。`}
          </p>
        </Notice>
      )}
      {pending.state === 'dropped' && <Notice title="这次导入已放弃，没有写入任何事项。" />}
      {!working && (
        <Actions>
          <Button href={HERE}>另选文件</Button>
          <Button href="/console/services">回到事项清单</Button>
        </Actions>
      )}
    </>,
  )
}

function Working({ c, pending }: { c: C; pending: Pending }) {
  const stuck = c.var.now.getTime() - pending.begunAt.getTime() > PATIENCE_MS && pending.state === 'reading'
  return (
    <>
      {pending.state === 'reading' ? (
        <Notice title="正在读取文件……">
          <p>本页会自动刷新。</p>
        </Notice>
      ) : (
        <Progress label="正在导入" value={pending.done} max={Math.max(1, pending.total)} />
      )}
      {(stuck || pending.state === 'applying') && (
        <details>
          <summary>很久没有动静？</summary>
          <Form action={`${HERE}/${pending.id}/reading`}>
            <p>程序可能中途重启过。没有导入完的，一项也没有写入，可以重新读取文件。</p>
            <Button>重新读取</Button>
          </Form>
        </details>
      )}
    </>
  )
}

export async function takeImport(c: C) {
  const pending = await wanted(c)
  if (!pending) return answerNotFound(c)
  const form = typed(c.var.form)
  if (pending.state === 'ready') {
    await noteImport(scopeOf(c), pending.id, { state: 'applying', done: 0 })
    const options = { complete: form.complete === 'yes', seen: form.seen ?? '' }
    beside(c, pending.id, (worker) => applyImport(worker, pending.id, options))
  }
  return seeOther(c, `${HERE}/${pending.id}`)
}

export async function takeReading(c: C) {
  const pending = await wanted(c)
  if (!pending) return answerNotFound(c)
  if (pending.state === 'reading' || pending.state === 'applying') {
    await noteImport(scopeOf(c), pending.id, { state: 'reading' })
    beside(c, pending.id, (worker) => readImport(worker, pending.id))
  }
  return seeOther(c, `${HERE}/${pending.id}`)
}

export async function takeDropping(c: C) {
  const pending = await wanted(c)
  if (!pending) return answerNotFound(c)
  if (pending.state === 'ready' || pending.state === 'refused') await dropImport(contextOf(c), pending.id)
  return seeOther(c, `${HERE}/${pending.id}`)
}

async function wanted(c: C): Promise<Pending | null> {
  const pending = await findImport(scopeOf(c), c.req.param('id') ?? '')
  return pending && pending.organId === c.var.person?.organ?.id ? pending : null
}

/** Goes on after the page was answered. What breaks is written down with the import, so that its page says so. */
function beside(c: C, id: string, work: (worker: ReturnType<typeof contextOf> & { sql: Sql }) => Promise<void>): void {
  const worker = { ...contextOf(c), sql: c.var.sql }
  work(worker).catch(async (error: unknown) => {
    process.stderr.write(`导入事项 ${id}：${error instanceof Error ? error.message : String(error)}\n`)
    const refusal = {
      code: 'services.import-broken',
      says: '导入中途出错，一项也没有写入',
      fix: '请重新上传；仍然出错的，请联系系统管理员',
    }
    await noteImport(worker, id, { state: 'refused', result: { kind: 'refusal', refusal } }).catch(() => {})
  })
}
