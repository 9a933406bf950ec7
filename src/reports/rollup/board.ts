import { type Day, dayOf } from '../../calendar/day.ts'
import type { Scope } from '../../context.ts'
import { type Child, childrenIn } from '../../organs/hierarchy/store.ts'
import { type Deadline, type DueLight, lightOf, submissionDeadline } from './deadlines.ts'
import { isLocking } from './lifecycle.ts'
import { type Call, callOf, latestSubmissions, type Reminder, remindersOf, type Submission } from './store.ts'

/** How one organ stands with its report of a year. `submission`: the latest one, also when it was sent or taken back. */
export type Standing = { child: Child; submission: Submission | null; reminder: Reminder | null; light: DueLight }

export type Board = { deadline: Deadline; call: Call | null; standings: Standing[] }

/** Who handed in for a year and who did not, seen from today. */
export async function boardOf(scope: Scope, parentId: string, year: number, today: Day): Promise<Board> {
  const [children, submissions, call, reminders] = await Promise.all([
    childrenIn(scope, parentId, year),
    latestSubmissions(scope, parentId, year),
    callOf(scope, parentId, year),
    remindersOf(scope, parentId, year),
  ])
  const deadline = submissionDeadline(year, call)
  return {
    deadline,
    call,
    standings: children.map((child) => {
      const submission = submissions.find(({ organId }) => organId === child.id) ?? null
      const doneOn = submission && isLocking(submission.state) ? dayOf(submission.submittedAt) : null
      return {
        child,
        submission,
        reminder: reminders.find(({ organId }) => organId === child.id) ?? null,
        light: lightOf(deadline.on, today, doneOn),
      }
    }),
  }
}

export const isMissing = ({ submission }: Standing): boolean => !submission || !isLocking(submission.state)

export const FILTERS = {
  missing: { label: '没有报送', holds: isMissing },
  late: { label: '逾期', holds: (one: Standing) => isMissing(one) && one.light.colour === 'red' },
  submitted: { label: '待接收', holds: (one: Standing) => one.submission?.state === 'submitted' },
  received: { label: '已接收', holds: (one: Standing) => one.submission?.state === 'received' },
  returned: { label: '已退回', holds: (one: Standing) => one.submission?.state === 'returned' },
} as const satisfies Record<string, { label: string; holds: (one: Standing) => boolean }>
export type Filter = keyof typeof FILTERS
export const isFilter = (text: string): text is Filter => Object.hasOwn(FILTERS, text)
