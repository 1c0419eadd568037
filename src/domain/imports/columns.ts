/** The files that can be imported: their columns, and what people call them. */

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
  /** What its numbers count, or how its days are meant; where there is none, what a header says in brackets does not matter. */
  unit: Unit | null
}

/** A unit as headers write it in brackets. */
export interface Unit {
  zh: string
  en: string
  also: readonly string[]
}

const YUAN: Unit = { zh: '元', en: 'yuan', also: ['人民币', '人民币元', 'rmb', 'cny', '¥'] }
const KWH: Unit = { zh: '千瓦时', en: 'kWh', also: ['度'] }
const KW: Unit = { zh: '千瓦', en: 'kW', also: ['千伏安', 'kva'] }
const KVARH: Unit = { zh: '千乏时', en: 'kvarh', also: [] }
const ACCOUNTS_COUNTED: Unit = { zh: '户', en: 'accounts', also: [] }
/** A day that a period does not reach, where other files may give its last one. */
const EXCLUSIVE: Unit = { zh: '不含', en: 'exclusive', also: ['不含当日'] }

const column = (zh: string, en: string, example: string, synonyms: readonly string[] = [], unit: Unit | null = null): ColumnSpec => ({ required: true, zh, en, example, synonyms, unit })
const optional = (zh: string, en: string, example: string, synonyms: readonly string[] = [], unit: Unit | null = null): ColumnSpec => ({ ...column(zh, en, example, synonyms, unit), required: false })

const ACCOUNT_NO = column('户号', 'Account number', '0107012345', ['用户编号', '客户编号', '用电户号', '用户号', 'accountno', 'account'])
const STATION_NAMES = ['供电单位', '单位', '供电所名称', '供电所编码', '供电所编号', '管理单位']
const CATEGORY_NAMES = ['类别', '电价类别', '用电分类', '电价', '用电类型']
const MONTH = column('电费月份', 'Month', '2013-10', ['月份', '年月', '账期', '统计月份', '电费年月', '核算月份'])
const ENERGY = column('电量（千瓦时）', 'Energy kWh', '126.5', ['电量', '总电量', '售电量', '结算电量', '抄见电量', '计费电量', 'energy'], KWH)
const AMOUNT = column('电费（元）', 'Amount yuan', '69.18', ['电费', '金额', '应收电费', '电费金额', '总电费', 'amount', 'revenue'], YUAN)

const register = (zh: string, en: string): ColumnSpec => optional(`${zh}电量（千瓦时）`, `${en} kWh`, '', [`${zh}电量`, zh, `${zh}段电量`, en], KWH)

/** Every kind's columns, in the order of its template. */
export const COLUMNS = {
  'category-months': {
    month: { ...MONTH, zh: '月份', example: '2013-06', synonyms: [...MONTH.synonyms, '电费月份'] },
    station: column('供电所', 'Station', 'XX供电所', STATION_NAMES),
    category: column('用电类别', 'Category', '居民照明', CATEGORY_NAMES),
    accounts: column('户数', 'Accounts', '20245', ['用户数', '用电户数'], ACCOUNTS_COUNTED),
    energyKwh: { ...ENERGY, example: '487625' },
    amountYuan: { ...AMOUNT, example: '266683.75' },
  },
  bills: {
    accountNo: ACCOUNT_NO,
    month: MONTH,
    category: optional('用电类别', 'Category', '居民照明', CATEGORY_NAMES),
    energyKwh: ENERGY,
    amountYuan: AMOUNT,
    yearToDateKwh: optional('本期前年累计电量（千瓦时）', 'Year to date before kWh', '', ['本期前年累计电量', '上期末年累计电量', '期初年累计电量', 'yeartodatebefore'], KWH),
    periodFrom: optional('起始日期', 'From', '2013-10-01', ['上次抄表日期', '计费起始日', '起始日', 'periodfrom']),
    periodTo: optional('截止日期（不含）', 'To (exclusive)', '2013-11-01', ['截止日期', '本次抄表日期', '计费截止日', '截止日', 'periodto', 'to'], EXCLUSIVE),
    sharpKwh: register('尖峰', 'Sharp'),
    peakKwh: register('峰', 'Peak'),
    flatKwh: register('平', 'Flat'),
    valleyKwh: register('谷', 'Valley'),
    maximumDemandKw: optional('最大需量（千瓦）', 'Maximum demand kW', '', ['最大需量', '需量', '实际最大需量', '抄见需量'], KW),
    contractDemandKw: optional('合同需量或容量（千瓦）', 'Contract demand kW', '', ['合同需量', '核定需量', '合同容量', '运行容量', '计费容量'], KW),
    reactiveKvarh: optional('无功电量（千乏时）', 'Reactive energy kvarh', '', ['无功电量', '无功总电量', '无功'], KVARH),
    lossKwh: optional('损耗电量（千瓦时）', 'Losses kWh', '', ['损耗电量', '变损电量', '线损电量', '变线损电量', '损耗'], KWH),
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
    validTo: optional('终止日期（不含）', 'Valid to (exclusive)', '', ['终止日期', '结束日期', '失效日期', '执行止日', 'to', 'validto'], EXCLUSIVE),
    splitCategory: optional('定比定量类别', 'Split category', '', ['定比定量用电类别']),
    splitMethod: optional('定比或定量', 'Split method', '', ['定比定量方式']),
    splitValue: optional('定比定量值', 'Split value', '', ['定比值', '定量值', '定比', '定量'], KWH),
    station: optional('供电所', 'Station', 'XX供电所', STATION_NAMES),
  },
} as const satisfies Record<ImportKind, Record<string, ColumnSpec>>

export type ColumnOf<Kind extends ImportKind> = keyof (typeof COLUMNS)[Kind] & string

/** Column → its place in the file, counted from 0. */
export type Mapping = Readonly<Record<string, number>>

/** Names are compared without spaces, width or case. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** The columns of a kind as a list. */
export const columnsOf = (kind: ImportKind): [string, ColumnSpec][] => Object.entries<ColumnSpec>(COLUMNS[kind])

/** What people call a column. */
export const columnName = (kind: ImportKind, name: string, locale: 'zh-CN' | 'en'): string => {
  const spec = columnsOf(kind).find(([column]) => column === name)?.[1]
  return spec ? (locale === 'zh-CN' ? spec.zh : spec.en) : name
}

/** Columns that a file of the kind cannot do without and the mapping lacks. */
export const missingColumns = (kind: ImportKind, mapping: Mapping): string[] => columnsOf(kind).flatMap(([name, { required }]) => (required && mapping[name] === undefined ? [name] : []))
