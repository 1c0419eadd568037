/** What the catalogue asks of a document beyond the format: the books are kept in yuan and fen, and no energy goes unbilled. */
import * as z from 'zod'
import { checkVersionOrder, EVEN_WITH_FAULTS, reporter } from './document-checks'
import { checkCoverage } from './document-coverage'
import { fieldsOf } from './document-readable'
import { tariffHeaderSchema, tariffVersionSchema } from './document'

function checkMoney(header: unknown, context: z.core.$RefinementCtx): void {
  const { currency, minorDigits } = fieldsOf(header)
  const report = reporter(context)
  if (typeof currency === 'string' && currency !== 'CNY') report(['currency'], `the books are kept in yuan: expected CNY, found ${currency}`)
  if (typeof minorDigits === 'number' && minorDigits !== 2) report(['minorDigits'], `the books are kept in fen: expected 2 or nothing, found ${minorDigits}`)
}

export const catalogueVersionSchema = tariffVersionSchema.superRefine(checkCoverage, EVEN_WITH_FAULTS)

export const catalogueHeaderSchema = tariffHeaderSchema.superRefine(checkMoney, EVEN_WITH_FAULTS)

export const catalogueDocumentSchema = tariffHeaderSchema
  .extend({ versions: z.array(catalogueVersionSchema).min(1, 'expected at least one version') })
  .superRefine(checkMoney, EVEN_WITH_FAULTS)
  .superRefine(checkVersionOrder, EVEN_WITH_FAULTS)
