import { getLocale, getTranslations } from 'next-intl/server'
import type { CheckState } from '@/domain/server-check/assess'
import { Badge, type Tone } from '@/ui/badge'
import { formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { foundTexts } from '../found-text'
import type { StoredCheck } from '../queries'

export const STATE_TONES: Record<CheckState, Tone> = { good: 'good', warn: 'warn', bad: 'bad' }

/** One check: what was found of each item, and what to do about what is not good. */
export async function CheckFindings({ check: { at, byName, findings, figures } }: { check: StoredCheck }) {
  const [t, locale, texts] = await Promise.all([getTranslations('serverCheck'), getLocale(), foundTexts(figures)])
  const by = byName === 'command line' ? t('byCommandLine') : byName
  return (
    <>
      <p className="text-muted px-4 pb-2 text-sm">{t('checkedAt', { at: formatInstant(at, locale), by, version: figures.version, postgres: figures.postgres })}</p>
      <Table caption={t('title')}>
        <thead>
          <tr>
            <Th>{t('columns.item')}</Th>
            <Th>{t('columns.state')}</Th>
            <Th>{t('columns.found')}</Th>
            <Th>{t('columns.advice')}</Th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ item, state }) => (
            <tr key={item} data-item={item} data-state={state}>
              <Td className="whitespace-nowrap">{t(`items.${item}`)}</Td>
              <Td>
                <Badge tone={STATE_TONES[state]}>{t(`state.${state}`)}</Badge>
              </Td>
              <Td className="tabular">
                {texts[item].map((line) => (
                  <span key={line} className="block">
                    {line}
                  </span>
                ))}
              </Td>
              <Td className="min-w-56">{state === 'good' ? <span className="text-muted">—</span> : t(`advice.${item}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
