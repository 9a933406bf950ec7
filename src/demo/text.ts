import type { DemoItem } from './items.ts'

/** A few lines for an item whose text we do not have: what it is about and where to ask. */
export function bodyFor({ title }: DemoItem): string {
  const about = title.replace(/^关于|的通知$|^码头镇(人民政府)?/g, '')
  return [
    `根据工作安排，现将“${about}”有关情况公开如下。`,
    '一、基本情况',
    `本信息由码头镇人民政府制作，主要内容为${about}。各村（居）、镇直各单位按照职责分工抓好落实。`,
    '二、查阅与咨询',
    '公众可以在本网站、镇政府办公楼一楼办事服务大厅政府信息公开查阅点和村务公开栏查阅。咨询电话：0595-86468502。',
  ].join('\n')
}
