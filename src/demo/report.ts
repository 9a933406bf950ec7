/** What the town's officer wrote around the figures of 2017, shortened, and how the two findings were explained. */
export const NARRATIVE: Record<string, string> = {
  overview: `我镇按照《条例》和省、泉州市、南安市关于政务公开的工作部署，印发《码头镇政务信息公开实施方案》（南码政〔2017〕68号），明确任务和要求，全镇政务公开工作平稳有序。
（一）加强组织领导
根据人员变动，及时调整镇政府信息公开工作领导小组。严格公文审签，由分管业务领导和拟稿人并列为公文公开属性审核工作第一责任人，在起草公文时即认定并标注公开属性。
（二）规范公开内容和载体
及时在门户网站更新机构职能、规范性文件、为民办实事、民政扶贫、国土资源、科教文卫、安全生产等各类信息；在镇政府门口设立政务公开栏，同时设立举报投诉电话、意见箱和登记簿，收集群众意见。
（三）严格审查监督
将“五公开”纳入办文办会程序，坚持“先审查后公开，谁公开谁负责”，做到涉密信息不公开、公开信息不涉密。成立由镇纪委书记任组长，机关各办、各村（居）、各单位代表为成员的监督小组，开展经常性检查。
（四）做好依申请公开
完善受理、登记、拟办、会商、审核、答复、归档等环节的管理，确保受理一件、书面答复一件，不遗失、不拖延。
（五）推进网上办事
印发《码头镇加快推进“互联网+政务服务”实施方案》，逐步推进网上全程办理，申请人实名认证后可以直接网上申报。`,
  channels: `1.政府门户网站。依托“中国·南安”电子政务平台公开政府信息。
2.公共查阅点。在{readingPoint}设立政府信息公开查阅点。
3.政务公开栏。利用镇政府宣传栏等场所设立专栏、宣传橱窗，公布日常工作情况。
4.热线。保持{hotline}便民电话畅通，加强与群众的沟通。`,
  applications: '历年累计中的1件网上申请，在使用本系统以前收到，原登记簿没有答复记录，正在查找。',
  problems: `存在的主要问题：一是镇政府日常事务繁杂、人员紧缺，工作人员身兼数职，岗位变动时工作衔接有待加强，业务水平有待提高；二是公开的内容与公众的需求还有差距，数量和质量有所不足。
改进措施：
1.加强信息员队伍建设，提高业务能力和工作效率。
2.完善信息发布、考核评议、责任追究等制度。
3.深化公开内容，更好地发挥政府信息服务群众生产生活的作用。
4.加大监督检查力度，促进公开工作规范有序开展。`,
  notes: '查阅人次为“中国·南安”网站各政府机关政府信息公开专栏的合计，不是本镇单独的数。',
}

export const WAIVERS: Record<string, string> = {
  'category-sum': '有1条信息由旧栏目迁入，原类别不明，已列为“未归类”，2018年归类后更正目录。',
  'received-answered': '该件申请在使用本系统以前收到，原登记簿未见答复记录，已请监督小组查找，查清后补记。',
}

/** 附表 of the 2016 report: what each row had come to before 2017. Rows not named here had come to nothing. */
export const BALANCES: Record<string, number> = {
  proactive_total: 536,
  proactive_site: 536,
  applications_received: 1,
  applications_web: 1,
}

export const ENTERED_2017: Record<string, { value: string; source: string }> = {
  site_visits: { value: '173965', source: '“中国·南安”网站统计，各政府机关信息公开专栏合计' },
  reconsiderations: { value: '0', source: '党政办公室登记' },
  litigations: { value: '0', source: '党政办公室登记' },
  complaints: { value: '0', source: '党政办公室登记' },
  fees_yuan: { value: '0', source: '财政所登记' },
}
