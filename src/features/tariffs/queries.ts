import 'server-only'
import { cache } from 'react'
import { compileTariff, type CompiledTariff } from '@/domain/tariff/compile'
import { releasedDocumentSchema, tariffHeaderSchema, type TariffDocument } from '@/domain/tariff/document'
import { Prisma } from '@/generated/prisma/client'
import { fromDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import { SHARED_TABLES } from '@/server/scope'

/** A tariff category as lists and forms need it. Tariffs are shared by all stations: reading them takes no viewer. */
export interface Category {
  id: number
  code: string
  class: TariffDocument['class']
  nameZh: string
  nameEn: string
  /** Other names under which files mention it. */
  synonyms: readonly string[]
}

export const listCategories = cache(async (): Promise<Category[]> => {
  const rows = await preparedRows<Omit<Category, 'class'> & { header: unknown }>(SHARED_TABLES, Prisma.sql`
    SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", synonyms, header FROM tariff_category ORDER BY id`)
  return rows.map(({ header, ...row }) => ({ ...row, class: tariffHeaderSchema.parse(header).class }))
})

/** Categories by id and by code, for naming what rows refer to. */
export const categoryIndex = cache(async () => {
  const categories = await listCategories()
  return {
    byId: new Map(categories.map((category) => [category.id, category])),
    byCode: new Map(categories.map((category) => [category.code, category])),
  }
})

/** Every released tariff document with all its versions, by category code. @throws ZodError when a stored one is broken. */
export const tariffDocuments = cache(async (): Promise<Map<string, TariffDocument>> => {
  const rows = await db(SHARED_TABLES).tariffCategory.findMany({
    include: { versions: { orderBy: { effectiveFrom: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  return new Map(rows.map(({ code, header, versions }) => [code, storedDocument(header, versions.map(({ content }) => content))]))
})

/** A document as its category's row and its versions' rows hold it, versions by their first day. @throws ZodError when it is broken */
export const storedDocument = (header: unknown, versions: readonly unknown[]): TariffDocument =>
  releasedDocumentSchema.parse({ ...tariffHeaderSchema.parse(header), versions })

/** The same made ready for rating. */
export const compiledTariffs = cache(async (): Promise<ReadonlyMap<string, CompiledTariff>> => {
  const documents = await tariffDocuments()
  return new Map([...documents].map(([code, document]) => [code, compileTariff(document)]))
})

/** When and by whom each version of a category was released, by the day it is in force from. */
export async function versionReleases(code: string): Promise<Map<string, { at: Date; drafterName: string | null; releasedByName: string | null }>> {
  const rows = await db(SHARED_TABLES).tariffVersion.findMany({
    where: { category: { code } },
    select: { effectiveFrom: true, releasedAt: true, drafterName: true, releasedByName: true },
  })
  return new Map(rows.map(({ effectiveFrom, releasedAt, ...by }) => [fromDbDate(effectiveFrom), { at: releasedAt, ...by }]))
}
