import type { List } from './lists.ts'

/** What the items of a list are: kinds of information, channels, and what else reports break down. */
export type ListKind = 'kinds' | 'channels' | 'mixed' | 'outcomes' | 'levels' | 'attributes' | 'money'

const CHANNEL =
  /网站|门户网|网页|微信|微博|公众号|公报|公开栏|公开专栏|公示栏|宣传栏|公告栏|公示牌|橱窗|展板|广播|电视|报纸|报刊|日报|新媒体|媒体|客户端|APP|app|抖音|视频号|头条号|短信|显示屏|电子屏|查阅点|查阅室|查阅中心|档案馆|图书馆|公开平台|信息平台|公众平台|网络平台|等渠道|其[他它]渠道|等方式|其[他它]方式|等形式|其[他它]形式/
const OUTCOME =
  /公开申请|予以公开|部分公开|不予公开|同意公开|无法提供|不予处理|其[他它]处理|不属于|不存在|不明确|逾期|撤回|补正|结果维持|结果纠正|其[他它]结果|审结|维持|纠正|驳回|撤销|答复|按申请|转下年|结转|当面|传真|信函|邮寄|网[上络]申请|电子邮件|现场申请|自然人|法人|商业企业|科研机构|公益组织|法律服务|其[他它]组织|公民|企业申请/
const LEVEL =
  /(?:政府|直(?:各)?(?:单位|部门)?|各?部门|各?乡镇|[市县区省]级|街道|[^\d]镇|[^\d]乡|[县区市州旗]|单位|局|委|开发区|园区|工业园|新区|管委会|科室|办公室|分局|中心|(?:村|居)(?:委会)?)(?:文件|信息)?$/
const ATTRIBUTE = /^(?:作为|属于?|通过.{0,40})?(?:主动公开|依申请公开|不予公开|不公开|免予公开)/

/** Every document has one of these three. */
const ALL_ATTRIBUTES = [/主动公开/, /依申请公开/, /不予公开|不公开|免予公开/]

const CHANNELS = new RegExp(CHANNEL, 'g')

export const isChannel = (name: string): boolean => CHANNEL.test(name)

/** Names that describe the same items over again rather than divide them. */
export const isQuality = (name: string): boolean => /全文|电子化|更新|新增|原创|转载|涉及|占|有效|首次|重点/.test(name)

export function kindOf({ items }: List): ListKind {
  const share = (test: (name: string) => boolean) => items.filter((item) => test(item.name)).length / items.length
  if (items.every((item) => /元$/.test(item.count.unit))) return 'money'
  if (share((name) => ATTRIBUTE.test(name)) >= 0.5 && share((name) => /依申请/.test(name)) > 0) return 'attributes'
  if (share((name) => OUTCOME.test(name) && !/类(?:信息)?$/.test(name)) >= 0.5) return 'outcomes'
  const channels = share(isChannel)
  if (channels === 1) return 'channels'
  const bare = (name: string) => categoryName(name.replace(/（[^）]*）/g, ''))
  if (share((name) => LEVEL.test(bare(name))) >= 0.5 && channels === 0) return 'levels'
  if (channels >= 0.5) return channels > 0.5 ? 'channels' : 'mixed'
  return channels > 0 ? 'mixed' : 'kinds'
}

/** The list claims to be whole. */
export function isClosed(list: List): boolean {
  if (list.cutOff || list.guessed) return false
  const last = list.items.at(-1)!
  if (/^等/.test(last.count.tail) || /主要/.test(list.opener + list.about.slice(-6))) return false
  const rest = /^其[他它余]/.test(last.name) || /其[他它余](?:信息|类|方式|形式|渠道)?$/.test(last.name)
  if (ALL_ATTRIBUTES.every((attribute) => list.items.some(({ name }) => attribute.test(name)))) return true
  const shares = list.items.filter((item) => item.count.share).length
  return (
    rest ||
    /分为|分类|包括|分别/.test(list.opener) ||
    (/：/.test(list.opener) && !/其中/.test(list.opener) && list.items.length > 2) ||
    (shares > 1 && shares >= list.items.length - 1)
  )
}

/** 机构职能类信息 is printed for 机构职能类; 人事信息 is a name of its own. */
export const categoryName = (name: string): string =>
  name
    .replace(/^(?:主动)?(?:公开|发布|公布)(?=.{2})/, '')
    .replace(/(类)(?:政府|政务)?信息$/, '$1')
    .replace(/(?<=.{2})(?:公开|发布|公布)$/, '')

const VERB = /(?:上|中)?(?:累计|共|主动)*(?:公开|发布|推送|刊登|登载|登出|公布|更新|转载|推文)/g

/** 通过市政府门户网站公开 is 市政府门户网站. */
export function channelName(words: string): string | null {
  const behind = words.replace(/^.*(?:通过|利用|依托|借助|经由|经|在)(?!线)/, '')
  const channel = [...behind.matchAll(CHANNELS)].at(-1)
  if (!channel) return null
  VERB.lastIndex = channel.index + channel[0].length
  const verb = VERB.exec(behind)
  const name = (verb && verb.index > 0 ? behind.slice(0, verb.index) : behind)
    .replace(/(?:上|共|累计|全年|本年度?|20\d\d年度?|信息数?|数)+$/, '')
    .replace(/^[、，；：（和及与]*(?:其中|由)?/, '')
  return isChannel(name) && name.length <= 40 ? name : null
}
