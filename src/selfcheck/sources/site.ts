import { PROFILE_LABELS } from '../../organs/settings.ts'
import type { Found } from '../model.ts'
import type { Source } from './tools.ts'

/** What every page of a government site shows of itself (国办发〔2017〕47号): meta tags and the parts of the footer. */
const MARKS = {
  siteDomain: '网站域名（SiteDomain）',
  siteIdCode: '网站标识码（SiteIDCode）',
  icp: 'ICP备案编号',
  policeFiling: '公安机关备案标识',
  sponsor: '主办单位',
  contact: '联系方式',
  faultReport: '“我为政府网站找错”的地址',
} as const

/** What a guide to disclosure must tell of its organ (《条例》2019 art. 12 ¶2, 2008 art. 19). A fax is no must any more. */
const TOLD = ['office', 'address', 'hours', 'phone', 'email'] as const

/** Marks of the site, and elements of the guides of organs. */
export const site: Source = async ({ ctx, site: told, organs }) => {
  const marks = (Object.keys(MARKS) as (keyof typeof MARKS)[])
    .filter((name) => !told[name]?.trim())
    .map(
      (name): Found => ({
        rule: 'site-marks',
        organId: null,
        subject: { kind: 'tenant', id: ctx.tenantId },
        key: name,
        colour: 'red',
        title: MARKS[name],
        place: '网站页脚、元标签',
        says: '没有填写，每一页都缺',
        href: '/',
      }),
    )
  const guides = organs.flatMap(({ id, slug, shortName, profile }) =>
    TOLD.filter((name) => profile[name].trim() === '').map(
      (name): Found => ({
        rule: 'organ-guide',
        organId: id,
        subject: { kind: 'organ', id },
        key: name,
        colour: 'red',
        title: `${shortName}的公开指南`,
        place: PROFILE_LABELS[name],
        says: `没有填写${PROFILE_LABELS[name]}`,
        href: `/console/organs/${slug}`,
      }),
    ),
  )
  return { looked: { rules: ['site-marks', 'organ-guide'] }, found: [...marks, ...guides] }
}
