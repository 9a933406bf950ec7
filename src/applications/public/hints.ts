import type { Draft } from './rules.ts'

/** Words of a matter that letters and visits (信访), complaints and reports are for; 《条例》2019 art. 39 ¶1. */
const PETITION =
  /信访|上访|投诉|举报|控告|检举|请求(?:处理|解决|查处)|要求(?:处理|解决|查处|赔偿|补偿|退还|处分)|讨要?说法|给(?:个|我)?说法/

/** Questions that ask for an explanation, which is not information that exists. */
const CONSULTING = /^(?:请问|咨询|为什么|怎么办|如何)|(?:是否合法|是否违法|为什么|凭什么|怎么回事)[？?。]?$/

/** Several matters in one form, as people number or list them. */
const LIST = /(?:^|[\s；;。])(?:[（(]?[2-9二三四五六七八九][）)．.、]|第[二三四五]项)|[；;].+[；;]|以及.+以及/m

/** Words that leave open what is wanted. */
const VAGUE = /所有|一切|全部|相关(?:信息|材料|文件|资料)|有关(?:信息|材料|文件|资料)|等(?:信息|材料|文件|资料)/

export type Hint = { name: 'petition' | 'consulting' | 'several' | 'vague' | 'identity'; title: string; says: string }

/** What is worth saying before a form is sent. None of it keeps anybody from sending it. Pure. */
export function hintsFor(draft: Draft, asksIdentity: boolean): Hint[] {
  const text = `${draft.subject}\n${draft.features}`
  const hints: Hint[] = []
  if (PETITION.test(text))
    hints.push({
      name: 'petition',
      title: '这看起来是投诉、举报或者信访事项',
      says: '这类事项不按信息公开办理，走信访或者投诉渠道会更快。如果您要的确实是一份已有的文件或者记录，请照常提交。',
    })
  else if (CONSULTING.test(text))
    hints.push({
      name: 'consulting',
      title: '这看起来是咨询',
      says: '信息公开提供的是已有的文件和记录，不回答“为什么”“怎么办”。写明您要的文件或者记录，更容易得到它；也可以直接打电话咨询。',
    })
  if (LIST.test(text))
    hints.push({
      name: 'several',
      title: '这里好像有不止一项',
      says: '一份申请写一项，办得更快。可以先提交这一项，再另外申请其他的；一起提交也可以，机关可能会拆开办理，或者请您说明。',
    })
  if (VAGUE.test(text))
    hints.push({
      name: 'vague',
      title: '内容可以再具体一些',
      says: '“所有”“相关”之类的说法难以查找，可能会请您补正。写上年份、文件名称或者文号会更快。',
    })
  if (asksIdentity && draft.papers.length === 0)
    hints.push({
      name: 'identity',
      title: '还没有附身份证明',
      says: '申请应当提供身份证明。现在没有也可以先提交，机关可能会请您补上。',
    })
  return hints
}
