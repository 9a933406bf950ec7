import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('../src/', import.meta.url))

/** Imports run towards the front of this list, or stay inside a row. Files at the root of src/ and the last row put it all together. */
const FLOORS = [
  ['calendar', 'law', 'db'],
  ['jobs', 'typeset', 'web'],
  ['ledger'],
  ['files', 'search'],
  ['mail'],
  ['organs', 'holidays'],
  ['staff'],
  ['review'],
  ['documents'],
  ['disclosures'],
  ['applications', 'services', 'subscriptions', 'boards'],
  ['feedback'],
  ['reports'],
  ['reading'],
  ['selfcheck'],
  ['workbench', 'demo'],
  ['commands'],
] as const

/** Words everything stands on: they import nothing but each other. */
const GROUND = new Set(['context.ts', 'result.ts', 'roles.ts', 'settings.ts'])

/** The two site maps list every chapter's places; they belong to the top of the house although they lie in web/. */
const MAPS = new Set(['web/portal.ts', 'web/console.ts'])

/** Rules: they may import only rules and the ground. */
const PURE = [
  /^(context|result|roles)\.ts$/,
  /^calendar\//,
  /^law\//,
  /^reports\/rollup\/(consolidation|suppression|topics)\.ts$/,
  /^review\/screening\/(?!extraction\/|file\.ts|.*testing\.ts)/,
  /^reports\/checks\/(?!.*\.test\.ts)/,
  /^reports\/figures\/(?!testing\.ts)/,
  /^reports\/audit\/(?!files\/|places\.ts|.*\.tsx$)/,
  /\/(lifecycle|rules|figures|text|document|differences|correction|words|json|csv|schema|provenance|printed|changes|deadlines|outcomes|channels|validity|categories|withdrawals|body|diff|highlight|tokens|numbers|canonical|facets|names|kinds|model|titles|duties|years|settings|common-passwords|password-rules|events|checklist|basis|attributes|approvals|stages|forwarding|official|receipt|periods)\.ts$/,
]

type File = { name: string; imports: { target: string; from: string; typeOnly: boolean }[]; text: string }

const files: File[] = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('web/browser/'))
  .map((name) => name.replaceAll('\\', '/'))
  .map((name) => {
    const text = readFileSync(join(home, name), 'utf8')
    const imports = [...text.matchAll(/^(import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gm)].map((match) => ({
      typeOnly: Boolean(match[2]),
      from: match[3]!,
      target: match[3]!.startsWith('.') ? normalize(join(dirname(name), match[3]!)).replaceAll('\\', '/') : match[3]!,
    }))
    return { name, imports, text }
  })

const chapter = (name: string) => (name.includes('/') ? name.split('/')[0]! : null)
const floor = (name: string) => FLOORS.findIndex((row) => (row as readonly string[]).includes(chapter(name) ?? ''))
const isTesting = (name: string) => /(^|\/)testing\.tsx?$/.test(name)

describe('the house stands', () => {
  it('with every folder on a floor', () => {
    const known = new Set<string>(FLOORS.flat())
    const folders = new Set(files.map(({ name }) => chapter(name)).filter((one) => one !== null))
    assert.deepEqual(
      [...folders].filter((one) => !known.has(one)),
      [],
    )
  })

  it('with imports running one way', () => {
    const wrong = files
      .filter(({ name }) => chapter(name) !== null && !MAPS.has(name) && !isTesting(name))
      .flatMap(({ name, imports }) =>
        imports
          .filter(({ target, from }) => from.startsWith('.') && chapter(target) !== chapter(name))
          .filter(({ target, typeOnly }) => {
            if (chapter(target) === null) return !GROUND.has(target) && chapter(name) !== 'commands'
            return floor(target) > floor(name) || (floor(target) === floor(name) && !typeOnly && floor(name) > 1)
          })
          .map(({ target }) => `${name} → ${target}`),
      )
    assert.deepEqual(wrong, [])
  })

  it('with only stores speaking to the database', () => {
    const may = /(^|\/)store\.ts$|^(db|jobs|ledger)\/|^commands\/examination\.ts$/
    const speaks = /\bsql(<[^>]*>)?`/
    assert.deepEqual(
      files
        .filter(({ name, text }) => !may.test(name) && !isTesting(name) && speaks.test(text))
        .map(({ name }) => name),
      [],
    )
  })

  it('with rules that know nothing but rules', () => {
    const isPure = (name: string) => PURE.some((pattern) => pattern.test(name))
    const outside = new Set(['zod'])
    const wrong = files
      .filter(({ name }) => isPure(name))
      .flatMap(({ name, imports }) =>
        imports
          .filter(({ typeOnly }) => !typeOnly)
          .filter(({ from, target }) => (from.startsWith('.') ? !isPure(target) : !outside.has(from)))
          .map(({ from }) => `${name} → ${from}`),
      )
    assert.deepEqual(wrong, [])
  })

  it('with HTML only in .tsx files', () => {
    const wrong = files.filter(
      ({ name, imports }) => name.endsWith('.ts') && imports.some(({ from }) => from === 'hono/jsx'),
    )
    assert.deepEqual(
      wrong.map(({ name }) => name).filter((name) => name !== 'web/here.ts'),
      [],
    )
  })

  it('with a page that explains each room', () => {
    const rooms = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const bare = rooms.filter((room) => !readdirSync(join(home, room.name)).includes('README.md'))
    assert.deepEqual(
      bare.map((room) => relative(home, join(home, room.name))),
      [],
    )
  })
})
