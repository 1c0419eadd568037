import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where things lie: the checkout, and the git-ignored folder that holds the data (`TARIFF_AUDIT_DATA` moves it). */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const dataFolder = path.resolve(root, process.env['TARIFF_AUDIT_DATA'] ?? '.data')
export const databaseFolder = path.join(dataFolder, 'postgres')
export const filesFolder = path.resolve(process.env['TARIFF_AUDIT_FILES'] ?? path.join(dataFolder, 'files'))
export const migrationsFolder = path.join(root, 'prisma/migrations')
export const backupsFolder = path.resolve(process.env['TARIFF_AUDIT_BACKUPS'] ?? path.join(dataFolder, 'backups'))
export const yearlyBackupsFolder = path.resolve(process.env['TARIFF_AUDIT_YEARLY_BACKUPS'] ?? path.join(backupsFolder, 'yearly'))
export const anchorsFolder = path.resolve(process.env['TARIFF_AUDIT_ANCHORS'] ?? path.join(dataFolder, 'anchors'))

/** The same for the processes that are started from here. */
export const placesEnvironment = {
  TARIFF_AUDIT_FILES: filesFolder,
  TARIFF_AUDIT_BACKUPS: backupsFolder,
  TARIFF_AUDIT_YEARLY_BACKUPS: yearlyBackupsFolder,
  TARIFF_AUDIT_ANCHORS: anchorsFolder,
}

/** The application's version. */
export const version = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version

/** The newest migration that this version knows. */
export const lastMigration = readdirSync(migrationsFolder).filter((name) => /^\d/.test(name)).sort().at(-1) ?? ''
