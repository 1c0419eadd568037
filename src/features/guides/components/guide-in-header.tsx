import { getTranslations } from 'next-intl/server'
import { GuideButton } from './guide-button'

/** The guide's button for the header, with its few words; the guides themselves come when asked for. */
export async function GuideInHeader() {
  const t = await getTranslations('guides')
  return <GuideButton texts={{ button: t('button'), close: t('close'), keysTitle: t('keysTitle'), loading: t('loading') }} />
}
