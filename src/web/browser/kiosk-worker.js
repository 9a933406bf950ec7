// Keeps a snapshot of what a kiosk shows, and answers from it when the line is down. It holds public pages and nothing else.
const SNAPSHOT = 'kiosk-'
const STATE = '/kiosk-state'
const PATIENCE = 6000

const stateOf = async (snapshot) => (await snapshot?.match(STATE))?.json() ?? null

/** The newest snapshot that is whole. */
async function kept() {
  const names = (await caches.keys()).filter((name) => name.startsWith(SNAPSHOT)).sort()
  for (const name of names.reverse()) {
    const snapshot = await caches.open(name)
    if (await snapshot.match(STATE)) return snapshot
  }
  return null
}

/** A line that answers too late is down. */
const ask = (request) =>
  Promise.race([
    fetch(request),
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('no answer in time')), PATIENCE)
    }),
  ])

/** Takes everything anew beside what is there; only a whole snapshot takes its place. */
async function keep(list) {
  const answer = await fetch(list, { cache: 'no-store' })
  if (!answer.ok) return
  const { pages, missing } = await answer.clone().json()
  const at = Date.now()
  const name = `${SNAPSHOT}${at}`
  const fresh = await caches.open(name)
  try {
    await fresh.put(list, answer)
    for (const page of pages) {
      const response = await fetch(page, { cache: 'no-cache' })
      // Withdrawn between the list and now: the next snapshot knows.
      if (response.status === 404 || response.status === 410) continue
      if (!response.ok || response.redirected) throw new Error(`${response.status} ${page}`)
      await fresh.put(page, response)
    }
    // The state comes last: a snapshot without it is not whole.
    await fresh.put(STATE, new Response(JSON.stringify({ at, missing })))
  } catch {
    await caches.delete(name)
    return
  }
  for (const other of await caches.keys()) if (other.startsWith(SNAPSHOT) && other !== name) await caches.delete(other)
  for (const client of await self.clients.matchAll()) client.postMessage('kept')
}

async function fromSnapshot(request) {
  const snapshot = await kept()
  const found = await snapshot?.match(request)
  if (found) return found
  if (request.mode !== 'navigate') return null
  if (/\/search$/.test(new URL(request.url).pathname))
    return (await snapshot?.match(request, { ignoreSearch: true })) ?? null
  const state = await stateOf(snapshot)
  return state ? ((await snapshot.match(state.missing)) ?? null) : null
}

async function answer(request) {
  try {
    const response = await ask(request)
    // A proxy before a program that is down speaks for nobody.
    if (![502, 503, 504].includes(response.status)) return response
    return (await fromSnapshot(request)) ?? response
  } catch (error) {
    const found = await fromSnapshot(request)
    if (found) return found
    throw error
  }
}

async function line(request) {
  const at = (await stateOf(await kept()))?.at ?? null
  const up = await ask(request).then(
    ({ ok }) => ok,
    () => false,
  )
  return Response.json({ up, syncedAt: at })
}

let keeping = null

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  if (typeof event.data?.keep !== 'string') return
  keeping ??= keep(event.data.keep).finally(() => {
    keeping = null
  })
  event.waitUntil(keeping)
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  event.respondWith(/\/kiosk\/[^/]+\/line$/.test(url.pathname) ? line(request) : answer(request))
})
