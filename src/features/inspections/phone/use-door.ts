'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { deviceNow } from '@/ui/device-clock'
import { isDeviceCleared } from '@/ui/device-data'
import type { InspectionSummary, ReceivedInspection } from '../inspection-summary'
import type { TaskPack } from '../task-pack'
import { proposalWords } from './proposal'
import { begunTasks, forgetDraft, keepDraft } from './draft'
import { lateShapes, NotLoaded } from './late-shapes'
import { keepVisit, sendVisit, waitingVisits } from './outbox'
import { canTakeAlong, downloadPack, keptPack, replacePack, type KeptPack } from './pack-store'
import type { Visit, VisitDraft } from './shapes'

export type DoorConflict = TaskPack['conflicts'][number]

export interface Door {
  /** Null until the phone's memory has been read. */
  ready: boolean
  able: boolean
  online: boolean
  busy: boolean
  pack: TaskPack | null
  waiting: Visit[]
  /** Tasks whose visit is being filled in. */
  begun: readonly string[]
  conflicts: DoorConflict[]
  /** What the last download or sending came to. */
  notice: { kind: 'sent'; count: number } | { kind: 'signed-out' } | { kind: 'failed' } | { kind: 'not-loaded' } | { kind: 'refused'; code: string; params: Record<string, string | number> } | null
  /** Shows what something else came to. */
  tell: (notice: Door['notice']) => void
  download: () => Promise<void>
  send: () => Promise<void>
  keep: (task: string, draft: VisitDraft) => Promise<void>
  save: (visit: Visit) => Promise<void>
  resolved: (inspection: string) => Promise<void>
}

const RETRY_MS = 5_000
/** Each look for the network is one; a day of looking fits. */
const MOST_RESOURCES = 20_000

/** Whether the server answers. */
const reachable = (): Promise<boolean> => fetch('/api/health', { cache: 'no-store' }).then(({ ok }) => ok, () => false)

