/** Names of people, shops and villages as they sound in a county of northern China. */
import type { Random } from './random'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文建国红梅春生福海志永云龙凤贵宝成山']
const VILLAGE_ENDINGS = ['家庄', '家村', '家堡', '家湾', '家营', '家沟', '家寨', '家铺']
const SHOPS = ['超市', '饭店', '五金店', '诊所', '理发店', '小吃部', '烟酒店', '服装店', '家电维修部', '粮油店', '网吧', '药店', '宾馆', '快餐店']
const SHOP_FIRST = ['福临', '永兴', '家家乐', '鑫源', '顺达', '惠民', '金穗', '宏发', '好又来', '聚财', '万家', '和顺', '广源', '祥和']
const FARM_USES = ['机井', '排灌站', '养殖场', '大棚', '粮食加工点']

export const personName = (random: Random): string =>
  random.pick(SURNAMES) + random.pick(GIVEN) + (random.between(0, 2) > 0 ? random.pick(GIVEN) : '')

export const shopName = (random: Random): string => random.pick(SHOP_FIRST) + random.pick(SHOPS)

export const farmName = (random: Random, village: string): string => `${village}${random.between(1, 9)}号${random.pick(FARM_USES)}`

/** `count` village names, each another. */
export function villageNames(random: Random, count: number): string[] {
  const all = SURNAMES.flatMap((surname) => VILLAGE_ENDINGS.map((ending) => surname + ending))
  return random.shuffled(all).slice(0, count)
}
