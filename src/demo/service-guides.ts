import type { Guide } from '../services/guide/model.ts'
import type { ImportedService } from '../services/import/mapping.ts'
import { SERVICES } from './services.ts'

/** Words of a name, and the topic the service stands under. The first that fits. */
const TOPICS: [pattern: RegExp, topic: string][] = [
  [/养老保险|医疗保险|社会保障|参保|医疗救助/, '社会保障'],
  [/生活保障|救助|补贴|特困|孤儿|残疾|老年|优抚|退役/, '民政救助'],
  [/生育|计划生育|孕前|独生子女|婚|婚姻/, '婚育'],
  [/宅基地|规划|危房|用地/, '土地和住房'],
  [/农|林木|动物|畜禽|水利|取水|水土|种植/, '农业农村'],
  [/就业|贷款|培训|用工/, '就业创业'],
  [/入学|学生|书屋|文化/, '教育文化'],
  [/法律|调解/, '法律服务'],
]
const topicOf = (name: string) => TOPICS.find(([pattern]) => pattern.test(name))?.[1] ?? '综合服务'
const forFirms = (name: string) => /合作社|企业|用工|零售点|安全事故|养殖|保险投保/.test(name)

/** A guide of the usual kind for a service of the town; made up, but for the town's address and telephone. */
export function guideOf(name: string, visits: number): Partial<Guide> {
  const online = visits === 0
  return {
    kind: /审批|许可|初审/.test(name) ? '行政许可（受理）' : '公共服务',
    level: '乡（镇、街道）级',
    audience: forFirms(name) ? ['natural', 'legal'] : ['natural'],
    topics: [topicOf(name)],
    basis: `办理“${name}”所依据的法律、法规和上级文件，可到窗口查阅。`,
    condition: '户籍或者经常居住地在本镇，符合办理条件。',
    project: online ? 'instant' : 'promised',
    legalDays: online ? null : 20,
    promiseDays: online ? 0 : visits === 1 ? 3 : 10,
    flow: '申请\n受理\n审核\n办结',
    fee: false,
    place: '码头镇厝尾街79号，镇政府办公楼一楼办事服务大厅',
    hours: '工作日 8:00—12:00、14:30—17:30',
    transport: '镇政府公交站下车',
    phone: '0595-86468502',
    complaint: '12345',
    online: online ? 'whole' : 'part',
    onlineUrl: 'https://zwfw.fujian.gov.cn/',
    post: online,
    onSiteReason: online ? '' : visits === 1 ? '须当场核对原件' : '须当场核对原件，并到现场核查',
    result: online ? '登记结果' : '办理结果告知',
    resultKind: 'other',
    materials: [
      { name: '居民身份证', need: 'must', format: '原件', copies: 1, source: '申请人自备', note: '' },
      ...(online
        ? []
        : ([
            { name: '户口簿', need: 'must', format: '复印件', copies: 1, source: '申请人自备', note: '' },
            { name: '申请表', need: 'must', format: '原件', copies: 1, source: '窗口领取', note: '可由窗口代填' },
          ] as const)),
    ],
  }
}

/** The same 65 services as they come from the provincial hall in the spring of 2026, now with their guides. */
export const SERVICES_2026: ImportedService[] = SERVICES.map(([name, visits], at) => ({
  at: at + 2,
  code: `MT${String(at + 1).padStart(3, '0')}`,
  name,
  visits,
  guide: guideOf(name, visits),
  listedOn: null,
}))
