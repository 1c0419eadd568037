import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { categoryIndex } from '@/features/tariffs/queries'
import { Badge } from '@/ui/badge'
import { categoryName } from '@/ui/category-name'
import { classNames } from '@/ui/class-names'
import { formatDate, formatShare, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import { featureText, signText, speaksFor, type SignWords } from './sign-text'
import type { SuspectRow } from '../queries'
import type { DismissReason } from '../choices'
import { SuspectDecisions } from './suspect-decisions'

interface SuspectTableProps {
  title: string
  rows: readonly SuspectRow[]
  may: { decide: boolean; prepare: boolean; plan: boolean }
}

/** The form that the rows' boxes belong to; it stands outside of the table. */
export const SELECTION_FORM = 'suspect-selection'

/** Suspects with why, how likely, what it is worth, and what to do next. */
export async function SuspectTable({ title, rows, may }: SuspectTableProps) {
  const [t, locale, { byId, byCode }] = await Promise.all([getTranslations('suspects'), getLocale(), categoryIndex()])
  const words = { t, locale, categories: byCode }
  return (
    <Table caption={title}>
      <thead className="max-sm:sr-only">
        <tr>
          {may.plan && <Th className="w-8"><span className="sr-only">{t('select')}</span></Th>}
          <Th>{t('account')}</Th>
          <Th>{t('place')}</Th>
          <Th>{t('why')}</Th>
          <Th numeric>{t('probability')}</Th>
          <Th numeric>{t('stake')}</Th>
          <Th numeric>{t('expected')}</Th>
          <Th>{t('next')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.cursor} className={STACKED}>
            {may.plan && (
              <Td className="max-sm:border-0">
                <input type="checkbox" name="account" value={row.accountNo} form={SELECTION_FORM} aria-label={t('selectOne', { name: maskName(row.name), account: row.accountNo })} className="size-6" />
              </Td>
            )}
            <Td className="whitespace-nowrap max-sm:flex-1 max-sm:border-0">
              <Link href={`/accounts/${row.accountNo}`} data-row-link className="text-accent tabular hover:underline">
                {row.accountNo}
              </Link>
              <span className="block">{maskName(row.name)}</span>
              <span className="text-muted block text-sm">{categoryName(byId.get(row.recordedCategoryId), locale)}</span>
            </Td>
            <Td className="max-sm:w-full max-sm:border-0 sm:min-w-40">
              {row.district.name} <span className="text-muted tabular block text-sm">{row.district.code}</span>
              <span className="text-muted block text-sm">{maskAddress(row.address)}</span>
            </Td>
            <Td className="max-sm:w-full max-sm:border-0 sm:w-1/2 sm:min-w-72"><Reasons row={row} words={words} /></Td>
            <Amount label={t('probability')}>{percent(row.probabilityPpm)}</Amount>
            <Amount label={t('stake')}>{formatYuan(row.stakeFen)}</Amount>
            <Amount label={t('expected')} strong>{formatYuan(row.expectedFen)}</Amount>
            <Td className="max-sm:w-full max-sm:border-0">
              <div className="flex flex-wrap gap-1.5">
                {row.orderNumber !== null ? (
                  <LinkButton href={`/work-orders/${row.orderNumber}`}>{t('orderUnderWay')}</LinkButton>
                ) : (
                  may.prepare && <LinkButton href={`/work-orders/new?account=${row.accountNo}&suspect=1`}>{t('openOrder')}</LinkButton>
                )}
                {may.decide && <SuspectDecisions accountNo={row.accountNo} name={maskName(row.name)} marked={row.mark !== null} />}
              </div>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** On a phone a row is a small sheet: nothing that decides what to do lies off to the side. */
const STACKED = 'max-sm:border-line max-sm:flex max-sm:flex-wrap max-sm:border-b max-sm:py-1'

/** A figure that brings its name along where there are no column heads. */
const Amount = ({ label, strong = false, children }: { label: string; strong?: boolean; children: string }) => (
  <Td numeric className={classNames('max-sm:flex-1 max-sm:border-0 max-sm:text-left', strong && 'font-semibold')}>
    <span aria-hidden className="text-muted block text-sm font-normal sm:hidden">
      {label}
    </span>
    {children}
  </Td>
)

const PPM_PER_TENTH = 1000

/** Parts in a million as a share with one decimal. */
export const percent = (ppm: number): string => formatShare(String(Math.round(ppm / PPM_PER_TENTH) / 10))

function Reasons({ row, words }: { row: SuspectRow; words: SignWords }) {
  const { t, locale } = words
  const { mark } = row
  return (
    <>
      <ul className="grid gap-0.5">
        {row.signs.map((sign) => (
          <li key={sign.rule}>{signText(sign, words)}</li>
        ))}
        {row.signs.length === 0 && <li>{t('modelAlone')}</li>}
      </ul>
      <p className="mt-1 flex flex-wrap gap-1.5">
        {row.campaignNumber !== null && <Badge tone="accent">{t('inCampaign', { number: row.campaignNumber })}</Badge>}
        {mark && (
          <Badge tone="warn">
            {mark.until ? t('snoozedUntil', { date: formatDate(mark.until, locale), name: mark.byName }) : t('dismissedAs', { reason: t(`reasons.${(mark.reason ?? 'other') as DismissReason}`), name: mark.byName })}
          </Badge>
        )}
      </p>
      {row.contributions.length > 0 && (
        <details className="mt-1">
          <summary className="text-muted min-h-6 text-sm">{t('modelSays', { percent: percent(row.modelPpm) })}</summary>
          <ul className="text-muted mt-1 grid gap-0.5 text-sm">
            {row.contributions.map((one) => (
              <li key={one.feature} className="flex justify-between gap-3">
                <span>{featureText(one.feature, words)}</span>
                <span className="tabular">{t(speaksFor(one) ? 'for' : 'against', { part: String(Math.abs(one.part)) })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
