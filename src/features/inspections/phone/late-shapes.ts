/**
 * What checks shapes is larger than the page, and is fetched after it. Whoever takes work along waits for it: without a network
 * there is no fetching.
 */
export const lateShapes = () => import('./shapes')
