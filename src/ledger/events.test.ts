import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { consoleMap } from '../web/console.ts'
import { portalMap } from '../web/portal.ts'
import { EVENTS, labelOf } from './events.ts'

const SOURCE = join(import.meta.dirname, '..')

/** Every event the program can write, as its chapters name them. */
async function eventsNamed(): Promise<Map<string, string>> {
  const chapters =
    'organs|staff|meetings|documents|disclosures|applications|services|reports|holidays|review|mail|tray|digest|selfcheck'
  const named = new Map<string, string>()
  for (const file of await readdir(SOURCE, { recursive: true })) {
    const isRecorded = /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.endsWith('ledger/events.ts')
    if (!isRecorded) continue
    const text = await readFile(join(SOURCE, file), 'utf8')
    const written = new RegExp(`(?:event\\b[^'\\n]*|\\? |: |step\\([^)]*)'((?:${chapters})\\.[a-z-]+)'`, 'g')
    for (const line of text.split('\n'))
      if (/event|audit|step\(/.test(line)) for (const [, event] of line.matchAll(written)) named.set(event!, file)
  }
  return named
}

describe('every event has a name that people understand', () => {
  it('wherever it is written down', async () => {
    const missing = [...(await eventsNamed())].filter(([event]) => !(event in EVENTS))
    assert.deepEqual(missing, [])
  })
  it('at every address that takes a step', () => {
    const audited = [...consoleMap, ...portalMap].flatMap((place) =>
      place.method === 'post' && place.audit !== null ? [place.audit] : [],
    )
    assert.deepEqual(
      audited.filter((event) => !(event in EVENTS)),
      [],
    )
  })
  it('and one we do not know is shown as it is', () => assert.equal(labelOf('strange.event'), 'strange.event'))
})
