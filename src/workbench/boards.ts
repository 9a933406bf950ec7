import { settingsOf } from '../boards/registry/store.ts'
import { stageOf, stageSays } from '../boards/stages.ts'
import { silentBoards, type Trouble, tasksIn, villageTasks } from '../boards/tasks/registry/store.ts'
import { listUrges } from '../boards/urges/store.ts'
import { dayOf, minuteOf } from '../calendar/day.ts'
import { unitsHeld } from '../staff/holders/store.ts'
import { mayGo } from '../web/place.ts'
import type { Source } from './waiting.ts'

const FEW = 5

/** What a village has to put up, photograph and take down; what it was urged about comes first. */
export const villageWork: Source = async (scope, person, now) => {
  if (!mayGo(['village'], person.roles) || !person.organ) return []
  const today = dayOf(now)
  const unitIds = await unitsHeld(scope, person.accountId, 'village', today)
  const [urges, tasks, settings] = await Promise.all([
    listUrges(scope, { unitIds, open: true }),
    villageTasks(scope, unitIds, today),
    settingsOf(scope, person.organ.id),
  ])
  const staged = tasks.map((task) => ({ task, stage: stageOf(task, today, settings) }))
  const toDo = staged.filter(({ stage }) => stage !== 'showing')
  return [
    {
      title: '督办',
      count: urges.length,
      href: '/console/village',
      first: urges.slice(0, FEW).map(({ note, urgedAt, urgedAs }) => ({
        title: note,
        href: '/console/village',
        day: minuteOf(urgedAt),
        note: `${urgedAs}督办，请回复`,
      })),
    },
    {
      title: '要办的公示',
      count: toDo.length,
      href: '/console/village',
      first: toDo.slice(0, FEW).map(({ task, stage }) => ({
        title: task.title,
        href: `/console/village/${task.id}`,
        day: task.dueOn,
        note: stageSays(task, stage, today),
      })),
    },
  ]
}

const PILES: readonly [Trouble, string][] = [
  ['overdue', '逾期没有张贴的公示'],
  ['unproved', '张贴了没有照片的公示'],
  ['hanging', '公示期满没有撤下的公示'],
]

/** What the organ's boards leave undone, for those who answer for it. */
export const boardTroubles: Source = async (scope, person, now) => {
  if (!mayGo(['officer', 'supervisor'], person.roles) || !person.organ) return []
  const { id: organId } = person.organ
  const today = dayOf(now)
  const settings = await settingsOf(scope, organId)
  const silent = await silentBoards(scope, organId, today, settings)
  const piles = await Promise.all(
    PILES.map(async ([trouble, title]) => {
      const { tasks, total } = await tasksIn(scope, trouble, today, { organId }, { limit: FEW, offset: 0 })
      return {
        title,
        count: total,
        href: `/console/boards?show=${trouble}`,
        first: tasks.map((task) => ({
          title: `${task.boardName}：${task.title}`,
          href: `/console/boards/tasks/${task.id}`,
          day: task.dueOn,
          note: stageSays(task, stageOf(task, today, settings), today),
        })),
      }
    }),
  )
  return [
    {
      title: '没有回应的公示栏',
      count: silent.length,
      href: '/console/boards',
      first: silent.slice(0, FEW).map(({ boardId, name, late, since, urgedAt }) => ({
        title: name,
        href: `/console/boards/places/${boardId}`,
        day: since,
        note: `${late}件逾期，${urgedAt ? '已经督办' : '还没有督办'}`,
      })),
    },
    ...piles,
  ]
}
