/** The languages of the screens. The first is the default; the choice lives in a cookie, not in the address. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export const LOCALE_COOKIE = 'locale'
export const THEME_COOKIE = 'theme'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const localeFrom = (text: string | undefined): Locale => LOCALES.find((locale) => locale === text) ?? 'zh-CN'
export const themeFrom = (text: string | undefined): Theme => THEMES.find((theme) => theme === text) ?? 'system'

export const DENSITY_COOKIE = 'density'
export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]
export const densityFrom = (text: string | undefined): Density => DENSITIES.find((density) => density === text) ?? 'comfortable'
