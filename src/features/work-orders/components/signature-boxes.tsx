import { useTranslations } from 'next-intl'

/** Where people sign the printed order. */
export function SignatureBoxes() {
  const t = useTranslations('workOrders.detail')
  return (
    <div className="mt-8 hidden grid-cols-3 gap-4 print:grid">
      {([t('signPreparer'), t('signApprover'), t('signCustomer')]).map((label) => (
        <div key={label} className="border-line grid h-28 content-between border p-2">
          <p>{label}</p>
          <p className="text-muted text-sm">{t('signDate')}</p>
        </div>
      ))}
    </div>
  )
}
