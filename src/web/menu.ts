import type { Role } from '../roles.ts'
import { type May, mayGo } from './place.ts'

export type MenuEntry = { label: string; href: string; may: May; group: '工作' | '监督' | '管理' }

const CASE_ROLES = ['officer', 'reviewer', 'leader', 'supervisor'] as const satisfies readonly Role[]

/** The console's menu, in the order of a day's work. */
export const MENU: readonly MenuEntry[] = [
  { label: '工作台', href: '/console', may: 'signed-in', group: '工作' },
  { label: '每日提醒', href: '/console/digest', may: CASE_ROLES, group: '工作' },
  { label: '公文', href: '/console/documents', may: CASE_ROLES, group: '工作' },
  { label: '会议', href: '/console/meetings', may: CASE_ROLES, group: '工作' },
  { label: '主动公开', href: '/console/disclosures', may: CASE_ROLES, group: '工作' },
  { label: '保密审查', href: '/console/review', may: CASE_ROLES, group: '工作' },
  { label: '公开期限', href: '/console/deadlines', may: CASE_ROLES, group: '工作' },
  { label: 'PDF遮盖', href: '/console/redactions', may: ['officer', 'reviewer', 'leader'], group: '工作' },
  { label: '依申请公开办理', href: '/console/applications', may: CASE_ROLES, group: '工作' },
  { label: '收件箱', href: '/console/tray', may: ['officer', 'leader'], group: '工作' },
  { label: '发件箱', href: '/console/mail', may: ['officer', 'leader', 'admin'], group: '工作' },
  { label: '复议诉讼申诉', href: '/console/remedies', may: CASE_ROLES, group: '工作' },
  { label: '举报投诉与热线', href: '/console/feedback', may: CASE_ROLES, group: '工作' },
  { label: '政务服务事项', href: '/console/services', may: CASE_ROLES, group: '工作' },
  { label: '公共查阅点', href: '/console/reading', may: ['officer', 'leader', 'supervisor'], group: '工作' },
  {
    label: '邮件订阅',
    href: '/console/subscriptions',
    may: ['officer', 'leader', 'supervisor'],
    group: '工作',
  },
  { label: '公示任务', href: '/console/village', may: ['village'], group: '工作' },
  { label: '公示栏', href: '/console/boards', may: CASE_ROLES, group: '工作' },
  { label: '政府公报', href: '/console/gazette', may: CASE_ROLES, group: '工作' },
  { label: '年度工作', href: '/console/yearly', may: CASE_ROLES, group: '工作' },
  { label: '年度报告', href: '/console/reports', may: CASE_ROLES, group: '工作' },
  { label: '报送与汇总', href: '/console/rollup', may: CASE_ROLES, group: '工作' },
  { label: '填报数', href: '/console/figures', may: CASE_ROLES, group: '工作' },
  { label: '按月填报', href: '/console/monthly', may: [...CASE_ROLES, 'reporter'], group: '工作' },
  { label: '年报体检', href: '/console/audit', may: CASE_ROLES, group: '工作' },
  { label: '自查', href: '/console/selfcheck', may: [...CASE_ROLES, 'admin'], group: '监督' },
  { label: '五公开', href: '/console/coverage', may: CASE_ROLES, group: '监督' },
  { label: '台账', href: '/console/ledger', may: ['auditor', 'supervisor'], group: '监督' },
  { label: '账号与岗位', href: '/console/accounts', may: ['admin'], group: '管理' },
  { label: '审查级次', href: '/console/review/policy', may: ['admin'], group: '管理' },
  { label: '年报核对尺度', href: '/console/yearly/thresholds', may: ['admin'], group: '管理' },
  { label: '机关与村居', href: '/console/organs', may: ['admin', 'officer'], group: '管理' },
  { label: '工作日历', href: '/console/calendar', may: [...CASE_ROLES, 'admin'], group: '管理' },
  { label: '页面样例', href: '/console/patterns', may: ['admin'], group: '管理' },
]

export type MenuGroup = { name: string; entries: MenuEntry[] }

/** What a person with these roles may open, in groups; a group with nothing in it is left out. */
export function menuFor(roles: readonly Role[]): MenuGroup[] {
  const groups = new Map<string, MenuEntry[]>()
  for (const entry of MENU)
    if (mayGo(entry.may, roles)) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry])
  return [...groups].map(([name, entries]) => ({ name, entries }))
}

/** The entry a path belongs to: the longest that begins it, so /console/reports/2017 lights 年度报告. */
export const entryOf = (path: string): MenuEntry | undefined =>
  MENU.filter(({ href }) => path === href || path.startsWith(`${href}/`)).sort(
    (a, b) => b.href.length - a.href.length,
  )[0]
