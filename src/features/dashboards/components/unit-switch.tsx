import { useTranslations } from 'next-intl'
import { classNames } from '@/ui/class-names'
import { MONEY_UNITS, viewHref, type ViewParams } from '../view'
import { CopyLink } from './copy-link'
import { SamePageLink } from './same-page-link'

/** 元 or 万元 for every chart and table of charts on the page, the exact amount being on each mark; and the view's own address to copy. */
export function UnitSwitch({ path, params, more = {} }: { path: string; params: ViewParams; more?: Readonly<Record<string, string | null | undefined>> }) {
  const t = useTranslations('analysis')
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
    <CopyLink href={viewHref(path, params, more)} words={{ copy: t('link.copy'), copied: t('link.copied'), byHand: t('link.byHand') }} />
    <nav aria-label={t('unitSwitch')} className="no-print border-line inline-flex rounded-md border">
      {MONEY_UNITS.map((unit) => (
        <SamePageLink key={unit} href={viewHref(path, { ...params, unit }, more)} here={unit === params.unit} className={classNames('min-h-8 px-3 py-1', unit === params.unit ? 'bg-accent-soft text-accent font-semibold' : 'hover:bg-raised')}>
          {t(`unit.${unit}`)}
        </SamePageLink>
      ))}
    </nav>
    </div>
  )
}
