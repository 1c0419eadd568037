/** A category's name in the language of the screen. */
export const categoryName = (category: { nameZh: string; nameEn: string } | undefined, locale: 'zh-CN' | 'en'): string =>
  category === undefined ? '—' : locale === 'zh-CN' ? category.nameZh : category.nameEn
