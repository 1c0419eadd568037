import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMasked, maskAddress, maskContact, maskName } from './masking'

describe('names', () => {
  it.each([
    ['张建国', '张*国'],
    ['李芳', '李*'],
    ['欧阳建国', '欧**国'],
    ['张建国、李秀英', '张*国、李*英'],
    ['张建国（租户）', '张*国（租*）'],
    ['Wang Li', 'W*** L*'],
    ['福临超市', '福临超市'],
    ['王记面馆', '王记面馆'],
    ['鑫源五金店', '鑫源五金店'],
    ['张家庄3号机井', '张家庄3号机井'],
    ['柳林镇张家庄村民委员会', '柳林镇张家庄村民委员会'],
    ['', ''],
  ])('%s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  it('of a person only the first and last character are left, and nothing is masked twice', () => {
    const character = fc.constantFrom(...'王李张刘伟芳娜敏静建国红梅')
    fc.assert(
      fc.property(fc.array(character, { minLength: 2, maxLength: 4 }), (letters) => {
        const name = letters.join('')
        const masked = maskName(name)
        expect([...masked]).toHaveLength(letters.length)
        expect(masked).toContain('*')
        expect(maskName(masked)).toBe(masked)
      }),
    )
  })
})

describe('ways to reach somebody', () => {
  it.each([
    ['13812341234', '138****1234'],
    ['138 1234 1234', '138****1234'],
    ['+8613812341234', '+86138****1234'],
    ['8231234', '***1234'],
    ['0341-8231234', '034****1234'],
    ['wang@example.com', 'w***@example.com'],
    ['村东头老王家', '村***'],
    ['138****0000', '1***'],
  ])('%s → %s', (contact, masked) => expect(maskContact(contact)).toBe(masked))
})

describe('addresses', () => {
  it.each([
    ['柳林镇张家庄村3组12号', '柳林镇张家庄村***'],
    ['柳林镇王家湾村三组十二号', '柳林镇王家湾村***'],
    ['朝阳路18号2栋301室', '朝阳路***'],
    ['幸福小区甲栋二单元', '幸福小区***'],
    ['柳林镇张家庄村', '柳林镇张家庄村'],
    ['12 Mill Lane', '** Mill Lane'],
    ['', ''],
  ])('%s → %s', (address, masked) => expect(maskAddress(address)).toBe(masked))

  it('no number of a house is left', () => {
    fc.assert(fc.property(fc.string(), fc.nat(), fc.string(), (before, number, after) => {
      expect(maskAddress(`${before}${number}号${after}`)).not.toMatch(/\d/)
    }))
  })
})

it('what a list showed is known again, the whole is not taken for it', () => {
  expect(isMasked('name', '张*国', '张建国')).toBe(true)
  expect(isMasked('name', '福临超市', '福临超市')).toBe(false)
  expect(isMasked('address', '柳林镇张家庄村***', '柳林镇张家庄村3组12号')).toBe(true)
  expect(isMasked('name', '张建军', '张建国')).toBe(false)
})
