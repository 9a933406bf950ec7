import type { Role } from '../roles.ts'

export type FirstStep = { may: readonly Role[]; label: string; says: string; href: string }

/** What each role begins with, and comes back to: data, shown as the quick way in. */
export const FIRST_STEPS: readonly FirstStep[] = [
  {
    may: ['officer'],
    label: '起草一条主动公开信息',
    says: '填好标题、类别、成文日期和正文后送审，由另一个人审查发布。',
    href: '/console/disclosures/new',
  },
  {
    may: ['officer'],
    label: '登记一份公开申请',
    says: '收到申请的当天登记，自动编号，不记申请人的个人信息。',
    href: '/console/applications/new',
  },
  {
    may: ['officer'],
    label: '维护政务服务事项',
    says: '每个事项写明到现场几次，“最多跑一趟”自动统计。',
    href: '/console/services',
  },
  {
    may: ['village'],
    label: '登记张贴和撤下',
    says: '贴好公示后用手机拍照登记，期满撤下后再登记一次。',
    href: '/console/village',
  },
  {
    may: ['officer'],
    label: '布置公示张贴',
    says: '选一条已经公开的信息，定公示期，各村的任务自动生成。',
    href: '/console/boards',
  },
  {
    may: ['officer'],
    label: '填报数字',
    says: '访问量、复议、诉讼等系统里没有记录的数字，注明来源后填报。',
    href: '/console/figures',
  },
  {
    may: ['officer', 'leader', 'reviewer'],
    label: '年度报告',
    says: '数字由平时的记录统计得出，核对后签发、编号、发布。',
    href: '/console/reports',
  },
  {
    may: ['reviewer'],
    label: '审查送来的信息',
    says: '先审查后公开：通过即发布，不通过写明原因退回。',
    href: '/console/disclosures?state=submitted',
  },
  {
    may: ['supervisor', 'leader'],
    label: '查看主动公开信息',
    says: '各科室送审、发布和撤回的信息都在这里，可以按状态和年度筛选。',
    href: '/console/disclosures',
  },
  {
    may: ['supervisor'],
    label: '查看申请办理情况',
    says: '收到多少、答复多少、还有哪些没有答复。',
    href: '/console/applications',
  },
  {
    may: ['auditor', 'supervisor'],
    label: '查阅和校验台账',
    says: '谁在什么时候办了哪一步；一次校验就知道有没有被改动过。',
    href: '/console/ledger',
  },
  {
    may: ['admin'],
    label: '核对机关资料',
    says: '地址、电话、办公时间会印在公开指南和年度报告里。',
    href: '/console/organs',
  },
  {
    may: ['admin'],
    label: '开设账号、安排岗位',
    says: '账号以岗位称呼；起草的人和审查的人须是不同账号。',
    href: '/console/accounts',
  },
]

/** The steps of a person with these roles, in order. */
export const stepsOf = (roles: readonly Role[]): FirstStep[] =>
  FIRST_STEPS.filter((step) => step.may.some((role) => roles.includes(role)))
