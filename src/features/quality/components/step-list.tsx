import { Check, Circle, CircleDot } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { stepStates } from '@/domain/quality/stage-machine'
import { stepOf } from '@/domain/quality/project-type'
import { classNames } from '@/ui/class-names'
import type { ProjectRecord } from '../queries'

interface StepListProps {
  project: ProjectRecord
  evidence: readonly { step: string }[]
  /** The step whose page is open. */
  here?: string
}

const ICONS = { passed: Check, current: CircleDot, ahead: Circle } as const

/** The cycle as a path: what is behind, under way and ahead, with what lies at each step. */
export function StepList({ project, evidence, here }: StepListProps) {
  const t = useTranslations('quality.project')
  const locale = useLocale()
  return (
    <ol className="grid gap-0.5">
      {stepStates(project).map(({ code, state }, place) => {
        const Icon = ICONS[state]
        const step = stepOf(project.type, code)
        const tools = project.sheets.filter((sheet) => sheet.step === code).length
        const pieces = evidence.filter((one) => one.step === code).length
        return (
          <li key={code}>
            <Link
              href={`/quality/projects/${project.number}/steps/${code}`} data-row-link aria-current={here === code ? 'page' : undefined}
              className={classNames('flex min-h-10 items-center gap-2.5 rounded-md px-2.5 py-1', here === code ? 'bg-accent-soft' : 'hover:bg-raised')}
            >
              <Icon aria-hidden className={classNames('size-4 shrink-0', state === 'passed' ? 'text-good' : state === 'current' ? 'text-accent' : 'text-muted')} />
              <span className="min-w-0">
                <span className={state === 'current' ? 'font-semibold' : ''}>
                  <span className="text-muted tabular">{step?.phase} {place + 1}</span> {step?.name[locale]}
                </span>
                <span className="text-muted block text-sm">
                  {t(state)} · {t('tools', { count: tools })}
                  {pieces > 0 && ` · ${t('pieces', { count: pieces })}`}
                </span>
              </span>
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
