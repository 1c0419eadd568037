import 'server-only'
import type { PlainDate } from '@/domain/plain-date'

/** The one place that asks what time it is; rules take the answer as an argument. */
export const now = (): Date => new Date()

const shanghaiDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** The calendar day in China at an instant, wherever the server stands. */
export const dayInChina = (instant: Date): PlainDate => shanghaiDate.format(instant) as PlainDate
