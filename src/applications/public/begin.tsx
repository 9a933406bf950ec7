import { dayOf } from '../../calendar/day.ts'
import { ofOrgan } from '../../disclosures/portal/common.tsx'
import { editionOn } from '../../law/editions.ts'
import { A, Actions, Button } from '../../web/ui/index.ts'
import { applyPath, onlinePath, personalPage } from './common.tsx'
import { DRAFT_DAYS } from './drafts/store.ts'
import { ASKED } from './rules.ts'
import { newSecret } from './secrets.ts'

/** What to know before one begins. Every visitor gets a link of their own; nothing is kept until they write. At /:organ/ysqgk/online */
export const begin = ofOrgan((c, organ) => {
  const { identity } = ASKED[editionOn(dayOf(c.var.now)) ?? '2019']
  return personalPage(
    c,
    organ,
    { title: '网上申请公开政府信息' },
    <>
      <p>向{organ.name}申请。不用注册，手机也可以填，大约需要5分钟，提交申请不收费。</p>
      <h2>填写之前</h2>
      <ul>
        <li>
          先<A href={`/search?organ=${organ.slug}`}>搜索</A>一下：很多信息已经公开，马上就能看到。
        </li>
        <li>一份申请写一项信息。写得越具体，找得越快。</li>
        <li>投诉、举报、信访和咨询不按信息公开办理，请走相应的渠道。</li>
      </ul>
      <h2>需要准备</h2>
      <ul>
        <li>姓名或者单位名称，能联系到您的电话、邮箱或者地址；</li>
        {identity && <li>身份证明的照片或者扫描件，例如身份证、营业执照。手边没有的，可以以后再补；</li>}
        <li>您要的信息叫什么，或者文号、年份等特征。</li>
      </ul>
      <Actions>
        <Button kind="primary" href={onlinePath(organ, newSecret(), 'who')}>
          开始填写
        </Button>
        <Button href={applyPath(organ, '/track')}>查询已经提交的申请</Button>
      </Actions>
      <p class="form-hint">
        填写的内容加密保存，没有提交之前，本机关看不到；{DRAFT_DAYS}
        天不提交，自动清除。填写中断了，可以用页面上的链接接着填。
      </p>
      <h2>不方便网上填写</h2>
      <p>
        可以下载空白表格和填写样例，填好后当面递交或者邮寄：
        <A href={applyPath(organ, '/form.docx')}>空白表格（Word）</A>、
        <A href={applyPath(organ, '/form.pdf')}>空白表格（PDF）</A>、
        <A href={applyPath(organ, '/sample.docx')}>填写样例（Word）</A>、
        <A href={applyPath(organ, '/sample.pdf')}>填写样例（PDF）</A>。
      </p>
    </>,
  )
})
