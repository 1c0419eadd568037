import * as z from 'zod'
import { CAMPAIGN_STEPS } from '@/domain/campaigns/campaign'
import { isDecimal } from '@/domain/decimal'
import { isPlainDate, plainDate } from '@/domain/plain-date'
import { CAMPAIGN_KINDS } from './choices'

export const MOST_TASKS = 3000
const YUAN = /^\d{1,7}(\.\d{1,2})?$/
const accountNos = z.array(z.string().min(1)).max(MOST_TASKS)
const day = z.string().refine(isPlainDate, 'date-wrong').transform(plainDate)

/** A campaign as it is planned. Messages are keys under `campaigns.faults`. */
export const createCampaignSchema = z
  .object({
    requestKey: z.uuid(),
    stationCode: z.string().min(1, 'station-missing'),
    name: z.string().trim().min(1, 'name-missing').max(100, 'too-long'),
    kind: z.enum(CAMPAIGN_KINDS),
    /** The districts to walk, or to draw the sample from (all of the station when empty). */
    districtCodes: z.array(z.string().min(1)).max(500),
    /** The suspects chosen by hand, or the first so many. */
    accountNos,
    first: z.int('count-wrong').min(0, 'count-wrong').max(MOST_TASKS, 'too-many'),
    seed: z.int('count-wrong').min(0, 'count-wrong').max(2_000_000_000, 'count-wrong'),
    startsOn: day,
    endsOn: day,
    visitCostYuan: z.string().trim().refine((text) => isDecimal(text) && YUAN.test(text), 'yuan-wrong'),
    note: z.string().trim().max(2000, 'too-long'),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], message: 'ends-before' })
  .refine(({ kind, districtCodes }) => kind !== 'districts' || districtCodes.length > 0, { path: ['districtCodes'], message: 'districts-missing' })
  .refine(({ kind, first, accountNos: chosen }) => (kind === 'districts' ? true : kind === 'suspects' ? chosen.length > 0 || first > 0 : first > 0), { path: ['first'], message: 'count-wrong' })
export type CreateCampaign = z.output<typeof createCampaignSchema>
export type CampaignForm = z.input<typeof createCampaignSchema>

const seen = { requestKey: z.uuid(), number: z.string().min(1) }

export const moveCampaignSchema = z.object({ ...seen, version: z.int().positive(), step: z.enum(CAMPAIGN_STEPS) })
export const addToCampaignSchema = z.object({ ...seen, accountNos: accountNos.min(1, 'accounts-missing') })
/** Who walks which district; an empty inspector takes the assignment back. */
export const assignInspectorSchema = z.object({ ...seen, districtCode: z.string().min(1), inspectorId: z.string() })
export type MoveCampaign = z.output<typeof moveCampaignSchema>
export type AddToCampaign = z.output<typeof addToCampaignSchema>
export type AssignInspector = z.output<typeof assignInspectorSchema>
