import 'server-only'
import { createHash } from 'node:crypto'
import { plainDate } from '@/domain/plain-date'
import { assignInspector } from '@/features/campaigns/commands/assign-inspector'
import { createCampaign } from '@/features/campaigns/commands/create-campaign'
import { moveCampaign } from '@/features/campaigns/commands/move-campaign'
import { campaignDistricts, getCampaign } from '@/features/campaigns/queries'
import type { CreateCampaign } from '@/features/campaigns/schemas'
import { receiveInspection, type SentFile } from '@/features/inspections/commands/receive-inspection'
import type { SentInspection } from '@/features/inspections/schemas'
import { scoreNow } from '@/features/suspects/commands/score-now'
import { findSuspects } from '@/features/suspects/queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import { workingFor, type Viewer } from '@/server/viewer'
import { TOUR_ACCOUNT_NO, type DemoAccount } from '../account'
import { doorPhotos } from '../door-photos'
import { STATION } from '../origin-figures'
import { demoStation } from '../station'

/** When the demonstration's campaigns were planned and walked. */
const PLANNED = new Date('2013-10-08T01:00:00Z')
const WALKED = new Date('2013-10-10T02:30:00Z')
const FINISHED_DOORS = 40
/** So many of them for a sign that has yet to prove itself. */
const UNPROVEN_DOORS = 12
const RUNNING_DOORS = 24
const SAMPLE = 60
const SAMPLE_VISITED = 35
/** Once this one runs, all is there. */
const LAST = '2013年10月下旬疑似户普查'
const TODAY = plainDate('2013-10-08')

const BASE = {
  stationCode: STATION.code, districtCodes: [], accountNos: [], first: 0, seed: 20_131_008, startsOn: plainDate('2013-10-08'), endsOn: plainDate('2013-10-31'), visitCostYuan: '30.00', note: '',
} satisfies Partial<CreateCampaign>

/** The same key for the same purpose, so that a load that was broken off goes on where it stopped. */
const keyFor = (purpose: string): string =>
  createHash('sha256').update(`demo ${purpose}`).digest('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')

/** Scores the demonstration's station and has one campaign finished and two under way. A station that has them stays as it is. */
export async function loadInspections(operator: Viewer): Promise<void> {
  const station = await db(system('demo')).station.findFirst({ where: { code: STATION.code }, select: { id: true } })
  const [supervisor, inspector] = await Promise.all(['supervisor', 'inspector'].map((username) => db(system('demo')).appUser.findFirst({ where: { username }, select: { id: true, name: true } })))
  if (!station || !supervisor || !inspector || (await db(system('demo')).campaign.count({ where: { stationId: station.id, name: LAST, state: { not: 'planned' } } })) > 0) return
  await scoreNow(operator, STATION.code)
  const planner = workingFor({ userId: supervisor.id, name: supervisor.name, role: 'supervisor' }, [station.id], 'demo')
  const walker = workingFor({ userId: inspector.id, name: inspector.name, role: 'inspector' }, [station.id], 'demo')
  const truths = new Map(demoStation().accounts.map((account) => [account.accountNo, account]))
  // The tour's supermarket is for whoever takes the tour.
  const open = { stationId: station.id, view: 'open', today: TODAY } as const
  const suspects = (await findSuspects(operator, open, FINISHED_DOORS + RUNNING_DOORS + 1)).map(({ accountNo }) => accountNo).filter((one) => one !== TOUR_ACCOUNT_NO)
  const best = suspects.slice(0, FINISHED_DOORS - UNPROVEN_DOORS)
  const unproven = (await findSuspects(operator, { ...open, rule: 'frozen-readings' }, FINISHED_DOORS)).map(({ accountNo }) => accountNo).filter((one) => !suspects.includes(one))
  const finished = await planned(planner, inspector.id, { name: '2013年10月上旬疑似户普查', kind: 'suspects', accountNos: [...best, ...unproven.slice(0, UNPROVEN_DOORS)], first: 0 })
  await visit(walker, station.id, finished, FINISHED_DOORS, truths)
  await moveCampaign(planner, { requestKey: keyFor(`finish ${finished}`), number: finished, version: (await getCampaign(planner, finished)).version, step: 'finish' }, WALKED)
  const sample = await planned(planner, inspector.id, { name: '2013年10月随机抽样', kind: 'random_sample', accountNos: [], first: SAMPLE })
  await visit(walker, station.id, sample, SAMPLE_VISITED, truths)
  await planned(planner, inspector.id, { name: LAST, kind: 'suspects', accountNos: suspects.slice(best.length, best.length + RUNNING_DOORS), first: 0 })
  // What the doors told is learned.
  await scoreNow(operator, STATION.code)
}

