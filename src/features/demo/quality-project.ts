/**
 * The origin report's own project of January 2014, with its own figures (June's slip put right). What the report does not
 * give is said to be an example. Its benefit is what the 70 work orders brought, not the rise from June to July.
 */
import { plainDate } from '@/domain/plain-date'
import type { Row, SheetContent } from '@/domain/quality/tool-sheet'
import type { CircleRole, ToolKind } from '@/domain/quality/vocabulary'
import type { BooksQuery } from '@/features/quality-metrics/schemas'

const day = plainDate
const typed = (note: string, rows: Row[], settings: Row = {}): SheetContent => ({ rows, settings, source: { kind: 'typed', note } })
const REPORT = '原报告（2014年1月）月报表，6月一般工商业电费已由1,222,252.36元更正为122,252.36元'
const EXAMPLE = '演示用示例，原报告未给出'

export const QC_CIRCLE = { name: '明星QC小组', foundedOn: day('2013-01-08') }

export const QC_MEMBERS: readonly { name: string; role: CircleRole; position: string; education: string; duties: string }[] = [
  { name: '李敏', role: 'leader', position: '营销班长', education: '本科', duties: '组织协调、数据分析' },
  { name: '陈志远', role: 'facilitator', position: '质量管理专责', education: '本科', duties: '方法指导' },
  { name: '刘建平', role: 'sponsor', position: '供电所所长', education: '大专', duties: '资源保障' },
  { name: '王丽', role: 'member', position: '电费核算员', education: '大专', duties: '工作单编制、电费核对' },
  { name: '赵海', role: 'member', position: '用电检查员', education: '中专', duties: '现场普查' },
  { name: '孙玉', role: 'member', position: '抄表员', education: '中专', duties: '现场普查、资料整理' },
]

export const QC_SESSIONS = [
  { kind: 'training' as const, heldOn: day('2013-02-05'), topic: '分类电价政策与定比定量核定', hours: '4', minutes: '学习目录电价说明，统一判定口径。' },
  { kind: 'training' as const, heldOn: day('2013-03-12'), topic: 'QC方法：排列图、因果图、对策表', hours: '6', minutes: '以本所数据练习。' },
  { kind: 'meeting' as const, heldOn: day('2013-05-16'), topic: '原因分析与要因确认', hours: '2', minutes: '逐条确认末端原因，不以投票定要因。' },
  { kind: 'meeting' as const, heldOn: day('2013-08-06'), topic: '7月普查结果核对', hours: '2', minutes: '61个台区、70张工作单逐户核对。' },
]

export const QC_PROJECT = { title: '查实用电类别，提高分类电价执行到位率', type: 'problem-solving', startedOn: day('2013-01-10') }

export const QC_PLAN: Row[] = [
  ['选择课题', '选定课题、成立小组', '李敏', '2013-01-10', '2013-01-31', '2013-01-10', '2013-01-31'],
  ['现状调查', '调查149个台区29,876户用电类别', '赵海、孙玉', '2013-02-01', '2013-03-31', '2013-02-04', '2013-04-12'],
  ['设定目标', '确定指标与目标值', '李敏', '2013-04-01', '2013-04-15', '2013-04-15', '2013-04-22'],
  ['原因分析', '绘制因果图', '全体', '2013-04-16', '2013-05-10', '2013-04-23', '2013-05-10'],
  ['确定主要原因', '逐条确认末端原因', '陈志远', '2013-05-11', '2013-05-31', '2013-05-13', '2013-05-31'],
  ['制定对策', '编制对策表', '李敏', '2013-06-01', '2013-06-20', '2013-06-03', '2013-06-20'],
  ['对策实施', '普查台区、按均价筛查', '王丽、赵海', '2013-06-21', '2013-08-31', '2013-07-01', '2013-08-31'],
  ['效果检查', '对比6、7月并核实追补', '李敏、王丽', '2013-09-01', '2013-10-15', '2013-09-02', '2013-10-15'],
  ['标准化', '制度发布与复查安排', '刘建平', '2013-10-16', '2013-11-30', '2013-10-16', '2013-11-30'],
  ['总结', '总结与下一步打算', '全体', '2013-12-01', '2014-01-20', '2013-12-02', '2014-01-20'],
].map(([step = '', activity = '', owner = '', from = '', to = '', actualFrom = '', actualTo = ''], place) => ({ id: `p${place + 1}`, step, activity, owner, from, to, actualFrom, actualTo }))

