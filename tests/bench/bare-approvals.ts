import pg from 'pg'

interface BareOrder {
  station_id: number
  id: string
  account_id: string
  district_id: number
  assignment_id: string
  number: string
  account_no: string
}

const POSTED = '2013-10-01'
const MONTHS = ['2013-07-01', '2013-08-01', '2013-09-01']

const SQL = {
  order: `UPDATE work_order SET state = 'applied', version = version + 1, approver_id = $3, approved_at = $4, applied_at = $4, previous_assignment_id = $5 WHERE station_id = $1 AND id = $2 AND state = 'submitted' AND version = 2`,
  close: `UPDATE tariff_assignment SET valid_to = '2013-07-01', closed_by_order_id = $3 WHERE station_id = $1 AND id = $2 AND valid_to IS NULL`,
  open: `INSERT INTO tariff_assignment (station_id, account_id, valid_from, remainder_category_id, opened_by_order_id) VALUES ($1, $2, '2013-07-01', $3, $4)`,
  adjustment: `INSERT INTO adjustment (station_id, work_order_id, account_id, bill_month, posted_month, kind, district_id, category_id, energy_wh, amount_fen, posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  district: `INSERT INTO district_monthly_total AS t (station_id, month, district_id, category_id, accounts, energy_wh, amount_fen, belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen)
    VALUES ($1, $2, $3, $4, 0, 0, 0, $5, $6, $7, $8) ON CONFLICT (station_id, month, district_id, category_id) DO UPDATE SET belonging_energy_wh = t.belonging_energy_wh + EXCLUDED.belonging_energy_wh,
    belonging_amount_fen = t.belonging_amount_fen + EXCLUDED.belonging_amount_fen, posted_energy_wh = t.posted_energy_wh + EXCLUDED.posted_energy_wh, posted_amount_fen = t.posted_amount_fen + EXCLUDED.posted_amount_fen`,
  station: `INSERT INTO station_monthly_total AS t (station_id, month, category_id, accounts, energy_wh, amount_fen, belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen, source)
    VALUES ($1, $2, $3, 0, 0, 0, $4, $5, $6, $7, 'bills') ON CONFLICT (station_id, month, category_id) DO UPDATE SET belonging_energy_wh = t.belonging_energy_wh + EXCLUDED.belonging_energy_wh,
    belonging_amount_fen = t.belonging_amount_fen + EXCLUDED.belonging_amount_fen, posted_energy_wh = t.posted_energy_wh + EXCLUDED.posted_energy_wh, posted_amount_fen = t.posted_amount_fen + EXCLUDED.posted_amount_fen`,
  audit: `INSERT INTO audit_log (station_id, at, actor_id, actor_name, action, subject, subject_key, before, after, reason) VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9)`,
  answer: `INSERT INTO idempotency_key (user_id, key, action, answer, created_at) VALUES ($1, $2, 'work-order.approve-and-apply', $3, $4)`,
} as const

/**
 * The floor: the rows of an approval that is applied, each written by a prepared statement, in one transaction an order, with
 * nothing read, checked or worked out. Totals are added up first, so that each total's row is written once.
 */
export class BareApprovals {
  /** Statements of one approval, without BEGIN and COMMIT. */
  statementsEach = 0
  private clients: pg.Client[] = []
  private categories = { residential: 0, commercial: 0 }

  constructor(
    private readonly url: string,
    private readonly count: number,
  ) {}

  async open(): Promise<void> {
    this.clients = Array.from({ length: this.count }, () => new pg.Client({ connectionString: this.url }))
    for (const client of this.clients) await client.connect()
    const { rows } = (await this.clients[0]?.query<{ code: string; id: number }>('SELECT code, id FROM tariff_category')) ?? { rows: [] }
    const idOf = (code: string) => rows.find((row) => row.code === code)?.id ?? 0
    this.categories = { residential: idOf('RES-1'), commercial: idOf('COM-1') }
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.end()
  }

  async approve(numbers: readonly string[]): Promise<void> {
    const { rows = [] } = (await this.clients[0]?.query<BareOrder>(
      `SELECT o.station_id, o.id, o.number, o.account_id, a.account_no, a.district_id, t.id AS assignment_id FROM work_order o JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
       JOIN tariff_assignment t ON t.station_id = o.station_id AND t.account_id = o.account_id AND t.valid_to IS NULL WHERE o.number = ANY($1)`,
      [numbers],
    )) ?? {}
    const left = rows.values()
    await Promise.all(this.clients.map(async (client) => {
      for (const order of left) await this.approveOne(client, order)
    }))
  }

  private async approveOne(client: pg.Client, order: BareOrder): Promise<void> {
    let statements = 0
    const run = (name: keyof typeof SQL, values: unknown[]) => {
      statements += 1
      return client.query({ name, text: SQL[name], values })
    }
    const at = new Date()
    const { residential, commercial } = this.categories
    const { station_id: station, id, account_id: account, district_id: district } = order
    const entries = MONTHS.flatMap((month) => [
      { month, kind: 'reversal', category: residential, energy: -1_000_000, amount: -54_690 },
      { month, kind: 'correction', category: commercial, energy: 1_000_000, amount: 73_350 },
    ])
    const totals = [
      ...entries.map(({ month, category, energy, amount }) => ({ month, category, sums: [energy, amount, 0, 0] })),
      { month: POSTED, category: residential, sums: [0, 0, -3_000_000, -164_070] },
      { month: POSTED, category: commercial, sums: [0, 0, 3_000_000, 220_050] },
    ].toSorted((a, b) => (a.month === b.month ? a.category - b.category : a.month < b.month ? -1 : 1))
    await client.query('BEGIN')
    await run('order', [station, id, 'bench-supervisor', at, order.assignment_id])
    await run('close', [station, order.assignment_id, id])
    await run('open', [station, account, commercial, id])
    for (const { month, kind, category, energy, amount } of entries) await run('adjustment', [station, id, account, month, POSTED, kind, district, category, energy, amount, at])
    for (const { month, category, sums } of totals) await run('district', [station, month, district, category, ...sums])
    for (const { month, category, sums } of totals) await run('station', [station, month, category, ...sums])
    await run('audit', [station, at, 'bench-supervisor', 'account.tariff-corrected', 'account', order.account_no, '{"terms":{"remainder":"RES-1","splits":[]}}', '{"terms":{"remainder":"COM-1","splits":[]}}', 'a shop'])
    for (const action of ['work-order.approved', 'work-order.applied']) await run('audit', [station, at, 'bench-supervisor', action, 'work-order', order.number, '{"state":"submitted"}', null, null])
    await run('answer', ['bench-supervisor', `bare ${order.number}`, '{"state":"applied"}', at])
    await client.query('COMMIT')
    this.statementsEach = statements
  }
}
