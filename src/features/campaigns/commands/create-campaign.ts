import 'server-only'
import { campaignNumber } from '@/domain/campaigns/campaign'
import { sampleOf } from '@/domain/campaigns/sample'
import { DomainError } from '@/domain/errors'
import { fenFromYuan } from '@/domain/money'
import { listStations, type Station } from '@/features/accounts/queries'
import { findSuspects } from '@/features/suspects/queries'
import { dayInChina } from '@/server/clock'
import { toDbDate, toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { MOST_TASKS, type CreateCampaign } from '../schemas'
import { addTasks } from './add-tasks'

/**
 * Plans a campaign and draws up its tasks.
 * @returns its number
 * @throws DomainError `forbidden`, `station-not-found`, `campaign-empty`, `campaign-too-large`
 */
export async function createCampaign(viewer: Viewer, input: CreateCampaign, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'campaigns.plan')
  const station = (await listStations(viewer)).find(({ code }) => code === input.stationCode)
  if (!station) throw new DomainError('station-not-found', { station: input.stationCode })
  const chosen = await chosenAccounts(viewer, station, input, at)
  if (chosen.length === 0) throw new DomainError('campaign-empty')
  if (chosen.length > MOST_TASKS) throw new DomainError('campaign-too-large', { count: chosen.length, limit: MOST_TASKS })
  return transact(
    viewer,
    async (tx, record) => {
      const number = await nextNumber(tx, station)
      const campaign = await tx.campaign.create({
        data: {
          stationId: station.id, number, name: input.name, kind: input.kind, seed: input.kind === 'random_sample' ? input.seed : null,
          startsOn: toDbDate(input.startsOn), endsOn: toDbDate(input.endsOn), visitCostFen: fenFromYuan(input.visitCostYuan), note: input.note,
          createdById: viewer.userId, createdByName: viewer.name, createdAt: at,
        },
      })
      const added = await addTasks(viewer, tx, campaign, chosen)
      await record({
        stationId: station.id, action: 'campaign.planned', subject: 'campaign', subjectKey: number,
        after: { kind: input.kind, name: input.name, tasks: added, seed: campaign.seed, districts: input.districtCodes },
      })
      return { number }
    },
    { key: input.requestKey, action: 'campaign.create' },
  )
}

interface ChosenAccount {
  id: bigint
  accountNo: string
  districtId: number
}

async function chosenAccounts(viewer: Viewer, station: Station, { kind, districtCodes, accountNos, first, seed }: CreateCampaign, at: Date): Promise<ChosenAccount[]> {
  if (kind === 'suspects' && accountNos.length === 0) {
    const found = await findSuspects(viewer, { stationId: station.id, view: 'open', today: dayInChina(at) }, first)
    return found.filter(({ campaignNumber: other }) => other === null).map(({ accountId, accountNo, district }) => ({ id: accountId, accountNo, districtId: district.id }))
  }
  const of = kind === 'suspects' ? { accountNo: { in: accountNos } } : districtCodes.length > 0 ? { district: { code: { in: districtCodes } } } : {}
  const accounts = await db(viewer).account.findMany({
    where: { stationId: station.id, closedOn: null, ...of },
    select: { id: true, accountNo: true, districtId: true },
    orderBy: { accountNo: 'asc' },
    ...(kind === 'random_sample' ? {} : { take: MOST_TASKS + 1 }),
  })
  return kind === 'random_sample' ? sampleOf(accounts, ({ accountNo }) => accountNo, seed, first) : accounts
}

/** The counter's row is locked until the campaign commits: no gaps. */
async function nextNumber(tx: Transaction, station: Station): Promise<string> {
  const month = toDbMonth(station.openMonth)
  const counter = await tx.campaignCounter.upsert({
    where: { stationId_month: { stationId: station.id, month } },
    create: { stationId: station.id, month, lastNumber: 1 },
    update: { lastNumber: { increment: 1 } },
  })
  return campaignNumber(station.code, station.openMonth, counter.lastNumber)
}
