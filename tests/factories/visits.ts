import { randomUUID } from 'node:crypto'
import { plainDate } from '@/domain/plain-date'
import { assignInspector } from '@/features/campaigns/commands/assign-inspector'
import { createCampaign } from '@/features/campaigns/commands/create-campaign'
import { moveCampaign } from '@/features/campaigns/commands/move-campaign'
import { campaignDistricts, getCampaign } from '@/features/campaigns/queries'
import { authDb, db } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
import type { GivenStation } from './register'
import { AT } from './work-orders'

/** What every campaign of the tests is planned with. */
export const CAMPAIGN = { districtCodes: [], accountNos: [], first: 0, seed: 7, startsOn: plainDate('2013-10-08'), endsOn: plainDate('2013-10-31'), visitCostYuan: '30.00', note: '' }

/** Makes a viewer someone whom districts can be assigned to. */
export async function givenInspector({ userId, name }: Viewer): Promise<void> {
  await authDb().appUser.create({ data: { id: userId, name, email: `${userId}@users.invalid`, username: userId, role: 'inspector', allStations: true } })
}

/** A campaign of the station under way, all of its districts the inspector's. Returns its number. */
export async function givenCampaign(planner: Viewer, inspector: Viewer, station: GivenStation, kind: 'suspects' | 'random_sample', more: object): Promise<string> {
  const { number } = await createCampaign(planner, { ...CAMPAIGN, stationCode: station.code, name: 'campaign', kind, requestKey: randomUUID(), ...more }, AT)
  const campaign = await getCampaign(planner, number)
  for (const { code } of await campaignDistricts(planner, campaign)) await assignInspector(planner, { requestKey: randomUUID(), number, districtCode: code, inspectorId: inspector.userId })
  await moveCampaign(planner, { requestKey: randomUUID(), number, version: campaign.version, step: 'start' }, AT)
  return number
}

/** The account's task in a campaign, as a phone has it. */
export async function taskOf(number: string, account: { id: bigint }): Promise<{ task: string; seenVersion: number; seenAssignment: string }> {
  const task = await db(system('test')).inspectionTask.findFirstOrThrow({ where: { campaign: { number }, accountId: account.id } })
  const assignment = await db(system('test')).tariffAssignment.findFirstOrThrow({ where: { accountId: account.id, validTo: null } })
  return { task: `${task.stationId}-${task.id}`, seenVersion: task.version, seenAssignment: String(assignment.id) }
}

/** What a phone sends of a door: a household that is a shop since July 2013. */
export const visit = (seen: Awaited<ReturnType<typeof taskOf>>, more: object = {}) => ({
  ...seen, requestKey: randomUUID(), outcome: 'finding' as const, finding: 'low_tariff_high_use' as const, terms: { remainder: 'COM-1', splits: [] }, effectiveFrom: plainDate('2013-07-01'),
  checks: { 'sign-board': 'yes' as const }, note: 'a shop', position: { latitude: '34.1', longitude: '113.2', accuracyM: '12' }, inspectedAt: AT.toISOString(), ...more,
})

/** The same of a door where all is as on record. */
export const asRecorded = (seen: Awaited<ReturnType<typeof taskOf>>) => visit(seen, { outcome: 'as_recorded' as const, finding: null, terms: null, effectiveFrom: null, note: 'a home' })
