/** The files that can be imported: their columns, what people call them, and finding them in a header. */

export const IMPORT_KINDS = ['category-months', 'bills', 'accounts', 'assignments'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export interface ColumnSpec {
  required: boolean
  zh: string
  en: string
  /** Other names under which exports have it. */
  synonyms: readonly string[]
  /** A value for the template. */
  example: string
}

const column = (zh: string, en: string, example: string, synonyms: readonly string[] = []): ColumnSpec => ({ required: true, zh, en, example, synonyms })
const optional = (zh: string, en: string, example: string, synonyms: readonly string[] = []): ColumnSpec => ({ ...column(zh, en, example, synonyms), required: false })

const ACCOUNT_NO = column('户号', 'Account number', '0107012345', ['用户编号', '客户编号', '用电户号', '用户号', 'accountno', 'account'])
const STATION_NAMES = ['供电单位', '单位', '供电所名称', '供电所编码', '供电所编号', '管理单位']
const CATEGORY_NAMES = ['类别', '电价类别', '用电分类', '电价', '用电类型']
const MONTH = column('电费月份', 'Month', '2013-10', ['月份', '年月', '账期', '统计月份', '电费年月', '核算月份'])
const ENERGY = column('电量（千瓦时）', 'Energy kWh', '126.5', ['电量', '总电量', '售电量', '结算电量', '抄见电量', '计费电量', 'energy'])
const AMOUNT = column('电费（元）', 'Amount yuan', '69.18', ['电费', '金额', '应收电费', '电费金额', '总电费', 'amount', 'revenue'])

const register = (zh: string, en: string): ColumnSpec => optional(`${zh}电量（千瓦时）`, `${en} kWh`, '', [`${zh}电量`, zh, `${zh}段电量`, en])

/** Every kind's columns, in the order of its template. */
export const COLUMNS = {
  'category-months': {
    month: { ...MONTH, zh: '月份', example: '2013-06', synonyms: [...MONTH.synonyms, '电费月份'] },
    station: column('供电所', 'Station', 'XX供电所', STATION_NAMES),
    category: column('用电类别', 'Category', '居民照明', CATEGORY_NAMES),
    accounts: column('户数', 'Accounts', '20245', ['用户数', '用电户数']),
    energyKwh: { ...ENERGY, example: '487625' },
    amountYuan: { ...AMOUNT, example: '266683.75' },
  },
  bills: {
    accountNo: ACCOUNT_NO,
    month: MONTH,
    category: optional('用电类别', 'Category', '居民照明', CATEGORY_NAMES),
    energyKwh: ENERGY,
    amountYuan: AMOUNT,
    yearToDateKwh: optional('本期前年累计电量（千瓦时）', 'Year to date before kWh', '', ['本期前年累计电量', '上期末年累计电量', '期初年累计电量', 'yeartodatebefore']),
    periodFrom: optional('起始日期', 'From', '2013-10-01', ['上次抄表日期', '计费起始日', '起始日', 'periodfrom']),
    periodTo: optional('截止日期（不含）', 'To (exclusive)', '2013-11-01', ['截止日期', '本次抄表日期', '计费截止日', '截止日', 'periodto', 'to']),
    sharpKwh: register('尖峰', 'Sharp'),
    peakKwh: register('峰', 'Peak'),
    flatKwh: register('平', 'Flat'),
    valleyKwh: register('谷', 'Valley'),
    maximumDemandKw: optional('最大需量（千瓦）', 'Maximum demand kW', '', ['最大需量', '需量', '实际最大需量', '抄见需量']),
    contractDemandKw: optional('合同需量或容量（千瓦）', 'Contract demand kW', '', ['合同需量', '核定需量', '合同容量', '运行容量', '计费容量']),
    reactiveKvarh: optional('无功电量（千乏时）', 'Reactive energy kvarh', '', ['无功电量', '无功总电量', '无功']),
    lossKwh: optional('损耗电量（千瓦时）', 'Losses kWh', '', ['损耗电量', '变损电量', '线损电量', '变线损电量', '损耗']),
    station: optional('供电所', 'Station', 'XX供电所', STATION_NAMES),
  },
  accounts: {
    station: column('供电所编码', 'Station code', '0107', ['供电所', '供电单位', '供电单位编码', '供电所编号', 'station']),
    stationName: optional('供电所名称', 'Station name', 'XX供电所', ['供电单位名称']),
    district: column('台区编码', 'District code', '0107-001', ['台区', '台区编号', 'district']),
    districtName: optional('台区名称', 'District name', '柳林镇1号台区', []),
    accountNo: ACCOUNT_NO,
    name: column('户名', 'Name', '王小明', ['用户名称', '客户名称', '用户名', '姓名']),
    address: column('用电地址', 'Address', '柳林镇王家庄村1组1号', ['地址', '用户地址', '客户地址']),
    meterNo: optional('电表号', 'Meter number', 'M0000001', ['表号', '电能表编号', '资产编号', '电表编号', 'meter', 'meterno']),
    openedOn: optional('立户日期', 'Opened on', '2012-07-01', ['开户日期', '立户时间', '装表日期', 'opened']),
    category: optional('用电类别', 'Category', '居民照明', CATEGORY_NAMES),
  },
  assignments: {
    accountNo: ACCOUNT_NO,
    category: column('用电类别', 'Category', '居民照明', CATEGORY_NAMES),
    validFrom: column('执行日期', 'Valid from', '2012-07-01', ['起始日期', '生效日期', '开始日期', '执行起日', 'from']),
    validTo: optional('终止日期（不含）', 'Valid to (exclusive)', '', ['终止日期', '结束日期', '失效日期', '执行止日', 'to', 'validto']),
    splitCategory: optional('定比定量类别', 'Split category', '', ['定比定量用电类别']),
    splitMethod: optional('定比或定量', 'Split method', '', ['定比定量方式']),
    splitValue: optional('定比定量值', 'Split value', '', ['定比值', '定量值', '定比', '定量']),
    station: optional('供电所', 'Station', 'XX供电所', STATION_NAMES),
  },
} as const satisfies Record<ImportKind, Record<string, ColumnSpec>>

export type ColumnOf<Kind extends ImportKind> = keyof (typeof COLUMNS)[Kind] & string

/** Column → its place in the file, counted from 0. */
export type Mapping = Readonly<Record<string, number>>

/** Names are compared without spaces, width or case. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** Header names also without underscores, and with or without their unit in brackets. */
export const headerKey = (name: string): string => nameKey(name).replace(/[_-]/g, '')
const bare = (key: string): string => key.replace(/\(.*\)$/, '')

/** The columns of a kind as a list. */
export const columnsOf = (kind: ImportKind): [string, ColumnSpec][] => Object.entries<ColumnSpec>(COLUMNS[kind])

/** What people call a column. */
export const columnName = (kind: ImportKind, name: string, locale: 'zh-CN' | 'en'): string => {
  const spec = columnsOf(kind).find(([column]) => column === name)?.[1]
  return spec ? (locale === 'zh-CN' ? spec.zh : spec.en) : name
}

/** The same header in another file has the same print, whatever the spaces, width and case. */
export const headerPrint = (header: readonly string[]): string => header.map(headerKey).join('\u001f')

/**
 * Which column stands where, as far as the names tell.
 * @param learned header names that people have mapped by hand before (as `headerKey` writes them), by column
 */
export function proposeMapping(kind: ImportKind, header: readonly string[], learned: ReadonlyMap<string, string> = new Map()): Mapping {
  const keys = header.map(headerKey)
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  const take = (name: string, matches: (key: string) => boolean) => {
    if (name in mapping) return
    const place = keys.findIndex((key, index) => key !== '' && !taken.has(index) && matches(key))
    if (place === -1) return
    mapping[name] = place
    taken.add(place)
  }
  // Exact names of all columns go before looser ones, so that 峰电量 is never taken for 电量.
  for (const [name] of columnsOf(kind)) take(name, (key) => learned.get(key) === name)
  for (const [name, spec] of columnsOf(kind)) take(name, (key) => namesOf(name, spec).includes(key))
  for (const [name, spec] of columnsOf(kind)) take(name, (key) => namesOf(name, spec).map(bare).includes(bare(key)))
  return mapping
}

const namesOf = (name: string, { zh, en, synonyms }: ColumnSpec): string[] => [name, zh, en, ...synonyms].map(headerKey)

/** Columns that a file of the kind cannot do without and the mapping lacks. */
export const missingColumns = (kind: ImportKind, mapping: Mapping): string[] => columnsOf(kind).flatMap(([name, { required }]) => (required && mapping[name] === undefined ? [name] : []))
