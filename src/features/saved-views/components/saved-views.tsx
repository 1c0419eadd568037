import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { Viewer } from '@/server/viewer'
import { ClientMessages } from '@/ui/client-messages'
import { listViews } from '../queries'
import { DeleteView } from './delete-view'
import { SaveView } from './save-view'

interface SavedViewsProps {
  viewer: Viewer
  /** The list's own address. */
  list: string
  /** The search part of the address now shown, without the page. */
  query: string
}

/** The viewer's own views of a list, each an address, and a place to keep the one shown. For any list page. */
export async function SavedViews({ viewer, list, query }: SavedViewsProps) {
  const [t, views] = await Promise.all([getTranslations('lists.views'), listViews(viewer, list)])
  return (
    <ClientMessages namespaces={['lists']}>
      <div className="no-print flex flex-wrap items-center gap-2">
        {views.length > 0 && <span className="text-muted text-sm">{t('title')}</span>}
        <ul aria-label={t('title')} className="contents">
          {views.map((view) => (
            <li key={view.id} className="border-line bg-surface flex items-center rounded-full border">
              <Link
                href={view.query === '' ? list : `${list}?${view.query}`}
                aria-current={view.query === query ? 'page' : undefined}
                className="hover:text-accent aria-[current=page]:text-accent min-h-7 py-1 pr-1 pl-3 text-sm aria-[current=page]:font-semibold"
              >
                {view.name}
              </Link>
              <DeleteView id={view.id} label={t('delete', { name: view.name })} />
            </li>
          ))}
        </ul>
        <SaveView list={list} query={query} />
      </div>
    </ClientMessages>
  )
}
