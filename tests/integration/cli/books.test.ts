import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import { DEMO_WITHIN_MS, demoTemplate } from '@tests/setup/demo-template'
import { cloneDatabase } from '@tests/setup/test-server'

// The commands run as people run them: as a process of their own, on this file's database.
const cli = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', ...args], { encoding: 'utf8', input: '' })
  return { status, stdout, stderr }
}

const PRINTED = 'public/samples/category-months-as-printed.csv'

beforeAll(async () => {
  const own = path.basename(process.env['DATABASE_URL'] ?? '')
  await cloneDatabase(inject('adminUrl'), await demoTemplate(inject('adminUrl')), own)
}, DEMO_WITHIN_MS)

describe('report category-months', () => {
  it('gives the dashboard’s figures as JSON', () => {
    const { status, stdout } = cli('report', 'category-months', '--station', 'XX供电所', '--from', '2013-06', '--to', '2013-07', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      scope: { station: { code: '0107', name: 'XX供电所' }, company: { accounts: 2_681_055, sharePercent: '0.8' } },
      months: [
        { month: '2013-06', accounts: 21_590, energyKwh: '754625', amountYuan: '440506.21' },
        { month: '2013-07', accounts: 21_463, energyKwh: '849978', amountYuan: '500242.55', categories: [{ code: 'RES-1', amountYuan: '322550.01', averagePrice: '0.546902' }, {}, {}] },
      ],
      changes: [
        {
          from: '2013-06',
          to: '2013-07',
          all: { accounts: -127, energyKwh: '95353', energyPercent: '12.64', amountYuan: '59736.34', amountPercent: '13.56' },
          categories: [
            { code: 'RES-1', name: '居民生活', accounts: -26, energyKwh: '102152', amountYuan: '55866.26', amountPercent: '20.95' },
            { code: 'COM-1', accounts: 39, energyKwh: '33554', amountYuan: '24611.56', amountPercent: '20.13' },
            { code: 'AGR-1', accounts: -140, energyKwh: '-40353', amountYuan: '-20741.48', amountPercent: '-40.22' },
          ],
        },
      ],
      recovered: { belonging: { amountYuan: '0.00', orders: 0 }, posted: { amountYuan: '0.00', orders: 0 } },
    })
  })

  it('gives the same as aligned text, saying which scope it covers', () => {
    const { status, stdout } = cli('report', 'category-months', '--station', '0107', '--from', '2013-06', '--to', '2013-07')
    const lines = stdout.trimEnd().split('\n')
    expect({ status, lines: lines.length }).toEqual({ status: 0, lines: 15 })
    expect(lines[0]).toBe('XX供电所 (0107), 2013-06 to 2013-07, billed, 0.8 % of the accounts of 某县供电公司')
    expect(lines[9]).toMatch(/^2013-07 +all +21463 +849978 +500242\.55 +0\.588536$/)
    expect(lines.slice(2, 10).map((line) => line.indexOf('.'))).toEqual(Array.from({ length: 8 }, () => lines[2]?.indexOf('.')))
    expect(lines[13]).toMatch(/^2013-06 > 2013-07 all +-127 +95353 +12\.64 +59736\.34 +13\.56$/)
  })

  it.each([
    [['--from', '2013-13', '--to', '2013-07'], '--from: expected a month as YYYY-MM'],
    [['--from', '2013-07', '--to', '2013-06'], 'lies before'],
    [['--from', '2013-06', '--to', '2013-07', '--station', 'YY'], 'no station YY; there are XX供电所 (0107)'],
    [['--from', '2013-06', '--to', '2013-07', '--surprise'], '--surprise'],
  ])('answers 2 and what is wrong: %j', (args, message) => {
    expect(cli('report', 'category-months', ...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) as unknown })
  })

  it('answers 1 when nothing is loaded for the months', () => {
    expect(cli('report', 'category-months', '--from', '2010-01', '--to', '2010-02')).toMatchObject({ status: 1 })
  })
})

describe('report bridge, report recovered', () => {
  it('says why revenue changed, in steps that add up to the fen', () => {
    const { status, stdout } = cli('report', 'bridge', '--station', '0107', '--from', '2013-07', '--to', '2013-07', '--json')
    expect(status).toBe(0)
    const report = JSON.parse(stdout) as { changeYuan: string; steps: Record<string, string> }
    expect(report).toMatchObject({ scope: { before: { from: '2013-06', to: '2013-06' }, basis: 'posted' }, changeYuan: '59736.34', steps: { residual: '0.00' } })
    const fen = (yuan: string) => BigInt(yuan.replace('.', ''))
    expect(Object.values(report.steps).reduce((sum, yuan) => sum + fen(yuan), 0n)).toBe(fen(report.changeYuan))
  })

  it('says which period has no bills, and still what there is', () => {
    const { status, stdout, stderr } = cli('report', 'bridge', '--from', '2013-07', '--to', '2013-07', '--base-from', '2010-01', '--base-to', '2010-01')
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'a period has no bills\n' })
    expect(stdout).toMatch(/^revenue 0\.00 > 500242\.55 \(posted\)\n/)
  })

  it('says what work orders brought: nothing yet', () => {
    expect(cli('report', 'recovered', '--from', '2013-06', '--to', '2013-07')).toEqual({ status: 0, stderr: '', stdout: '0 orders: back-billed 0.00, refunded 0.00, penalties 0.00, total 0.00 yuan; on the new basis 0.00\n' })
  })

  it.each([
    [['bridge', '--from', '2013-07', '--to', '2013-07', '--base-from', '2013-05'], '--base-to: expected a month as YYYY-MM, found ""'],
    [['bridge', '--from', '2013-07', '--to', '2013-07', '--basis', 'billed'], '--basis: expected posted, corrected, found "billed"'],
    [['recovered', '--from', '2013-07', '--to', '2013-07', '--by', 'year'], '--by: expected posted, belonging, found "year"'],
    [['recovered', '--basis', 'posted'], 'usage: report recovered [--station NAME|CODE] --from YYYY-MM --to YYYY-MM [--by posted|belonging] [--json]'],
    [['nothing'], 'usage: report category-months|bridge|recovered'],
  ])('answers 2 and what is wrong: %j', (args, message) => {
    expect(cli('report', ...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) as unknown })
  })
})

