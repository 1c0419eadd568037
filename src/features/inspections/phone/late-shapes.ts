/**
 * What checks shapes is larger than the page, and is fetched after it. Whoever takes work along waits for it: without a network
 * there is no fetching.
 */
export const lateShapes = () =>
  import('./shapes').catch(() => {
    throw new NotLoaded('the shapes are not on the phone')
  })

/** Told apart from a phone that refuses: it is over as soon as there is a network. */
export class NotLoaded extends Error {}