const byCategory = (unit: string, june: readonly string[], july: readonly string[]): SheetContent =>
  typed(REPORT, ['居民照明', '一般工商业', '农业生产'].flatMap((item, place) => [{ item, stratum: '2013年6月', count: june[place] ?? '' }, { item, stratum: '2013年7月', count: july[place] ?? '' }]), { unit })

interface DemoTool {
  step: string
  kind: ToolKind
  title: string
  content?: SheetContent
  /** Filled from the books instead. */
  books?: { query: BooksQuery; from: string; to: string; settings?: Row }
}

const cause = (id: string, parent: string, text: string, actionable = ''): Row => ({ id, parent, cause: text, actionable })
const survey = (id: string, finding: string, counts: readonly [string, string, string, string]): Row => ({
  cause: id, method: 'survey', finding, casesWith: counts[0], ofWith: counts[1], casesWithout: counts[2], ofWithout: counts[3], source: EXAMPLE, main: '',
})

export const QC_TOOLS: readonly DemoTool[] = [
  { step: 'topic', kind: 'notes', title: '选题理由', content: typed('', [
    { heading: '上级要求', text: '分类电价必须执行到位：居民、一般工商业、农业用电各按各价。' },
    { heading: '本所现状', text: '全所149个台区29,876户，多年没有逐户核对用电类别。' },
    { heading: '小组选题', text: QC_PROJECT.title },
  ]) },
  { step: 'topic', kind: 'pareto', title: '全公司用户构成', content: typed('原报告：全公司2,681,055户', [{ item: '居民', count: '2564756' }, { item: '一般工商业', count: '58792' }, { item: '农业', count: '57507' }], { unit: '户' }) },
  { step: 'present-state', kind: 'check-sheet', title: '各类别电量', content: byCategory('千瓦时', ['487625', '166669', '100331'], ['589777', '200223', '59978']) },
  { step: 'present-state', kind: 'check-sheet', title: '各类别电费', content: byCategory('元', ['266683.75', '122252.36', '51570.10'], ['322550.01', '146863.92', '30828.62']) },
  { step: 'present-state', kind: 'check-sheet', title: '各类别户数', content: byCategory('户', ['20245', '498', '847'], ['20219', '537', '707']) },
  { step: 'present-state', kind: 'histogram', title: '各台区均价分布（2013年6月）', books: { query: 'price-by-district', from: '2013-06', to: '2013-06' } },
  { step: 'present-state', kind: 'scatter', title: '台区户数与电量（2013年6月）', books: { query: 'accounts-and-energy-by-district', from: '2013-06', to: '2013-06', settings: { xUnit: '户', yUnit: '千瓦时' } } },
  { step: 'target', kind: 'notes', title: '目标依据', content: typed('', [{ heading: '指标', text: '全所每千瓦时电费：低价高用改正后均价应当上升；电量随季节变化，不作为目标。' }]) },
  { step: 'causes', kind: 'causes', title: '分类电价执行不到位的原因', content: typed('', [
    cause('c1', '', '人员'), cause('c2', 'c1', '抄表员不熟悉分类电价'), cause('c3', 'c2', '缺少电价政策培训', 'yes'), cause('c4', 'c1', '用户改变用途不申报'), cause('c5', 'c4', '没有变更告知制度', 'yes'),
    cause('c6', '', '方法'), cause('c7', 'c6', '多年没有营业普查', 'yes'), cause('c8', 'c6', '定比定量核定后不复核', 'yes'),
    cause('c9', '', '资料'), cause('c10', 'c9', '档案用电类别错误'), cause('c11', 'c10', '新装录入缺少复核', 'yes'),
    cause('c12', '', '监控'), cause('c13', 'c12', '异常淹没在季节负荷中'), cause('c14', 'c13', '没有按均价筛查台区', 'yes'),
  ], { effect: '分类电价执行不到位' }) },
  { step: 'main-causes', kind: 'confirmations', title: '要因确认', content: typed('普查记录与抽查', [
    survey('c3', '抽查30名人员笔试，成绩与错误率没有关系。', ['4', '60', '3', '60']),
    survey('c5', '改变用途的用户中，收到告知与否差别不大。', ['5', '40', '4', '40']),
    { cause: 'c7', method: 'measurement', finding: '2013年7月普查61个台区，查出应由低价改高价70户，追补5,267.88元；其余88个台区没有普查，一户也没有查出。', source: '原报告', main: 'yes' },
    survey('c8', '抽查定比定量用户，复核与否差错率相近。', ['2', '35', '2', '35']),
    survey('c11', '抽查新装档案，复核与否差错率相近。', ['1', '80', '1', '80']),
    { cause: 'c14', method: 'test', finding: '按均价从低到高排列台区试查：均价最低的台区查出错误的比例明显较高。', casesWith: '14', ofWith: '30', casesWithout: '3', ofWithout: '30', source: EXAMPLE, main: 'yes' },
  ]) },
  { step: 'countermeasures', kind: 'countermeasures', title: '对策表', content: typed('', [
    { id: 'm1', cause: 'c7', what: '逐台区普查用电类别', why: '查清每一户的实际用途', who: '赵海、孙玉', where: 'XX供电所各台区', when: '2013-07-31', how: '持台区清单逐户核对，发现不符当场拍照取证，开具修改工作单', target: '7月普查61个台区', result: '普查61个台区，低改高工作单70张，追补5,267.88元', met: 'yes', revision: '' },
    { id: 'm2', cause: 'c14', what: '按均价筛查台区', why: '先查最可能有错的台区', who: '李敏', where: '核算班', when: '2013-08-31', how: '每月按台区均价排序，均价偏低的列入普查清单', target: '每月一份清单', result: '7月至9月每月一份（示例）', met: 'yes', revision: '' },
  ]) },
  { step: 'implementation', kind: 'notes', title: '实施经过', content: typed('', [
    { heading: '实施一：普查', text: '2013年7月普查61个台区，开具低改高工作单70张，逐户测算并追补电费5,267.88元。' },
    { heading: '实施二：筛查', text: '按台区均价排序，偏低的台区优先普查。' },
  ]) },
  { step: 'effect', kind: 'before-after', title: '一般工商业户数占比', content: typed(REPORT, [{ item: '一般工商业户数占比', casesBefore: '498', ofBefore: '21590', casesAfter: '537', ofAfter: '21463' }]) },
  { step: 'effect', kind: 'notes', title: '效果说明', content: typed('', [
    { heading: '追补收入', text: '70张工作单逐户核算，追补5,267.88元。这是本课题的直接效益。' },
    { heading: '不能归于课题的部分', text: '7月比6月电费增加59,736.34元（+13.56%），电量增加95,353千瓦时（+12.64%），各类均价几乎不变：增长来自夏季电量和用电结构。5,267.88元是一般工商业增收24,611.56元的21.4%，是全部增收的8.8%。' },
    { heading: '农业用电', text: '农业电费减少20,741.48元（−40.22%），原报告未列出。' },
  ]) },
  { step: 'standardisation', kind: 'standards', title: '标准化清单', content: typed('', [
    { measure: 'm1', content: '用电类别普查每年至少一次', standardNo: 'Q/GD-YX-2013-07', title: '营业普查管理办法', issuedOn: '2013-11-10' },
    { measure: 'm2', content: '每月按台区均价筛查', standardNo: 'Q/GD-YX-2013-08', title: '台区均价监控规定', issuedOn: '2013-11-10' },
  ]) },
  { step: 'summary', kind: 'notes', title: '总结与下一步打算', content: typed('', [
    { heading: '收获', text: '查清了低价高用的用户；学会把追补收入和季节增长分开计算。' },
    { heading: '不足', text: '149个台区只普查了61个；没有上年同期数据，季节影响无法扣除。' },
    { heading: '下一步', text: '普查其余88个台区，并以随机抽样差错率作为下一课题的指标。' },
  ]) },
  { step: 'summary', kind: 'radar', title: '小组自我评价', content: typed(EXAMPLE, [
    { axis: '质量意识', before: '6', after: '9' }, { axis: '团队精神', before: '7', after: '9' }, { axis: 'QC知识', before: '5', after: '8' }, { axis: '解决问题能力', before: '6', after: '8' }, { axis: '工作热情', before: '7', after: '9' },
  ], { most: '10' }) },
]

/** The districts inspected in July 2013: the first 61 by code. */
export const QC_INSPECTED = 61

export const QC_CAMPAIGN = { title: '2013年7月营业普查结果', reference: '2013年7月营业普查', figures: [{ name: '普查台区', value: '61' }, { name: '低改高工作单', value: '70' }, { name: '追补电费（元）', value: '5,267.88' }] }

export const QC_BENEFIT = { amountYuan: '5267.88', basis: '70张修改工作单逐户核算的追补电费，与收费凭证一致。7月比6月增加的59,736.34元是季节和结构变化，不作为本课题效益。' }
