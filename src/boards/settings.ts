import { z } from 'zod'

const days = (usual: number, least: number, most: number, name: string) =>
  z.coerce
    .number(`${name}：请填写数字`)
    .int(`${name}：应当是整数`)
    .min(least, `${name}：在${least}到${most}之间`)
    .max(most, `${name}：在${least}到${most}之间`)
    .default(usual)

/**
 * An organ's own rules for its boards. Nothing here is law: 10 days is what the guidance on notices of relief and subsidies asks
 * for at least (as reprinted; unconfirmed), the rest is practice.
 */
export const BoardSettings = z.object({
  noticeDays: days(10, 1, 365, '公示期'),
  /** Working days from the order to the board. */
  dueDays: days(3, 0, 30, '张贴时限'),
  /** Calendar days before the due day from which a task is marked. */
  nearDays: days(1, 0, 30, '提前提醒'),
  /** Calendar days after the 公示期 within which it is taken down. */
  removalDays: days(7, 0, 90, '撤下时限'),
  /** As many overdue tasks, and nothing done since the first: the board does not answer. */
  silentTasks: days(2, 1, 50, '没有回应'),
  /** Metres between board and photograph that are worth a remark. */
  farMetres: days(1000, 100, 50_000, '拍摄地点'),
})
export type BoardSettings = z.infer<typeof BoardSettings>
export const DEFAULT_SETTINGS: BoardSettings = BoardSettings.parse({})

export const SETTING_LABELS = {
  noticeDays: { label: '公示期一般几天', hint: '扶贫、补贴类公示按各地要求一般不少于10天' },
  dueDays: { label: '布置后几个工作日内张贴', hint: '填0为当天' },
  nearDays: { label: '到期前几天开始提醒', hint: '' },
  removalDays: { label: '公示期满后几天内撤下', hint: '' },
  silentTasks: { label: '几件逾期没有张贴，列为没有回应', hint: '其间登记过张贴的不算' },
  farMetres: { label: '拍摄地点离公示栏多少米要提示', hint: '公示栏登记了经纬度才能核对' },
} as const satisfies Record<keyof BoardSettings, { label: string; hint: string }>
