import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { v7 as uuid } from 'uuid'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anOrgan, aPerson, as, aTown, deskOf, type Town } from '../../../test/support/desk.ts'
import type { Context } from '../../context.ts'
import { keepFile, readFile } from '../../files/store.ts'
import { story } from '../../ledger/store.ts'
import type { Result } from '../../result.ts'
import type { Role } from '../../roles.ts'
import { findReview } from '../registry/store.ts'
import { openReview } from '../store.ts'
import { finishRedaction } from './copies/store.ts'
import { redactionPlaces } from './places.ts'
import { findRedaction, listRedactions, type Redaction } from './registry/store.ts'
import { addBox, dropRedaction, removeBox, startRedaction } from './store.ts'
import { everythingIn, onePage } from './testing.ts'

const ID = '350583199001010016'
const page = () => onePage(`BT /F1 14 Tf 100 700 Td (ID ${ID}) Tj ET BT /F1 14 Tf 100 500 Td (open words) Tj ET`)
/** Around the number, in millimetres from the top left corner. */
const AROUND = { page: '1', x: '30', y: '44', width: '120', height: '10' }
const WHY = { basis: '2019-15', words: '身份证号' }

let db: TestDatabase
let town: Town
let ctx: Context
before(async () => {
  db = await testDatabase()
  const bare = await aTown(db.sql, '2026-03-09')
  town = { ...bare, ctx: { ...bare.ctx, files: { root: await mkdtemp(join(tmpdir(), 'gongkai-redaction-')) } } }
  ctx = officer()
})
after(async () => {
  await rm(town.ctx.files.root, { recursive: true })
  await db.close()
})

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.says}`)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const someone = (...roles: Role[]) => as(town.ctx, aPerson(town.organ, ...roles))
const officer = () => someone('officer')

const kept = async (bytes: Uint8Array = page(), name = '名单.pdf') => value(await keepFile(ctx, { name, bytes }))
async function started(): Promise<Redaction> {
  const file = await kept()
  return value(await startRedaction(ctx, { organId: town.organ.id, fileId: file.id }))
}
const boxed = async ({ id, version }: Redaction) => value(await addBox(ctx, id, version, { ...AROUND, ...WHY }))
const FINISH = { name: '名单（公开版）.pdf', allPictures: false, withLog: true }

describe('a redaction', () => {
  it('makes a copy without what was hidden, with the log as last page, and leaves the original as it is', async () => {
    const redaction = await boxed(await started())
    const done = value(await finishRedaction(ctx, redaction.id, redaction.version, FINISH))
    assert.equal(done.state, 'finished')
    assert.deepEqual(done.treatments, [{ page: 1, picture: 'boxes' }])
    const copy = (await readFile(ctx, done.copyId!))!
    assert.equal(copy.file.name, '名单（公开版）.pdf')
    assert.ok(!everythingIn(copy.bytes).includes(ID))
    const original = (await readFile(ctx, done.fileId))!
    assert.ok(everythingIn(original.bytes).includes(ID))
    const events = (await story(ctx, 'redaction', done.id)).map(({ event }) => event)
    assert.deepEqual(events, ['redaction.started', 'redaction.boxed', 'redaction.finished'])
  })

  it('asks of every box where it lies, on which article it rests and what kind of thing it hides', async () => {
    const { id, version } = await started()
    const refused = async (over: Record<string, string>) =>
      code(await addBox(ctx, id, version, { ...AROUND, ...WHY, ...over }))
    assert.equal(await refused({ page: '2' }), 'redaction.page')
    assert.equal(await refused({ x: '' }), 'redaction.place')
    assert.equal(await refused({ width: '0.4' }), 'redaction.small')
    assert.equal(await refused({ x: '300' }), 'redaction.outside')
    assert.equal(await refused({ basis: '2019-19' }), 'redaction.basis')
    assert.equal(await refused({ basis: '2008-14-4' }), 'redaction.basis')
    assert.equal(await refused({ words: ' ' }), 'redaction.words')
    assert.equal(await refused({ words: `身份证号${ID}` }), 'redaction.words-tell')
    assert.equal(await refused({ whole: 'yes', x: '', y: '', width: '', height: '' }), 'ok')
  })

  it('can be changed until it ends, by one person at a time', async () => {
    const first = await boxed(await started())
    assert.equal(code(await addBox(ctx, first.id, first.version - 1, { ...AROUND, ...WHY })), 'redaction.stale')
    const empty = value(await removeBox(ctx, first.id, first.version, 1))
    assert.deepEqual(empty.boxes, [])
    assert.equal(code(await finishRedaction(ctx, empty.id, empty.version, FINISH)), 'redaction.no-boxes')
    const dropped = value(await dropRedaction(ctx, empty.id, empty.version))
    assert.equal(code(await addBox(ctx, dropped.id, dropped.version, { ...AROUND, ...WHY })), 'redaction.over')
    await assert.rejects(db.sql`update redactions set name = 'x' where id = ${dropped.id}`, /never changes/)
  })

  it('is begun again with the boxes drawn before', async () => {
    const redaction = await boxed(await started())
    const done = value(await finishRedaction(ctx, redaction.id, redaction.version, FINISH))
    const again = value(await startRedaction(ctx, { organId: town.organ.id, fileId: done.fileId }, done))
    assert.notEqual(again.id, done.id)
    assert.equal(again.boxes.length, 1)
    assert.equal((await findRedaction(ctx, done.id))!.copyId, done.copyId)
  })

  it('is refused for what is no PDF or cannot be opened, and a telling file name', async () => {
    const text = await kept(Buffer.from('words'), 'a.txt')
    assert.equal(code(await startRedaction(ctx, { organId: town.organ.id, fileId: text.id })), 'redaction.not-pdf')
    const broken = await kept(Buffer.from('%PDF-1.7\nnothing'), 'b.pdf')
    assert.equal(code(await startRedaction(ctx, { organId: town.organ.id, fileId: broken.id })), 'redaction.broken')
    const { id, version } = await boxed(await started())
    const telling = { ...FINISH, name: `${ID}.pdf` }
    assert.equal(code(await finishRedaction(ctx, id, version, telling)), 'redaction.name-tells')
  })

  it('belongs to the people who work on the information of its organ', async () => {
    const { id, version } = await started()
    const elsewhere = await anOrgan(town.ctx, `o${uuid().slice(-8)}`, '别的镇')
    for (const other of [as(town.ctx, aPerson(elsewhere, 'officer')), someone('supervisor'), someone('admin')])
      assert.match(code(await addBox(other, id, version, { ...AROUND, ...WHY })), /not-yours|other-organ/)
    assert.equal((await listRedactions(ctx, { organId: elsewhere.id }, 1)).total, 0)
  })
})

describe('in a review', () => {
  async function asked() {
    const file = await kept()
    const preparedBy = { accountId: uuid(), name: '党政办信息员' }
    const reviewId = value(
      await openReview(ctx, {
        subject: { kind: 'disclosure', id: uuid(), version: 1 },
        organId: town.organ.id,
        title: '名单',
        parts: [{ label: '正文', text: '见附件。' }],
        files: [{ id: file.id, name: file.name }],
        preparedBy,
      }),
    )
    return { file, reviewId }
  }
  const starting = ({ file, reviewId }: { file: { id: string }; reviewId: string }) =>
    startRedaction(ctx, { organId: town.organ.id, fileId: file.id, reviewId })

  it('the copy takes the place of the file, and what was found in it is answered for', async () => {
    const matter = await asked()
    assert.ok((await findReview(ctx, matter.reviewId))!.hits.some(({ blocks }) => blocks))
    const redaction = await boxed(value(await starting(matter)))
    assert.equal(value(await starting(matter)).id, redaction.id)
    const done = value(await finishRedaction(ctx, redaction.id, redaction.version, { ...FINISH, withLog: false }))
    const review = (await findReview(ctx, matter.reviewId))!
    assert.equal(review.files[0]!.publicId, done.copyId)
    assert.equal(review.files[0]!.note, '画框遮盖1处：身份证号')
    assert.ok(review.hits.filter(({ blocks }) => blocks).every(({ resolution }) => resolution === 'masked'))
  })

  it('is begun from the page of the review, by its organ alone', async () => {
    const { file, reviewId } = await asked()
    const form = `/console/redactions/new?review=${reviewId}&file=${file.id}`
    const desk = deskOf(town, redactionPlaces, aPerson(town.organ, 'officer'))
    assert.match((await desk.see(form)).text, /“名单”的附件：名单\.pdf/)
    const begun = await desk.send('/console/redactions/new', { review: reviewId, file: file.id })
    assert.equal(begun.status, 303)
    const elsewhere = await anOrgan(town.ctx, `o${uuid().slice(-8)}`, '外镇')
    const stranger = deskOf(town, redactionPlaces, aPerson(elsewhere, 'officer'))
    assert.doesNotMatch((await stranger.see(form)).text, /名单/)
    assert.equal((await stranger.send('/console/redactions/new', { review: reviewId, file: file.id })).status, 422)
    assert.equal((await desk.send('/console/redactions/new', {})).status, 422)
  })

  it('a box in the wrong place does not pass', async () => {
    const matter = await asked()
    const redaction = value(await starting(matter))
    const wrong = value(await addBox(ctx, redaction.id, redaction.version, { ...AROUND, ...WHY, y: '200' }))
    const done = await finishRedaction(ctx, wrong.id, wrong.version, FINISH)
    assert.equal(code(done), 'redaction.hits-left')
    assert.match(done.ok ? '' : done.refusal.says, /^第1页/)
    assert.equal((await findReview(ctx, matter.reviewId))!.files[0]!.publicId, null)
  })
})

describe('the pages', () => {
  it('show a page with its boxes, take one without a script, and give the copy and the log', async () => {
    const redaction = await started()
    const desk = deskOf(town, redactionPlaces, aPerson(town.organ, 'officer'))
    const at = `/console/redactions/${redaction.id}`
    const editor = await desk.see(at)
    assert.match(editor.text, /data-redaction-page/)
    assert.match(editor.text, /《条例》第十五条/)
    assert.doesNotMatch(editor.text, / style=/)
    const picture = await desk.ask(`${at}/pages/1`)
    assert.equal(picture.headers.get('content-type'), 'image/png')
    assert.equal(picture.headers.get('cache-control'), 'no-store')
    const wrong = await desk.send(`${at}/boxes`, { ...AROUND, words: '身份证号', version: '1' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /请选择遮盖的依据/)
    assert.match(wrong.text, /value="120"/)
    const sent = await desk.send(`${at}/boxes`, { ...AROUND, ...WHY, version: '1' })
    assert.deepEqual([sent.status, sent.to], [303, `${at}?page=1`])
    const done = await desk.send(`${at}/copy`, { name: '名单', version: '2', withLog: 'yes' })
    assert.equal(done.status, 303)
    assert.match((await desk.see(at)).text, /公开版已经生成/)
    const copy = await desk.ask(`${at}/copy`)
    assert.equal(copy.headers.get('content-type'), 'application/pdf')
    const log = await desk.see(`${at}/record`)
    assert.match(log.text, /身份证号/)
    assert.ok(!log.text.includes(ID))
    assert.equal((await desk.ask(`${at}/record.pdf`)).status, 200)
    assert.match((await desk.see('/console/redactions')).text, /名单\.pdf/)
  })

  it('give the original to nobody else: a supervisor reads the log and the copy only', async () => {
    const redaction = await boxed(await started())
    const at = `/console/redactions/${redaction.id}`
    const supervisor = deskOf(town, redactionPlaces, aPerson(town.organ, 'supervisor'))
    assert.equal((await supervisor.ask(`${at}/pages/1`)).status, 403)
    assert.equal((await supervisor.ask(at)).status, 403)
    assert.equal((await supervisor.ask(`${at}/record`)).status, 200)
    const elsewhere = await anOrgan(town.ctx, `o${uuid().slice(-8)}`, '另一镇')
    const stranger = deskOf(town, redactionPlaces, aPerson(elsewhere, 'officer'))
    for (const path of ['', '/pages/1', '/record', '/copy'])
      assert.equal((await stranger.ask(`${at}${path}`)).status, 404)
    assert.notEqual((await deskOf(town, redactionPlaces, null).ask(`${at}/pages/1`)).status, 200)
  })
})
