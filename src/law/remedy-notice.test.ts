import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, day } from '../calendar/day.ts'
import { type OrganKind, type Remedy, remedyNotice } from './remedy-notice.ts'

const REMEDIES: Remedy[] = ['withheld', 'unable', 'refused', 'informed', 'ended']
const ORGANS: OrganKind[] = ['county', 'department', 'township', 'subdistrict']
const says = (on: string, remedy: Remedy, organ: OrganKind = 'township') =>
  remedyNotice(day(on), remedy, { organ, edition: '2019' }).says

describe('the notice of remedies', () => {
  it('always offers reconsideration within 60 days', () => {
    for (const on of ['2008-05-01', '2015-04-30', '2015-05-01', '2023-12-31', '2024-01-01', '2025-05-31', '2025-06-01'])
      for (const remedy of REMEDIES)
        for (const organ of ORGANS) assert.match(says(on, remedy, organ), /60日内向.*申请行政复议/, `${on} ${remedy}`)
  })
  it('gives three months for going to court until 30 April 2015, and six since', () => {
    for (const remedy of REMEDIES) {
      assert.match(says('2015-04-30', remedy), /3个月内向.*提起行政诉讼/)
      assert.match(says('2015-05-01', remedy), /6个月内向.*提起行政诉讼/)
    }
  })
  it('since 2024 sends a refusal to reconsideration first, says so, and leaves no way past it', () => {
    for (const on of ['2024-01-01', '2025-05-31', '2025-06-01', '2026-11-28']) {
      assert.match(says(on, 'withheld'), /第二十三条第一款第四项.*应当先申请行政复议.*15日内/)
      assert.doesNotMatch(says(on, 'withheld'), /6个月/)
    }
    assert.doesNotMatch(says('2023-12-31', 'withheld'), /应当先/)
  })
  it('since June 2025 lets what cannot be provided or is not handled go to court at once', () => {
    for (const remedy of ['unable', 'refused', 'informed', 'ended'] as const)
      assert.match(says('2025-06-01', remedy), /也可以自收到.*6个月内/)
  })
  it('says where counsel should look: what is not settled, and nothing else', () => {
    const doubt = (on: string, remedy: Remedy, partly = false) =>
      remedyNotice(day(on), remedy, { organ: 'township', edition: '2019', partly }).doubt !== ''
    assert.ok(doubt('2024-06-01', 'unable') && doubt('2024-06-01', 'refused'))
    assert.ok(doubt('2026-01-01', 'withheld', true))
    for (const remedy of REMEDIES) {
      assert.equal(doubt('2023-12-31', remedy), false)
      assert.equal(doubt('2025-06-01', remedy), false)
    }
  })
  it('names who reconsiders: of a department also the one above it until 2023, since then a government', () => {
    assert.match(says('2023-12-31', 'refused', 'department'), /本级人民政府或者上一级主管部门/)
    assert.match(says('2024-01-01', 'withheld', 'department'), /向本级人民政府申请/)
    assert.match(says('2026-01-01', 'withheld', 'township'), /上一级人民政府/)
    assert.match(says('2026-01-01', 'withheld', 'subdistrict'), /设立本机关的人民政府/)
    const named = remedyNotice(day('2026-01-01'), 'withheld', {
      organ: 'township',
      edition: '2019',
      places: { reconsideration: '南安市人民政府', court: '南安市人民法院', online: '复议平台' },
    }).says
    assert.match(named, /南安市人民政府申请行政复议，也可以通过复议平台提出.*南安市人民法院/)
  })
  it('is there for every day since the Regulations, and for none before', () => {
    for (let on = day('2008-05-01'); on < '2027-01-01'; on = addDays(on, 13)) assert.ok(says(on, 'withheld'))
    assert.throws(() => says('2008-04-30', 'withheld'))
  })
})
