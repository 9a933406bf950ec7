import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { screenText } from '../src/review/screening/screen.ts'
import { median, type Row, times } from './harness.ts'
import { type Made, makeDocument } from './screen-corpus.ts'

const DOCUMENTS = 10_000
const PAGES = 300
const RIPGREP = ['/usr/bin/rg', '/usr/local/bin/rg'].find((path) => existsSync(path))
const PROGRAM = join(import.meta.dirname, '../bin/gongkai')

/** The patterns of the numbers alone: no check digits, no look at the words around, nothing hidden. */
const PATTERNS = [
  String.raw`[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]`,
  String.raw`1[3-9]\d{9}`,
  String.raw`\d{15,19}`,
  '[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}',
  String.raw`[EGDSPH][A-Z]?\d{7,8}`,
]

/** Screening of a generated corpus: how much is found, how much of it rightly, and how fast; then one long DOCX. */
export async function screen(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-screen-'))
  try {
    const corpus = join(folder, 'corpus')
    await mkdir(corpus)
    const made = Array.from({ length: DOCUMENTS }, (_, seed) => makeDocument(seed))
    for (const [i, { text }] of made.entries()) await writeFile(join(corpus, `${i}.txt`), text)
    return [...accuracy(made), ...(await speed(made, corpus)), await longDocument(folder)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function accuracy(made: Made[]): Row[] {
  let planted = 0
  let found = 0
  let hits = 0
  let right = 0
  const misses = new Map<string, number>()
  for (const document of made) {
    const results = screenText(document.text)
    const fits = (one: Made['planted'][number]) => (hit: { kind: string; start: number; end: number }) =>
      hit.kind === one.kind && hit.start <= one.start && hit.end >= one.end
    planted += document.planted.length
    hits += results.length
    right += results.filter((hit) => document.planted.some((one) => fits(one)(hit))).length
    for (const one of document.planted)
      if (results.some(fits(one))) found++
      else misses.set(`missed ${one.kind}`, (misses.get(`missed ${one.kind}`) ?? 0) + 1)
    for (const hit of results)
      if (!document.planted.some((one) => fits(one)(hit)))
        misses.set(`wrong ${hit.kind}`, (misses.get(`wrong ${hit.kind}`) ?? 0) + 1)
  }
  process.stdout.write(
    `  ${made.length} documents, ${planted} planted, ${found} found; ${hits} hits, ${right} right ${JSON.stringify(Object.fromEntries(misses))}\n`,
  )
  const goal = { kind: '>=', ratio: 1 } as const
  return [
    { what: 'recall', ours: (found / planted) * 100, peer: 100, peerName: 'required', unit: '%', goal },
    { what: 'precision', ours: (right / hits) * 100, peer: 98, peerName: 'required', unit: '%', goal },
  ]
}

async function speed(made: Made[], corpus: string): Promise<Row[]> {
  const names = readdirSync(corpus)
  const megabytes = made.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6
  // Per core: what the processor spent, not what the clock on a shared machine says.
  const inMemory = () => {
    const before = process.cpuUsage()
    for (const { text } of made) screenText(text)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const onDisk = () => {
    for (const name of names) screenText(readFileSync(join(corpus, name)).toString())
  }
  const ripgrep = () => {
    const args = [
      '-j1',
      '--no-config',
      '--no-filename',
      '-o',
      ...PATTERNS.flatMap((pattern) => ['-e', pattern]),
      corpus,
    ]
    spawnSync(RIPGREP!, args, { stdio: 'ignore' })
  }
  const memory: number[] = []
  const disk: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < 5; round++) {
    if (round === 0) inMemory()
    memory.push(inMemory())
    disk.push(...(await times(1, onDisk, round === 0 ? 1 : 0)))
    if (RIPGREP) theirs.push(...(await times(1, ripgrep, round === 0 ? 1 : 0)))
  }
  const rate = (milliseconds: number[]) => megabytes / (median(milliseconds) / 1000)
  const goal = { kind: '>=', ratio: 1 } as const
  const rows: Row[] = [
    {
      what: 'screening text in memory, per second of one core',
      ours: rate(memory),
      peer: 20,
      peerName: 'required',
      unit: 'MB/s',
      goal,
    },
  ]
  process.stdout.write(`  the corpus has ${megabytes.toFixed(0)} MB\n`)
  if (RIPGREP)
    rows.push({
      what: 'screening the corpus from disk, one core',
      ours: rate(disk),
      peer: rate(theirs),
      peerName: 'ripgrep -j1 with the digit patterns',
      unit: 'MB/s',
      goal: { kind: '>=', ratio: 0.25 },
    })
  else process.stdout.write('  not measured: ripgrep is not installed (apt-get install ripgrep)\n')
  return rows
}

/** Pages of 22 lines of 28 characters (GB/T 9704), in runs as Word writes them, with a table on every tenth page. */
async function longDocument(folder: string): Promise<Row> {
  const run = (text: string) =>
    `<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
  const paragraph = (text: string) =>
    `<w:p><w:pPr><w:spacing w:line="560"/></w:pPr>${(text.match(/.{1,9}/g) ?? []).map(run).join('')}</w:p>`
  const cell = (text: string) => `<w:tc><w:tcPr><w:tcW w:w="2000"/></w:tcPr>${paragraph(text)}</w:tc>`
  let body = ''
  for (let page = 0, seed = 50_000; page < PAGES; page++) {
    let text = ''
    while (text.length < 22 * 28) text += makeDocument(seed++).text.replace(/[^\u4e00-\u9fa5，。\d]/g, '')
    for (let at = 0; at < 22 * 28; at += 140) body += paragraph(text.slice(at, at + 140))
    if (page % 10 === 0)
      for (let row = 0; row < 20; row++)
        body += `<w:tbl><w:tr>${[row, '甲', 13812340000 + page, '低'].map((one) => cell(String(one))).join('')}</w:tr></w:tbl>`
    body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
  }
  const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
  const file = join(folder, 'long.docx')
  await writeFile(file, zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(xml) }))
  const program = () => {
    try {
      execFileSync(PROGRAM, ['screen', '--json', file], { stdio: 'ignore' })
    } catch (error) {
      if ((error as { status?: number }).status !== 1) throw error
    }
  }
  return {
    what: `a DOCX of ${PAGES} pages by bin/gongkai screen, start and end of the program included`,
    ours: median(await times(3, program, 1)) / 1000,
    peer: 3,
    peerName: 'allowed',
    unit: 's',
    goal: { kind: '<=', ratio: 1 },
  }
}
