import 'server-only'
import type pg from 'pg'
import { compileTariff, type CompiledTariff } from '@/domain/tariff/compile'
import { tariffDocuments } from './queries'

export interface KeptTariffs {
  tariffs: ReadonlyMap<string, CompiledTariff>
  /** Category codes by row id, and the other way round. */
  codes: ReadonlyMap<number, string>
  ids: ReadonlyMap<string, number>
}

const PRINT = `
  SELECT (SELECT max(id) FROM tariff_version)::text || ' ' || (SELECT count(*) FROM tariff_version) || ' ' || (SELECT count(*) FROM tariff_category) AS print`

const kept = globalThis as typeof globalThis & { tariffAuditTariffs?: { print: string; tariffs: KeptTariffs } }

/**
 * The catalogue ready for rating, kept by the process as long as no version was added: released versions are never
 * edited. For paths that run hundreds of times a second; reads in the given connection whether it still holds.
 */
export async function keptTariffs(client: pg.PoolClient): Promise<KeptTariffs> {
  const { rows } = await client.query<{ print: string }>({ name: 'tariffs-print', text: PRINT })
  const print = `${process.env['DATABASE_URL'] ?? ''} ${rows[0]?.print ?? ''}`
  if (kept.tariffAuditTariffs?.print === print) return kept.tariffAuditTariffs.tariffs
  const [documents, categories] = await Promise.all([
    tariffDocuments(),
    client.query<{ id: number; code: string }>('SELECT id, code FROM tariff_category'),
  ])
  const tariffs: KeptTariffs = {
    tariffs: new Map([...documents].map(([code, document]) => [code, compileTariff(document)])),
    codes: new Map(categories.rows.map(({ id, code }) => [id, code])),
    ids: new Map(categories.rows.map(({ id, code }) => [code, id])),
  }
  kept.tariffAuditTariffs = { print, tariffs }
  return tariffs
}
