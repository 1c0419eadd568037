import { spawnSync } from 'node:child_process'
import { beforeAll, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { givenApplied } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'

const cli = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', 'orders', ...args], { encoding: 'utf8', input: '' })
  return { status, stdout, stderr }
}

let station: GivenStation
beforeAll(async () => {
  station = await givenStation()
  for (const billedOn of ['COM-1', 'RES-1']) {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-09'), [1000])
    await givenApplied(viewerAs('clerk'), viewerAs('supervisor'), account)
    await givenBills(station, account, billingMonth('2013-10'), [1000], billedOn)
  }
})

it('looks at every month that came since, says what it found, and has nothing to say the second time', () => {
  expect(cli('verify')).toEqual({ status: 1, stdout: `${station.code} 2013-10: 1 verified, 1 raised, 0 wait for a bill\n`, stderr: '' })
  expect(cli('verify')).toMatchObject({ status: 0, stdout: '' })
})

it.each([
  [['close'], 'usage: orders verify'],
  [['verify', '--month', '2013-13'], '--month: expected a month as YYYY-MM'],
  [['verify', '--station', 'YY'], '--station: no station YY'],
  [['verify', '--surprise'], '--surprise'],
])('answers 2 and what is wrong: %j', (args, message) => {
  expect(cli(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) as unknown })
})
