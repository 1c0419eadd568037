// Keeps the inspection page usable without a network: the page and its scripts, nothing personal. What the page needs it puts
// into the cache itself when a task pack is downloaded; logging out deletes the cache.
const CACHE = 'tariff-audit-page'
const PAGE = '/inspections'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && url.pathname === PAGE) event.respondWith(pageFrom(request))
  else if (url.pathname.startsWith('/_next/static/') || url.pathname === '/icon.svg' || url.pathname === '/manifest.webmanifest') event.respondWith(assetFrom(request))
})

// The network's page is fresher (another build, another person); the kept one serves where there is none.
async function pageFrom(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(PAGE)
    if (kept) return kept
    throw error
  }
}

// Names of assets change with their content.
async function assetFrom(request) {
  const kept = await caches.match(request, { cacheName: CACHE })
  return kept ?? fetch(request)
}
