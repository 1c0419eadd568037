/** What time it is by the device in someone's hand: for what happens there before any server hears of it. */
export const deviceNow = (): Date => new Date()