describe('import', () => {
  it('holds the slip, takes the correction, commits, and does nothing the second time', () => {
    expect(cli('import', PRINTED, '--commit')).toMatchObject({ status: 2, stderr: expect.stringContaining('import-held: 1 row still waits for a decision (row 3)') as unknown })
    expect(cli('import', PRINTED)).toMatchObject({ status: 1, stdout: expect.stringContaining('likely digit-too-many: 122252.36') as unknown })
    expect(cli('import', PRINTED, '--correct', '3:amountYuan=122252.36', '--reason', 'misprint', '--commit')).toMatchObject({ status: 0, stdout: expect.stringContaining('added 6, changed 0, unchanged 0') as unknown })
    expect(cli('import', PRINTED, '--commit')).toMatchObject({ status: 0, stdout: expect.stringContaining('the same file was here before') as unknown })
  })

  it('takes a month of bills with headers of its own: what is sound goes in, the rest comes back as a workbook', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tariff-audit-cli-'))
    const [bills, faulty] = [path.join(folder, 'bills.csv'), path.join(folder, 'faulty.xlsx')]
    writeFileSync(bills, '户号,月,电量,电费\n0107012345,2013-10,100,54.69\n0107012345x,2013-10,100,54.69\n')
    expect(cli('import', bills, '--kind', 'bills')).toMatchObject({ status: 2, stderr: expect.stringContaining('file-missing-columns: Missing columns: month. The file has: 户号, 月, 电量, 电费.\n--map COLUMN=HEADER') as unknown })
    const { status, stdout } = cli('import', bills, '--kind', 'bills', '--map', 'month=月', '--commit', '--errors', faulty, '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ state: 'committed', rows: 2, outcome: { added: 1, left: 1 }, open: [{ row: 3, findings: [{ column: 'accountNo', code: 'unknown-account' }] }] })
    expect(readFileSync(faulty).subarray(0, 2).toString()).toBe('PK')
    rmSync(folder, { recursive: true })
    expect(cli('verify')).toMatchObject({ status: 0 })
  })

  it.each([
    [['package.json'], 'file-'],
    [['nothing.csv'], 'ENOENT'],
    [[PRINTED, '--correct', '3:amountYuan=1'], '--reason'],
    [[PRINTED, '--correct', 'x', '--reason', 'y'], 'expected ROW:COLUMN=VALUE'],
    [[PRINTED, '--kind', 'wat'], '--kind: expected category-months, bills, accounts, assignments, found wat'],
    [[PRINTED, '--errors', 'nowhere/faulty.xlsx'], '--errors: there is no folder nowhere'],
    [['src'], 'src is a folder'],
    [[PRINTED, '--language', 'de'], '--language: expected zh-CN or en, found de'],
  ])('answers 2 and what is wrong: %j', (args, message) => {
    expect(cli('import', ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) as unknown })
  })
})

describe('user', () => {
  it('is created with a password of its own making, once', () => {
    const create = ['user', 'create', '--username', 'wang', '--name', '王小丽', '--role', 'clerk', '--stations', '0107']
    expect(cli(...create)).toMatchObject({ status: 0, stdout: expect.stringMatching(/created wang, password \S{16}/) as unknown })
    expect(cli(...create)).toMatchObject({ status: 2, stderr: expect.stringContaining('username-taken') as unknown })
    expect(cli('user', 'list').stdout).toContain('wang\t王小丽\tclerk\t0107')
  })

  it('names every argument that is wrong', () => {
    const { status, stderr } = cli('user', 'create', '--username', 'W', '--role', 'king')
    expect(status).toBe(2)
    for (const name of ['--username', '--name', '--role', '--stations']) expect(stderr).toContain(name)
  })
})

it('a database that cannot be reached is answered in one line', () => {
  const { status, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', 'verify'], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' } })
  expect({ status, lines: stderr.trim().split('\n') }).toEqual({ status: 2, lines: ['DATABASE_URL: the server cannot be used (connect ECONNREFUSED 127.0.0.1:1)'] })
})

it('verify finds the demonstration sound', () => {
  expect(cli('verify')).toMatchObject({ status: 0, stdout: expect.stringContaining('totals equal the books') as unknown })
})

it('verify names a statement that the books contradict, and refuses a call that makes no sense', async () => {
  await pool(system('test')).query(`UPDATE category_month_statement SET amount_fen = amount_fen + 1 WHERE month = '2013-07-01' AND energy_wh = 589777000`)
  const drift = 'drift: statement 0107 2013-07 RES-1: stated 20219 accounts, 589777 kWh, 322550.02 yuan; books 20219 accounts, 589777 kWh, 322550.01 yuan'
  expect(cli('verify', '--station', '0107')).toMatchObject({ status: 1, stdout: expect.stringContaining(drift) as unknown })
  expect(cli('verify', '--to', '2013-06')).toMatchObject({ status: 0 })
  expect(cli('verify', '--station', 'YY')).toMatchObject({ status: 2, stderr: '--station: no station YY; there are XX供电所 (0107)\n' })
  expect(cli('verify', '--from', '2013-07', '--to', '2013-06')).toMatchObject({ status: 2, stderr: '--to: 2013-06 lies before --from 2013-07\n' })
})
