import type { Wording } from '../model.ts'

const RECEIVED =
  '本机关于{收到日期}收到{称谓}提出的政府信息公开申请（登记号：{登记号}），申请公开的内容为：{申请内容}。'
const AMEND = '本机关于{收到日期}收到{称谓}提出的更正政府信息的申请（登记号：{登记号}），申请更正的内容为：{申请内容}。'
const CLOSE = '{救济告知}\n联系方式：{联系方式}'

/** What was decided, between what was asked and what can be done against it. */
const words = (title: string, decision: string, opening = RECEIVED): Wording => ({
  title,
  body: `${opening}\n${decision}\n${CLOSE}`,
})
const refusal = (title: string, why: string) =>
  words(title, `经审查，${why}根据{依据}的规定，决定不予公开。理由如下：\n{答复内容}`)

const OLD_REFUSAL = '政府信息不予公开告知书'
const REFUSAL = '政府信息不予公开答复书'
const UNABLE = '政府信息无法提供答复书'
const NOT_HANDLED = '政府信息公开申请不予处理告知书'

/** The letter of each answer, by edition, in our own words. Source: 2008 arts. 14, 21 to 23; 2019 arts. 14 to 16, 30, 35 to 39. */
export const REPLY_WORDS: Record<'2008' | '2019', Record<string, Wording>> = {
  '2008': {
    public: words(
      '政府信息公开告知书',
      '经审查，该信息属于已经主动公开的范围。根据{依据}的规定，现将获取该信息的方式和途径告知如下：\n{答复内容}',
    ),
    provided: words(
      '政府信息公开告知书',
      '经审查，该信息属于公开范围。根据{依据}的规定，现予公开：\n{答复内容}\n提供形式和方式：{提供方式}',
    ),
    partial: words(
      '政府信息部分公开告知书',
      '经审查，该信息中含有不应当公开的内容，能够区分处理。根据{依据}的规定，现予部分公开：\n{答复内容}\n不公开的部分和理由如下：\n{不公开部分}\n提供形式和方式：{提供方式}',
    ),
    secret: refusal(OLD_REFUSAL, '该信息涉及国家秘密。'),
    trade: refusal(OLD_REFUSAL, '该信息涉及商业秘密。'),
    privacy: refusal(OLD_REFUSAL, '该信息涉及个人隐私。'),
    security: refusal(OLD_REFUSAL, '公开该信息可能危及国家安全、公共安全、经济安全和社会稳定。'),
    'not-information': words(
      '非政府信息告知书',
      '经审查，{称谓}申请公开的内容不是{依据}所指的政府信息，本机关不予提供。理由如下：\n{答复内容}',
    ),
    barred: refusal(OLD_REFUSAL, '该信息属于法律、法规规定不予公开的其他情形。'),
    'not-ours': words(
      '非本机关政府信息告知书',
      '经审查，该信息不属于本机关公开。根据{依据}的规定，告知如下：\n{答复内容}\n请向下列机关提出申请：{有关机关}',
    ),
    'not-found': words(
      '政府信息不存在告知书',
      '经检索，该信息不存在。根据{依据}的规定，告知如下：\n{答复内容}\n检索情况：{检索情况}',
    ),
    unclear: words(
      '政府信息公开申请更改补充告知书',
      '经审查，申请内容不明确。根据{依据}的规定，请{称谓}作出更改、补充：\n{答复内容}',
    ),
    'other-way': words(
      '通过其他途径办理告知书',
      '经审查，该事项应当通过其他途径办理，不适用{条例}规定的申请程序。告知如下：\n{答复内容}\n请向下列机关提出：{有关机关}',
    ),
  },
  '2019': {
    public: words(
      '政府信息公开告知书',
      '经审查，该信息已经主动公开。根据{依据}的规定，现将获取该信息的方式、途径告知如下：\n{答复内容}',
    ),
    provided: words(
      '政府信息予以公开答复书',
      '经审查，该信息可以公开。根据{依据}的规定，现予公开：\n{答复内容}\n提供形式和方式：{提供方式}',
    ),
    partial: words(
      '政府信息部分公开答复书',
      '经审查，该信息中含有不应当公开或者不属于政府信息的内容，能够作区分处理。根据{依据}的规定，现予部分公开：\n{答复内容}\n不公开的部分和理由如下：\n{不公开部分}\n提供形式和方式：{提供方式}',
    ),
    secret: refusal(REFUSAL, '该信息依法确定为国家秘密。'),
    barred: refusal(REFUSAL, '该信息属于法律、行政法规禁止公开的信息。'),
    security: refusal(REFUSAL, '公开该信息可能危及国家安全、公共安全、经济安全、社会稳定。'),
    'third-party': refusal(REFUSAL, '公开该信息会对第三方合法权益造成损害。'),
    internal: refusal(REFUSAL, '该信息属于本机关的内部事务信息。'),
    process: refusal(REFUSAL, '该信息属于本机关履行行政管理职能过程中形成的过程性信息。'),
    enforcement: refusal(REFUSAL, '该信息属于行政执法案卷信息。'),
    'special-access': words(
      '政府信息公开申请告知书',
      '经审查，该信息的获取由有关法律、行政法规另行规定。根据{依据}的规定，请依照有关规定办理：\n{答复内容}\n办理的机关：{有关机关}',
    ),
    'not-found': words(
      UNABLE,
      '经检索，没有找到{称谓}申请公开的信息，该信息不存在，本机关无法提供。根据{依据}的规定，告知如下：\n{答复内容}\n检索情况：{检索情况}',
    ),
    'not-held': words(
      UNABLE,
      '经检索，本机关不掌握{称谓}申请公开的信息，无法提供。根据{依据}的规定，告知如下：\n{答复内容}\n检索情况：{检索情况}',
    ),
    'not-ours': words(
      UNABLE,
      '经审查，该信息不属于本机关负责公开，本机关无法提供。根据{依据}的规定，告知理由如下：\n{答复内容}\n请向下列机关提出申请：{有关机关}',
    ),
    'to-be-made': words(
      UNABLE,
      '经审查，本机关没有现成的信息，需要对现有政府信息进行加工、分析。根据{依据}的规定，本机关不予提供，理由如下：\n{答复内容}',
    ),
    unclear: words(
      UNABLE,
      '经审查，该申请补正后内容仍不明确，本机关无法提供。根据{依据}的规定，告知如下：\n{答复内容}',
    ),
    petition: words(
      NOT_HANDLED,
      '经审查，{称谓}以政府信息公开申请的形式进行信访、投诉、举报等活动。根据{依据}的规定，本机关不作为政府信息公开申请处理，告知如下：\n{答复内容}',
    ),
    repeated: words(
      NOT_HANDLED,
      '经审查，本机关已经就{称谓}申请公开的信息作出答复，{称谓}重复提出申请。根据{依据}的规定，本机关不予重复处理，告知如下：\n{答复内容}',
    ),
    publication: words(
      NOT_HANDLED,
      '经审查，{称谓}要求提供的是公开出版物。根据{依据}的规定，现将获取的途径告知如下：\n{答复内容}',
    ),
    excessive: words(
      NOT_HANDLED,
      '经审查，{称谓}申请的数量、频次明显超过合理范围，说明的理由不合理。根据{依据}的规定，本机关不予处理，告知如下：\n{答复内容}',
    ),
    reissue: words(
      NOT_HANDLED,
      '经审查，{称谓}要求本机关确认或者重新出具已经获取的信息，本机关不予处理，告知如下：\n{答复内容}',
    ),
  },
}

