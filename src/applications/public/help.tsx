import { columnMeta, ofOrgan } from '../../disclosures/portal/common.tsx'
import { portalPage } from '../../web/frame.tsx'
import { A, PrintButton } from '../../web/ui/index.ts'
import { applyPath, onlinePath } from './common.tsx'
import { DRAFT_DAYS, RECEIPT_HOURS } from './drafts/store.ts'

/** The questions people ask of the form, answered in plain words. At /:organ/ysqgk/online/help */
export const help = ofOrgan((c, organ) =>
  portalPage(
    c,
    {
      title: '网上申请帮助',
      organ,
      entry: 'apply',
      crumbs: [{ label: '依申请公开', href: applyPath(organ) }, { label: '网上申请帮助' }],
      meta: columnMeta('网上申请帮助', '依申请公开', `向${organ.name}网上申请公开政府信息的常见问题`),
    },
    <>
      <h1>网上申请帮助</h1>
      {QUESTIONS.map(({ ask, say }) => (
        <>
          <h2>{ask}</h2>
          {say.map((line) => (
            <p>{line}</p>
          ))}
        </>
      ))}
      <p>
        <A href={onlinePath(organ)}>开始网上申请</A>　<A href={applyPath(organ, '/track')}>查询已经提交的申请</A>
      </p>
      <PrintButton />
    </>,
  ),
)

const QUESTIONS: { ask: string; say: string[] }[] = [
  {
    ask: '填到一半断网了，怎么办？',
    say: [
      `每按一次“保存并继续”，填写的内容就存好了。页面下方有一个链接和二维码，收藏或者抄下来，${DRAFT_DAYS}天之内都能接着填。换一台手机、电脑也可以。`,
      '按了“提交申请”没有反应，不用担心会重复：回到那个链接再按一次，得到的还是同一个登记号。',
    ],
  },
  {
    ask: '不会拍照上传身份证，怎么办？',
    say: [
      '可以先不传，直接提交。机关需要的，会通知您补上；也可以带着证件到办公地点办。',
      '在电脑上填的，用手机扫页面下方的二维码，就能在手机上拍照上传。',
    ],
  },
  {
    ask: '提交以后为什么还要“确认”？',
    say: [
      '按照《条例》的规定，网上提交的申请，以双方确认的那一天为收到申请之日，答复期限从次日起算。机关出具了回执，您再按一次“确认”，当天就算收到。',
      '没有按也不要紧，机关会按您留下的电话或者邮箱和您确认，也可以在查询页补按。',
    ],
  },
  {
    ask: '查询码是什么？丢了怎么办？',
    say: [
      `查询码印在登记回执上，和登记号一起使用，可以查进展、看答复、补正、撤回。它只显示在回执上，${RECEIPT_HOURS}小时以后回执页就打不开了，请当时抄下、拍照或者打印。`,
      '丢了的，请带身份证件到办公地点查询。机关的人也看不到您的查询码，请不要把它告诉别人。',
    ],
  },
  {
    ask: '我填的内容谁能看到？',
    say: [
      '提交之前，只有拿着那个链接的人能看到，本机关也看不到。',
      '提交之后，您的姓名、联系方式和身份证明加密保存，只给受理机关经办的人看，每次查看都记入台账。网站上不公布。',
    ],
  },
  {
    ask: '收到“补正”通知，怎么办？',
    say: [
      '用登记号和查询码打开查询页，照通知写的把内容改清楚，提交就可以了。请注意截止日期：没有正当理由逾期不补正的，视为放弃申请。',
    ],
  },
]
