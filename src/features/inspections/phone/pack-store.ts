/** Fetches the task pack and keeps it sealed; the page itself is kept by the service worker. */
import { DEVICE_CACHE } from '@/ui/device-data'
import type { SentPack, TaskPack } from '../task-pack'
import { lateShapes } from './late-shapes'
import { forget, keepKey, keepSealed, openSealed, sealedRecords } from './sealed-store'

const PACK = 'pack'
const WORKER = '/inspections-sw.js'
/** Scripts and styles as the page's text names them. */
const ASSETS = /\/_next\/static\/[^"'\\\s)<>]+/g
export const PAGE = '/inspections'

export interface KeptPack {
  pack: TaskPack
  keyId: string
}

/** Whether this browser can take work along: only on https (or this machine itself) does it have the means. */
export const canTakeAlong = (): boolean => typeof navigator !== 'undefined' && 'serviceWorker' in navigator && typeof crypto !== 'undefined' && 'subtle' in crypto

/** The kept pack of a person, or null. One that has expired, or is another person's, is forgotten. */
export async function keptPack(userId: string, at: Date): Promise<KeptPack | null> {
  const record = (await sealedRecords()).find(({ id }) => id === PACK)
  if (!record) return null
  const pack = record.userId === userId ? ((await openSealed(record)) as TaskPack | null) : null
  if (pack && new Date(pack.expiresAt) > at) return { pack, keyId: record.keyId }
  await forget(PACK)
  return null
}

export const replacePack = ({ pack, keyId }: KeptPack): Promise<void> => keepSealed({ id: PACK, kind: 'pack', userId: pack.userId, keyId }, pack.madeAt, pack)

/** Downloads the pack, keeps it sealed, and has the page kept for use without a network. @throws Error `signed-out` or a network's */
export async function downloadPack(): Promise<KeptPack> {
  await lateShapes()
  const response = await fetch('/inspections/pack')
  if (!response.ok) throw new Error(response.status === 401 ? 'signed-out' : 'refused')
  const { pack, key } = (await response.json()) as SentPack
  const keyId = await keepKey(key)
  const kept = { pack, keyId }
  await replacePack(kept)
  await keepPage()
  return kept
}

/** Registers the worker and hands it what the page is made of. */
async function keepPage(): Promise<void> {
  await activated(await navigator.serviceWorker.register(WORKER, { scope: PAGE }))
  const page = await fetch(PAGE, { cache: 'reload' })
  if (!page.ok || page.redirected) return
  const named = [...(await page.clone().text()).matchAll(ASSETS)].map((found) => new URL(found[0], location.origin).href)
  const made = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${location.origin}/_next/static/`))
  const cache = await caches.open(DEVICE_CACHE)
  await Promise.all([...new Set([...made, ...named, '/icon.svg', '/manifest.webmanifest'])].map((address) => cache.add(address).catch(() => undefined)))
  await cache.put(PAGE, page)
}

/** Not the browser's own `ready`: that never comes for a page which was reached from one outside of the worker's scope. */
function activated({ installing, waiting, active }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting ?? active
  return new Promise((resolve) => {
    const look = () => {
      if (!worker || worker.state === 'activated' || worker.state === 'redundant') resolve()
    }
    worker?.addEventListener('statechange', look)
    look()
  })
}