/** Answers to those who want their own records corrected: 2008 art. 25, 2019 art. 41. */
export const AMENDMENT_WORDS: Record<string, Wording> = {
  amended: words(
    '更正政府信息告知书',
    '经核实，该信息记录不准确。根据{依据}的规定，本机关已予更正：\n{答复内容}',
    AMEND,
  ),
  'not-amended': words(
    '不予更正政府信息告知书',
    '经审核，{称谓}的申请不符合{依据}规定的条件，本机关不予更正，理由如下：\n{答复内容}',
    AMEND,
  ),
  transferred: words(
    '更正政府信息申请转送告知书',
    '经审查，本机关无权更正该信息。根据{依据}的规定，本机关已转送有权更正的机关处理：\n{答复内容}\n转送的机关：{有关机关}',
    AMEND,
  ),
  referred: words(
    '更正政府信息申请告知书',
    '经审查，本机关无权更正该信息，请向有权更正的机关提出：\n{答复内容}\n有权更正的机关：{有关机关}',
    AMEND,
  ),
}

/** A case that ends without an answer. */
export const ENDED_WORDS: Record<string, Wording> = {
  uncorrected: words(
    '政府信息公开申请不再处理告知书',
    '本机关已书面告知{称谓}补正，{称谓}无正当理由逾期不补正。根据{依据}的规定，视为放弃申请，本机关不再处理该申请。',
  ),
  unpaid: words(
    '政府信息公开申请不再处理告知书',
    '本机关已书面通知{称谓}缴纳信息处理费，{称谓}逾期未缴纳。根据{依据}和信息处理费管理的规定，视为放弃申请，本机关不再处理该申请。',
  ),
  withdrawn: {
    title: '政府信息公开申请终止办理告知书',
    body: `本机关于{收到日期}收到{称谓}提出的申请（登记号：{登记号}），申请的内容为：{申请内容}。\n{称谓}已撤回该申请，本机关终止办理。\n联系方式：{联系方式}`,
  },
}
