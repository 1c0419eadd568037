import { useLocale, useTranslations } from 'next-intl'
import { missingFor } from '@/domain/quality/stage-machine'
import { stepOf } from '@/domain/quality/project-type'
import type { ProjectFacts } from '@/domain/quality/gates'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import type { ProjectHead } from '../queries'
import { PassGate } from './move-forms'

/** The gate of the step under way: everything it still lacks, and the button that passes it. */
export function GateCard({ project, facts, editable }: { project: ProjectHead; facts: ProjectFacts; editable: boolean }) {
  const t = useTranslations('quality.project')
  const gates = useTranslations('qualityGates')
  const locale = useLocale()
  const step = stepOf(project.type, project.step)
  if (!step) return null
  const missing = missingFor(project, facts)
  return (
    <Card title={t('gate')} actions={<span className="flex flex-wrap gap-1">{step.gates.map((gate) => <Badge key={gate} tone={missing.some((one) => one.gate === gate) ? 'warn' : 'good'}>{gates(`gates.${gate}`)}</Badge>)}</span>}>
      <div className="grid gap-3">
        {missing.length === 0 ? (
          <Notice tone="good">{t('ready')}</Notice>
        ) : (
          <Notice tone="warn" title={t('missing', { count: missing.length })}>
            <ul className="list-disc pl-5" data-missing>
              {missing.map(({ code, params }) => (
                <li key={`${code} ${JSON.stringify(params)}`}>{gates(`findings.${code as 'no-data'}`, { cause: '', measure: '', ...params })}</li>
              ))}
            </ul>
          </Notice>
        )}
        {editable && <PassGate key={project.version} project={project.number} version={project.version} step={project.step} label={t('pass', { step: step.name[locale] })} ready={missing.length === 0} />}
      </div>
    </Card>
  )
}
