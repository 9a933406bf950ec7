import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '../calendar/day.ts'
import { checkPhoto, distance, LARGEST_PHOTO, remarksOn } from './photos/rules.ts'
import { dueIn, periodOf, periodSays } from './schedule/periods.ts'
import { BoardSettings, DEFAULT_SETTINGS } from './settings.ts'
import { lastDayOf, STAGES, stageOf, stageSays, type TaskDays } from './stages.ts'

const task = (over: Partial<Record<keyof TaskDays, unknown>> = {}): TaskDays =>
  ({
    dueOn: '2026-11-20',
    postedOn: null,
    endsOn: null,
    removedOn: null,
    photos: 0,
    cancelled: false,
    ...over,
  }) as TaskDays
const posted = (over: Partial<Record<keyof TaskDays, unknown>> = {}) =>
  task({ postedOn: '2026-11-18', endsOn: '2026-11-28', photos: 1, ...over })

describe('the stage of a task', () => {
  const at = (of: TaskDays, today: string) => stageOf(of, day(today), DEFAULT_SETTINGS)

  it('before it is up goes by the due day, which is still in time', () => {
    assert.deepEqual(
      ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'].map((today) => at(task(), today)),
      ['waiting', 'near', 'near', 'overdue'],
    )
    assert.equal(stageSays(task(), 'overdue', day('2026-11-28')), '逾期8天未张贴')
  })
  it('once it is up goes by the 公示期, whose last day is whole', () => {
    assert.equal(at(posted(), '2026-11-28'), 'showing')
    assert.equal(at(posted(), '2026-11-29'), 'due')
    assert.equal(at(posted(), '2026-12-05'), 'due')
    assert.equal(at(posted(), '2026-12-06'), 'overstayed')
    assert.equal(at(posted({ removedOn: '2026-11-29' }), '2026-12-06'), 'done')
  })
  it('does not forget a missing photograph, not even when all is taken down', () => {
    assert.equal(at(posted({ photos: 0 }), '2026-11-20'), 'unproved')
    assert.equal(at(posted({ photos: 0, removedOn: '2026-11-29' }), '2026-12-06'), 'unproved')
  })
  it('is over when it was cancelled, whatever its days', () =>
    assert.equal(at(task({ cancelled: true }), '2027-01-01'), 'cancelled'))
  it('never counts the day it was put up', () => assert.equal(lastDayOf(day('2026-11-18'), 10), '2026-11-28'))
  it('is one of the list, and says something, whatever the days', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 40 }),
        fc.option(fc.integer({ min: -20, max: 20 })),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        fc.nat(2),
        (shift, up, days, down, photos) => {
          const today = day('2026-11-20')
          const postedOn = up === null ? null : addDays(today, up)
          const endsOn = postedOn && lastDayOf(postedOn, days)
          const one = task({ dueOn: addDays(today, shift), postedOn, endsOn, removedOn: down ? endsOn : null, photos })
          const stage = stageOf(one, today, DEFAULT_SETTINGS)
          assert.ok(stage in STAGES)
          assert.ok(stageSays(one, stage, today).length > 0)
          assert.equal(['waiting', 'near', 'overdue'].includes(stage), postedOn === null)
        },
      ),
    ))
})

describe('a photograph', () => {
  const code = (name: string, size: number, kind: string | null) => {
    const done = checkPhoto(name, size, kind)
    return done.ok ? 'ok' : done.refusal.code
  }
  it('is JPEG or PNG and has at most 20 MB; what is refused says what to do', () => {
    assert.equal(code('a.jpg', LARGEST_PHOTO, 'jpg'), 'ok')
    assert.equal(code('a.png', 1, 'png'), 'ok')
    assert.equal(code('a.jpg', 50 * 1024 * 1024, 'jpg'), 'boards.photo-large')
    assert.equal(code('IMG_1.HEIC', 1, 'heic'), 'boards.photo-heic')
    assert.equal(code('IMG_1.jpg', 1, 'heic'), 'boards.photo-heic', 'whatever it is called')
    assert.equal(code('a.jpg', 1, 'pdf'), 'boards.photo-kind')
    const large = checkPhoto('a.jpg', 50 * 1024 * 1024, 'jpg')
    assert.match(large.ok ? '' : `${large.refusal.says}${large.refusal.fix}`, /50\.0 MB，每张最多20 MB.*日期已经填好/)
  })

  const sent = {
    takenAt: new Date('2026-11-18T02:00:00Z'),
    latitude: null,
    longitude: null,
    sentAt: new Date('2026-11-18T02:05:00Z'),
    alsoElsewhere: false,
  }
  const about = { orderedAt: new Date('2026-11-16T08:00:00Z'), day: day('2026-11-18'), verb: '张贴' as const }
  const nowhere = { latitude: null, longitude: null }
  const said = (
    photo: Record<string, unknown>,
    board: { latitude: number | null; longitude: number | null } = nowhere,
  ) => remarksOn({ ...sent, ...photo } as never, about, board, 1000)

  it('that fits gets no remark', () => assert.deepEqual(said({}), []))
  it('that lies is told on: too early, from the future, another day, another place, used twice, or mute', () => {
    assert.match(said({ takenAt: new Date('2026-11-10T02:00:00Z') }).join(), /早于布置时间.*相差8天/)
    assert.match(said({ takenAt: new Date('2027-01-01T02:00:00Z') }).join(), /晚于上传时间/)
    assert.deepEqual(said({ takenAt: null }), ['照片里没有拍摄时间'])
    assert.deepEqual(said({ latitude: 24.95, longitude: 118.4 }, { latitude: 24.95, longitude: 118.6 }), [
      '拍摄地点距公示栏约20公里',
    ])
    assert.deepEqual(said({ latitude: 24.95, longitude: 118.4 }, { latitude: 24.951, longitude: 118.4 }), [])
    assert.deepEqual(said({ alsoElsewhere: true }), ['同一张照片也用在别的公示上'])
  })
  it('is as far from its board as the earth is round', () => {
    assert.equal(distance({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 0 }), 0)
    assert.equal(Math.round(distance({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })! / 1000), 20015)
    assert.equal(distance(nowhere, { latitude: 1, longitude: 1 }), null)
  })
})

describe('村务公开 again and again', () => {
  it('has a period for every day, and a due day in it or at its beginning', () => {
    assert.equal(periodOf('monthly', day('2026-11-28')), '2026-11')
    assert.equal(periodOf('quarterly', day('2026-11-28')), '2026-Q4')
    assert.equal(dueIn('monthly', day('2026-11-28'), 25), '2026-11-25')
    assert.equal(dueIn('quarterly', day('2026-11-28'), 20), '2026-10-20')
    assert.equal(periodSays('2026-Q4'), '2026年第四季度')
    assert.equal(periodSays('2026-03'), '2026年3月')
  })
  it('is due in the same period, whatever the day', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 28 }), (shift, due) => {
        const today: Day = addDays(day('2020-01-01'), shift)
        for (const rhythm of ['monthly', 'quarterly'] as const)
          assert.equal(periodOf(rhythm, dueIn(rhythm, today, due)), periodOf(rhythm, today))
      }),
    ))
})

it('settings say what is wrong with them, and where', () => {
  const wrong = BoardSettings.safeParse({ noticeDays: '0' })
  assert.equal(wrong.error?.issues[0]?.message, '公示期：在1到365之间')
  assert.equal(BoardSettings.parse({ dueDays: '5' }).dueDays, 5)
})
