import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { root } from '@/cli/places'

/** Schemas that stand in the file of their actions, which exports nothing else. */
const OWN: Readonly<Record<string, z.ZodType>> = { jobId: z.object({ id: z.string().regex(/^\d{1,18}$/) }) }

/** The schema of each action by its name, as its source file says; null where the action takes none or a form with files. */
export async function actionSchemas(): Promise<Map<string, z.ZodType | null>> {
  const schemas = new Map<string, z.ZodType | null>()
  const features = path.join(root, 'src/features')
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|[/-])actions\.ts$/.test(name)).map((name) => path.join(features, name))
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    for (const [, name = '', body = ''] of text.matchAll(/export const (\w+Action) = ([\s\S]*?)(?=\nexport |\n\/\*\*|$(?![\s\S]))/g)) {
      const [, schema] = /\.inputSchema\((\w+)\)/.exec(body) ?? []
      schemas.set(name, schema === undefined ? null : await schemaNamed(schema, text, file))
    }
  }
  return schemas
}

async function schemaNamed(name: string, text: string, file: string): Promise<z.ZodType | null> {
  const from = [...text.matchAll(/import \{([^}]*)\} from '([^']+)'/g)].find(([, names = '']) => names.split(',').some((one) => one.trim() === name))?.[2]
  if (from === undefined) return OWN[name] ?? null
  const place = from.startsWith('.') ? path.resolve(path.dirname(file), from) : path.join(root, 'src', from.replace(/^@\//, ''))
  const found = ((await import(place)) as Record<string, unknown>)[name]
  return found instanceof z.ZodType ? found : null
}
