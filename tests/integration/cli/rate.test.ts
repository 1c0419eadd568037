import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'rate-'))
const bill = readFileSync('tests/fixtures/bill.json', 'utf8')

function file(text: string): string {
  const name = path.join(folder, `${Math.abs(text.length)}-${path.basename(mkdtempSync(path.join(folder, 'f-')))}.json`)
  writeFileSync(name, text)
  return name
}

const cli = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

it('rates a file: 180 × 0.7335 + 260 × 0.589 + 160 × 0.639 = 132.03 + 153.14 + 102.24', () => {
  const { status, stdout, stderr } = cli('rate', 'tests/fixtures/bill.json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'rated', currency: 'CNY', total: '387.41' })
})

it('answers 1 and why when a bill cannot be rated', () => {
  const { status, stdout } = cli('rate', file(bill.replaceAll('2012-07-01', '2013-07-05')))
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'uncheckable', reasons: [{ code: 'no-version' }, { code: 'no-version' }] })
})

it.each([
  ['a wrong rate', () => bill.replace('"0.7335"', '"0,7335"'), 'tariffs[1].versions[0].charges[0].rate: '],
  ['no JSON', () => '{', '(document): not JSON'],
  ['an empty file', () => '', '(document): empty'],
])('answers 2 and where: %s', (_name, text, fault) => {
  const { status, stdout, stderr } = cli('rate', file(text()))
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(fault)
})

it('answers 2 with every fault of a document at once, in words', () => {
  const document = {
    category: 'X', name: { 'zh-CN': 'X', en: 'X' }, class: 'other', currency: 'CNY',
    versions: [{
      effectiveFrom: '2012-01-01', seasons: [{ name: 'summer', from: '05-01', to: '10-30' }, { name: 'other', from: '11-01', to: '04-30' }],
      charges: [{ code: 'e', kind: 'energy', period: 'night', tiers: [{ upTo: '2', rate: 1 }, { upTo: '1', rate: '1' }, { rate: '1' }] }],
    }],
  }
  const { status, stderr } = cli('rate', file(JSON.stringify({ tariffs: [document], assignment: [{ category: 'X', method: 'remainder' }], period: { from: '2013-08-01', to: '2013-07-01' } })))
  expect(status).toBe(2)
  expect(stderr.trim().split('\n').map((line) => line.slice(0, line.indexOf(': '))).sort()).toEqual([
    'period.to', 'tariffs[0].versions[0].charges[0].period', 'tariffs[0].versions[0].charges[0].tiers[0].rate', 'tariffs[0].versions[0].charges[0].tiers[1].upTo', 'tariffs[0].versions[0].seasons', 'usage',
  ])
  expect(stderr).not.toContain('Invalid input')
})

it('answers 2 when the file or the command is not there', () => {
  expect(cli('rate', path.join(folder, 'nothing.json'))).toMatchObject({ status: 2, stderr: expect.stringContaining('ENOENT') as unknown })
  expect(cli('rates')).toMatchObject({ status: 2, stderr: expect.stringContaining('unknown command rates') as unknown })
})

it('rates many, a line each, and goes on after a bad one', () => {
  const line = JSON.stringify(JSON.parse(bill))
  const { status, stdout } = cli('rate', '--many', file(`${line}\n{"x":1}\n${line}\n`))
  expect(status).toBe(2)
  expect(stdout.trim().split('\n').map((answer) => (JSON.parse(answer) as { outcome: string }).outcome)).toEqual(['rated', 'invalid', 'rated'])
})

it('goes on after a period that no bill can have', () => {
  const line = JSON.stringify(JSON.parse(bill))
  const endless = JSON.stringify({ ...(JSON.parse(bill) as object), period: { from: '9999-12-01', to: '9999-12-31' } })
  const { stdout } = cli('rate', '--many', file(`${endless}\n${line}\n`))
  expect(stdout.trim().split('\n').map((answer) => (JSON.parse(answer) as { outcome: string }).outcome)).toEqual(['invalid', 'rated'])
})

it('says nothing when whoever reads the answers has seen enough', () => {
  const line = JSON.stringify(JSON.parse(bill))
  const many = file(`${line}\n`.repeat(20_000))
  const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" src/cli/cli.mjs rate --many "${many}" | head -n 1`], { encoding: 'utf8' })
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'rated' })
  expect(stderr).toBe('')
})
