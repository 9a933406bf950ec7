/**
 * What every event of the ledger is called, for people. A chapter that adds an event adds its name here; a test holds the
 * two site maps to it. Pure.
 */
export const EVENTS: Record<string, string> = {
  'organs.tenant-created': '建立站点',
  'organs.created': '设立机关',
  'organs.changed': '修改机关资料',
  'organs.unit-created': '增加内设机构或村（居）',
  'organs.post-created': '设置岗位',
  'organs.numbers-continued': '接续纸质编号',

  'staff.account-created': '开设账号',
  'staff.account-disabled': '停用账号',
  'staff.account-enabled': '启用账号',
  'staff.appointed': '任职',
  'staff.appointment-ended': '免职',
  'staff.signed-in': '登录',
  'staff.sign-in-failed': '登录失败',
  'staff.locked': '账号锁定',
  'staff.signed-out': '退出',
  'staff.password-changed': '修改密码',
  'staff.password-reset': '重置密码',

  'documents.drafted': '拟稿',
  'documents.edited': '修改公文草稿',
  'documents.submitted': '公文送核稿',
  'documents.checked': '核稿通过',
  'documents.consented': '会签同意',
  'documents.confirmed': '公开属性审核通过',
  'documents.cleared': '审查完毕，送签',
  'documents.signed': '签发公文',
  'documents.numbered': '公文编号',
  'documents.issued': '印发公文',
  'documents.archived': '公文归档',
  'documents.returned': '退文',
  'documents.revised': '改稿',
  'documents.withdrawn': '撤回公文',
  'documents.urged': '催办',
  'documents.discarded': '不再办理',
  'documents.cancelled': '公文作废',
  'documents.scanned': '上传签发原件',
  'documents.attribute-changed': '调整公开属性',
  'documents.reassessed': '评估后维持公开属性',
  'documents.number-explained': '说明文号去向',
  'documents.settings-changed': '修改公文办理设置',

  'meetings.planned': '登记会议',
  'meetings.edited': '修改会议',
  'meetings.agenda-changed': '登记议题',
  'meetings.held': '登记召开',
  'meetings.minutes-written': '编写纪要',
  'meetings.minuted': '完成纪要',
  'meetings.followed': '议定事项转办',
  'meetings.closed': '会议办结',
  'meetings.reopened': '退回修改纪要',
  'meetings.cancelled': '取消会议',

  'disclosures.catalogue-installed': '启用公开目录',
  'disclosures.created': '起草信息',
  'disclosures.edited': '修改草稿',
  'disclosures.submitted': '送审',
  'disclosures.returned': '退回修改',
  'disclosures.published': '审查通过并发布',
  'disclosures.revised': '开始修订',
  'disclosures.discarded': '放弃修订',
  'disclosures.withdrawn': '撤回',
  'disclosures.restored': '恢复为草稿',
  'disclosures.abandoned': '不再恢复',
  'disclosures.removed': '删除草稿',

  'redaction.started': '打开PDF遮盖',
  'redaction.boxed': '画框遮盖',
  'redaction.unboxed': '删除遮盖框',
  'redaction.finished': '生成公开版',
  'redaction.dropped': '放弃遮盖',

  'applications.registered': '登记申请',
  'applications.answered': '登记答复',

  'services.listed': '列入服务事项',
  'services.corrected': '修改服务事项',
  'services.delisted': '取消服务事项',

  'holidays.recorded': '登记放假通知',
  'holidays.withdrawn': '删除放假通知',

  'reports.balance-set': '登记往年累计数',
  'reports.figure-entered': '填报数字',
  'reports.started': '起草年度报告',
  'reports.prepare': '接手起草',
  'reports.write': '修改报告文字',
  'reports.waived': '说明问题并放行',
  'reports.waiver-dropped': '撤销放行说明',
  'reports.check': '核对报告，送签',
  'reports.reopen': '报告退回修改',
  'reports.sign': '签发报告',
  'reports.number': '报告编号、成文',
  'reports.publish': '发布报告',
}

/** The name of an event; one we do not know is shown as it is. */
export const labelOf = (event: string): string => EVENTS[event] ?? event

/** The kinds of things an entry can be about. */
export const SUBJECTS: Record<string, string> = {
  tenant: '站点',
  organ: '机关',
  post: '岗位',
  account: '账号',
  document: '公文',
  meeting: '会议',
  disclosure: '主动公开信息',
  redaction: 'PDF遮盖',
  application: '公开申请',
  service: '服务事项',
  report: '年度报告',
  'holiday-notice': '放假通知',
}

export const subjectLabel = (kind: string): string => SUBJECTS[kind] ?? kind
