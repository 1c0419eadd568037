/**
 * Personal data as lists show it: enough to tell one person from the next, too little to know who or where it is. Names of shops,
 * works and offices are no personal data and stay; whatever is not plainly one of them is taken for a person's.
 */

const ORGANISATION =
  /公司|集团|超市|商店|商场|商行|市场|宾馆|酒店|旅馆|饭店|餐馆|餐厅|面馆|饭馆|小吃|快餐|网吧|药店|药房|诊所|医院|卫生|学校|小学|中学|幼儿园|大学|银行|信用社|委员会|村委|居委|政府|中心|合作社|农场|养殖|种植|大棚|机井|水井|泵站|排灌|灌溉|加工|维修|理发|美容|服装|五金|建材|家电|粮油|烟酒|物业|工地|项目部|基站|路灯|变电|供电|工业|企业|个体|经营部|门市|批发|仓库|车间|庙|教堂|Ltd|Inc\b|Co\.|Company|Shop|School|Factory|Market/i
/** Endings that no person's name has. */
const ORGANISATION_ENDING = /[店厂铺馆吧所站局校]$/
const DIGIT = /\d/
const HIDDEN = '***'

/** A name for lists: 张* of two characters, 张*国 of three, W*** L* in letters. Shops and offices stay as they are. */
export const maskName = (name: string): string => name.replace(/[\p{L}\p{M}\p{N}.&*]+/gu, maskPart)

function maskPart(part: string): string {
  const letters = [...part]
  if (DIGIT.test(part) || ORGANISATION.test(part) || (letters.length > 2 && ORGANISATION_ENDING.test(part))) return part
  const [first = ''] = letters
  if (letters.length === 1) return '*'
  if (/^[A-Za-z]/.test(part) || letters.length === 2) return first + '*'.repeat(letters.length - 1)
  return first + '*'.repeat(letters.length - 2) + (letters.at(-1) ?? '')
}

/** 138****1234 of a mobile number; of others the last four digits; an e-mail's first letter and where it is. Anything else is hidden but for its first character. */
export function maskContact(contact: string): string {
  const text = contact.trim()
  const mail = /^(.)[^@]*(@.+)$/u.exec(text)
  if (mail) return `${mail[1] ?? ''}${HIDDEN}${mail[2] ?? ''}`
  const digits = text.replace(/[\s-]/g, '')
  if (/^\+?\d{11,}$/.test(digits)) return `${digits.slice(0, -8)}****${digits.slice(-4)}`
  if (/^\d{7,10}$/.test(digits)) return `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}`
  return text === '' ? '' : `${[...text][0] ?? ''}${HIDDEN}`
}

const NUMERALS = '一二三四五六七八九十百〇零甲乙丙丁'
/** Where a house begins: its group, number, block, unit or room. */
const HOUSE = new RegExp(`[0-9０-９]|第?[${NUMERALS}]+(?=[组号栋幢座排队层室户单])`)
const PLACES = /^.*[省市区县旗镇乡村街道路巷弄胡庄屯堡寨营沟湾铺社里坊]/u

/** An address to its street or village: 柳林镇张家庄村***. In letters its digits are hidden. */
export function maskAddress(address: string): string {
  const at = address.search(HOUSE)
  if (at === 0) return address.replace(/[0-9０-９]+/g, '**')
  const before = at < 0 ? address : address.slice(0, at)
  const place = PLACES.exec(before)?.[0] ?? [...before].slice(0, Math.floor([...before].length / 2)).join('')
  return place === address ? place : `${place}${HIDDEN}`
}

/** Whether a value that comes back is what a list showed instead of the whole: then it says nothing of it. */
export const isMasked = (field: 'name' | 'address', value: string, whole: string): boolean => value !== whole && value === (field === 'name' ? maskName(whole) : maskAddress(whole))

/** What one may want personal data in full for; the words the log keeps are the user's own. */
export const PURPOSES = ['contact-customer', 'verify-identity', 'field-work', 'letter-or-print', 'complaint', 'correct-record', 'other'] as const
export type Purpose = (typeof PURPOSES)[number]
