import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rendered } from '../../../test/support/page.tsx'
import { Choices, Field, FileField, RefusalBox, Select, TextArea } from './index.ts'

const refusal = { code: 'test.day', says: '请填写成文日期', fix: '格式如 2017-05-18', field: 'day' }
const HOSTILE = '"><script>alert(1)</script>'

describe('a field', () => {
  it('has a label that points at its control', async () => {
    const html = await rendered(
      <>
        <Field label="标题" name="title" />
        <TextArea label="概述" name="summary" />
        <Select label="类别" name="category" options={[]} />
        <FileField label="附件" name="file" />
      </>,
    )
    const targets = [...html.matchAll(/<label class="form-label" for="([^"]+)"/g)].map((match) => match[1])
    assert.deepEqual(targets, ['f-title', 'f-summary', 'f-category', 'f-file'])
    for (const id of targets) assert.match(html, new RegExp(`<(input|textarea|select) id="${id}"`))
  })

  it('is described by its hint and, when refused, by the problem first', async () => {
    const html = await rendered(<Field label="成文日期" name="day" type="date" hint="落款的日期" refusal={refusal} />)
    assert.match(html, /aria-invalid="true" aria-describedby="f-day-problem f-day-hint"/)
    assert.match(html, /<div id="f-day-problem" class="problem">请填写成文日期。格式如 2017-05-18<\/div>/)
    assert.match(html, /<div id="f-day-hint" class="form-hint">落款的日期<\/div>/)
  })

  it('stays unmarked when the refusal points elsewhere', async () => {
    const html = await rendered(<Field label="标题" name="title" refusal={refusal} />)
    assert.doesNotMatch(html, /aria-invalid|problem/)
  })

  it('shows what was typed, harmlessly', async () => {
    const html = await rendered(
      <>
        <Field label="标题" name="title" value={HOSTILE} />
        <TextArea label="概述" name="summary" value={`</textarea>${HOSTILE}`} />
        <Select label={HOSTILE} name="category" value={HOSTILE} options={[{ value: HOSTILE, label: HOSTILE }]} />
      </>,
    )
    assert.doesNotMatch(html, /<script/)
    assert.equal(html.match(/<\/textarea>/g)?.length, 1)
    assert.match(html, /value="&quot;&gt;&lt;script&gt;/)
  })
})

describe('a group of choices', () => {
  const options = [
    { value: 'site', label: '网站' },
    { value: 'board', label: '公开栏' },
  ]

  it('keeps what was chosen', async () => {
    const html = await rendered(<Choices legend="公开方式" name="channels" many options={options} value={['board']} />)
    assert.match(html, /value="board" checked=""/)
    assert.doesNotMatch(html, /value="site" checked/)
  })

  it('can be reached from the refusal box: the link leads to its first option', async () => {
    const problem = { code: 'test.channels', says: '请选择公开方式', field: 'channels' }
    const html = await rendered(
      <>
        <RefusalBox refusal={problem} />
        <Choices legend="公开方式" name="channels" many options={options} refusal={problem} />
      </>,
    )
    assert.match(html, /<a href="#f-channels">请选择公开方式<\/a>/)
    assert.match(html, /<input id="f-channels" type="checkbox"/)
  })
})

describe('the refusal box', () => {
  it('says what is wrong, what to do, and links to the field', async () => {
    const html = await rendered(<RefusalBox refusal={refusal} />)
    assert.match(html, /role="alert"/)
    assert.match(html, /<a href="#f-day">请填写成文日期<\/a>/)
    assert.match(html, /格式如 2017-05-18/)
  })

  it('is not there when nothing was refused', async () => assert.equal(await rendered(<RefusalBox />), ''))
})