/** The inspector's work on the phone: the pack, what waits to be sent, and the network coming and going. */
export function useDoor(userId: string): Door {
  const [kept, setKept] = useState<KeptPack | null>(null)
  const [waiting, setWaiting] = useState<Visit[]>([])
  const [begun, setBegun] = useState<string[]>([])
  const [state, setState] = useState({ ready: false, able: true, online: true, busy: false })
  const [notice, setNotice] = useState<Door['notice']>(null)
  const sending = useRef(false)
  const keeping = useRef<Promise<void>>(Promise.resolve())
  const change = useCallback((more: Partial<typeof state>) => setState((before) => ({ ...before, ...more })), [])

  const refresh = useCallback(async () => {
    if (isDeviceCleared()) {
      setKept(null)
      setWaiting([])
      return
    }
    setKept(await keptPack(userId, deviceNow()))
    setBegun(await begunTasks(userId))
    setWaiting(await waitingVisits(userId))
  }, [userId])

  const send = useCallback(async () => {
    // One round at a time: two would send the same visit twice, which is harmless but wasteful.
    if (sending.current || isDeviceCleared()) return
    sending.current = true
    try {
      setNotice(await sendAll(userId))
      await refresh()
    } catch (error) {
      if (error instanceof NotLoaded) setNotice({ kind: 'not-loaded' })
      // A log-out that came in between has the last word.
      else if (!isDeviceCleared()) throw error
    } finally {
      sending.current = false
    }
  }, [refresh, userId])

  useEffect(() => {
    let open = true
    const begin = async () => {
      // What the page was made of is kept by the browser's own list of it, however long it is open before a pack is fetched.
      performance.setResourceTimingBufferSize(MOST_RESOURCES)
      // What is needed to save a visit comes while there is a network; where it does not, saving says so.
      void lateShapes().catch(() => undefined)
      const able = canTakeAlong() && (await refresh().then(() => true, (error: unknown) => {
        if (error instanceof NotLoaded) setNotice({ kind: 'not-loaded' })
        return error instanceof NotLoaded
      }))
      if (open) change({ ready: true, able, online: navigator.onLine })
      const online = await reachable()
      if (open) change({ online })
      if (able && online) await send()
    }
    void begin()
    const up = () => {
      change({ online: true })
      void send()
    }
    const down = () => change({ online: false })
    window.addEventListener('online', up)
    window.addEventListener('offline', down)
    return () => {
      open = false
      window.removeEventListener('online', up)
      window.removeEventListener('offline', down)
    }
  }, [change, refresh, send])

  // A phone may say that it is online long before anything gets through.
  useEffect(() => {
    if (waiting.length === 0 && state.online) return
    const look = async () => {
      const online = await reachable()
      change({ online })
      if (online) await send()
    }
    const timer = setInterval(() => void look(), RETRY_MS)
    return () => clearInterval(timer)
  }, [change, send, state.online, waiting.length])

  const download = async () => {
    change({ busy: true })
    try {
      await send()
      setKept(await downloadPack())
      setNotice((before) => (before?.kind === 'failed' ? null : before))
    } catch (error) {
      setNotice({ kind: error instanceof Error && error.message === 'signed-out' ? 'signed-out' : 'failed' })
    } finally {
      change({ busy: false })
    }
  }

  const keyId = kept?.keyId
  const keep = useCallback(async (task: string, draft: VisitDraft) => {
    if (keyId === undefined || isDeviceCleared()) return
    // One after the other: an older draft must not overtake a newer one, nor the visit that ends it.
    keeping.current = keeping.current.then(() => keepDraft(task, draft, userId, keyId)).catch(() => undefined)
    await keeping.current
    setBegun((before) => (before.includes(task) ? before : [...before, task]))
  }, [keyId, userId])

  const save = async (visit: Visit) => {
    if (!kept) return
    await keepVisit(visit, userId, kept.keyId)
    await keeping.current
    await forgetDraft(visit.sent.task)
    await replacePack(withoutTask(kept, visit))
    await refresh()
    if (navigator.onLine) await send()
  }

  const resolved = async (inspection: string) => {
    if (!kept) return
    await replacePack({ ...kept, pack: { ...kept.pack, conflicts: kept.pack.conflicts.filter(({ mine }) => mine.inspection !== inspection) } })
    await refresh()
  }

  return { ...state, pack: kept?.pack ?? null, waiting, begun, conflicts: kept?.pack.conflicts ?? [], notice, tell: setNotice, download, send, keep, save, resolved }
}

/** A door that has been visited is off the list; nobody in leaves it on. */
const withoutTask = (kept: KeptPack, { sent }: Visit): KeptPack =>
  sent.outcome === 'no_access' ? kept : { ...kept, pack: { ...kept.pack, tasks: kept.pack.tasks.filter(({ task }) => task !== sent.task) } }

async function sendAll(userId: string): Promise<Door['notice']> {
  let count = 0
  for (const visit of await waitingVisits(userId)) {
    const outcome = await sendVisit(visit)
    if (outcome.kind === 'signed-out') return { kind: 'signed-out' }
    if (outcome.kind === 'offline') break
    if (outcome.kind === 'refused') return { kind: 'refused', code: outcome.code, params: outcome.params }
    count += 1
    if (outcome.received.state === 'conflict') await noteConflict(userId, visit, outcome.received)
  }
  return count === 0 ? null : { kind: 'sent', count }
}

/** Puts a contradiction where the inspector sees it, without waiting for the next pack. */
async function noteConflict(userId: string, visit: Visit, { inspection, conflict, other }: ReceivedInspection): Promise<void> {
  const kept = await keptPack(userId, deviceNow())
  if (!kept) return
  const { sent, accountNo, name, photos } = visit
  const mine: InspectionSummary = {
    inspection, inspectorName: '', inspectedAt: sent.inspectedAt, outcome: sent.outcome, finding: sent.finding, proposal: sent.terms && proposalWords(sent.terms),
    effectiveFrom: sent.effectiveFrom, note: sent.note, photos: photos.length,
  }
  const conflicts = [...kept.pack.conflicts.filter((one) => one.mine.inspection !== inspection), { mine, accountNo, name, reason: conflict ?? '', other }]
  await replacePack({ ...kept, pack: { ...kept.pack, conflicts } })
}
