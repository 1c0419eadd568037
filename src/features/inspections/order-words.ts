import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { DomainError } from '@/domain/errors'
import type { Viewer } from '@/server/viewer'
import { formatInstant } from '@/ui/format'
import type { OrderWords } from './commands/open-order'
import { findInspection, type InspectionDetail } from './queries'
import { partsOfKey } from './schemas'
import type { Check } from '@/domain/campaigns/checklist'

const DIGEST_SHOWN = 12

/** What a work order made of a finding says: why, and the evidence on which it rests. @throws DomainError `inspection-not-found` */
export async function orderWords(viewer: Viewer, key: string): Promise<OrderWords> {
  const inspection = await findInspection(viewer, partsOfKey(key))
  if (!inspection) throw new DomainError('inspection-not-found')
  const [t, locale] = await Promise.all([getTranslations('inspections'), getLocale()])
  const { campaign, inspectorName, inspectedAt, note } = inspection
  const lines = [
    t('evidence.visit', { campaign: campaign.number, name: campaign.name, inspector: inspectorName, at: formatInstant(inspectedAt, locale) }),
    ...Object.entries(inspection.checks).map(([check, answer]) => `${t(`checks.${check as Check}`)} ${t(`answers.${answer}`)}`),
    ...filesText(inspection, t),
    ...(inspection.position ? [t('evidence.position', inspection.position)] : []),
  ]
  return { reason: note === '' ? t('evidence.reason', { campaign: campaign.number }) : note, evidence: lines.join('\n') }
}

function filesText({ files }: InspectionDetail, t: Awaited<ReturnType<typeof getTranslations<'inspections'>>>): string[] {
  return files.map(({ kind, sha256 }, place) => t(`evidence.${kind}`, { place: place + 1, digest: sha256.slice(0, DIGEST_SHOWN) }))
}
