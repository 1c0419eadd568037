import * as z from 'zod'
import { PURPOSES } from '@/domain/identity/masking'

/** A number or code as people write it, without control characters. */
const code = z.string().trim().regex(/^\P{Cc}{1,40}$/u)
const reason = z.string().trim().min(1, 'reason-missing').max(500)
const request = { requestKey: z.uuid() }

/** Which accounts: some by number, or all that match the list's filter. */
export const selectionSchema = z.object({
  accountNos: z.array(code).max(500).default([]),
  all: z.boolean().default(false),
  q: z.string().max(60).default(''),
  station: z.string().max(40).default(''),
  district: z.string().max(40).default(''),
  category: z.string().max(40).default(''),
  status: z.enum(['', 'open', 'closed']).default(''),
})
export type Selection = z.infer<typeof selectionSchema>

/** `seen`: the digest of what the preview showed. */
export const changeDistrictSchema = z.object({ selection: selectionSchema, station: code, district: code, reason, seen: z.string().max(40), ...request })
export type ChangeDistrict = z.infer<typeof changeDistrictSchema>

export const moveAccountSchema = z.object({ accountNo: code, from: code, station: code, district: code, reason, ...request })
export type MoveAccount = z.infer<typeof moveAccountSchema>

export const undoChangeSchema = z.object({ id: z.string().regex(/^\d{1,18}$/), reason, ...request })
export type UndoChange = z.infer<typeof undoChangeSchema>

export const CHANGE_KINDS = ['district', 'station', 'round-trip', 'import', 'undo'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

const place = z.object({ code: z.string(), name: z.string() })
const row = z.object({ stationId: z.number(), accountId: z.string() })

/** One side of an account's change as it is stored; only what changed is there. */
export const accountSideSchema = z.object({
  name: z.string().optional(),
  initials: z.string().optional(),
  address: z.string().optional(),
  /** A category's code, from the station's open month on. */
  category: z.string().optional(),
  district: place.extend({ id: z.number() }).optional(),
  station: place.optional(),
  /** The account's row at this side of a move between stations. */
  row: row.optional(),
})
export type AccountSide = z.infer<typeof accountSideSchema>

export const decideProposalSchema = undoChangeSchema
export type DecideProposal = UndoChange

export const discardProposalSchema = z.object({ id: z.string().regex(/^\d{1,18}$/) })
export type DiscardProposal = z.infer<typeof discardProposalSchema>

/** Why a row of a returned list is refused, as it is stored. */
export const refusalSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
export type Refusal = z.infer<typeof refusalSchema>

/** What a list with names and addresses in full is wanted for. */
export const exportReasonSchema = z
  .object({ purpose: z.enum(PURPOSES), note: z.string().trim().max(200) })
  .refine(({ purpose, note }) => purpose !== 'other' || note !== '', { path: ['note'] })
export type ExportReason = z.infer<typeof exportReasonSchema>
