import jpeg from 'jpeg-js'
import { orderPosting } from '../boards/postings/store.ts'
import { addVillageBoards, listBoards, saveBoard } from '../boards/registry/store.ts'
import { addSchedule } from '../boards/schedule/store.ts'
import { tasksOf } from '../boards/tasks/registry/store.ts'
import { addPhoto, postUp } from '../boards/tasks/store.ts'
import { day } from '../calendar/day.ts'
import { reviewItem, submitItem } from '../disclosures/publication/store.ts'
import { createItem } from '../disclosures/store.ts'
import { openly } from '../review/rules.ts'
import type { Cast } from './cast.ts'
import { need } from './need.ts'

/** Villages that have not put it up when the clerk sits down. The account of the demo belongs to the first of them. */
const LATE = ['第2村', '第9村', '第17村']
/** And one that put it up without a photograph. */
const BARE = '第21村'

const BODY = `按照有关要求，现将码头镇2026年第四季度防止返贫监测帮扶对象名单予以公示，公示期10天，接受群众监督。
一、公示名单
|序号|村（居）|户主|人口|风险类型|
|1|码头社区|陈某|3|因病|
|2|第5村|黄某|2|因残|
|3|第11村|林某|4|因灾|
二、反映方式
公示期内有不同意见的，可以到镇政府办公楼一楼办事服务大厅反映，也可以拨打监督电话。`

/**
 * The boards of the town in the autumn of 2026: its own and those of the 25 villages, a list that hangs in most of them, and
 * what the villages publish every quarter.
 */
export async function boards2026({ organId, as }: Cast): Promise<void> {
  const officer = as('officer', '2026-11-02')
  need(await saveBoard(officer, organId, { kind: 'gate', name: '镇政府门口政务公开栏', spot: '厝尾街79号大门左侧' }))
  need(await saveBoard(officer, organId, { kind: 'window', name: '厝尾街宣传橱窗', spot: '厝尾街中段' }))
  need(await addVillageBoards(officer, organId))
  const draft = need(
    await createItem(as('officer', '2026-11-16', 9), {
      organId,
      title: '码头镇2026年第四季度防止返贫监测帮扶对象名单公示',
      category: '0700',
      formedOn: '2026-11-16',
      body: BODY,
      channels: ['site', 'board'],
    }),
  )
  const asked = need(await submitItem(as('officer', '2026-11-16', 10), draft))
  need(await reviewItem(as('reviewer', '2026-11-16', 15), asked, openly(day('2026-11-16'))))
  const { boards } = await listBoards(officer, { organId })
  const { id } = need(
    await orderPosting(as('officer', '2026-11-16', 16), organId, {
      itemId: draft.id,
      boardIds: boards.filter(({ kind }) => kind !== 'window').map((board) => board.id),
      days: 10,
      dueOn: day('2026-11-20'),
      notice: '贴在公示栏中间，拍到标题。',
    }),
  )
  for (const [at, task] of (await tasksOf(officer, id)).entries()) {
    if (LATE.includes(task.unitName ?? '')) continue
    const on = at % 3 === 0 ? '2026-11-18' : '2026-11-19'
    const desk = as('officer', on, 10 + (at % 6))
    if (task.unitName !== BARE) need(await addPhoto(desk, task.id, 'up', { name: '张贴照片.jpg', bytes: picture(at) }))
    need(await postUp(desk, task, day(on)))
  }
  need(
    await addSchedule(as('officer', '2026-11-20'), organId, {
      title: '村级财务收支情况',
      rhythm: 'quarterly',
      dueDay: 20,
      days: 30,
      basis: '《村民委员会组织法》第三十条',
    }),
  )
}

const [WIDE, HIGH] = [320, 240]

/** A board drawn with a sheet on it: no real photograph, and no two alike. */
function picture(number: number): Uint8Array {
  const data = Buffer.alloc(WIDE * HIGH * 4, 255)
  const fill = (x: number, y: number, wide: number, high: number, colour: readonly [number, number, number]) => {
    for (let row = y; row < y + high; row++)
      for (let column = x; column < x + wide; column++) data.set(colour, (row * WIDE + column) * 4)
  }
  fill(0, 0, WIDE, HIGH, [200, 208, 214])
  fill(30, 30, 260, 180, [120, 60 + number, 40])
  fill(40, 40, 240, 160, [236, 232, 220])
  fill(110 + number, 55, 80, 120, [255, 255, 255])
  for (let line = 0; line < 9; line++) fill(118 + number, 65 + line * 12, 64 - (line % 3) * 12, 4, [90, 90, 90])
  return jpeg.encode({ data, width: WIDE, height: HIGH }, 70).data
}
