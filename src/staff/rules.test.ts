import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mixedDuties } from './duties.ts'
import { checkPassword, checkUsername } from './password-rules.ts'
import { hashPassword, oneTimePassword, passwordMatches } from './passwords.ts'

const code = (password: string, username = 'dzb-xinxi') => {
  const checked = checkPassword(password, username)
  return checked.ok ? null : checked.refusal.code
}

describe('a password', () => {
  it('has ten characters or more, counted as a person counts them', () => {
    assert.equal(code('short-one'), 'staff.password-short')
    assert.equal(code('厝尾街雨后有彩虹'), 'staff.password-short')
    assert.equal(code('厝尾街雨后有彩虹七色'), null)
  })

  it('does not contain the user name, whatever its capitals', () =>
    assert.equal(code('my-DZB-Xinxi-2018'), 'staff.password-username'))

  it('is not one that everybody tries, nor a few characters over and over', () => {
    for (const common of ['1234567890', 'Password123', 'qwertyuiop', 'ａ１２３４５６７８９', 'ababababababab'])
      assert.equal(code(common), 'staff.password-common', common)
  })

  it('needs no particular mix of characters', () => assert.equal(code('correct horse battery'), null))

  it('is kept as argon2id with 19 MiB and two passes, and matches only itself', async () => {
    const hashed = await hashPassword('correct horse battery')
    assert.match(hashed, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.equal(await passwordMatches(hashed, 'correct horse battery'), true)
    assert.equal(await passwordMatches(hashed, 'correct horse batterz'), false)
    assert.equal(await passwordMatches(null, 'correct horse battery'), false)
  })

  it('for one use keeps the rules itself, and is never the same twice', () => {
    const made = Array.from({ length: 100 }, oneTimePassword)
    assert.equal(new Set(made).size, 100)
    for (const password of made) {
      assert.match(password, /^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){2}$/)
      assert.equal(code(password), null)
    }
  })
})

describe('a user name', () => {
  it('is kept in one form, so that capitals and full-width letters make no second account', () => {
    assert.deepEqual(checkUsername(' ＤＺＢ-Xinxi '), { ok: true, value: 'dzb-xinxi' })
    assert.deepEqual(checkUsername('党政办信息员'), { ok: true, value: '党政办信息员' })
  })

  it('is two to thirty-two letters, digits or Chinese characters', () => {
    for (const wrong of ['', 'a', '-abc', 'with space', '<b>', 'x'.repeat(33)])
      assert.equal(checkUsername(wrong).ok, false, wrong)
  })
})

describe('the three keepers (三员) are apart from those who handle information', () => {
  it('says nothing of one duty, or of several that handle information', () => {
    assert.equal(mixedDuties(['admin']), null)
    assert.equal(mixedDuties(['officer', 'reviewer']), null)
    assert.equal(mixedDuties([]), null)
  })

  it('names what is mixed', () => {
    assert.equal(mixedDuties(['officer', 'admin']), '系统管理员不宜与信息员为同一账号')
    assert.equal(mixedDuties(['auditor', 'leader']), '审计员不宜与签发领导为同一账号')
    assert.equal(mixedDuties(['auditor', 'admin']), '系统管理员与审计员不宜为同一账号')
  })
})
