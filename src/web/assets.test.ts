import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assetRoutes } from './assets.ts'

const get = (path: string, headers = {}) => assetRoutes.request(path, { headers })

describe('style sheets and scripts', () => {
  it('are put together from their parts, and name no other host', async () => {
    const css = await (await get('/portal.css')).text()
    assert.match(css, /--main:.*\.site-head.*@page/s)
    assert.doesNotMatch(css, /@import|url\(["']?(https?:)?\/\//)
  })

  it('bring the library to the console only', async () => {
    assert.match(await (await get('/console.css')).text(), /--tblr-/)
    assert.doesNotMatch(await (await get('/portal.css')).text(), /--tblr-/)
  })

  it('travel packed when the browser can unpack', async () => {
    const response = await get('/console.css', { 'accept-encoding': 'gzip, br' })
    assert.equal(response.headers.get('content-encoding'), 'gzip')
    assert.ok((await response.arrayBuffer()).byteLength < 120_000)
  })

  it('are kept for good only under the address of their own version', async () => {
    assert.equal((await get('/portal.css?v=old')).headers.get('cache-control'), 'no-cache')
  })

  it('are a closed list', async () => {
    assert.equal((await get('/..%2fassets.ts')).status, 404)
    assert.equal((await get('/constructor')).status, 404)
  })
})
