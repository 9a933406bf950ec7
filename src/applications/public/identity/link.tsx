import { A } from '../../../web/ui/index.ts'
import { onlinePath } from '../common.tsx'
import { identityService } from './settings.ts'

/** The way to the service, for a citizen's form. */
export const IdentityLink = ({ organ, secret }: { organ: { slug: string }; secret: string }) =>
  identityService() ? (
    <p>
      <A href={onlinePath(organ, secret, 'identity')} class="btn">
        用统一身份认证登录，自动填写
      </A>
      <span class="form-hint">也可以不登录，直接填写。登录取得的信息只填进这张表，不另外保存</span>
    </p>
  ) : null
