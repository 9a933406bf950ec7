import { minuteOf } from '../../calendar/day.ts'
import type { Refusal } from '../../result.ts'
import { unitsHeld } from '../../staff/holders/store.ts'
import { type C, contextOf, scopeOf, seeOther, typed } from '../../web/env.ts'
import { consolePage } from '../../web/frame.tsx'
import {
  A,
  Actions,
  address,
  Button,
  DataTable,
  Empty,
  Form,
  Notice,
  Pager,
  Panel,
  TextArea,
} from '../../web/ui/index.ts'
import { StageTag, todayOf } from '../console/common.tsx'
import { VILLAGE } from '../console/task.tsx'
import { settingsOf } from '../registry/store.ts'
import { doneTasks, villageTasks } from '../tasks/registry/store.ts'
import { answerUrge, listUrges } from '../urges/store.ts'

const DONE_ROWS = 10

export const showVillage = (c: C) => villagePage(c, null)

export async function takeUrgeAnswer(c: C) {
  const done = await answerUrge(contextOf(c), c.req.param('urge') ?? '', typed(c.var.form).answer ?? '')
  return done.ok ? seeOther(c, `${VILLAGE}?done=answered`) : villagePage(c, done.refusal)
}

/** What a village has to put up and take down, the most urgent first. Made for a telephone. At /console/village */
async function villagePage(c: C, refusal: Refusal | null) {
  const scope = scopeOf(c)
  const { person } = c.var
  const today = todayOf(c)
  const units = await unitsHeld(scope, person?.accountId ?? '', 'village', today)
  const page = Math.max(1, Math.floor(Number(c.req.query('page'))) || 1)
  const [tasks, done, urges, settings] = await Promise.all([
    villageTasks(scope, units, today),
    doneTasks(scope, units, { limit: DONE_ROWS, offset: (page - 1) * DONE_ROWS }),
    listUrges(scope, { unitIds: units, open: true }),
    settingsOf(scope, person?.organ?.id ?? '00000000-0000-0000-0000-000000000000'),
  ])
  return consolePage(
    c,
    {
      title: '公示任务',
      crumbs: [{ label: '公示任务' }],
      refusal,
      done: c.req.query('done') === 'answered' && !refusal ? '已经回复。' : undefined,
    },
    units.length === 0 ? (
      <Empty title="您的岗位没有对应的村（居）" hint="请联系镇里的系统管理员，在岗位里选上您的村（居）。" />
    ) : (
      <>
        {urges.map((urge) => (
          <Notice kind="danger" title={`督办：${urge.note}`}>
            <p>{`${urge.urgedAs}，${minuteOf(urge.urgedAt)}，${urge.boardName}`}</p>
            <Form action={`${VILLAGE}/urges/${urge.id}`}>
              <TextArea
                label="办理情况"
                name="answer"
                id={`f-answer-${urge.id}`}
                rows={2}
                required
                maxlength={200}
                refusal={refusal}
              />
              <Actions>
                <Button kind="primary">回复督办</Button>
              </Actions>
            </Form>
          </Notice>
        ))}
        {tasks.length === 0 ? (
          <Empty title="现在没有要办的公示" hint="镇里布置张贴以后，会出现在这里。" />
        ) : (
          <ul class="task-cards">
            {tasks.map((task) => (
              <li>
                <A href={`${VILLAGE}/${task.id}`}>{task.title}</A>
                <p>
                  <StageTag task={task} today={today} settings={settings} />
                  {units.length > 1 && ` ${task.boardName}`}
                </p>
              </li>
            ))}
          </ul>
        )}
        {done.total > 0 && (
          <Panel title="已经撤下的">
            <DataTable
              caption="已经撤下的"
              captionHidden
              rows={done.tasks}
              columns={[
                { label: '公示', heading: true, cell: ({ id, title }) => <A href={`${VILLAGE}/${id}`}>{title}</A> },
                { label: '张贴', cell: ({ postedOn }) => postedOn },
                { label: '撤下', cell: ({ removedOn }) => removedOn },
              ]}
            />
            <Pager
              page={page}
              pages={Math.ceil(done.total / DONE_ROWS)}
              total={done.total}
              href={(number) => address(VILLAGE, { page: number })}
            />
          </Panel>
        )}
      </>
    ),
  )
}
