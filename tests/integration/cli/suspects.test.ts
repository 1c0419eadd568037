import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { energyWorld } from '@tests/factories/energy-world'

const folder = mkdtempSync(path.join(tmpdir(), 'suspects-'))
const HEADER = 'account,category,month,energy_kwh'

function file(name: string, lines: readonly string[]): string {
  return bytes(name, Buffer.from(`${lines.join('\n')}\n`))
}

function bytes(name: string, content: Uint8Array): string {
  const place = path.join(folder, name)
  writeFileSync(place, content)
  return place
}

const cli = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', 'suspects', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return { status, stdout, stderr }
}
/** As Excel saves Chinese here; Node only reads it, so the few letters are looked up. */
function gbk(text: string): Buffer {
  const letters = new Map<string, number[]>()
  const decoder = new TextDecoder('gbk')
  for (let high = 0x81; high < 0xff; high += 1) for (let low = 0x40; low < 0xff; low += 1) letters.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Buffer.from([...text].flatMap((letter) => (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : (letters.get(letter) ?? []))))
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

  it('prints accounts without a reading last, and names a slip of the year', () => {
    const odd = ['Z1,residential,2020-03,', 'Z2,residential,2020-03,abc', 'Z3,residential,2020-03,1e300', 'W000001,residential,2103-05,7']
    const { status, stdout, stderr } = cli(file('odd.csv', [HEADER, ...rows, ...odd]), ...CLASSES, '--json')
    expect(status).toBe(1)
    expect(stderr).toContain('found "abc"')
    expect(stderr).toContain(`line ${rows.length + 4}, energy_kwh: expected kWh as a number of at least 0, found "1e300"`)
    expect(stderr).toContain(`line ${rows.length + 5}, month: 2103-05 left out with its 1 readings`)
    expect((JSON.parse(stdout) as Answer[]).slice(-3)).toEqual(['Z1', 'Z2', 'Z3'].map((account) => expect.objectContaining({ account, score: 0, months: 0, reasons: ['there is no reading to judge by'] }) as Answer))
  })

  it('reads what Excel saves here and comes by a pipe: mark, GBK, semicolons, other columns, Windows line ends', () => {
    const text = `${[HEADER, ...rows.slice(0, 3000)].join('\r\n')}\r\n`
    const swapped = text.replaceAll(/^(.*?),(.*?),(.*?),(.*)$/gm, '备注;$3;$4;$1;$2').replace('备注', 'note')
    const plain = cli(bytes('plain.csv', Buffer.from(text)), ...CLASSES, '--json')
    expect(plain.status).toBe(0)
    const chinese = new Map([['residential', '居民生活'], ['general-commercial', '一般工商业']])
    const inChinese = text.replaceAll(/residential|general-commercial/g, (name) => chinese.get(name) ?? '')
    const same = (answer: ReturnType<typeof cli>) => expect(answer).toEqual(plain)
    same(cli(bytes('mark.csv', Buffer.from(`\uFEFF${text}`)), ...CLASSES, '--json'))
    same(cli(file('swapped.csv', [swapped]), ...CLASSES, '--json'))
    same(cli(bytes('gbk.csv', gbk(inChinese)), '--recorded', '居民生活', '--target', '一般工商业', '--json'))
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', 'suspects', '-', ...CLASSES, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28, input: text })
    same({ status, stdout, stderr })
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
    ['a header alone', [HEADER], 'no row could be read'],
    ['nothing right in it', [HEADER, 'A,residential,May,1'], 'line 2, month: expected YYYY-MM, found "May"'],
    ['a quotation mark that is never closed', [HEADER, ...rows.slice(0, 50), '"A,residential,2020-01,1'], 'line 52: a quotation mark'],
    ['a column missing', ['account,category,month'], 'missing column energy_kwh'],
    ['nobody recorded so', [HEADER, 'A,agricultural,2020-01,1'], 'no account is recorded residential; the file has agricultural'],
  ])('answers 2 and what is wrong: %s', (name, lines, fault) => {
    const { status, stderr } = cli(file(`${name}.csv`, lines), ...CLASSES)
    expect(status).toBe(2)
    expect(stderr).toContain(fault)
  })

  it.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['bytes that are no text', Buffer.from([1, 2, 0, 3]), 'a binary file; expected CSV or xlsx'],
    ['another kind of file', Buffer.from('%PDF-1.7'), 'a PDF file'],
  ])('answers 2: %s', (name, content, fault) => {
    const { status, stdout, stderr } = cli(bytes(`${name}.csv`, content), ...CLASSES, '--json')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(fault)
  })
})
