import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressIn, NO_MAIL, readMailSettings, withoutAddresses } from './settings.ts'

const read = (env: NodeJS.ProcessEnv) => {
  const done = readMailSettings(env)
  return done.ok ? done.value : done.refusal.code
}

describe('the mail settings of the environment', () => {
  it('are nothing when nothing is set', () => assert.deepEqual(read({}), NO_MAIL))
  it('name server, port, account and mailbox', () =>
    assert.deepEqual(
      read({ SMTP_URL: 'smtps://u%40x:p%3As@mail.cn', IMAP_URL: 'imap://u:p@h:1143/%E6%94%B6', MAIL_FROM: 'a@b.cn' }),
      {
        smtp: { host: 'mail.cn', port: 465, secure: true, user: 'u@x', pass: 'p:s', folder: 'INBOX' },
        imap: { host: 'h', port: 1143, secure: false, user: 'u', pass: 'p', folder: '收' },
        from: 'a@b.cn',
        authservId: null,
      },
    ))
  it('are refused when an address cannot be read, or mail would have no sender', () => {
    assert.equal(read({ SMTP_URL: 'mail.cn', MAIL_FROM: 'a@b.cn' }), 'mail.address')
    assert.equal(read({ IMAP_URL: 'smtp://h' }), 'mail.address')
    assert.equal(read({ SMTP_URL: 'smtp://h' }), 'mail.from')
    assert.equal(read({ MAIL_FROM: '公开办' }), 'mail.from')
  })
  it('find the address in what people write, and keep it out of what is shown', () => {
    assert.equal(addressIn('张某 <Zhang@QQ.com>'), 'zhang@qq.com')
    assert.equal(addressIn('张某'), null)
    assert.equal(withoutAddresses('550 <zhang@qq.com>: no\r\nsuch  user'), '550 <…>: no such user')
  })
})
