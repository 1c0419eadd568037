/** Records on the phone, each sealed with the session's key (AES-GCM); the key itself cannot be read out of the browser. */
import { openDevice, type STORES } from '@/ui/device-data'

interface KeptKey {
  id: string
  key: CryptoKey
}

export interface SealedRecord {
  id: string
  kind: 'pack' | 'visit' | 'draft'
  /** Whose it is: another person's records are neither shown nor sent. */
  userId: string
  keyId: string
  createdAt: string
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}

const answered = <Answer>(request: IDBRequest<Answer>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the device refused'))
  })

async function inStore<Answer>(store: (typeof STORES)[number], mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Answer>): Promise<Answer> {
  const device = await openDevice()
  try {
    const transaction = device.transaction(store, mode)
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error ?? new Error('the device refused'))
      transaction.onabort = () => reject(transaction.error ?? new Error('the device refused'))
    })
    const answer = await answered(work(transaction.objectStore(store)))
    await done
    return answer
  } finally {
    device.close()
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** Keeps a session's key. @returns what it is known by */
export async function keepKey(base64: string): Promise<string> {
  const raw = bytesOf(base64)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw))
  const id = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  await inStore('keys', 'readwrite', (store) => store.put({ id, key } satisfies KeptKey))
  return id
}

async function keyOf(id: string): Promise<CryptoKey | null> {
  const kept = (await inStore('keys', 'readonly', (store) => store.get(id) as IDBRequest<KeptKey | undefined>)) ?? null
  return kept && kept.key
}

/** Seals a value and keeps it. @throws Error when the key is gone */
export async function keepSealed(record: Pick<SealedRecord, 'id' | 'kind' | 'userId' | 'keyId'>, createdAt: string, value: unknown): Promise<void> {
  const key = await keyOf(record.keyId)
  if (!key) throw new Error('the key is gone')
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(value)))
  await inStore('sealed', 'readwrite', (store) => store.put({ ...record, createdAt, iv, data } satisfies SealedRecord))
}

/** Opens a record, or null when it cannot be (its key is gone). */
export async function openSealed(record: SealedRecord): Promise<unknown> {
  const key = await keyOf(record.keyId)
  if (!key) return null
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: record.iv }, key, record.data)
  return JSON.parse(new TextDecoder().decode(plain))
}

export const sealedRecords = (): Promise<SealedRecord[]> => inStore('sealed', 'readonly', (store) => store.getAll() as IDBRequest<SealedRecord[]>)

export const forget = (id: string): Promise<undefined> => inStore('sealed', 'readwrite', (store) => store.delete(id))
