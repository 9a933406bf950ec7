import { type BusyCase, challenged, confirmed, does, opened, served, signed } from './course.ts'

/** What lies on the desk in the autumn of 2026: open cases of every colour. */
export const OPEN_2026: BusyCase[] = [
  {
    channel: 'letter',
    on: '10-19',
    subject: '集镇污水管网施工图审查意见',
    course: [
      opened('10-20', '村镇规划建设站'),
      signed('11-05', 'provided', '经审查，您申请的信息可以公开，现随本答复提供复制件。'),
      served('11-09'),
      challenged('11-20', {
        kind: 'reconsideration',
        authority: '南安市人民政府',
        matter: '认为施工图审查意见提供不全',
      }),
    ],
  },
  {
    // Overdue.
    channel: 'email',
    on: '10-26',
    subject: '乡道养护资金拨付情况',
    course: [confirmed('10-27'), opened('10-29', '财政所')],
  },
  {
    channel: 'web',
    on: '11-02',
    applicantKind: 'business',
    subject: '工业小区标准厂房租金减免名单',
    course: [confirmed('11-02'), opened('11-03', '经济发展办公室')],
  },
  {
    channel: 'counter',
    on: '11-03',
    subject: '老旧小区加装电梯补贴标准',
    course: [
      opened('11-03', '村镇规划建设站'),
      does('11-23', 'officer', 'draft', {
        outcome: 'public',
        words: '您申请的信息已主动公开，可在政府网站和镇便民服务中心查阅。',
      }),
      does('11-24', 'officer', 'submit'),
    ],
  },
  {
    channel: 'web',
    on: '11-04',
    subject: '驻村工作队考核办法',
    course: [
      confirmed('11-04'),
      opened('11-05'),
      signed('11-24', 'provided', '经审查，您申请的信息可以公开，现随本答复提供电子件。').slice(0, -1),
    ],
  },
  {
    channel: 'letter',
    on: '11-05',
    applicantKind: 'legal',
    subject: '光伏项目租地协议',
    course: [
      opened('11-06', '经济发展办公室'),
      does('11-11', 'officer', 'consult', { matter: 'thirdParty', party: '第三人甲' }),
      does('11-13', 'officer', 'reached', { who: 'thirdParty 第三人甲' }),
    ],
  },
  {
    channel: 'web',
    on: '11-09',
    subject: '拆迁的全部材料',
    course: [
      confirmed('11-09'),
      does('11-11', 'officer', 'askCorrection', {
        lacks: 'description',
        note: '请写明地块、项目名称或者文号',
        until: '2026-12-11',
      }),
    ],
  },
  {
    channel: 'counter',
    on: '11-17',
    subject: '高标准农田建设项目资金使用情况',
    course: [opened('11-18', '农业服务中心')],
  },
  { channel: 'counter', on: '11-25', subject: '公益性岗位招聘结果', course: [] },
  { channel: 'web', on: '11-27', subject: '学前教育招生片区划分方案', course: [] },
]
