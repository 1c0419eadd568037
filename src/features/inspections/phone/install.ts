/** The browser's offer to install the page: kept from the moment it is made, since it is made once and may come before the page is alive. */

/** Not in the standard's types: Chromium's browsers alone send it. */
interface InstallOffer extends Event {
  prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }>
}

const isOffer = (event: Event): event is InstallOffer => 'prompt' in event

let offer: InstallOffer | null = null
const listeners = new Set<() => void>()

function keep(next: InstallOffer | null): void {
  offer = next
  for (const told of listeners) told()
}

if (typeof window !== 'undefined') {
  window.addEventListener('beforeinstallprompt', (event) => {
    if (!isOffer(event)) return
    // The page asks itself, where the inspector looks.
    event.preventDefault()
    keep(event)
  })
  window.addEventListener('appinstalled', () => keep(null))
}

/** For `useSyncExternalStore`. */
export function onInstallOffer(told: () => void): () => void {
  listeners.add(told)
  return () => listeners.delete(told)
}

export const installOffered = (): boolean => offer !== null

/** Shows the browser's own question; an offer serves once. */
export async function install(): Promise<void> {
  const made = offer
  keep(null)
  await made?.prompt()
}

/** An iPhone or iPad outside of an installed app: there it goes by hand only. */
export const installsByHand = (): boolean => 'standalone' in navigator && navigator.standalone === false
