import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { energyWorld } from '@tests/factories/energy-world'

const folder = mkdtempSync(path.join(tmpdir(), 'suspects-'))
const HEADER = 'account,category,month,energy_kwh'

function file(name: string, lines: readonly string[]): string {
  const place = path.join(folder, name)
  writeFileSync(place, `${lines.join('\n')}\n`)
  return place
}

const cli = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', 'suspects', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return { status, stdout, stderr }
}
const CLASSES = ['--recorded', 'residential', '--target', 'general-commercial']

interface Answer {
  account: string
  score: number
  reasons: string[]
}

const { months, accounts } = energyWorld({ accounts: 2000, months: 10, shops: 0.15, wrongRecords: 0.15, missing: 0.1, seed: 5 })
const rows = accounts.flatMap(({ account, recorded, kwh }) => kwh.flatMap((value, place) => (value === null ? [] : [`${account},${recorded},${months[place]},${value}`])))

describe('cli suspects', () => {
  it('prints every account recorded residential, highest first, with score and reasons', () => {
    const { status, stdout, stderr } = cli(file('world.csv', [HEADER, ...rows]), ...CLASSES, '--json')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const answer = JSON.parse(stdout) as Answer[]
    const residential = accounts.filter(({ recorded }) => recorded === 'residential')
    expect(new Set(answer.map(({ account }) => account))).toEqual(new Set(residential.map(({ account }) => account)))
    expect(answer).toHaveLength(residential.length)
    expect(answer.every(({ score }, place) => place === 0 || score <= (answer[place - 1]?.score ?? 0))).toBe(true)
    expect(answer.every(({ score, reasons }) => score >= 0 && score <= 1 && reasons.length > 0 && reasons.every((text) => text.length > 10))).toBe(true)
    const shops = new Set(accounts.filter(({ isShop }) => isShop).map(({ account }) => account))
    expect(answer.slice(0, 20).filter(({ account }) => shops.has(account)).length).toBeGreaterThan(14)
  })

  it('names bad rows, goes on without them, and answers 1', () => {
    const bad = ['W000001,residential,2020-13,5', 'W000002,residential,2020-05,-5', ',residential,2020-05,5', `${rows[0]}`]
    const { status, stdout, stderr } = cli(file('bad.csv', [HEADER, ...rows, ...bad]), ...CLASSES, '--json')
    expect(status).toBe(1)
    expect(stderr).toContain(`line ${rows.length + 2}, month: expected YYYY-MM, found "2020-13"`)
    expect(stderr).toContain('energy_kwh: expected kWh as a number of at least 0, found "-5"')
    expect(stderr).toContain('account: is empty')
    expect(stderr).toContain('twice; the first counts')
    expect((JSON.parse(stdout) as Answer[]).length).toBeGreaterThan(1000)
  })

  it('without accounts of the target ranks by energy, says so, and answers 1', () => {
    const { status, stdout, stderr } = cli(file('alone.csv', [HEADER, 'A,residential,2020-01,100', 'B,residential,2020-01,300']), ...CLASSES, '--json')
    expect(status).toBe(1)
    expect(stderr).toContain('nothing to learn from')
    expect((JSON.parse(stdout) as Answer[]).map(({ account }) => account)).toEqual(['B', 'A'])
  })

  it.each([
    ['no file', ['nothing.csv', ...CLASSES], 'ENOENT'],
    ['a missing option', ['x.csv', '--recorded', 'residential'], 'usage: suspects'],
    ['the same class twice', ['x.csv', '--recorded', 'a', '--target', 'a'], '--target'],
    ['an unknown option', ['x.csv', '--colour', 'red'], '--colour'],
  ])('answers 2: %s', (_, args, fault) => {
    const { status, stdout, stderr } = cli(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(fault)
  })

  it.each([
    ['an empty file', [''], 'empty'],
    ['a column missing', ['account,category,month'], 'missing column energy_kwh'],
    ['nobody recorded so', [HEADER, 'A,agricultural,2020-01,1'], 'no account is recorded residential; the file has agricultural'],
  ])('answers 2 and what is wrong: %s', (name, lines, fault) => {
    const { status, stderr } = cli(file(`${name}.csv`, lines), ...CLASSES)
    expect(status).toBe(2)
    expect(stderr).toContain(fault)
  })
})
