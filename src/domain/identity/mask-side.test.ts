import { expect, it } from 'vitest'
import { maskSide } from './mask-side'

it('masks a customer in an entry, however deep, and leaves employees and everything else', () => {
  expect(maskSide('account', { name: '张建国', address: '柳林镇张家庄村3组12号', meterNo: '34100001' })).toEqual({ name: '张*国', address: '柳林镇张家庄村***', meterNo: '34100001' })
  expect(maskSide('complaint', { order: 'GD-1', complainant: '李芳', parts: [{ contact: '13812341234' }] })).toEqual({ order: 'GD-1', complainant: '李*', parts: [{ contact: '138****1234' }] })
  expect(maskSide('user', { name: '王丽', role: 'clerk' })).toEqual({ name: '王丽', role: 'clerk' })
  expect(maskSide('account', null)).toBeNull()
})
