import * as z from 'zod'
import { tariffHeaderSchema } from '@/domain/tariff/document'

const name = z.string().trim().min(1, 'name-missing').max(100)

/** What a category is called and classed as: all of it may change, unlike its code and its released versions. */
export const categoryFactsSchema = z.object({
  nameZh: name,
  nameEn: name,
  class: tariffHeaderSchema.shape.class,
  /** Other names under which files mention it. */
  synonyms: z.array(name).max(50),
  source: z.object({ title: z.string().trim().max(200), number: z.string().trim().max(100).optional() }).nullable(),
})
export type CategoryFacts = z.infer<typeof categoryFactsSchema>

const code = z.string().min(1).max(100)

export const changeCategorySchema = z.object({ code, seen: categoryFactsSchema, facts: categoryFactsSchema })
export type ChangeCategory = z.infer<typeof changeCategorySchema>

export const decideChangeSchema = z.object({ id: z.string().regex(/^\d{1,18}$/), decision: z.enum(['apply', 'reject']) })
export type DecideChange = z.infer<typeof decideChangeSchema>
