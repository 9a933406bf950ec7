import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { authenticationOf, authenticationSays } from './authentication.ts'
import { parseMail } from './parse.ts'

const mail = (head: string[], body: string) => Buffer.from([...head, '', body].join('\r\n'))
const OURS = '<01a2230b-4f73-7494-8438-d8467401bb34@gongkai>'

describe('a mail', () => {
  it('is read: who, to whom, about what, in answer to what, with what enclosed', async () => {
    const read = await parseMail(
      mail(
        [
          'From: =?UTF-8?B?5byg5p+Q?= <Zhang@QQ.com>',
          'To: xxgk@nanan.gov.cn',
          'Subject: =?UTF-8?B?55Sz6K+35YWs5byA?=',
          `In-Reply-To: ${OURS}`,
          'Content-Type: multipart/mixed; boundary=x',
        ],
        [
          '--x',
          'Content-Type: text/plain; charset=gb18030',
          'Content-Transfer-Encoding: base64',
          '',
          'xOO6ww==',
          '--x',
          'Content-Type: application/pdf; name="a.pdf"',
          'Content-Disposition: attachment; filename="../../a.pdf"',
          '',
          '%PDF-1.4',
          '--x--',
        ].join('\r\n'),
      ),
      null,
    )
    assert.equal(read.from, 'zhang@qq.com')
    assert.equal(read.fromName, '张某')
    assert.deepEqual(read.to, ['xxgk@nanan.gov.cn'])
    assert.equal(read.subject, '申请公开')
    assert.equal(read.text.trim(), '你好')
    assert.deepEqual(read.answers, [OURS])
    assert.equal(read.enclosures.length, 1)
    assert.deepEqual(read.troubles, [])
  })

  it('of HTML alone is read as text', async () => {
    const read = await parseMail(
      mail(['Content-Type: text/html; charset=utf-8'], '<script>alert(1)</script><p>请公开<b>清单</b></p>'),
      null,
    )
    assert.match(read.text, /请公开清单/)
    assert.doesNotMatch(read.text, /alert|</)
  })

  it('has the same fingerprint by whichever way it came, and another when it says something else', async () => {
    const of = async (head: string[], body: string) => (await parseMail(mail(head, body), null)).fingerprint
    const head = ['From: a@b.cn', 'Message-ID: <1@b.cn>', 'Date: Mon, 02 Mar 2026 10:00:00 +0800']
    const one = await of(head, '你好')
    assert.equal(await of(['Received: from x by y; Mon, 02 Mar 2026 10:00:01 +0800', ...head], '你好'), one)
    // Whoever takes another's Message-ID cannot make his mail disappear.
    assert.notEqual(await of(head, '别的内容'), one)
  })

  it('that came back names the mail of ours and the status; one that is only late does not', async () => {
    const report = (action: string) =>
      mail(
        ['From: MAILER-DAEMON@x.cn', 'Content-Type: multipart/report; report-type=delivery-status; boundary=x'],
        [
          '--x',
          'Content-Type: message/delivery-status',
          '',
          'Reporting-MTA: dns; x.cn',
          '',
          `Action: ${action}`,
          'Status: 5.1.1',
          '--x',
          'Content-Type: text/rfc822-headers',
          '',
          `Message-ID: ${OURS}`,
          '--x--',
        ].join('\r\n'),
      )
    assert.deepEqual((await parseMail(report('failed'), null)).bounce, { messageId: OURS, status: '5.1.1' })
    assert.equal((await parseMail(report('delayed'), null)).bounce, null)
  })

  it('of any shape is read or named, and never stops the program', async () => {
    const nested = Array.from({ length: 400 }, (_, at) =>
      [`Content-Type: multipart/mixed; boundary=b${at}`, '', `--b${at}`].join('\r\n'),
    ).join('\r\n')
    const hostile = [
      Buffer.alloc(0),
      randomBytes(5000),
      Buffer.from(nested),
      mail(['Content-Type: multipart/mixed; boundary=x'], '--x\r\n'.repeat(5000)),
      mail([`Subject: ${'=?UTF-8?B?'.repeat(20_000)}`], 'x'),
      mail([`From: ${'<'.repeat(50_000)}`, `X: ${'a'.repeat(2_000_000)}`], 'x'),
      mail(['Content-Type: text/html'], '<div>'.repeat(90_000)),
      mail(['Content-Type: text/plain; charset=no-such-charset'], '你好'),
      mail(['Content-Transfer-Encoding: base64'], '!!!'),
      mail(['Subject: \u202egpj.exe\u0000\u001b[31m'], 'x'),
    ]
    for (const raw of hostile) {
      const read = await parseMail(raw, null)
      assert.match(read.fingerprint, /^[0-9a-f]{64}$/)
      assert.doesNotMatch(read.subject + read.fromName, /[\p{Cc}\p{Cf}]/u)
      assert.ok(read.subject.length <= 500)
    }
  })
})

describe('what the receiving server found about the sender', () => {
  const lines = (...names: [string, string][]) => names.map(([key, line]) => ({ key, line: `${key}: ${line}` }))
  const ours = ['authentication-results', 'mx.nanan.gov.cn; spf=pass smtp.mailfrom=qq.com; dkim=fail; dkim=pass'] as [
    string,
    string,
  ]
  const forged = ['authentication-results', 'mx.nanan.gov.cn; spf=pass; dkim=pass; dmarc=pass'] as [string, string]
  const received = ['received', 'from a by mx.nanan.gov.cn'] as [string, string]

  it('is believed when it stands above everything the sender could write', () => {
    assert.deepEqual(authenticationOf(lines(ours, received), null), { spf: 'pass', dkim: 'pass' })
    assert.equal(authenticationOf(lines(received, forged), null), null)
    assert.equal(authenticationOf(lines(forged), null), null)
  })
  it('is that of the server we named, when we named one', () => {
    assert.deepEqual(authenticationOf(lines(received, ours), 'MX.nanan.gov.cn'), { spf: 'pass', dkim: 'pass' })
    assert.equal(authenticationOf(lines(ours, received), 'other.cn'), null)
  })
  it('is said plainly', () => {
    assert.equal(authenticationSays({ spf: 'pass', dkim: 'none' }), 'SPF 通过，DKIM 没有设置')
    assert.match(authenticationSays(null), /没有给出检查结果/)
  })
})
