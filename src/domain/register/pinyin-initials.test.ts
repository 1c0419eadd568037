import { describe, expect, it } from 'vitest'
import { pinyinInitials } from './pinyin-initials'

describe('the initials people type', () => {
  it.each([
    ['王小明', 'wxm'],
    ['曾国强', 'zgq'],
    ['单雄信', 'sxx'],
    ['福临超市', 'flcs'],
    ['家家乐家电维修部', 'jjljdwxb'],
    ['ＡＢＣ公司12', 'abcgs12'],
    ['王家庄1号机井', 'wjz1hjj'],
    ['重庆商业银行', 'cqsyyh'],
    ['', ''],
    ['—', ''],
  ])('%s: %s', (name, initials) => {
    expect(pinyinInitials(name)).toBe(initials)
    expect(pinyinInitials(name)).toBe(initials)
  })
})
