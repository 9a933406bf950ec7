import type { Kind, Level } from '../hit.ts'

/** Words that say a text is not for everybody. */
export type Mark = {
  word: string
  kind: Extract<Kind, 'secrecy-mark' | 'internal-mark'>
  /** Standing alone: on a line of its own, in brackets, or after 密级. Null when such words alone mean nothing. */
  alone: Level | null
  /** In the middle of a sentence, where rules and lectures also use the words. */
  inProse: Level | null
  why: string
}

const secret = (word: string, inProse: Level | null = null): Mark => ({
  word,
  kind: 'secrecy-mark',
  alone: 'block',
  inProse,
  why: '国家秘密标志；未经定密机关解密不得公开（保守国家秘密法）',
})
const internal = (word: string, inProse: Level | null, why = '标明只供内部使用'): Mark => ({
  word,
  kind: 'internal-mark',
  alone: 'block',
  inProse,
  why,
})
const draft = (word: string): Mark => ({ ...internal(word, null, '未定稿的标记，请确认是正式文本'), alone: 'warn' })

/** 绝密★, 机密★1年 are found by their star (see `star` in find.ts); these are the words without one. */
export const MARKS: Mark[] = [
  secret('绝密'),
  secret('机密'),
  secret('秘密'),
  secret('绝密件', 'block'),
  secret('机密件', 'block'),
  secret('秘密件', 'block'),
  secret('绝密级', 'warn'),
  secret('机密级', 'warn'),
  secret('秘密级', 'warn'),
  secret('核心商密', 'block'),
  secret('普通商密', 'block'),
  internal('内部资料', 'warn'),
  internal('内部材料', 'warn'),
  internal('内部文件', 'warn'),
  internal('内部明电', 'warn'),
  internal('内部情况', null),
  internal('内部参考', 'warn'),
  internal('内部传阅', 'warn'),
  internal('内部掌握', 'warn'),
  internal('内部使用', null),
  internal('内部发行', null),
  internal('仅供内部', 'warn'),
  internal('只供内部', 'warn'),
  internal('限内部', 'warn'),
  internal('供领导参阅', 'block'),
  internal('供领导同志参阅', 'block'),
  internal('工作秘密', null, '工作秘密标志；不得擅自公开'),
  internal('敏感信息', null),
  internal('注意保存', null),
  internal('妥善保管', null),
  internal('不得外传', null),
  internal('严禁外传', null),
  internal('请勿外传', 'block'),
  internal('禁止外传', null),
  internal('不得扩散', null),
  internal('请勿扩散', 'block'),
  internal('严禁扩散', null),
  internal('不得转发', null),
  internal('请勿转发', 'block'),
  internal('不得翻印', null),
  internal('会后收回', 'block'),
  internal('阅后收回', 'block'),
  internal('阅后销毁', 'block'),
  internal('阅后即焚', 'block'),
  internal('传达到县团级', 'block'),
  internal('此件不公开', 'block', '印有不公开的属性'),
  internal('此件不予公开', 'block', '印有不予公开的属性'),
  internal('此件不宜公开', 'block', '印有不公开的属性'),
  internal('此件依申请公开', 'block', '印有依申请公开的属性，不属于主动公开'),
  internal('不予公开件', 'block', '印有不予公开的属性'),
  internal('不得公开', null),
  internal('暂不公开', null),
  internal('内部', null),
  internal('密件', null),
  draft('讨论稿'),
  draft('送审稿'),
  draft('内部稿'),
  draft('未定稿'),
  draft('草稿'),
]

/** Spaces inside a mark are decoration (绝　密), in a sentence they are not. */
export const LEVELS = ['绝密', '机密', '秘密'] as const
