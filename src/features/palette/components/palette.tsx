'use client'

import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { PALETTE_GROUPS, type PaletteFound, type PaletteItem } from '../schemas'

const WAIT_MS = 120

/** Finds any account, work order, station, page or action, and goes there. */
export default function Palette({ close }: { close: () => void }) {
  const t = useTranslations('palette')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const places = usePlaces()
  const { found, pending } = useFound(text)
  useEffect(() => {
    dialog.current?.showModal()
    // Opening gives the focus to the first thing that can take it, which is the list's frame.
    dialog.current?.querySelector('input')?.focus()
  }, [])
  const shown = places?.filter((place) => matches(place, text)) ?? []
  const go = (href: string) => {
    close()
    router.push(href)
  }
  const groups = [...PALETTE_GROUPS.map((name) => ({ name, items: found?.[name] ?? [] })), { name: 'places' as const, items: shown }]
  return (
    <dialog
      ref={dialog}
      aria-label={t('open')}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
      className="border-line bg-surface text-ink mx-auto mt-[10vh] w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-xl border p-0 shadow-2xl backdrop:bg-black/40"
    >
      <Command label={t('open')} shouldFilter={false} loop>
        <Command.Input value={text} onValueChange={setText} maxLength={60} placeholder={t('placeholder')} className="border-line bg-surface placeholder:text-muted w-full border-b px-4 py-3 text-base focus-visible:outline-none" />
        <Command.List label={t('results')} className="max-h-[60vh] overflow-y-auto p-2">
          {groups.every(({ items }) => items.length === 0) && <p role="status" className="text-muted px-3 py-6 text-center">{t(pending || places === null ? 'searching' : 'nothing')}</p>}
          {groups.map(
            ({ name, items }) =>
              items.length > 0 && (
                <Command.Group key={name} heading={t(`groups.${name}`)} className="[&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm">
                  {items.map(({ href, label, note }) => (
                    <Command.Item key={href} value={href} onSelect={() => go(href)} className="data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent flex min-h-9 cursor-pointer items-baseline justify-between gap-3 rounded-md px-3 py-1.5">
                      <span className="whitespace-nowrap">{label}</span>
                      <span className="text-muted tabular truncate text-sm">{note}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ),
          )}
        </Command.List>
        <p className="border-line text-muted border-t px-4 py-2 text-sm">{t('keys')}</p>
      </Command>
    </dialog>
  )
}

const matches = ({ label, keywords }: PaletteItem, text: string): boolean => {
  const asked = text.trim().toLowerCase()
  return asked === '' || label.toLowerCase().includes(asked) || keywords.toLowerCase().includes(asked)
}

/** The pages and actions of the viewer's role; null until they are there. */
function usePlaces(): readonly PaletteItem[] | null {
  const [places, setPlaces] = useState<readonly PaletteItem[] | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    fetch('/palette/places', { signal: abort.signal })
      .then((response) => (response.ok ? (response.json() as Promise<PaletteItem[]>) : []))
      .then(setPlaces)
      // Accounts and orders can be found without them.
      .catch(() => abort.signal.aborted || setPlaces([]))
    return () => abort.abort()
  }, [])
  return places
}

/** What the server finds, a moment after the last keystroke; an answer that a later keystroke overtook is dropped. */
function useFound(text: string): { found: PaletteFound | null; pending: boolean } {
  const [answer, setAnswer] = useState<{ text: string; found: PaletteFound | null }>({ text: '', found: null })
  const asked = text.trim()
  useEffect(() => {
    if (asked === '') return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/palette?q=${encodeURIComponent(asked)}`, { signal: abort.signal })
        .then((response) => (response.ok ? (response.json() as Promise<PaletteFound>) : null))
        .then((found) => setAnswer({ text: asked, found }))
        .catch(() => undefined)
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [asked])
  return asked === '' ? { found: null, pending: false } : { found: answer.found, pending: answer.text !== asked }
}
