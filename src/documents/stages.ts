/** 五公开: the five stages of government work every document belongs to one of (国办发〔2016〕80号). */
export const STAGES = {
  decision: '决策公开',
  execution: '执行公开',
  management: '管理公开',
  service: '服务公开',
  result: '结果公开',
} as const
export type Stage = keyof typeof STAGES

export const isStage = (text: string): text is Stage => Object.hasOwn(STAGES, text)
