import { createTranslator } from 'use-intl/core'
import { expect, it } from 'vitest'
import en from '@/messages/en/imports.json'
import zh from '@/messages/zh-CN/imports.json'
import { findingText } from '@/features/imports/finding-text'

const LANGUAGES = { en: createTranslator({ locale: 'en', messages: { imports: en }, namespace: 'imports' }), 'zh-CN': createTranslator({ locale: 'zh-CN', messages: { imports: zh }, namespace: 'imports' }) }
const said = (locale: keyof typeof LANGUAGES, ...[found]: [Parameters<typeof findingText>[0]]) => findingText(found, LANGUAGES[locale], locale)

it.each([
  ['en', 'The account would go from Residential to no tariff; somebody else, who decides work orders, has to confirm it in every row of the account'],
  ['zh-CN', '用电类别将由居民生活改为没有执行中的电价；须由另一位有权审批工作单的人确认，该户的每一行都要确认'],
] as const)('in %s a category has its name in that language', (locale, text) => {
  expect(said(locale, { code: 'category-changes', params: { from: '居民生活', fromEn: 'Residential', to: 'none', toEn: 'none' } })).toBe(text)
})

it('an assignment that goes on has no day until which', () => {
  const params = { from: '2012-07-01', to: 'none', category: '居民生活', categoryEn: 'Residential' }
  expect(said('zh-CN', { code: 'assignment-overlap', params })).toBe('与 2012-07-01 起、至今的执行期重叠（居民生活）')
  expect(said('zh-CN', { code: 'assignment-overlap', params: { ...params, to: '2014-01-01' } })).toBe('与 2012-07-01 起、至 2014-01-01 的执行期重叠（居民生活）')
  expect(said('en', { code: 'assignment-overlap', params })).toBe('Overlaps the assignment from 2012-07-01 until further notice (Residential)')
})
