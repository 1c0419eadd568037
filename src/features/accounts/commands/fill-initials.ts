import 'server-only'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import { pool } from '@/server/db'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

const AT_ONCE = 5_000

interface Row {
  station_id: number
  id: string
  name: string
}

/**
 * Gives names that came without their pinyin initials theirs, some thousand at a time; each of these is whole in itself.
 * @returns how many accounts it filled
 */
export async function fillInitials(viewer: Viewer): Promise<number> {
  let filled = 0
  let after: Pick<Row, 'station_id' | 'id'> = { station_id: 0, id: '0' }
  for (;;) {
    const { rows }: { rows: Row[] } = await pool(viewer).query<Row>(
      `SELECT station_id, id, name FROM account WHERE name_initials = '' AND (station_id, id) > ($1, $2) ORDER BY station_id, id LIMIT $3`,
      [after.station_id, after.id, AT_ONCE],
    )
    after = rows.at(-1) ?? after
    // A name without a letter keeps none.
    const named = rows.map((row) => ({ ...row, initials: pinyinInitials(row.name) })).filter(({ initials }) => initials !== '')
    if (named.length > 0) await write(viewer, named)
    filled += named.length
    if (rows.length < AT_ONCE) return filled
  }
}

async function write(viewer: Viewer, rows: readonly (Row & { initials: string })[]): Promise<void> {
  await transactBulk(viewer, async (client, record) => {
    // Whoever renamed an account since has given it other initials.
    await client.query(
      `UPDATE account a SET name_initials = n.initials FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[]) AS n (station_id, id, initials, name)
       WHERE a.station_id = n.station_id AND a.id = n.id AND a.name = n.name AND a.name_initials = ''`,
      [rows.map(({ station_id }) => station_id), rows.map(({ id }) => id), rows.map(({ initials }) => initials), rows.map(({ name }) => name)],
    )
    await record({ stationId: 0, action: 'accounts.initials-filled', subject: 'accounts', subjectKey: 'initials', after: { accounts: rows.length } })
  })
}
