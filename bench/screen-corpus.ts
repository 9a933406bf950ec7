import * as numbers from './screen-numbers.ts'
import { Chance } from './screen-numbers.ts'

/** A generated document, and where in it lies what must be found. Everything else in it must not be. */
export type Made = { text: string; planted: { kind: string; start: number; end: number }[] }

const PROSE = [
  '为进一步做好政府信息公开工作，保障公民、法人和其他组织依法获取政府信息，结合本镇实际，制定本方案。',
  '各科室、站、所要高度重视，明确分管领导和具体责任人，按照先审查后公开的原则，及时、准确公开各类信息。',
  '加强组织领导，健全工作机制，切实把各项任务落到实处，确保取得实效，有关情况及时报送镇党政办公室。',
  '坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开，主动接受社会监督。',
  '镇村两级公开栏要定期更新，内容真实完整，方便群众查阅，对群众反映的问题及时答复。',
  '严格落实安全生产责任制，深入开展隐患排查整治，加强汛期值班值守和应急演练，维护社会稳定。',
  '加快推进农村人居环境整治，完善污水处理设施，开展河道清理，改善村容村貌，提升群众满意度。',
  '落实各项惠民政策，规范资金使用管理，做到专款专用，定期公示，自觉接受审计和群众监督。',
] as const

type Plant = {
  kind: string
  make: (chance: Chance) => string
  tell: (value: string) => [string, string]
  hides: boolean
}
const PLANTS: Plant[] = [
  {
    kind: 'id-number',
    make: numbers.idNumber,
    tell: () => ['申请人公民身份号码为', '，经审核符合条件。'],
    hides: true,
  },
  { kind: 'id-number', make: numbers.idNumber, tell: () => ['对象\t', '\t本镇户籍\n'], hides: true },
  { kind: 'phone', make: numbers.mobile, tell: () => ['联系电话：', '，有异议的请在公示期内提出。'], hides: true },
  { kind: 'phone', make: numbers.mobile, tell: () => ['具体事宜请与经办同志联系（', '）。'], hides: true },
  { kind: 'bank-card', make: numbers.bankCard, tell: () => ['补助款汇入', '账户。'], hides: false },
  { kind: 'bank-card', make: numbers.bankCard, tell: () => ['农户\t', '\t已发放\n'], hides: false },
  { kind: 'credit-code', make: numbers.creditCode, tell: () => ['中标单位统一社会信用代码', '。'], hides: false },
  { kind: 'plate', make: numbers.plate, tell: () => ['执法车辆', '违规停放。'], hides: false },
  { kind: 'passport', make: numbers.passport, tell: () => ['护照号码', '，已注销。'], hides: false },
  { kind: 'email', make: numbers.email, tell: () => ['材料发至', '，逾期不再受理。'], hides: false },
  { kind: 'address', make: numbers.address, tell: () => ['受助家庭，', '，情况属实。'], hides: false },
]

/** How a number gets past a careless eye. Splits by hand are as people and pasted tables make them. */
const DISGUISES: ((value: string) => string)[] = [
  (value) => value.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (value) => value.replace(/(?<=.)(?=.)/g, '\u200b'),
  (value) => `${value.slice(0, 4)}\u200e\u2060${value.slice(4)}`,
  (value) => [...value].join(' '),
  (value) => (value.length === 11 ? value.replace(/(.{3})(.{4})/, '$1 $2 ') : value.replace(/(.{6})(.{8})/, '$1 $2 ')),
  (value) => (value.length === 11 ? value.replace(/(.{3})(.{4})/, '$1-$2-') : value.replace(/(.{6})(.{8})/, '$1-$2-')),
  (value) => `${value.slice(0, 7)}\n${value.slice(7)}`,
  (value) => `${value.slice(0, 6)}\r\n${value.slice(6)}`,
]

