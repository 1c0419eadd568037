import 'server-only'
import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { priceChange } from '@/domain/change/change'
import { fen } from '@/domain/money'
import { addMonths, type BillingMonth } from '@/domain/plain-date'
import { titledDrawing } from '@/features/chart-files/queries'
import { overviewPage, type OverviewPage } from '@/features/dashboards/overview-page-queries'
import { recoveredPage, type RecoveredPage } from '@/features/dashboards/recovered-page-queries'
import { resolveView, viewHref } from '@/features/dashboards/view-queries'
import { wherePage, type WherePage } from '@/features/dashboards/where-page-queries'
import { whyPage, type WhyPage } from '@/features/dashboards/why-page-queries'
import { env } from '@/server/env'
import type { Viewer } from '@/server/viewer'
import { isEmptyChart, type ChartSpec } from '@/ui/charts/chart-spec'
import { formatCount, formatInstant, formatKwh, formatList, formatMonth, formatMonths, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedPrice, formatSignedYuan, formatYuan, type FormatLocale } from '@/ui/format'
import { textsFor, type DocumentTexts } from '@/ui/texts'
import { comparedWords, type ReportMonths } from './report-months'
import { monthBilling, type MonthBilling } from './month-billing-queries'
import type { ReportDocument, ReportSection } from './report-document'

interface ReportOf {
  month: BillingMonth
  stationCode: string
  locale: FormatLocale
}

/** How many months a report's charts show, where there are as many. */
const MONTHS = 12
const PLACES = 10

/** A month's report: what the dashboard's pages show of it, from the same queries. */
export async function reportDocument(viewer: Viewer, { month, stationCode, locale }: ReportOf, at: Date): Promise<ReportDocument> {
  const texts = await textsFor(locale)
  const { loaded } = await resolveView(viewer, { station: stationCode }, at)
  const from = firstMonth(month, loaded?.first ?? month)
  const view = await resolveView(viewer, { station: stationCode, from, to: month }, at)
  const context = { t: texts.analysis, locale, unit: 'yuan' as const }
  const noteText: Parameters<typeof overviewPage>[3] = ({ kind, text }) => texts.chartNotes('onChart', { kind: texts.chartNotes(`kinds.${kind}`), text })
  const [overview, why, recovered, where, billing] = await Promise.all([
    overviewPage(viewer, view, context, noteText),
    whyPage(viewer, { ...view, from: month, params: { ...view.params, from: month } }, {}, context, noteText),
    recoveredPage(viewer, view, {}, context, noteText),
    wherePage(viewer, view, {}, context, noteText),
    stationCode === '' ? monthBilling(viewer, month) : null,
  ])
  const t = texts.monthlyReports
  const place = view.station?.name ?? t('company')
  const places = ofMonth(where, month)
  const months = { from, month, before: places.before }
  const charts = (specs: readonly ChartSpec[]) => specs.filter((spec) => !isEmptyChart(spec)).map((spec) => titledDrawing(spec, `${place} · ${spec.covers}`))
  return {
    locale,
    title: t('doc.title'),
    lines: [
      t('doc.scope', { place, month: formatMonth(month, locale), accounts: formatCount(figuresOf(overview, month).now?.accounts ?? 0) }),
      ...missingLines(texts, billing, locale),
      t('doc.made', { at: formatInstant(at, locale) }),
      t('doc.link', { link: `${env().APP_URL ?? ''}${viewHref('/dashboard', view.params)}` }),
    ],
    pageWords: t('doc.page', { page: '{page}', pages: '{pages}' }),
    sections: [
      figures(texts, overview, month, locale, charts(overview.charts)),
      whySection(texts, why, locale, charts(why.charts)),
      broughtSection(texts, recovered, months, locale, charts(recovered.charts.slice(0, 4))),
      whereSection(texts, places, months, locale, charts(places.charts.filter(({ kind }) => kind !== 'heat'))),
    ],
  }
}

/** The page ranks the last month that has bills; a report is of its own. */
const ofMonth = (where: WherePage, month: BillingMonth): WherePage => (where.month === month ? where : { ...where, before: addMonths(month, -1), ranked: [], charts: [] })

/** Where the charts along months begin: a year back, or with the first month there is; never after the month itself. */
function firstMonth(month: BillingMonth, first: BillingMonth): BillingMonth {
  const yearBack = addMonths(month, 1 - MONTHS)
  return first > month ? month : first > yearBack ? first : yearBack
}

/** A report of the company says which stations it is without. */
function missingLines({ monthlyReports: t }: DocumentTexts, billing: MonthBilling | null, locale: FormatLocale): string[] {
  if (!billing || billing.missing.length === 0) return []
  const { billed, missing } = billing
  return [t('doc.missing', { billed: formatCount(billed), all: formatCount(billed + missing.length), stations: formatList(missing.map(({ name }) => name), locale) })]
}

/** The month's own figures: where it has none, the page's last billed month is not taken for it. */
function figuresOf({ overview: { comparison, months, missing } }: OverviewPage, month: BillingMonth) {
  const now = months.find((one) => one.month === month)?.all
  return { now, comparison: comparison?.to === month ? comparison : null, missing: now ? missing : null }
}

