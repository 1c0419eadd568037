import 'server-only'
import type { ImportKind } from '@/domain/imports/columns'
import type { KindSpec } from '../kind-spec'
import { ACCOUNTS } from './accounts'
import { ASSIGNMENTS } from './assignments'
import { BILLS } from './bills'
import { CATEGORY_MONTHS } from './category-months'

/** Every kind of file there is. */
export const KINDS: Readonly<Record<ImportKind, KindSpec>> = {
  'category-months': CATEGORY_MONTHS,
  bills: BILLS,
  accounts: ACCOUNTS,
  assignments: ASSIGNMENTS,
}
