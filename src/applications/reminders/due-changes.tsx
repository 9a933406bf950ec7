import { minuteOf } from '../../calendar/day.ts'
import { type C, contextOf, scopeOf, seeOther } from '../../web/env.ts'
import { A, Button, DataTable, Form, Notice } from '../../web/ui/index.ts'
import { casePath, DESK } from '../common.tsx'
import { dueChanges, seeDueChange } from './store.ts'

/** On the desk: which due days a notice of holidays moved, until somebody has taken note. */
export async function DueChanges({ c }: { c: C }) {
  const organ = c.var.person?.organ
  if (!organ) return null
  const changes = await dueChanges(scopeOf(c), organ.id)
  const may = c.var.person?.roles.includes('officer')
  return (
    <>
      {changes.map(({ id, notice, at, moves }) => (
        <Notice
          kind="warning"
          title={`放假安排有变动（${notice}，${minuteOf(at)}登记），${moves.length}件申请的答复期限改变：`}
        >
          <DataTable
            caption="答复期限的变动"
            captionHidden
            rows={moves}
            columns={[
              {
                label: '登记号',
                heading: true,
                cell: ({ applicationId, number }) => <A href={casePath(applicationId)}>{number}</A>,
              },
              { label: '原来', cell: ({ from }) => from },
              { label: '现在', cell: ({ to }) => to },
            ]}
          />
          {may && (
            <Form action={`${DESK}/due-changes/${id}`}>
              <Button>知道了</Button>
            </Form>
          )}
        </Notice>
      ))}
    </>
  )
}

/** At POST /console/applications/due-changes/:change. Seen twice is seen. */
export async function takeDueChange(c: C) {
  await seeDueChange(contextOf(c), c.req.param('change') ?? '')
  return seeOther(c, DESK)
}
