import 'server-only'
import type { CampaignState } from '@/domain/campaigns/campaign'
import { DomainError } from '@/domain/errors'
import { fen, type Fen } from '@/domain/money'
import type { PlainDate } from '@/domain/plain-date'
import { fromDbDate } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { inScope, scopeArray, type Viewer } from '@/server/viewer'
import type { CampaignKind } from './choices'

export interface Campaign {
  stationId: number
  id: bigint
  number: string
  name: string
  kind: CampaignKind
  state: CampaignState
  version: number
  seed: number | null
  startsOn: PlainDate
  endsOn: PlainDate
  visitCostFen: Fen
  note: string
  createdByName: string
}

export interface CampaignProgress {
  tasks: number
  done: number
  findings: number
  asRecorded: number
  noAccess: number
  conflicts: number
}

const NOTHING: CampaignProgress = { tasks: 0, done: 0, findings: 0, asRecorded: 0, noAccess: 0, conflicts: 0 }

const LIMIT = 200

/** Campaigns in scope, newest first, with how far each is. */
export async function listCampaigns(viewer: Viewer, state?: CampaignState): Promise<(Campaign & CampaignProgress)[]> {
  const rows = await db(viewer).campaign.findMany({ where: { ...inScope(viewer), ...(state ? { state } : {}) }, orderBy: { number: 'desc' }, take: LIMIT })
  const progress = await progressOfCampaigns(viewer)
  return rows.map((row) => ({ ...campaignOf(row), ...(progress.get(row.id) ?? NOTHING) }))
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['campaign']['findFirst']>>>

const campaignOf = ({ stationId, id, number, name, kind, state, version, seed, startsOn, endsOn, visitCostFen, note, createdByName }: Row): Campaign => ({
  stationId, id, number, name, kind, state, version, seed, startsOn: fromDbDate(startsOn), endsOn: fromDbDate(endsOn), visitCostFen: fen(visitCostFen), note, createdByName,
})

async function progressOfCampaigns(viewer: Viewer, campaignId?: bigint): Promise<Map<bigint, CampaignProgress>> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(CampaignProgress & { campaignId: bigint })[]>`
    SELECT t.campaign_id AS "campaignId", count(DISTINCT t.id)::int AS tasks, count(DISTINCT t.id) FILTER (WHERE t.state = 'done')::int AS done,
           count(*) FILTER (WHERE i.standing = 'accepted' AND i.outcome = 'finding')::int AS findings,
           count(*) FILTER (WHERE i.standing = 'accepted' AND i.outcome = 'as-recorded')::int AS "asRecorded",
           count(*) FILTER (WHERE i.standing = 'accepted' AND i.outcome = 'no-access')::int AS "noAccess",
           count(*) FILTER (WHERE i.standing = 'conflict')::int AS conflicts
    FROM inspection_task t LEFT JOIN inspection i ON i.station_id = t.station_id AND i.task_id = t.id
    WHERE (${scope}::int[] IS NULL OR t.station_id = ANY(${scope}::int[])) AND (${campaignId ?? null}::bigint IS NULL OR t.campaign_id = ${campaignId ?? null}::bigint)
    GROUP BY t.campaign_id`
  return new Map(rows.map(({ campaignId: id, ...progress }) => [id, progress]))
}

/** A campaign by its number, or null. */
export async function findCampaign(viewer: Viewer, number: string): Promise<(Campaign & CampaignProgress) | null> {
  const row = await db(viewer).campaign.findFirst({ where: { ...inScope(viewer), number } })
  if (!row) return null
  return { ...campaignOf(row), ...((await progressOfCampaigns(viewer, row.id)).get(row.id) ?? NOTHING) }
}

/** @throws DomainError `campaign-not-found` */
export async function getCampaign(viewer: Viewer, number: string): Promise<Campaign & CampaignProgress> {
  const campaign = await findCampaign(viewer, number)
  if (!campaign) throw new DomainError('campaign-not-found', { number })
  return campaign
}

/** Campaigns that more accounts can be added to. */
export async function openCampaigns(viewer: Viewer): Promise<Campaign[]> {
  const rows = await db(viewer).campaign.findMany({ where: { ...inScope(viewer), state: { in: ['planned', 'running'] }, kind: { not: 'random_sample' } }, orderBy: { number: 'desc' }, take: LIMIT })
  return rows.map(campaignOf)
}

export interface CampaignDistrict {
  code: string
  name: string
  tasks: number
  done: number
  findings: number
  expectedFen: Fen
  inspectorId: string | null
  inspectorName: string | null
}

/** A campaign's districts: how many doors, how far, who walks there. */
export async function campaignDistricts(viewer: Viewer, { stationId, id }: Pick<Campaign, 'stationId' | 'id'>): Promise<CampaignDistrict[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(Omit<CampaignDistrict, 'expectedFen'> & { expectedFen: bigint })[]>`
    SELECT d.code, d.name, count(*)::int AS tasks, count(*) FILTER (WHERE t.state = 'done')::int AS done, sum(t.expected_fen)::bigint AS "expectedFen",
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM inspection i WHERE i.station_id = t.station_id AND i.task_id = t.id AND i.standing = 'accepted' AND i.outcome = 'finding'))::int AS findings,
           max(t.inspector_id) FILTER (WHERE t.state = 'open' OR t.inspector_id IS NOT NULL) AS "inspectorId", max(t.inspector_name) AS "inspectorName"
    FROM inspection_task t JOIN district d ON d.station_id = t.station_id AND d.id = t.district_id
    WHERE t.station_id = ${stationId} AND t.campaign_id = ${id} AND (${scope}::int[] IS NULL OR t.station_id = ANY(${scope}::int[]))
    GROUP BY d.code, d.name ORDER BY sum(t.expected_fen) DESC, d.code`
  return rows.map((row) => ({ ...row, expectedFen: fen(row.expectedFen) }))
}

/** Inspectors who see a station. @param reader the transaction under way, where there is one */
export async function listInspectors(stationId: number, reader: Pick<Db, 'appUser'> = db(SHARED_TABLES)): Promise<{ id: string; name: string }[]> {
  return reader.appUser.findMany({
    where: { role: 'inspector', OR: [{ allStations: true }, { scopes: { some: { stationId } } }] },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
}
