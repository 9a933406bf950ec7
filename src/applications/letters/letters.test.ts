import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deskOf } from '../../../test/support/desk.ts'
import { story } from '../../ledger/store.ts'
import { readZip } from '../../typeset/zip.ts'
import { applicationsPlaces } from '../places.ts'
import { findByCode } from '../public/cases/store.ts'
import { takeForm } from '../steps/all.ts'
import {
  go,
  leader,
  letterWords,
  need,
  officer,
  on,
  open,
  register,
  replies,
  reviewer,
  step,
  town,
} from '../testing.ts'
import type { Format } from './model.ts'
import { lettersOf, lettersToApplicant, readLetter } from './store.ts'

const NAME = '某某某'
const applicant = { name: NAME, contact: '某地某路1号', identity: 'id-card' } as const
const bytesOf = async (id: string, letter: string, format: Format) =>
  need((await readLetter(town.ctx, id, letter, format))!).bytes

describe('a letter', () => {
  it('is written by the step that owes it, numbered in its own series, and says what the step says', async () => {
    const id = await register({ applicant })
    await go(id, '2026-03-04', [
      officer,
      'askCorrection',
      { lacks: 'description', note: '请写明批复的文号或者年份', until: '2026-03-20' },
    ])
    const [letter] = await lettersOf(town.ctx, id)
    assert.deepEqual(
      [letter?.letter, letter?.number, letter?.addressed],
      ['correction', '依补〔2026〕1号', 'applicant'],
    )
    const words = await letterWords(id, letter!.id)
    for (const said of [
      `${NAME}：`,
      '请您于2026年3月20日以前补正',
      '请写明批复的文号或者年份',
      '第三十条',
      '码头镇人民政府',
    ])
      assert.ok(words.includes(said), said)
    assert.ok((await bytesOf(id, letter!.id, 'pdf')).subarray(0, 5).equals(Buffer.from('%PDF-')))
    const other = await register({}, '2026-03-02')
    await go(other, '2026-03-04', [officer, 'askCorrection', { lacks: 'form', note: '写明方式', until: '2026-03-20' }])
    assert.equal((await lettersOf(town.ctx, other))[0]?.number, '依补〔2026〕2号')
  })

  it('of receipt says where the case is followed, gives a code once, and the code opens the case', async () => {
    const id = await register({ applicant, channel: 'letter' })
    const portal = 'http://gongkai.test'
    const receipt = async () => {
      const made = await takeForm(
        { ...on('2026-03-03', officer), portal },
        'write',
        { id, version: null },
        {
          letter: 'receipt',
          on: '2026-03-03',
        },
      )
      const { number } = need(made)
      const letter = (await lettersOf(town.ctx, id)).at(-1)!
      return { number, words: await letterWords(id, letter.id) }
    }
    const { number, words } = await receipt()
    const code = words.match(/查询码([2-9A-Z]{5}-[2-9A-Z]{5})扫码/)?.[1]
    assert.ok(code, words)
    assert.equal(await findByCode(town.ctx, town.organ.id, number, code), id)
    assert.equal(await findByCode(town.ctx, town.organ.id, number, 'AAAAA-AAAAA'), null)
    assert.match((await receipt()).words, /凭登记号和已经取得的查询码扫码/)
    assert.equal(await findByCode(town.ctx, town.organ.id, number, code), id)
  })
  it('tells the applicant that a case that was suspended goes on, and until when', async () => {
    const id = await register({ applicant })
    await open(id, '2026-03-03')
    await go(id, '2026-03-10', [leader, 'suspend', { ground: 'force-majeure', note: '台风毁坏档案室' }])
    await go(id, '2026-03-24', [officer, 'resume', { note: '档案已经恢复' }])
    const letter = (await lettersToApplicant(town.ctx, id)).at(-1)!
    assert.equal(letter.letter, 'resumption')
    assert.match(
      await letterWords(id, letter.id),
      /现因档案已经恢复，自2026年3月24日起恢复办理，答复期限至2026年\d+月\d+日届满/,
    )
  })

  it('of the reply carries its number, the part kept back with its ground, and the remedy of the day', async () => {
    const id = await register({ applicant })
    await open(id, '2026-03-03')
    await replies(id, '2026-03-20', { outcome: 'partial', part0: '第三人的经营数据', ground0: 'third-party' })
    const [letter] = await lettersToApplicant(town.ctx, id)
    assert.equal(letter?.letter, 'reply-partial')
    assert.match(letter?.number ?? '', /^依复〔2026〕1号$/)
    const words = await letterWords(id, letter!.id)
    for (const said of [
      '第三十七条',
      '1．第三人的经营数据：保护第三方合法权益（《条例》第十五条、第三十二条）。',
      '60日内向上一级人民政府申请行政复议',
      '应当先申请行政复议',
    ])
      assert.ok(words.includes(said), said)
  })

  it('never changes: the words of the organ may, and the database refuses', async () => {
    const id = await register({ applicant })
    await go(id, '2026-03-04', [officer, 'withdraw', { note: '当面' }])
    const [letter] = await lettersOf(town.ctx, id)
    const before = await bytesOf(id, letter!.id, 'pdf')
    await assert.rejects(
      async () => await town.ctx.sql`update application_letters set title = '别的' where id = ${letter!.id}`,
      /never changes/,
    )
    assert.ok((await bytesOf(id, letter!.id, 'pdf')).equals(before))
  })

  it('is not there when its step was refused', async () => {
    const id = await register({ applicant })
    await open(id, '2026-03-03')
    assert.equal((await step(leader, id, '2026-03-06', 'extend', { days: '21', note: '复杂' })).ok, false)
    assert.deepEqual(await lettersOf(town.ctx, id), [])
    await go(id, '2026-03-06', [leader, 'extend', { days: '20', note: '涉及材料较多' }])
    const [letter] = await lettersOf(town.ctx, id)
    assert.equal(letter?.number, '依延〔2026〕1号')
    assert.ok((await letterWords(id, letter!.id)).includes('延长20个工作日，至2026年4月28日'))
  })

  it('to somebody who is asked has a reply slip, and names neither the applicant nor, on record, the person', async () => {
    const id = await register({ applicant })
    await open(id, '2026-03-03')
    await go(id, '2026-03-04', [
      officer,
      'consult',
      { matter: 'thirdParty', party: '第三人甲', addressee: '某某有限公司' },
    ])
    const [letter] = await lettersOf(town.ctx, id)
    assert.deepEqual([letter?.letter, letter?.party], ['third-party', '第三人甲'])
    const words = await letterWords(id, letter!.id)
    for (const said of ['某某有限公司：', '回执', '□同意公开', '15个工作日内']) assert.ok(words.includes(said), said)
    assert.ok(!words.includes(NAME))
    assert.deepEqual(await lettersToApplicant(town.ctx, id), [])
  })

  it('lies sealed: neither database nor file store holds the name, and its file properties do not either', async () => {
    const id = await register({ applicant })
    await go(id, '2026-03-04', [officer, 'withdraw', { note: '当面' }])
    const [letter] = await lettersOf(town.ctx, id)
    const [row] = await town.ctx.sql`
      select sealed_sha256 as sealed, sha256 from application_letter_files where letter_id = ${letter!.id}`
    assert.notEqual(row!.sealed, row!.sha256)
    const parts = readZip(await bytesOf(id, letter!.id, 'docx'))
    assert.ok(!Buffer.from(parts.get('docProps/core.xml')!).toString('utf8').includes(NAME))
    assert.ok(!JSON.stringify(await story(town.ctx, 'application', id)).includes(NAME))
  })

  it('is opened by officer and leader of the organ alone, and each time the ledger keeps it', async () => {
    const id = await register({ applicant })
    await go(id, '2026-03-04', [officer, 'withdraw', { note: '当面' }])
    const [letter] = await lettersOf(town.ctx, id)
    const address = `/console/applications/${id}/letters/${letter!.id}/pdf`
    const desk = (person: typeof officer) =>
      deskOf({ ...town, ctx: on('2026-03-05', person) }, applicationsPlaces, person)
    assert.equal((await desk(reviewer).send(address, {})).status, 403)
    assert.equal((await desk(officer).send(address, {})).status, 200)
    const events = (await story(town.ctx, 'application', id)).map(({ event }) => event)
    assert.equal(events.at(-1), 'applications.letter-opened')
    assert.match((await desk(officer).see(`/console/applications/${id}`)).text, /依终〔2026〕1号/)
    assert.doesNotMatch((await desk(reviewer).see(`/console/applications/${id}`)).text, /letters\//)
  })

  it('can be looked at before it goes out, naming nobody', async () => {
    const id = await register({ applicant })
    await open(id, '2026-03-03')
    await go(id, '2026-03-04', [officer, 'draft', { outcome: 'provided', words: '附后。' }])
    const desk = deskOf({ ...town, ctx: on('2026-03-05', leader) }, applicationsPlaces, leader)
    const { text } = await desk.see(`/console/applications/${id}/reply`)
    assert.match(text, /政府信息予以公开答复书[\s\S]*（申请人）：[\s\S]*附后。[\s\S]*提起行政诉讼/)
    assert.ok(!text.includes(NAME))
    assert.equal(
      (await desk.ask(`/console/applications/${id}/reply.pdf`)).headers.get('content-type'),
      'application/pdf',
    )
  })
})