const two = (n: number) => String(n).padStart(2, '0')
const year = (chance: Chance) => 2008 + chance.below(12)
const LOOKALIKES: ((chance: Chance) => string)[] = [
  (chance) => `根据南政办〔${year(chance)}〕${1 + chance.below(300)}号文件要求办理。`,
  (chance) =>
    `会议定于${year(chance)}年${1 + chance.below(12)}月${1 + chance.below(28)}日上午${8 + chance.below(4)}:30召开。`,
  (chance) =>
    `系统记录时间${year(chance)}${two(1 + chance.below(12))}${two(1 + chance.below(28))}${chance.digits(6)}。`,
  (chance) => `下达专项资金${numbers.mobile(chance)}元，其中省级补助${chance.digits(7)}.${chance.digits(2)}元。`,
  (chance) =>
    `项目总投资${1 + chance.below(900)},${chance.digits(3)},${chance.digits(3)}.${chance.digits(2)}元，占${chance.below(99)}.${chance.digits(2)}%。`,
  (chance) => `受理编号：${numbers.mobile(chance)}，请妥为记录。`,
  (chance) => `流水号${numbers.mobile(chance)}的业务已办结。`,
  (chance) => `工单号：${numbers.mobile(chance)}，回访满意。`,
  (chance) => `登记号${numbers.nearlyId(chance)}，已归档。`,
  (chance) => `凭证号${numbers.nearlyCard(chance)}，已入账。`,
  (chance) => `业务参考${numbers.nearlyCard(chance)}，仅供核对。`,
  (chance) => `索引号：QZ09059-0100-${year(chance)}-${chance.digits(5)}。`,
  (chance) => `项目代码：${year(chance)}-350583-48-03-${chance.digits(6)}。`,
  (chance) =>
    `咨询电话：0595-86${chance.digits(6)}，服务热线12345，举报电话400-${chance.digits(3)}-${chance.digits(4)}。`,
  (chance) => `邮编：362${chance.digits(3)}，传真：0595-86${chance.digits(6)}。`,
  (chance) => `地块编号350583${chance.digits(6)}，面积${chance.digits(4)}.${chance.digits(2)}平方米。`,
  (chance) =>
    `执行标准GB/T ${chance.digits(5)}-${year(chance)}，书号ISBN 978-7-${chance.digits(4)}-${chance.digits(4)}-${chance.digits(1)}。`,
  (chance) =>
    `网址http://www.nanan.gov.cn/zwgk/${year(chance)}${two(1 + chance.below(12))}/t${chance.digits(8)}_${chance.digits(7)}.htm。`,
  (chance) =>
    `设备地址192.168.${chance.below(255)}.${chance.below(255)}，版本${chance.below(9)}.${chance.below(20)}.${chance.digits(4)}。`,
  (chance) => `码头镇${chance.of(['大庭', '坑内'])}村${1 + chance.below(20)}组道路硬化工程已完工。`,
  (chance) => `办公地址：码头镇厝尾街${1 + chance.below(99)}号，联系时间工作日。`,
  (chance) => `型号E${chance.digits(8)}的设备${chance.below(90)}台。`,
  table,
  (chance) => `\n${Array.from({ length: 5 + chance.below(8) }, () => chance.digits(1 + chance.below(6))).join('\n')}\n`,
]

/** Figures in columns, as they come out of a spreadsheet. */
function table(chance: Chance): string {
  const columns = 3 + chance.below(5)
  const row = () => Array.from({ length: columns }, () => String(chance.below(10 ** (1 + chance.below(7)))))
  return `\n指标\t${Array.from({ length: columns }, (_, i) => 2010 + i).join('\t')}\n${Array.from({ length: 6 }, (_, i) => `第${'一二三四五六'[i]}项\t${row().join('\t')}\n`).join('')}`
}

/** One document of the corpus: prose, look-alikes, and in two of three documents something that must not be published. */
export function makeDocument(seed: number): Made {
  const chance = new Chance(seed)
  const planted: Made['planted'] = []
  let text = `码头镇人民政府关于${chance.of(['做好', '加强', '规范'])}有关工作的通知\n\n各村（居）、各单位：\n`
  const plants = chance.below(3) === 0 ? 0 : 1 + chance.below(5)
  for (let i = 0; i < 14 + chance.below(12); i++) {
    for (let sentences = 2 + chance.below(4); sentences > 0; sentences--) text += chance.of(PROSE)
    if (chance.below(2) === 0) text += chance.of(LOOKALIKES)(chance)
    if (i < plants) {
      const { kind, make, tell, hides } = chance.of(PLANTS)
      const value = make(chance)
      const shown = hides && chance.below(3) === 0 ? chance.of(DISGUISES)(value) : value
      const [before, after] = tell(value)
      text += before
      planted.push({ kind, start: text.length, end: text.length + shown.length })
      text += shown + after
    }
    text += '\n'
  }
  return { text: `${text}\n码头镇人民政府\n2018年1月11日\n`, planted }
}
