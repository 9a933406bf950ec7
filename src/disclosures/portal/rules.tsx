import { ENTRIES, entryPath } from '../../web/entries.ts'
import { scopeOf } from '../../web/env.ts'
import { portalPage } from '../../web/frame.tsx'
import { A, Panel, PrintButton } from '../../web/ui/index.ts'
import { publishedItems } from '../published/store.ts'
import { WITHDRAWALS } from '../withdrawals.ts'
import { columnMeta, Lines, ofOrgan, said } from './common.tsx'

/** Words in the title of a document that sets rules for disclosure work. */
const ABOUT_DISCLOSURE = ['信息公开', '政务公开', '五公开']

/**
 * 政府信息公开制度: the rules this system itself keeps to, and the organ's own documents about disclosure work.
 * At /:organ/zfxxgkzd
 */
export const rules = ofOrgan(async (c, organ) => {
  const own = await publishedItems(scopeOf(c), { organId: organ.id, titled: ABOUT_DISCLOSURE })
  const reasons = [...new Set(Object.values(WITHDRAWALS).map((each) => each.says))]
  return portalPage(
    c,
    {
      title: ENTRIES.rules.label,
      organ,
      entry: 'rules',
      meta: columnMeta(ENTRIES.rules.label, '信息公开制度', `${organ.name}政府信息公开工作制度`),
    },
    <>
      <h1>{ENTRIES.rules.label}</h1>
      {own.items.length > 0 && (
        <Panel title="制度文件">
          <Lines items={own.items} />
        </Panel>
      )}
      <Panel title="工作规则">
        <p>以下规则由公开系统执行，每一步都记入不能删改的台账。</p>
        <h3>先审查，后公开</h3>
        <p>每条信息由信息员起草，由保密审查员审查后发布；起草、修改过这条信息的人不能审查它。</p>
        <h3>发布日期由系统记录</h3>
        <p>发布日期是第一次发布的时刻，任何人都不能修改。成文日期另行标明。</p>
        <h3>20个工作日内公开</h3>
        <p>主动公开的信息，自形成或者变更之日起20个工作日内公开；法律、法规另有规定的，从其规定。</p>
        <h3>修订留痕</h3>
        <p>已经发布的内容不改写。需要更正的，发布新的版本，历次版本的发布时间和修订说明都列在信息页面上。</p>
        <h3>撤回留痕</h3>
        <p>不宜继续公开的信息可以撤回。撤回后网址仍然保留，说明撤回的原因：{reasons.join('；')}。</p>
        <h3>依申请公开</h3>
        <p>
          没有主动公开的信息可以申请公开，办法和时限见“
          <A href={entryPath(organ.slug, 'apply')}>{ENTRIES.apply.label}</A>”。
        </p>
        <h3>年度报告</h3>
        <p>
          每年1月31日前公布上一年度的政府信息公开工作年度报告，数字都从公开记录统计得出，见“
          <A href={entryPath(organ.slug, 'reports')}>{ENTRIES.reports.label}</A>”。
        </p>
        <h3>监督</h3>
        <p>
          监督举报电话：{said(organ.profile.hotline)}。也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。
        </p>
      </Panel>
      <PrintButton />
    </>,
  )
})
