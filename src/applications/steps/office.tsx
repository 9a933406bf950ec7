import { noting } from './common.tsx'

/** 登记受理: the application is complete. */
export const accept = noting('accepted', { day: '登记日期', note: '审查意见', optional: true })

/** 拟办: who handles it. */
export const assign = noting('assigned', { day: '拟办日期', note: '交由哪个科室办理' })

/** 中止计时, on a legal ground the leader names; and going on. */
export const suspend = noting('suspended', { day: '中止日期', note: '中止的依据和原因' })
export const resume = noting('resumed', { day: '恢复日期', note: '恢复的原因' })

/** 登记送达凭证: the signed receipt, the record of the post, the confirmation in the system. */
export const prove = noting('proved', { day: '对方签收或者送达的日期', note: '凭证', optional: true })

/** 归档 */
export const archive = noting('archived', { day: '归档日期', note: '档号', optional: true })
