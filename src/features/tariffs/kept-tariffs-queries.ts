import 'server-only'
import type pg from 'pg'
import { compileTariff, type CompiledTariff } from '@/domain/tariff/compile'
import { storedDocument } from './queries'

export interface KeptTariffs {
  tariffs: ReadonlyMap<string, CompiledTariff>
  /** Category codes by row id, and the other way round. */
  codes: ReadonlyMap<number, string>
  ids: ReadonlyMap<string, number>
}

const PRINT = `
  SELECT (SELECT max(id) FROM tariff_version)::text || ' ' || (SELECT count(*) FROM tariff_version) || ' ' || (SELECT count(*) FROM tariff_category) AS print`

const CATALOGUE = `
  SELECT id, code, header, ARRAY(SELECT content FROM tariff_version v WHERE v.category_id = c.id ORDER BY effective_from) AS versions
  FROM tariff_category c ORDER BY id`

interface CatalogueRow {
  id: number
  code: string
  header: unknown
  versions: unknown[]
}

const kept = globalThis as typeof globalThis & { tariffAuditTariffs?: { print: string; tariffs: KeptTariffs } }

/**
 * The catalogue ready for rating, kept by the process as long as no version was added: released versions are never
 * edited. For paths that run hundreds of times a second; reads in the given connection whether it still holds.
 */
export async function keptTariffs(client: pg.PoolClient): Promise<KeptTariffs> {
  const { rows } = await client.query<{ print: string }>({ name: 'tariffs-print', text: PRINT })
  const print = `${process.env['DATABASE_URL'] ?? ''} ${rows[0]?.print ?? ''}`
  if (kept.tariffAuditTariffs?.print === print) return kept.tariffAuditTariffs.tariffs
  // In the caller's own connection: its transaction holds one already, and with as many at once as there are connections
  // each would wait for ever for a second one.
  const { rows: categories } = await client.query<CatalogueRow>({ name: 'tariffs-catalogue', text: CATALOGUE })
  const tariffs: KeptTariffs = {
    tariffs: new Map(categories.map(({ code, header, versions }) => [code, compileTariff(storedDocument(header, versions))])),
    codes: new Map(categories.map(({ id, code }) => [id, code])),
    ids: new Map(categories.map(({ id, code }) => [code, id])),
  }
  kept.tariffAuditTariffs = { print, tariffs }
  return tariffs
}
