import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where things lie: the checkout, and the git-ignored folder that holds the data (`TARIFF_AUDIT_DATA` moves it). */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const dataFolder = path.resolve(root, process.env['TARIFF_AUDIT_DATA'] ?? '.data')
export const databaseFolder = path.join(dataFolder, 'postgres')
export const filesFolder = path.resolve(process.env['TARIFF_AUDIT_FILES'] ?? path.join(dataFolder, 'files'))
export const migrationsFolder = path.join(root, 'prisma/migrations')
