import {
  type BusyCase,
  challenged,
  confirmed,
  does,
  filed,
  opened,
  replied,
  searched,
  served,
  signed,
  stage,
} from './course.ts'

const THIRD_PARTY = { who: 'thirdParty 第三人甲' }

const SIXTY_EIGHT_PAGES = { basis: 'pages', pages: '68', payment: '凭缴款码到代收银行或者网上缴入国库', sure: '38000' }

/** 信息处理费 has had a tariff since 2021: one pays, one does not. */
const CHARGED: BusyCase[] = [
  {
    channel: 'web',
    on: '10-13',
    subject: '镇级财政专项资金逐笔拨付凭证',
    course: [
      confirmed('10-13'),
      opened('10-14', '财政所'),
      does('10-20', 'officer', 'charge', SIXTY_EIGHT_PAGES),
      does('10-21', 'officer', 'feeServed'),
      does('10-29', 'officer', 'pay', { amount: '380', paper: '演示票据1号' }),
      replied('11-10', '11-12', 'provided', '经审查，您申请的信息可以公开，现随本答复提供电子件。', { way: 'web' }),
    ],
  },
  {
    channel: 'email',
    on: '10-27',
    applicantKind: 'business',
    subject: '历年招标文件扫描件全套',
    course: [
      confirmed('10-27'),
      opened('10-28'),
      does('11-03', 'officer', 'charge', SIXTY_EIGHT_PAGES),
      does('11-04', 'officer', 'feeServed'),
      does('12-08', 'officer', 'lapseFee'),
      does('12-09', 'officer', 'archive'),
    ],
  },
]

