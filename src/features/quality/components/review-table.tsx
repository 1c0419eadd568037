import { useLocale, useTranslations } from 'next-intl'
import type { Criterion } from '@/domain/quality/project-type'
import { totalOf, verdictOf } from '@/domain/quality/review'
import { Table, Td, Th } from '@/ui/table'
import type { Review } from '../queries'

/** Every reviewer's sheet side by side, with the mean of those who scored. */
export function ReviewTable({ criteria, reviews }: { criteria: readonly Criterion[]; reviews: readonly Review[] }) {
  const t = useTranslations('quality.review')
  const fields = useTranslations('quality.fields')
  const locale = useLocale()
  const verdict = verdictOf(criteria, reviews)
  if (reviews.length === 0) return <p className="text-muted px-4 pb-4">{t('none')}</p>
  return (
    <Table caption={t('sheets')}>
      <thead>
        <tr>
          <Th>{t('criterion')}</Th>
          <Th numeric>{t('weight')}</Th>
          {reviews.map(({ reviewerId, reviewerName }) => (
            <Th key={reviewerId} numeric>
              {reviewerName}
            </Th>
          ))}
          <Th numeric>{t('mean')}</Th>
        </tr>
      </thead>
      <tbody>
        {criteria.map(({ code, name, weight }) => (
          <tr key={code}>
            <Td>{name[locale]}</Td>
            <Td numeric>{weight}</Td>
            {reviews.map(({ reviewerId, recused, scores }) => (
              <Td key={reviewerId} numeric>
                {recused ? '—' : scores[code]}
              </Td>
            ))}
            <Td numeric>{verdict.byCriterion[code] ?? '—'}</Td>
          </tr>
        ))}
        <tr className="font-semibold">
          <Td>{t('total')}</Td>
          <Td numeric>100</Td>
          {reviews.map(({ reviewerId, recused, scores }) => (
            <Td key={reviewerId} numeric>
              {recused ? t('recused') : totalOf(criteria, { scores })}
            </Td>
          ))}
          <Td numeric>{verdict.mean ?? '—'}</Td>
        </tr>
        <tr>
          <Td>{fields('comment')}</Td>
          <Td />
          {reviews.map(({ reviewerId, comment }) => (
            <Td key={reviewerId}>{comment}</Td>
          ))}
          <Td />
        </tr>
      </tbody>
    </Table>
  )
}
