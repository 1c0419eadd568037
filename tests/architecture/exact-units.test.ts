import { ESLint } from 'eslint'
import { expect, it } from 'vitest'

const lint = async (text: string): Promise<string[]> => {
  const [result] = await new ESLint().lintText(text, { filePath: 'src/domain/money.ts' })
  return result?.messages.flatMap(({ ruleId }) => (ruleId === 'tariff-audit/exact-units' ? [ruleId] : [])) ?? []
}

const BEGIN = `import { wh, whFromKwh, type Wh } from './energy'
import { ratio, type Ratio } from './ratio'
export type Fen = bigint & { readonly __unit: 'fen' }
const fen = (value: bigint): Fen => value as Fen
declare const amount: Fen
declare const perhaps: Fen | null
declare const energy: Wh
declare const share: Ratio
`

it.each([
  'Number(amount)',
  'Number(perhaps)',
  "Number(whFromKwh('1'))",
  'Number(amount.toString()) * 0.5469',
  'Number.parseInt(amount.toString())',
  'Number(`${energy}`)',
  'Number(share.n) / 2',
  'fen(amount + energy)',
  'fen(wh(5n))',
  'amount > energy',
])('the rule bites: %s', async (wrong) => {
  expect(await lint(`${BEGIN}export const wrong = ${wrong}`)).not.toEqual([])
}, 60_000)

it('lets pass what is right', async () => {
  expect(await lint(`${BEGIN}export const right = [Number('12') + amount.toString().length, fen(amount + amount), fen(amount * 2n), wh(energy - wh(1n)), ratio(share.n, share.d), amount > fen(1n), perhaps]`)).toEqual([])
}, 60_000)