/** A busy year under the edition of 2019, of every kind one case; all of it is made up. */
export const casesOf = (year: number): BusyCase[] => [
  {
    channel: 'counter',
    on: '01-06',
    subject: `${year - 1}年农村危房改造补助标准和资金使用情况`,
    wantedForm: 'paper',
    course: [
      opened('01-07', '村镇规划建设站'),
      replied('01-13', '01-15', 'provided', '经审查，您申请的信息可以公开，现随本答复提供复制件。', { way: 'counter' }),
    ],
  },
  {
    name: 'relief',
    channel: 'web',
    on: '02-17',
    subject: `${year - 1}年度临时救助资金发放明细`,
    course: [
      confirmed('02-17'),
      opened('02-18', '民政办'),
      replied('03-02', '03-05', 'provided', '经审查，您申请的信息可以公开，现随本答复提供电子件。', { way: 'web' }),
    ],
  },
  {
    // Late: the reply left weeks after its day.
    channel: 'letter',
    on: '03-02',
    subject: '村道硬化工程的招标文件和验收报告',
    course: [
      opened('03-04', '村镇规划建设站'),
      challenged('04-13', {
        kind: 'complaint',
        authority: '南安市人民政府办公室',
        matter: '反映村道工程申请逾期没有答复',
      }),
      replied('04-14', '04-20', 'provided', '经审查，您申请的信息可以公开，现随本答复提供复制件。'),
      stage('04-22', 'answer'),
      stage('05-11', 'decide', { decision: 'partly', paper: `南政公开〔${year}〕3号` }),
    ],
  },
  {
    channel: 'email',
    on: '03-09',
    applicantKind: 'legal',
    subject: '水源保护区内企业搬迁补偿协议',
    course: [
      confirmed('03-09'),
      opened('03-10', '经济发展办公室'),
      does('03-12', 'officer', 'consult', { matter: 'thirdParty', party: '第三人甲' }),
      does('03-16', 'officer', 'reached', THIRD_PARTY),
      does('03-26', 'officer', 'hear', { ...THIRD_PARTY, says: 'part', note: '报价构成涉及商业秘密，其余同意公开' }),
      does('03-27', 'leader', 'extend', { days: '20', note: '材料较多，需要逐份区分' }),
      replied('05-08', '05-12', 'partial', '经审查，除下列内容外予以公开。', {
        part0: '补偿协议中企业的报价构成',
        ground0: 'third-party',
        way: 'email',
      }),
    ],
  },
  {
    channel: 'web',
    on: '04-07',
    applicantKind: 'business',
    subject: '某食品厂用地报批时提交的生产工艺说明',
    course: [
      confirmed('04-08'),
      opened('04-08', '国土资源所'),
      does('04-10', 'officer', 'consult', { matter: 'thirdParty', party: '第三人甲' }),
      does('04-13', 'officer', 'reached', THIRD_PARTY),
      does('04-22', 'officer', 'hear', { ...THIRD_PARTY, says: 'refuses', note: '属于生产工艺，公开会损害其竞争地位' }),
      replied('05-06', '05-08', 'third-party', '您申请的信息涉及第三方商业秘密，第三方有合理理由不同意公开。', {
        way: 'web',
      }),
      // Upheld on reconsideration, taken to court after it, and pending when the year ended.
      challenged('06-01', { kind: 'reconsideration', authority: '南安市人民政府', matter: '不服生产工艺说明不予公开' }),
      stage('06-08', 'answer'),
      stage('07-20', 'decide', { decision: 'upheld', paper: `南政行复〔${year}〕6号` }),
      challenged('08-10', {
        kind: 'litigation',
        way: 'reconsidered',
        authority: '泉州市中级人民法院',
        matter: '不服生产工艺说明不予公开',
      }),
      stage('08-21', 'answer'),
      stage('11-20', 'judge', { decision: 'dismissed', paper: `（${year}）闽05行初31号` }),
      stage('12-04', 'appeal'),
      stage('+03-05', 'decide', { decision: 'dismissed', paper: `（${year + 1}）闽行终9号` }),
    ],
  },
  {
    channel: 'counter',
    on: '04-13',
    subject: '1998年渡口管理协议',
    course: [
      opened('04-13'),
      searched('04-16', '渡口、管理协议、1998'),
      replied('04-20', '04-22', 'not-found', '经检索镇档案室和公文系统，没有找到您申请的信息。', { way: 'counter' }),
    ],
  },
  {
    channel: 'letter',
    on: '05-06',
    subject: '征地有关材料',
    course: [
      does('05-08', 'officer', 'askCorrection', {
        lacks: 'description',
        note: '请写明地块和文号',
        until: `${year}-06-05`,
      }),
      does('05-20', 'officer', 'correct', { subject: '码头社区安置区征地补偿安置方案' }),
      opened('05-21', '国土资源所'),
      replied('06-01', '06-03', 'public', '您申请的信息已在政府网站公开，可在“法定主动公开内容”栏目查阅。'),
    ],
  },
  {
    // 逾期不补正: nothing came back.
    channel: 'letter',
    on: '05-11',
    subject: '有关领导的所有文件',
    course: [
      does('05-13', 'officer', 'askCorrection', {
        lacks: 'description',
        note: '请写明文件名称、文号或者特征',
        until: `${year}-06-12`,
      }),
      does('06-22', 'officer', 'lapse'),
      does('06-22', 'officer', 'archive'),
    ],
  },
  {
    channel: 'web',
    on: '05-18',
    subject: '老年食堂建设计划',
    course: [
      confirmed('05-18'),
      opened('05-19', '社会事务办公室'),
      does('05-25', 'officer', 'withdraw', { note: '申请人在网上提交撤回，已在网站看到该计划' }),
      does('05-26', 'officer', 'archive'),
    ],
  },
  {
    channel: 'web',
    on: '06-08',
    subject: `${year - 1}年度临时救助资金发放明细`,
    course: [
      confirmed('06-08'),
      opened('06-09', '民政办'),
      does('06-09', 'officer', 'link', { number: '#relief' }),
      replied('06-10', '06-12', 'repeated', '本机关已就您申请的同一信息作出答复，不再重复处理。', { way: 'web' }),
    ],
  },
  {
    channel: 'web',
    on: '06-15',
    subject: '要求查处邻居违章搭盖并答复处理结果',
    course: [
      confirmed('06-15'),
      opened('06-16', '综治办'),
      replied('06-18', '06-22', 'petition', '您反映的事项属于投诉，不作为政府信息公开申请处理，可向镇综治办提出。', {
        way: 'web',
      }),
      challenged('07-06', {
        kind: 'litigation',
        way: 'direct',
        authority: '南安市人民法院',
        matter: '不服对违章搭盖事项不予处理的答复',
      }),
      stage('07-16', 'answer'),
      stage('09-21', 'judge', { decision: 'dismissed', paper: `（${year}）闽0583行初17号` }),
      stage('10-15', 'decide', { decision: 'dismissed', paper: `（${year}）闽0583行初17号` }),
    ],
  },
  {
    channel: 'fax',
    on: '06-22',
    applicantKind: 'business',
    subject: '省道改线工程施工许可',
    course: [
      confirmed('06-22'),
      opened('06-23'),
      replied('06-29', '07-01', 'not-ours', '该信息不属于本机关负责公开。', {
        rightOrgan: '南安市交通运输局',
        way: 'fax',
      }),
    ],
  },
  {
    channel: 'counter',
    on: '07-06',
    subject: '防洪堤加固工程用地权属材料',
    course: [
      opened('07-07', '农业服务中心'),
      does('07-13', 'leader', 'suspend', {
        ground: 'other-case',
        note: '用地权属正在人民法院审理，须以审理结果为依据',
      }),
      does('08-24', 'officer', 'resume', { note: '判决已经生效' }),
      replied('08-31', '09-02', 'provided', '经审查，您申请的信息可以公开，现随本答复提供复制件。', { way: 'counter' }),
    ],
  },
  {
    channel: 'web',
    on: '07-13',
    applicantKind: 'research',
    subject: '近二十年各村水稻种植面积变化分析',
    course: [
      confirmed('07-13'),
      opened('07-14', '农业服务中心'),
      replied('07-20', '07-23', 'to-be-made', '本机关没有现成信息，需要另行加工、分析，依法不予提供。', { way: 'web' }),
    ],
  },
  {
    channel: 'email',
    on: '08-03',
    applicantKind: 'welfare',
    subject: '残疾人两项补贴申领办法',
    course: [
      confirmed('08-03'),
      opened('08-04', '民政办'),
      replied('08-05', '08-06', 'public', '您申请的信息已主动公开，可在政府网站和镇便民服务中心查阅。', {
        way: 'email',
      }),
    ],
  },
  {
    channel: 'letter',
    on: '08-17',
    subject: '某宅基地的不动产登记资料',
    course: [
      opened('08-18', '国土资源所'),
      replied('08-24', '08-26', 'special-access', '不动产登记资料的查询，法律、行政法规有专门规定，请按其规定办理。', {
        rightOrgan: '南安市不动产登记中心',
      }),
    ],
  },
  {
    // Overturned: the refusal did not stand, and the case was taken up again.
    name: 'overturned',
    channel: 'web',
    on: '09-01',
    subject: '镇机关公务用车使用管理规定',
    course: [
      confirmed('09-01'),
      opened('09-02'),
      replied('09-14', '09-16', 'internal', '您申请的信息属于内部事务信息，不予公开。', { way: 'web' }),
      challenged('10-12', {
        kind: 'reconsideration',
        authority: '南安市人民政府',
        matter: '不服公务用车管理规定不予公开',
      }),
      stage('10-19', 'answer'),
      stage('11-20', 'decide', { decision: 'revoked', paper: `南政行复〔${year}〕12号` }),
      does('11-23', 'leader', 'reopen', { ground: 'reconsideration', paper: `南政行复〔${year}〕12号` }),
      replied('12-01', '12-03', 'provided', '按照行政复议决定，现重新答复：予以公开，随本答复提供电子件。', {
        way: 'web',
      }),
    ],
  },
  {
    channel: 'web',
    on: '09-14',
    subject: '集镇停车规划讨论会记录',
    course: [
      confirmed('09-14'),
      opened('09-15', '村镇规划建设站'),
      replied('09-24', '09-28', 'process', '您申请的信息属于讨论记录，为过程性信息，不予公开。', { way: 'web' }),
    ],
  },
  {
    channel: 'email',
    on: '10-12',
    applicantKind: 'legal',
    subject: '采石场行政处罚案卷',
    course: [
      confirmed('10-12'),
      opened('10-13', '安全生产监督管理站'),
      replied('10-26', '10-28', 'enforcement', '您申请的信息属于行政执法案卷，不予公开。', { way: 'email' }),
    ],
  },
  {
    channel: 'counter',
    on: '10-19',
    subject: '要求提供南安年鉴一套',
    course: [
      opened('10-19'),
      replied('10-20', '10-21', 'publication', '年鉴为公开出版物，可到公共图书馆、书店查阅或者购买。', {
        way: 'counter',
      }),
    ],
  },
  {
    kind: 'amendment',
    channel: 'counter',
    on: '11-02',
    subject: '本人农业补贴登记面积更正',
    course: [
      opened('11-02', '农业服务中心'),
      replied('11-09', '11-10', 'amended', '经核实，登记面积有误，已经更正。', { way: 'counter' }),
    ],
  },
  {
    channel: 'web',
    on: '11-09',
    subject: '历年全部会议纪要（本月第四十二件）',
    course: [
      confirmed('11-09'),
      opened('11-10'),
      does('11-11', 'officer', 'askReasons', { note: '本月已提出四十二件，内容多有重复' }),
      does('11-20', 'officer', 'hearReasons', { reasonable: 'no', note: '未说明与本人有何关系、为何需要全部' }),
      replied('11-23', '11-25', 'excessive', '您提出的申请数量明显超过合理范围，说明的理由不合理，不予处理。', {
        way: 'web',
      }),
    ],
  },
  {
    // Carried into the next year, and answered in time there.
    channel: 'web',
    on: '12-14',
    subject: '便民服务中心搬迁经费',
    course: [
      confirmed('12-14'),
      opened('12-15', '财政所'),
      signed('+01-05', 'provided', '经审查，您申请的信息可以公开，现随本答复提供电子件。'),
      served('+01-07', 'web'),
      filed('+01-08'),
    ],
  },
  {
    // Carried into the next year, and extended before it ended.
    channel: 'letter',
    on: '12-21',
    applicantKind: 'other',
    subject: '村集体资产承包合同',
    course: [
      opened('12-22', '农业服务中心'),
      does('12-28', 'leader', 'extend', { days: '15', note: '合同数量多，需要逐份区分' }),
      replied('+01-18', '+01-20', 'partial', '经审查，除下列内容外予以公开。', {
        part0: '承包人的住址和身份证件号码',
        ground0: 'third-party',
      }),
    ],
  },
  ...(year >= 2021 ? CHARGED : []),
]