function figures({ monthlyReports: t, common }: DocumentTexts, overview: OverviewPage, month: BillingMonth, locale: FormatLocale, charts: ReportSection['charts']): ReportSection {
  const { now, comparison, missing } = figuresOf(overview, month)
  if (!now) return { title: t('doc.figures'), charts, paragraphs: [t('doc.noBills', { month: formatMonth(month, locale) })], tables: [] }
  const was = comparison?.all.before
  const change = comparison?.all.change
  const price = was ? priceChange(was.averagePrice, now.averagePrice) : null
  const before = comparison?.from ?? missing
  const rows = [
    [`${common('energy')} (${common('unit.kwh')})`, formatKwh(now.energyWh), was ? formatKwh(was.energyWh) : '—', change ? `${formatSignedKwh(change.energyWh)} (${formatPercent(change.energyPercent)})` : '—'],
    [`${common('revenue')} (${common('unit.yuan')})`, formatYuan(now.amountFen), was ? formatYuan(was.amountFen) : '—', change ? `${formatSignedYuan(change.amountFen)} (${formatPercent(change.amountPercent)})` : '—'],
    [common('accounts'), formatCount(now.accounts), was ? formatCount(was.accounts) : '—', change ? `${formatSignedCount(change.accounts)} (${formatPercent(change.accountsPercent)})` : '—'],
    [`${common('averagePrice')} (${common('unit.yuanPerKwh')})`, formatPrice(now.averagePrice), was ? formatPrice(was.averagePrice) : '—', price ? `${formatSignedPrice(price.difference)} (${formatPercent(price.percent)})` : '—'],
  ]
  return {
    title: t('doc.figures'), charts,
    paragraphs: missing ? [t('doc.noComparison', { month: formatMonth(missing, locale) })] : [],
    tables: [{ head: [t('doc.figure'), t('doc.now'), before ? t('doc.before', { month: formatMonth(before, locale) }) : '—', t('doc.change')], rows }],
  }
}

function whySection({ monthlyReports: t, analysis }: DocumentTexts, { report: { bridge, complete }, before, after }: WhyPage, locale: FormatLocale, charts: ReportSection['charts']): ReportSection {
  if (!complete) return { title: t('doc.why'), paragraphs: [analysis('why.incomplete')], tables: [], charts }
  const change = fen(bridge.to - bridge.from)
  return {
    title: t('doc.why'), charts,
    paragraphs: [t('doc.whyText', { from: formatMonth(before.from, locale), to: formatMonth(after.to, locale), amount: formatSignedYuan(change) }), ...BRIDGE_STEPS.map((step) => `${analysis(`why.steps.${step}`)}: ${analysis(`why.definitions.${step}`)}`)],
    tables: [{ head: [t('doc.step'), t('doc.amount')], rows: [...BRIDGE_STEPS.map((step) => [analysis(`why.steps.${step}`), formatSignedYuan(bridge[step])]), [t('doc.total'), formatSignedYuan(change)]] }],
  }
}

function broughtSection({ monthlyReports: t, analysis }: DocumentTexts, { brought, newBasisFen, perOrderFen, open }: RecoveredPage, months: ReportMonths, locale: FormatLocale, charts: ReportSection['charts']): ReportSection {
  // Of the last month that was checked, which need not be the report's.
  const stillOpen = open ? `${analysis('brought.open.title')} (${formatMonth(open.month, locale)})` : ''
  const rows = [
    [analysis('brought.backBilled'), formatSignedYuan(brought.backBilledFen)],
    [analysis('brought.refunded'), formatSignedYuan(brought.refundedFen)],
    [analysis('brought.penalties'), formatSignedYuan(brought.penaltiesFen)],
    [analysis('brought.total'), formatSignedYuan(brought.totalFen)],
    [analysis('brought.perOrder'), perOrderFen === null ? '—' : formatSignedYuan(perOrderFen)],
    [analysis('brought.newBasis'), formatSignedYuan(newBasisFen)],
    ...(open ? [[`${stillOpen}: ${analysis('brought.open.under')}`, formatSignedYuan(open.under.amountFen)], [`${stillOpen}: ${analysis('brought.open.over')}`, formatSignedYuan(open.over.amountFen)]] : []),
  ]
  return { title: t('doc.brought'), paragraphs: [t('doc.broughtText', { months: formatMonths({ from: months.from, to: months.month }, locale) })], tables: [{ head: [t('doc.figure'), t('doc.amount')], rows }], charts: brought.orders === 0 ? [] : charts }
}

function whereSection(texts: DocumentTexts, { ranked, place, checked }: WherePage, months: ReportMonths, locale: FormatLocale, charts: ReportSection['charts']): ReportSection {
  const { monthlyReports: t, analysis } = texts
  const head = [analysis(`place.${place}`), analysis('where.amount'), analysis('where.change'), analysis('where.averagePrice'), analysis('where.priceWorth'), analysis('where.mixWorth')]
  const rows = ranked.slice(0, PLACES).map(({ name, amountFen, changeFen, averagePrice, worthFen, mixFen }) => [name, formatYuan(amountFen), changeFen === null ? '—' : formatSignedYuan(changeFen), formatPrice(averagePrice), formatSignedYuan(worthFen), formatSignedYuan(mixFen)])
  return { title: t('doc.where'), paragraphs: [t('doc.whereText', { months: comparedWords(texts, months, locale) }), ...(checked ? [] : [t('doc.error')])], tables: [{ head, rows }], charts }
}
