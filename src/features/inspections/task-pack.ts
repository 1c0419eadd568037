import type { Checklist } from '@/domain/campaigns/checklist'
import type { InspectionSummary } from './inspection-summary'

/** One door on the inspector's list: what they need to know there, and no more. */
export interface PackTask {
  /** `station-row`. */
  task: string
  version: number
  campaign: string
  district: { code: string; name: string }
  accountNo: string
  name: string
  address: string
  meterNo: string
  /** Category code now in force, since when, and the assignment's id. */
  category: string
  assignedFrom: string
  assignment: string
  checklist: Checklist
  /** Sentences in the inspector's language. */
  reasons: string[]
  months: { month: string; kwh: string }[]
}

/** What is taken along: made at one moment, for one person, until their session ends. */
export interface TaskPack {
  userId: string
  madeAt: string
  expiresAt: string
  tasks: PackTask[]
  categories: { code: string; nameZh: string; nameEn: string }[]
  conflicts: { mine: InspectionSummary; accountNo: string; name: string; reason: string; other: InspectionSummary | null }[]
}

/** The pack as it is sent: with the session's key, base64, that seals it on the phone. */
export interface SentPack {
  pack: TaskPack
  key: string
}
