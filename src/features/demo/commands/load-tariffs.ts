import 'server-only'
import type pg from 'pg'
import type { TariffDocument } from '@/domain/tariff/document'

/** Puts released tariffs into the catalogue; categories and versions that are there stay as they are. @returns category ids by code */
export async function insertTariffs(client: pg.PoolClient, tariffs: readonly { document: TariffDocument; synonyms: string[] }[], at: Date): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { document, synonyms } of tariffs) {
    const { versions, ...header } = document
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO tariff_category (code, class, name_zh, name_en, synonyms, header) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (code) DO UPDATE SET code = EXCLUDED.code RETURNING id`,
      [document.category, document.class, document.name['zh-CN'], document.name.en, synonyms, JSON.stringify(header)],
    )
    const id = rows[0]?.id ?? 0
    ids.set(document.category, id)
    for (const version of versions) {
      await client.query(
        'INSERT INTO tariff_version (category_id, effective_from, content, released_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [id, version.effectiveFrom, JSON.stringify(version), at],
      )
    }
  }
  return ids
}

/** Takes the next ids of a sequence in one go. */
export async function takeIds(client: pg.PoolClient, sequence: string, count: number): Promise<number[]> {
  const { rows } = await client.query<{ id: string }>('SELECT nextval($1::regclass) AS id FROM generate_series(1, $2)', [sequence, count])
  return rows.map(({ id }) => Number(id))
}
