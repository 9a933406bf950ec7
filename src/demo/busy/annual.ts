const BY_SECTION = '各办、站、所填报，党政办公室汇总'
const BY_OFFICE = '党政办公室登记'

type Entry = [figure: string, value: string, source: string]

const figures = (source: string, values: Record<string, string>): Entry[] =>
  Object.entries(values).map(([figure, value]) => [figure, value, source])

/** What the town enters by hand for its busy years, beside the months of its sections (`months.ts`); all of it is made up. Items of a kind need the year before as well. */
export const ENTERED: Record<number, Entry[]> = {
  2019: figures(BY_SECTION, {
    licence_items: '6',
    service_matter_items: '58',
    penalty_items: '11',
    coercion_items: '3',
    charge_items: '1',
  }),
  2020: [
    ...figures(BY_SECTION, {
      normative_documents_made: '2',
      normative_documents_published: '2',
      normative_documents_public: '9',
      licences: '43',
      licence_items: '6',
      service_matters: '1268',
      service_matter_items: '65',
      penalties: '4',
      penalty_items: '10',
      coercions: '0',
      coercion_items: '3',
      charge_items: '1',
      procurement_items: '3',
      procurement_yuan: '386500',
    }),
    ...figures(BY_OFFICE, { site_visits: '21640', trainings: '2', trained: '61' }),
  ],
  2025: [
    ...figures(BY_SECTION, {
      normative_documents_made: '1',
      normative_documents_repealed: '2',
      normative_documents_valid: '7',
    }),
    ...figures(BY_OFFICE, { site_visits: '30258', trainings: '1', trained: '48' }),
  ],
}

export const NARRATIVES: Record<number, Record<string, string>> = {
  2020: {
    proactive: '围绕疫情防控、脱贫攻坚和村镇建设公开信息，疫情期间的办事安排当天上网、当天贴到村务公开栏。',
    applications: '有1件申请因登记后转办不及时，超过期限才答复，已向申请人说明情况，并在登记环节增加了到期提醒。',
    management: '公文起草时认定公开属性，发布前先经保密审查；清理规范性文件，年末对外公开9件。',
    platform: '网站专栏全年查阅{site_visits}人次；办事大厅设查阅点，{villages}个村（居）设村务公开栏。',
    supervision: '举办培训{trainings}次，参加{trained}人次；监督小组每半年检查一次公开栏，没有发生责任追究。',
    problems:
      '一是个别申请转办不及时；二是解读材料少，群众看不懂专业文件。改进情况：申请登记当天转到承办科室，由党政办公室跟踪到答复；涉及群众切身利益的文件，同时写一页问答。',
    others: '没有其他需要报告的事项。',
  },
  2025: {
    proactive: '重点公开农村自建房安全、困难群众救助和防汛应急信息，每份政策性文件附一页解读。',
    applications: '申请多集中在宅基地审批和征地补偿，已将同类问题整理成问答公开，方便群众直接查阅。',
    management: '全年废止规范性文件2件，年末现行有效7件，目录与网站逐件核对一致。',
    platform: '专栏全年查阅{site_visits}人次，新增适老版页面，公共查阅点可以自助查询和打印。',
    supervision: '对信息员和各村（居）报账员培训{trainings}次，{trained}人次；年终对各科室公开工作作了考核评议。',
    problems:
      '一是村级公开更新快慢不一；二是部分答复书说理不够充分。改进情况：对更新慢的村（居）逐月提醒并公布进度，答复书增加依据和救济途径的核对清单。',
    others: '信息处理费按量计收，缴费前书面告知标准和计算过程，开具财政票据，全额缴入国库。',
  },
}
