import type { Guide } from './model.ts'

/** Something a guide lacks, or that does not agree with itself. `missing`: an element an inspection asks for (国办秘函〔2019〕19号). */
export type Finding = {
  code: string
  kind: 'missing' | 'odd'
  field: keyof Guide | 'visits'
  says: string
  fix: string
}

type Service = { name: string; visits: number; guide: Guide }

/** The elements of a guide an inspection looks for. The first four are confirmed, the others local practice. */
const ELEMENTS: { field: keyof Guide; label: string }[] = [
  { field: 'basis', label: '设定依据' },
  { field: 'condition', label: '受理条件' },
  { field: 'materials', label: '申请材料' },
  { field: 'place', label: '办理地点' },
  { field: 'hours', label: '办理时间' },
  { field: 'phone', label: '咨询电话' },
  { field: 'flow', label: '办理流程' },
]

const isEmpty = (value: Guide[keyof Guide]) =>
  value === null || (Array.isArray(value) ? value.length === 0 : value === '')

/** What is missing in a guide. Pure. */
export const missingIn = ({ guide }: Service): Finding[] =>
  ELEMENTS.filter(({ field }) => isEmpty(guide[field])).map(({ field, label }) => ({
    code: `missing.${field}`,
    kind: 'missing',
    field,
    says: `没有填写${label}`,
    fix: `请补上${label}；确实没有的，写“无”`,
  }))

/** A landline with its area code, a mobile number, or one of the short numbers everybody knows. */
const PHONE = /(^|[^\d])(0\d{2,3}[-－—]?\d{7,8}|1\d{10}|12345|12348|12333|12366|400[-]?\d{3}[-]?\d{4})($|[^\d])/
const digits = (text: string) => text.replace(/\D/g, '')

type Rule = { code: string; field: Finding['field']; says: string; fix: string; broken: (service: Service) => boolean }

/** The rules of consistency auditors run over service items. Each is judged only when the fields it compares are filled in. */
const RULES: Rule[] = [
  {
    code: 'promise-longer',
    field: 'promiseDays',
    says: '承诺办结时限不短于法定办结时限',
    fix: '请核对两个时限；承诺时限应当短于法定时限',
    broken: ({ guide }) =>
      guide.promiseDays !== null &&
      guide.legalDays !== null &&
      guide.legalDays > 0 &&
      guide.promiseUnit === guide.legalUnit &&
      guide.promiseDays >= guide.legalDays,
  },
  {
    code: 'promise-zero',
    field: 'promiseDays',
    says: '承诺件的承诺办结时限少于1个工作日',
    fix: '当场办结的请改为即办件，否则请填写至少1个工作日',
    broken: ({ guide }) => guide.project === 'promised' && guide.promiseDays === 0,
  },
  {
    code: 'instant-slow',
    field: 'project',
    says: '即办件的承诺办结时限超过1个工作日',
    fix: '请改为承诺件，或者核对承诺时限',
    broken: ({ guide }) => guide.project === 'instant' && guide.promiseDays !== null && guide.promiseDays > 1,
  },
  {
    code: 'same-phone',
    field: 'complaint',
    says: '咨询电话和监督投诉电话相同',
    fix: '监督投诉电话应当由另外的人接听，请填写不同的号码',
    broken: ({ guide }) => digits(guide.phone) !== '' && digits(guide.phone) === digits(guide.complaint),
  },
  {
    code: 'area-code',
    field: 'phone',
    says: '电话没有区号',
    fix: '请写明区号，如0595-86468502',
    broken: ({ guide }) => [guide.phone, guide.complaint].some((phone) => digits(phone) !== '' && !PHONE.test(phone)),
  },
  {
    code: 'no-transport',
    field: 'transport',
    says: '填写了办理地点，没有交通指引',
    fix: '请写明附近的公交站或者标志建筑',
    broken: ({ guide }) => guide.place !== '' && guide.transport === '',
  },
  {
    code: 'online-address',
    field: 'onlineUrl',
    says: '可以网办，但没有网上办理地址',
    fix: '请填写省网上办事大厅中这个事项的网址',
    broken: ({ guide }) => (guide.online === 'part' || guide.online === 'whole') && guide.onlineUrl === '',
  },
  {
    code: 'zero-how',
    field: 'visits',
    says: '到现场0次，但既不能全程网办，也不支持快递',
    fix: '请核对到现场次数，或者写明网办、快递',
    broken: ({ visits, guide }) =>
      visits === 0 && guide.online !== null && guide.online !== 'whole' && guide.post !== null && !guide.post,
  },
  {
    code: 'whole-online',
    field: 'visits',
    says: '全程网办，但到现场次数不是0',
    fix: '全程网办的事项到现场次数应当为0',
    broken: ({ visits, guide }) => guide.online === 'whole' && visits > 0,
  },
  {
    code: 'no-reason',
    field: 'onSiteReason',
    says: '需要到现场，但没有写必须到现场的原因',
    fix: '请写明原因，如“须当场核验身份”',
    broken: ({ visits, guide }) => visits > 0 && guide.onSiteReason === '',
  },
  {
    code: 'result-kind',
    field: 'resultKind',
    says: '办理结果的名称和结果类型不一致',
    fix: '结果是证照的为出证，是批复、通知等文书的为出文',
    broken: ({ guide }) =>
      guide.resultKind !== null &&
      ((/[证照]$/.test(guide.result) && guide.resultKind !== 'certificate') ||
        (/(批复|批文|决定书|通知书)$/.test(guide.result) && guide.resultKind === 'certificate')),
  },
  {
    code: 'fee-standard',
    field: 'feeStandard',
    says: '收费的事项没有写收费标准或者收费依据',
    fix: '请写明标准和依据',
    broken: ({ guide }) => guide.fee === true && (guide.feeStandard === '' || guide.feeBasis === ''),
  },
]

/** What does not agree in a service: the rules of consistency. Pure. */
export const oddIn = (service: Service): Finding[] =>
  RULES.filter(({ broken }) => broken(service)).map(({ broken: _, ...rule }) => ({ ...rule, kind: 'odd' }))

export const findingsOf = (service: Service): Finding[] => [...missingIn(service), ...oddIn(service)]

/** Red where an inspection would find an element missing, yellow where something does not agree, else green. */
export function lightOf(findings: readonly Finding[]): 'red' | 'yellow' | 'green' {
  if (findings.some(({ kind }) => kind === 'missing')) return 'red'
  return findings.length > 0 ? 'yellow' : 'green'
}
