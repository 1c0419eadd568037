import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { isChecklist } from '@/domain/campaigns/checklist'
import { whToKwh, wh } from '@/domain/energy'
import { storedSignsSchema } from '@/features/suspects/schemas'
import { signText } from '@/features/suspects/components/sign-text'
import { categoryIndex, listCategories } from '@/features/tariffs/queries'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import { campaignConflicts, summaryOf } from './queries'
import type { PackTask, TaskPack } from './task-pack'

const MONTHS_SHOWN = 12
const MOST_TASKS = 500

interface Raw {
  stationId: number
  id: bigint
  accountId: bigint
  version: number
  campaign: string
  districtCode: string
  districtName: string
  accountNo: string
  name: string
  address: string
  meterNo: string
  categoryId: number | null
  assignedFrom: string | null
  assignment: string | null
  checklist: string
  signs: unknown
}

/** The doors an inspector has before them, with what is to be known of each. */
export async function taskPack(viewer: Viewer, at: Date, expiresAt: Date): Promise<TaskPack> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<Raw[]>`
    SELECT t.station_id AS "stationId", t.id, t.account_id AS "accountId", t.version, c.name AS campaign, d.code AS "districtCode", d.name AS "districtName",
           a.account_no AS "accountNo", a.name, a.address, a.meter_no AS "meterNo", s.remainder_category_id AS "categoryId", s.valid_from::text AS "assignedFrom", s.id::text AS assignment,
           t.checklist, u.signs
    FROM inspection_task t
    JOIN campaign c ON c.station_id = t.station_id AND c.id = t.campaign_id AND c.state = 'running'
    JOIN account a ON a.station_id = t.station_id AND a.id = t.account_id
    JOIN district d ON d.station_id = t.station_id AND d.id = t.district_id
    LEFT JOIN tariff_assignment s ON s.station_id = t.station_id AND s.account_id = t.account_id AND s.valid_to IS NULL
    LEFT JOIN suspect u ON u.station_id = t.station_id AND u.account_id = t.account_id
    WHERE t.inspector_id = ${viewer.userId} AND t.state = 'open' AND (${scope}::int[] IS NULL OR t.station_id = ANY(${scope}::int[]))
    ORDER BY d.code, a.address, a.account_no LIMIT ${MOST_TASKS}`
  const [months, categories, { byId, byCode }, conflicts, t, locale] = await Promise.all([
    monthsOf(viewer, rows), listCategories(), categoryIndex(), campaignConflicts(viewer, { inspectorId: viewer.userId }), getTranslations('suspects'), getLocale(),
  ])
  const words = { t, locale, categories: byCode }
  return {
    userId: viewer.userId,
    madeAt: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    tasks: rows.map((row): PackTask => ({
      task: `${row.stationId}-${row.id}`,
      version: row.version,
      campaign: row.campaign,
      district: { code: row.districtCode, name: row.districtName },
      accountNo: row.accountNo,
      name: row.name,
      address: row.address,
      meterNo: row.meterNo,
      category: byId.get(row.categoryId ?? 0)?.code ?? '',
      assignedFrom: row.assignedFrom ?? '',
      assignment: row.assignment ?? '',
      checklist: isChecklist(row.checklist) ? row.checklist : 'general',
      reasons: (storedSignsSchema.safeParse(row.signs).data ?? []).map((sign) => signText(sign, words)),
      months: months.get(`${row.stationId}-${row.accountId}`) ?? [],
    })),
    categories: categories.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn })),
    conflicts: conflicts.map(({ mine, other }) => ({ mine: summaryOf(mine), accountNo: mine.account.accountNo, name: mine.account.name, reason: mine.conflict ?? '', other: other && summaryOf(other) })),
  }
}

/** The last months' energy of the accounts, by station and account. */
async function monthsOf(viewer: Viewer, rows: readonly Raw[]): Promise<Map<string, PackTask['months']>> {
  const bills = await db(viewer).$queryRaw<{ stationId: number; accountId: bigint; month: string; energyWh: bigint }[]>`
    SELECT b.station_id AS "stationId", b.account_id AS "accountId", to_char(b.month, 'YYYY-MM') AS month, b.energy_wh AS "energyWh"
    FROM bill b JOIN unnest(${rows.map(({ stationId }) => stationId)}::int[], ${rows.map(({ accountId }) => accountId)}::bigint[]) AS k(station_id, account_id)
      ON b.station_id = k.station_id AND b.account_id = k.account_id
    ORDER BY b.month DESC`
  const months = new Map<string, PackTask['months']>()
  for (const { stationId, accountId, month, energyWh } of bills) {
    const key = `${stationId}-${accountId}`
    const known = months.get(key) ?? []
    if (known.length < MONTHS_SHOWN) months.set(key, [...known, { month, kwh: whToKwh(wh(energyWh)) }])
  }
  return months
}
