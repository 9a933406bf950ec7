import { dayOf } from '../../calendar/day.ts'
import { disposition } from '../../files/names.ts'
import { toDocx, toPdf } from '../../typeset/typeset.ts'
import { ENTRIES, entryPath } from '../../web/entries.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Actions, Button, Facts, PrintButton } from '../../web/ui/index.ts'
import { blankForm, sampleForm } from './application-form.ts'
import { columnMeta, ofOrgan, said } from './common.tsx'
import { contactOf } from './guide.tsx'

/** How to apply, in words anyone can follow. At /:organ/ysqgk */
export const apply = ofOrgan((c, organ) => {
  const here = entryPath(organ.slug, 'apply')
  const { profile } = organ
  return portalPage(
    c,
    {
      title: ENTRIES.apply.label,
      organ,
      entry: 'apply',
      meta: columnMeta(ENTRIES.apply.label, '依申请公开', `向${organ.name}申请公开政府信息的办法`),
    },
    <>
      <h1>申请公开政府信息</h1>
      <p>想要的信息在本网站上找不到，可以向{organ.name}申请。任何公民、法人和其他组织都可以申请，不需要说明用途。</p>
      <h2>一、先找一找</h2>
      <p>
        很多信息已经公开了。请先<A href={`/search?organ=${organ.slug}`}>搜索</A>，或者查看
        <A href={entryPath(organ.slug, 'content')}>{ENTRIES.content.label}</A>。
      </p>
      <h2>二、填写申请表</h2>
      <p>网上填写最快，不用注册，手机也可以填：</p>
      <Actions>
        <Button kind="primary" href={`${here}/online`}>
          网上申请
        </Button>
        <Button href={`${here}/track`}>查询已经提交的申请</Button>
        <Button href={`${here}/online/help`}>网上申请帮助</Button>
      </Actions>
      <p>也可以在纸上填写：</p>
      <ul>
        <li>
          <A href={`${here}/form.docx`}>下载申请表（Word文档）</A>
        </li>
        <li>
          <A href={`${here}/form.pdf`}>下载申请表（PDF文档，打印后填写）</A>
        </li>
        <li>
          填写样例：<A href={`${here}/sample.docx`}>Word文档</A>、<A href={`${here}/sample.pdf`}>PDF文档</A>
        </li>
      </ul>
      <p>表上要写明三件事：</p>
      <ol>
        <li>您的姓名或者单位名称、身份证明和联系方式；</li>
        <li>您要的信息叫什么，或者文号、年份等便于查找的特征；</li>
        <li>您希望用什么方式得到它，例如纸质、电子邮件。</li>
      </ol>
      <p>没有表格也可以，自己写一封信，写清这三件事就行。</p>
      <p>书写有困难的，可以到办公地点口头提出，由工作人员代为填写。</p>
      <h2>三、送交申请</h2>
      <p>
        网上填写的，按“提交申请”就送到了。纸质的可以当面送交，也可以邮寄、传真。邮寄的请在信封上注明“政府信息公开申请”。
      </p>
      <Facts facts={contactOf(organ)} />
      <h2>四、等候答复</h2>
      <p>
        能够当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复。需要延长的，会告知您，延长最多20个工作日。
      </p>
      <p>申请写得不清楚的，会在7个工作日内一次告知您怎样补正。征求第三方和其他机关意见的时间不计算在内。</p>
      <h2>五、费用</h2>
      <p>不收费。只有申请的数量、次数明显超过合理范围的，才可能按国家规定收取信息处理费，并且事先告知。</p>
      <h2>六、对答复不满意</h2>
      <p>可以申请行政复议，也可以提起行政诉讼：</p>
      <ul>
        <li>
          行政复议：自知道答复之日起60日内，向{organ.kind === 'department' ? '本级' : '上一级'}
          人民政府提出。机关决定不予公开的，应当先申请行政复议。
        </li>
        <li>行政诉讼：自知道答复之日起6个月内，向人民法院提起；先经行政复议的，自收到复议决定书之日起15日内提起。</li>
      </ul>
      <p>答复书上会写明具体的复议机关、法院和期限。</p>
      <p>认为本机关没有依法公开信息的，可以拨打监督举报电话{said(profile.hotline)}。</p>
      <PrintButton />
    </>,
  )
})

const PDF = { mime: 'application/pdf', make: toPdf }
const DOCX = {
  mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  make: toDocx,
}
const BLANK = { write: blankForm, title: '政府信息公开申请表' }
const SAMPLE = { write: sampleForm, title: '政府信息公开申请表填写样例' }
const FORMATS = {
  'form.pdf': { ...PDF, ...BLANK },
  'form.docx': { ...DOCX, ...BLANK },
  'sample.pdf': { ...PDF, ...SAMPLE },
  'sample.docx': { ...DOCX, ...SAMPLE },
} as const

/** The form to print, blank or filled in as a sample. At /:organ/ysqgk/form.pdf, form.docx, sample.pdf and sample.docx */
export const paperForm = (name: keyof typeof FORMATS) =>
  ofOrgan(async (c, organ) => {
    const { mime, make, write, title } = FORMATS[name]
    const bytes = await make(write(organ, dayOf(c.var.now)))
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': mime,
      'content-disposition': disposition(`${title}.${name.split('.')[1]}`),
      'cache-control': 'no-cache',
    })
  })
