import 'server-only'
import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { priceChange } from '@/domain/change/change'
import { fen } from '@/domain/money'
import { addMonths, type BillingMonth } from '@/domain/plain-date'
import { titledDrawing } from '@/features/chart-files/queries'
import { overviewPage, type OverviewPage } from '@/features/dashboards/overview-page-queries'
import { recoveredPage, type RecoveredPage } from '@/features/dashboards/recovered-page-queries'
import { viewHref } from '@/features/dashboards/view-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { wherePage, type WherePage } from '@/features/dashboards/where-page-queries'
import { whyPage, type WhyPage } from '@/features/dashboards/why-page-queries'
import { env } from '@/server/env'
import type { Viewer } from '@/server/viewer'
import { isEmptyChart, type ChartSpec } from '@/ui/charts/chart-spec'
import { formatCount, formatInstant, formatKwh, formatMonth, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedPrice, formatSignedYuan, formatYuan, type FormatLocale } from '@/ui/format'
import { textsFor, type DocumentTexts } from '@/ui/texts'
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
  const from = [addMonths(month, 1 - MONTHS), loaded?.first ?? month].sort().at(-1) ?? month
  const asked = { station: stationCode, from, to: month }
  const view = await resolveView(viewer, asked, at)
  const context = { t: texts.analysis, locale, unit: 'yuan' as const }
  const noteText: Parameters<typeof overviewPage>[3] = ({ kind, text }) => texts.chartNotes('onChart', { kind: texts.chartNotes(`kinds.${kind}`), text })
  const [overview, why, recovered, where] = await Promise.all([
    overviewPage(viewer, view, context, noteText),
    whyPage(viewer, { ...view, from: month, params: { ...view.params, from: month } }, {}, context, noteText),
    recoveredPage(viewer, view, {}, context, noteText),
    wherePage(viewer, view, {}, context, noteText),
  ])
  const t = texts.monthlyReports
  const place = view.station?.name ?? t('company')
  const scope = `${place} · ${formatMonth(from, locale)} – ${formatMonth(month, locale)}`
  const charts = (specs: readonly ChartSpec[]) => specs.filter((spec) => !isEmptyChart(spec)).map((spec) => titledDrawing(spec, scope))
  return {
    locale,
    title: t('doc.title'),
    lines: [
      t('doc.scope', { place, month: formatMonth(month, locale), accounts: formatCount(overview.overview.accounts) }),
      t('doc.made', { at: formatInstant(at, locale) }),
      t('doc.link', { link: `${env().APP_URL ?? ''}${viewHref('/dashboard', view.params)}` }),
    ],
    pageWords: t('doc.page', { page: '{page}', pages: '{pages}' }),
    sections: [figures(texts, overview, locale, charts(overview.charts)), whySection(texts, why, locale, charts(why.charts)), broughtSection(texts, recovered, charts(recovered.charts.slice(0, 4))), whereSection(texts, where, charts(where.charts.filter(({ kind }) => kind !== 'heat')))],
  }
}

function figures({ monthlyReports: t, common }: DocumentTexts, { overview }: OverviewPage, locale: FormatLocale, charts: ReportSection['charts']): ReportSection {
  const now = overview.comparison?.all.now ?? overview.months.at(-1)?.all
  const was = overview.comparison?.all.before
  const change = overview.comparison?.all.change
  const price = was && now ? priceChange(was.averagePrice, now.averagePrice) : null
  const before = overview.comparison?.from ?? overview.missing
  const rows = now ? [
    [`${common('energy')} (${common('unit.kwh')})`, formatKwh(now.energyWh), was ? formatKwh(was.energyWh) : '—', change ? `${formatSignedKwh(change.energyWh)} (${formatPercent(change.energyPercent)})` : '—'],
    [`${common('revenue')} (${common('unit.yuan')})`, formatYuan(now.amountFen), was ? formatYuan(was.amountFen) : '—', change ? `${formatSignedYuan(change.amountFen)} (${formatPercent(change.amountPercent)})` : '—'],
    [common('accounts'), formatCount(now.accounts), was ? formatCount(was.accounts) : '—', change ? `${formatSignedCount(change.accounts)} (${formatPercent(change.accountsPercent)})` : '—'],
    [`${common('averagePrice')} (${common('unit.yuanPerKwh')})`, formatPrice(now.averagePrice), was ? formatPrice(was.averagePrice) : '—', price ? `${formatSignedPrice(price.difference)} (${formatPercent(price.percent)})` : '—'],
  ] : []
  return {
    title: t('doc.figures'), charts,
    paragraphs: overview.missing ? [t('doc.noComparison', { month: formatMonth(overview.missing, locale) })] : [],
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

function broughtSection({ monthlyReports: t, analysis }: DocumentTexts, { brought, newBasisFen, perOrderFen, open }: RecoveredPage, charts: ReportSection['charts']): ReportSection {
  const rows = [
    [analysis('brought.backBilled'), formatSignedYuan(brought.backBilledFen)],
    [analysis('brought.refunded'), formatSignedYuan(brought.refundedFen)],
    [analysis('brought.penalties'), formatSignedYuan(brought.penaltiesFen)],
    [analysis('brought.total'), formatSignedYuan(brought.totalFen)],
    [analysis('brought.perOrder'), perOrderFen === null ? '—' : formatSignedYuan(perOrderFen)],
    [analysis('brought.newBasis'), formatSignedYuan(newBasisFen)],
    ...(open ? [[`${analysis('brought.open.title')}: ${analysis('brought.open.under')}`, formatSignedYuan(open.under.amountFen)], [`${analysis('brought.open.title')}: ${analysis('brought.open.over')}`, formatSignedYuan(open.over.amountFen)]] : []),
  ]
  return { title: t('doc.brought'), paragraphs: [t('doc.broughtText')], tables: [{ head: [t('doc.figure'), t('doc.amount')], rows }], charts: brought.orders === 0 ? [] : charts }
}

function whereSection({ monthlyReports: t, analysis }: DocumentTexts, { ranked, place, checked }: WherePage, charts: ReportSection['charts']): ReportSection {
  const head = [analysis(`place.${place}`), analysis('where.amount'), analysis('where.change'), analysis('where.averagePrice'), analysis('where.priceWorth'), analysis('where.mixWorth')]
  const rows = ranked.slice(0, PLACES).map(({ name, amountFen, changeFen, averagePrice, worthFen, mixFen }) => [name, formatYuan(amountFen), changeFen === null ? '—' : formatSignedYuan(changeFen), formatPrice(averagePrice), formatSignedYuan(worthFen), formatSignedYuan(mixFen)])
  return { title: t('doc.where'), paragraphs: [t('doc.whereText'), ...(checked ? [] : [t('doc.error')])], tables: [{ head, rows }], charts }
}
