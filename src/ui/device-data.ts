/**
 * What pages may leave on a device that is taken along: one database (records sealed with the session's key) and one cache
 * of the page itself. Everything goes when its owner logs out.
 */
export const DEVICE_DATABASE = 'tariff-audit-device'
export const DEVICE_CACHE = 'tariff-audit-page'
export const STORES = ['keys', 'sealed'] as const

const VERSION = 1

let cleared = false

/** Whether this page has forgotten what was taken along: it must not begin anew before someone logs in. */
export const isDeviceCleared = (): boolean => cleared

/** @throws DOMException when the browser keeps no data (private windows of some), Error when it was cleared by a log-out */
export function openDevice(): Promise<IDBDatabase> {
  if (cleared) return Promise.reject(new Error('the device was cleared'))
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DEVICE_DATABASE, VERSION)
    request.onupgradeneeded = () => {
      for (const store of STORES) if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath: 'id' })
    }
    request.onsuccess = () => {
      const opened = request.result
      // Another tab that deletes the database must not wait for this one.
      opened.onversionchange = () => opened.close()
      resolve(opened)
    }
    request.onerror = () => reject(request.error ?? new Error('no database on this device'))
  })
}

/** How many visits wait to be sent or are being filled in. */
export async function unsentRecords(): Promise<number> {
  if (typeof indexedDB === 'undefined') return 0
  const known = await indexedDB.databases?.()
  if (known && !known.some(({ name }) => name === DEVICE_DATABASE)) return 0
  const device = await openDevice()
  try {
    return await new Promise((resolve, reject) => {
      const request = device.transaction('sealed').objectStore('sealed').getAll() as IDBRequest<{ kind: string }[]>
      request.onsuccess = () => resolve(request.result.filter(({ kind }) => kind !== 'pack').length)
      request.onerror = () => reject(request.error ?? new Error('unreadable'))
    })
  } finally {
    device.close()
  }
}

/** Forgets everything that was taken along. */
export async function clearDevice(): Promise<void> {
  cleared = true
  if (typeof caches !== 'undefined') await caches.delete(DEVICE_CACHE)
  if (typeof indexedDB === 'undefined') return
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(DEVICE_DATABASE)
    request.onsuccess = () => resolve()
    request.onerror = () => resolve()
    request.onblocked = () => resolve()
  })
}

const LEAVING = 'tariff-audit-leaving'

/** Who logged out without a network is logged out by the next page that has one. */
export const rememberLeaving = (): void => localStorage.setItem(LEAVING, '1')

export const isLeaving = (): boolean => localStorage.getItem(LEAVING) !== null

/** Whoever logs in anew stays, and may take things along. */
export function forgetLeaving(): void {
  cleared = false
  localStorage.removeItem(LEAVING)
}
