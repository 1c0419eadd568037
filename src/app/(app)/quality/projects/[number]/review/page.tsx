import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { ReviewForm } from '@/features/quality/components/review-form'
import { ReviewTable } from '@/features/quality/components/review-table'
import { getProject, reviewsOf } from '@/features/quality/queries'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'

interface ReviewPageProps {
  params: Promise<{ number: string }>
}

export default async function ReviewPage({ params }: ReviewPageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const project = await orNotFound(getProject(viewer, number))
  const [t, reviews] = await Promise.all([getTranslations('quality.review'), reviewsOf(viewer, [project])])
  const all = reviews.get(project.id) ?? []
  const own = all.find(({ reviewerId }) => reviewerId === viewer.userId)
  return (
    <div className="grid gap-4">
      <Card flush title={t('sheets')}>
        <ReviewTable criteria={project.type.criteria} reviews={all} />
      </Card>
      <Card title={t('mine')} className="no-print">
        {mayDo(viewer.role, 'quality.review') ? <ReviewForm project={number} criteria={project.type.criteria} initial={own ?? { recused: false, scores: {}, comment: '' }} /> : <p className="text-muted">{t('notReviewer')}</p>}
      </Card>
    </div>
  )
}
