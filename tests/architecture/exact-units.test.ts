import { ESLint } from 'eslint'
import { expect, it } from 'vitest'

const lint = async (text: string): Promise<string[]> => {
  const [result] = await new ESLint().lintText(text, { filePath: 'src/domain/money.ts' })
  return result?.messages.flatMap(({ ruleId }) => (ruleId === 'tariff-audit/exact-units' ? [ruleId] : [])) ?? []
}

const BEGIN = `import { whFromKwh } from './energy'\nexport type Fen = bigint & { readonly __unit: 'fen' }\ndeclare const amount: Fen\ndeclare const perhaps: Fen | null\n`

it('the rule bites: money and energy do not become a float, a plain number may be read', async () => {
  expect(await lint(`${BEGIN}export const wrong = Number(amount)`)).toHaveLength(1)
  expect(await lint(`${BEGIN}export const wrong = Number(perhaps)`)).toHaveLength(1)
  expect(await lint(`${BEGIN}export const wrong = Number(whFromKwh('1'))`)).toHaveLength(1)
  expect(await lint(`${BEGIN}export const right = Number('12') + amount.toString().length`)).toEqual([])
}, 60_000)
