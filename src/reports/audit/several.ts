/** A report's title on a line of its own: 某镇2021年政府信息公开工作年度报告. */
const TITLE =
  /^[^\S\n]*(?:[^\n，。；：]{0,40}?)(20\d\d)年(?:度)?[^\n，。；：]{0,30}?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)[^\S\n]*$/gm
/** What every report has behind its title, and no list of links has. */
const BODY = /(?:^|\n)\s*[（(]?一\s*[、.．）)]|统计期限|总体情况|概述/
const SHORTEST = 120

/**
 * Several reports saved in one file: the first is read, and the titles of the others are given, as each contradicts the next
 * one's figures and none its own. Pure.
 */
export function oneReport(text: string): { first: string; others: string[] } {
  const titles = [...text.matchAll(TITLE)]
  if (titles.length < 2) return { first: text, others: [] }
  const bodied = titles.filter((title, index) => {
    const body = text.slice(title.index + title[0].length, titles[index + 1]?.index ?? text.length)
    return body.length >= SHORTEST && BODY.test(body)
  })
  const [own, ...more] = bodied
  // Links to other years' reports ahead of it are no part of it.
  const link = own && titles[titles.indexOf(own) - 1]
  const from = link && plain(link[0]) !== plain(own[0]) ? link.index + link[0].length : 0
  // The same title twice, as at the head of a page and of the report on it, is one report.
  const others = more.filter((title) => plain(title[0]) !== plain(own![0]))
  if (!own || others.length === 0) return { first: text.slice(from), others: [] }
  return { first: text.slice(from, others[0]!.index), others: others.map((title) => title[0].trim()) }
}

const plain = (title: string) => title.replace(/\s+/g, '')
