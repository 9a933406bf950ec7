import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../../test/support/desk.ts'
import { story } from '../../../ledger/store.ts'
import { readZip } from '../../../typeset/zip.ts'
import { applicationsPlaces } from '../../places.ts'
import { go, leader, need, officer, on, register, reviewer, town } from '../../testing.ts'
import { lettersOf, readLetter } from '../store.ts'
import { wordingInForce } from './store.ts'

const PAGE = '/console/applications/letters/2019/correction'
const OWN = {
  title: '补正通知',
  body: '您的申请（登记号：{登记号}）请于{补正期限}以前补正：\n{补正内容}\n镇里的特别说明。',
}
const desk = (person: typeof officer) => deskOf({ ...town, ctx: on('2026-03-03', person) }, applicationsPlaces, person)
const correct = async () => {
  const id = await register()
  await go(id, '2026-03-04', [officer, 'askCorrection', { lacks: 'form', note: '写明方式', until: '2026-03-20' }])
  const [letter] = await lettersOf(town.ctx, id)
  const { bytes } = need((await readLetter(town.ctx, id, letter!.id, 'docx'))!)
  return Buffer.from(readZip(bytes).get('word/document.xml')!)
    .toString('utf8')
    .replace(/<[^>]*>/g, '')
}

describe('the words of an organ’s letters', () => {
  it('are listed by edition, and changed for the letters to come', async () => {
    const { text } = await desk(officer).see('/console/applications/letters')
    assert.match(text, /政府信息不予公开答复书：不予公开：属于国家秘密|补正告知书/)
    assert.doesNotMatch(text, /本机关文本/)
    const saved = await desk(officer).send(PAGE, { version: '0', ...OWN })
    assert.equal(saved.status, 303)
    assert.match((await desk(officer).see('/console/applications/letters?edition=2019')).text, /本机关文本/)
    const words = await correct()
    for (const said of ['补正通知', '请于2026年3月20日以前补正', '镇里的特别说明'])
      assert.ok(words.includes(said), said)
    const events = (await story(town.ctx, 'organ', town.organ.id)).map(({ event }) => event)
    assert.ok(events.includes('applications.letter-worded'))
  })
  it('are refused with a wrong placeholder, and what was typed is kept', async () => {
    const { status, text } = await desk(officer).send(PAGE, { version: '0', ...OWN, body: `${OWN.body}{手机号}` })
    assert.equal(status, 422)
    assert.match(text, /这份文书不能使用：\{手机号\}/)
    assert.match(text, /镇里的特别说明。\{手机号\}<\/textarea>/)
    assert.match(text, /文本改好以后才能预览/)
  })
  it('are shown filled in before they are saved', async () => {
    const { text } = await desk(officer).send(PAGE, { version: '0', do: 'preview', ...OWN })
    assert.match(text, /请于（补正期限）以前补正/)
    const which = { organId: town.organ.id, edition: '2019', letter: 'correction' } as const
    assert.equal((await wordingInForce(town.ctx, which)).own, false)
  })
  it('go back to the standard words, and every version stays to be read', async () => {
    await desk(officer).send(PAGE, { version: '0', ...OWN })
    assert.equal((await desk(leader).send(PAGE, { version: '1', do: 'standard', ...OWN })).status, 303)
    const { text } = await desk(officer).see(PAGE)
    assert.match(text, /第2版[\s\S]*恢复标准文本[\s\S]*第1版[\s\S]*镇里的特别说明/)
    assert.match(await correct(), /视为放弃申请/)
  })
  it('are not saved over somebody else’s, and nothing typed is lost', async () => {
    await desk(officer).send(PAGE, { version: '0', ...OWN })
    const late = await desk(leader).send(PAGE, { version: '0', ...OWN, title: '领导的标题' })
    assert.equal(late.status, 422)
    assert.match(late.text, /其他人刚刚修改[\s\S]*value="领导的标题"/)
    assert.match(late.text, /name="version" value="1"/)
  })
  it('are changed by officer and leader, and there are none of a letter there is not', async () => {
    assert.equal((await desk(reviewer).see(PAGE)).status, 403)
    assert.equal((await desk(officer).see('/console/applications/letters/2008/joint')).status, 404)
    assert.equal((await desk(officer).see('/console/applications/letters/1999/receipt')).status, 404)
  })
})