async function planned(planner: Viewer, inspectorId: string, what: Pick<CreateCampaign, 'name' | 'kind' | 'accountNos' | 'first'>): Promise<string> {
  const { number } = await createCampaign(planner, { ...BASE, ...what, requestKey: keyFor(`plan ${what.name}`) }, PLANNED)
  const campaign = await getCampaign(planner, number)
  for (const { code } of await campaignDistricts(planner, campaign)) await assignInspector(planner, { requestKey: keyFor(`assign ${number} ${code}`), number, districtCode: code, inspectorId })
  await moveCampaign(planner, { requestKey: keyFor(`start ${number}`), number, version: campaign.version, step: 'start' }, PLANNED)
  return number
}

/** Walks the first doors of a campaign and finds what is true there; now and then nobody is in. */
async function visit(walker: Viewer, stationId: number, number: string, doors: number, truths: ReadonlyMap<string, DemoAccount>): Promise<void> {
  const tasks = await db(system('demo')).inspectionTask.findMany({ where: { stationId, campaign: { number } }, include: { account: { select: { accountNo: true, id: true } } }, orderBy: [{ districtId: 'asc' }, { id: 'asc' }], take: doors })
  const assignments = await db(system('demo')).tariffAssignment.findMany({ where: { stationId, accountId: { in: tasks.map(({ accountId }) => accountId) }, validTo: null }, select: { id: true, accountId: true } })
  for (const [place, { id, version, account }] of tasks.entries()) {
    const inForce = assignments.find(({ accountId }) => accountId === account.id)
    const sent: SentInspection = {
      requestKey: keyFor(`visit ${number} ${account.accountNo}`), task: `${stationId}-${id}`, seenVersion: version, seenAssignment: String(inForce?.id ?? ''), position: null,
      inspectedAt: new Date(WALKED.getTime() + place * 15 * 60_000).toISOString(), ...found(truths.get(account.accountNo), place),
    }
    await receiveInspection(walker, sent, sent.outcome === 'finding' ? await photographed(place, sent.finding !== 'wrong_record') : [], WALKED)
  }
}

const photographed = async (seed: number, shop: boolean): Promise<SentFile[]> => (await doorPhotos(seed, shop)).map((content) => ({ kind: 'photo', content }))

const NOBODY_ONE_IN = 12

function found(account: DemoAccount | undefined, place: number): Pick<SentInspection, 'outcome' | 'finding' | 'terms' | 'effectiveFrom' | 'checks' | 'note'> {
  const nothing = { finding: null, terms: null, effectiveFrom: null }
  if ((place + 1) % NOBODY_ONE_IN === 0) return { outcome: 'no_access', ...nothing, checks: {}, note: '敲门无人应答' }
  const since = plainDate('2013-01-01')
  const checks = { 'meter-number': 'yes', 'seal-intact': 'yes' } as const
  switch (account?.truth) {
    case 'low-tariff-high-use':
      return { outcome: 'finding', finding: 'low_tariff_high_use', terms: { remainder: 'COM-1', splits: [] }, effectiveFrom: since, checks: { ...checks, 'sign-board': 'yes', machines: 'yes' }, note: '临街门面，有冷柜，全部为经营用电' }
    case 'split-not-applied':
      return { outcome: 'finding', finding: 'split_not_applied', terms: { remainder: 'RES-1', splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.4' }] }, effectiveFrom: since, checks, note: '前店后宅，约四成为经营用电' }
    case 'alternating-use':
      return { outcome: 'finding', finding: 'alternating_use', terms: { remainder: 'COM-1', splits: [] }, effectiveFrom: since, checks: { ...checks, 'second-meter': 'yes' }, note: '与隔壁商户的电表轮流使用' }
    case 'wrong-record':
      return { outcome: 'finding', finding: 'wrong_record', terms: { remainder: 'RES-1', splits: [] }, effectiveFrom: since, checks, note: '机井已停用，现为住宅' }
    case null:
    case undefined:
      return { outcome: 'as_recorded', ...nothing, checks: { ...checks, 'sign-board': 'no' }, note: '' }
  }
}
