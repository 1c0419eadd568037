import { expect, it } from 'vitest'
import { formatProbability, formatStatistic } from './format-statistic'

it('a probability is equal to what is written, or smaller than the least that is written', () => {
  expect([0.0034, 1, 0.00012, 0.00009].map(formatProbability)).toEqual(['= 0.0034', '= 1.0000', '= 0.0001', '< 0.0001'])
})

it('a statistic has four digits and a true minus', () => {
  expect([0.58374249, -7.9283].map(formatStatistic)).toEqual(['0.5837', '−7.928'])
})
