import { useTranslations } from 'next-intl'
import { classNames } from '@/ui/class-names'

const STEPS = ['upload', 'map', 'check', 'preview', 'commit'] as const
export type ImportStep = (typeof STEPS)[number]

/** Where an import stands. */
export function ImportSteps({ at }: { at: ImportStep }) {
  const t = useTranslations('imports.steps')
  return (
    <ol aria-label={t('label')} className="no-print mb-4 flex flex-wrap gap-2 text-sm">
      {STEPS.map((step, index) => (
        <li key={step} aria-current={step === at ? 'step' : undefined} className={classNames('rounded-full px-3 py-1', step === at ? 'bg-accent text-accent-ink font-semibold' : 'bg-raised')}>
          {index + 1}. {t(step)}
        </li>
      ))}
    </ol>
  )
}
