import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isRole, ROLES, type Role } from '../roles.ts'
import { consoleMap } from './console.ts'
import { entryOf, MENU, menuFor } from './menu.ts'
import { mayGo } from './place.ts'

const labels = (...roles: Role[]) => menuFor(roles).flatMap((group) => group.entries.map((entry) => entry.label))

describe('the menu shows only what a person may open', () => {
  it('gives the administrator accounts and organs, and no case', () =>
    assert.deepEqual(labels('admin'), [
      '工作台',
      '发件箱',
      '自查',
      '账号与岗位',
      '审查级次',
      '年报核对尺度',
      '机关与村居',
      '工作日历',
      '页面样例',
    ]))

  it('gives the auditor the ledger, and no case', () => assert.deepEqual(labels('auditor'), ['工作台', '台账']))

  it('gives the officer the work of the desk, and no account', () => {
    assert.ok(labels('officer').includes('年度报告'))
    assert.ok(!labels('officer').includes('账号与岗位'))
    assert.ok(!labels('officer').includes('台账'))
  })

  it('adds up the posts of one person', () => assert.ok(labels('officer', 'auditor').includes('台账')))

  it('leaves out a group with nothing in it', () =>
    assert.deepEqual(
      menuFor(['auditor']).map((group) => group.name),
      ['工作', '监督'],
    ))
})

describe('the menu shows where one is', () => {
  it('by the longest entry that begins the path', () => {
    assert.equal(entryOf('/console/reports/2017')?.label, '年度报告')
    assert.equal(entryOf('/console')?.label, '工作台')
    assert.equal(entryOf('/console/password')?.label, '工作台')
    assert.equal(entryOf('/matou'), undefined)
  })
})

describe('the menu and the site map agree', () => {
  it('nobody is shown an entry the site map would refuse them', () => {
    for (const role of Object.keys(ROLES).filter(isRole))
      for (const { label, href } of MENU.filter((entry) => mayGo(entry.may, [role]))) {
        const place = consoleMap.find((it) => it.method === 'get' && it.path === href)
        assert.ok(place && mayGo(place.may, [role]), `${label} (${href}) is refused to ${role}`)
      }
  })
})
