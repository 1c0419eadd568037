/**
 * Which part of the house may import which: the one list, read by `npm run lint` (dependency-cruiser) and proven to
 * bite by `layers.test.ts`.
 */

/** feature → the features whose queries, commands and bill records it may use. Anything not listed is refused. */
export const FEATURE_IMPORTS = {
  'account-rules': [],
  accounts: ['audit-log', 'tariffs'],
  attachments: ['work-orders'],
  'audit-log': [],
  backups: [],
  'bill-checks': ['accounts', 'bills', 'tariffs'],
  bills: ['accounts', 'tariffs'],
  campaigns: ['accounts', 'audit-log', 'suspects'],
  'chart-files': [],
  'chart-notes': ['accounts'],
  comments: ['work-orders'],
  complaints: ['accounts', 'audit-log', 'work-orders'],
  dashboards: ['accounts', 'bill-checks', 'bills', 'campaigns', 'chart-files', 'chart-notes', 'recovery-targets', 'tariffs', 'work-orders'],
  'dated-rules': ['order-desk', 'work-orders'],
  demo: ['accounts', 'bills', 'campaigns', 'complaints', 'identity', 'inspections', 'quality', 'quality-metrics', 'suspects', 'tariffs', 'work-orders'],
  guides: [],
  identity: [],
  imports: ['accounts', 'bills', 'tariffs'],
  inspections: ['accounts', 'bills', 'campaigns', 'suspects', 'tariffs', 'work-orders'],
  jobs: [],
  'monthly-reports': ['accounts', 'bills', 'chart-files', 'dashboards', 'order-desk', 'tariffs', 'work-orders'],
  notifications: ['order-desk', 'server-checks', 'work-orders'],
  'order-desk': ['accounts', 'attachments', 'audit-log', 'comments', 'jobs', 'tariffs', 'work-orders'],
  palette: ['accounts'],
  quality: ['accounts', 'bills', 'campaigns', 'quality-metrics', 'tariffs', 'work-orders'],
  'quality-metrics': ['accounts', 'bills', 'tariffs'],
  'quality-report': ['accounts', 'chart-files', 'quality', 'quality-metrics', 'tariffs'],
  're-pricing': ['accounts', 'bills', 'tariff-drafts', 'tariffs'],
  'recovery-targets': ['accounts'],
  register: ['bills'],
  'register-changes': ['accounts', 'bills', 'tariffs'],
  'saved-views': [],
  'server-checks': ['accounts', 'audit-log', 'backups', 'bills'],
  suspects: ['accounts', 'bills', 'tariffs'],
  'tariff-categories': ['audit-log', 'tariffs'],
  'tariff-drafts': ['accounts', 'audit-log', 'bills', 'tariff-categories', 'tariffs'],
  tariffs: [],
  'work-orders': ['accounts', 'audit-log', 'bills', 'tariffs'],
}

/** layer → the layers below it that it may import. */
export const LAYER_IMPORTS = {
  domain: [],
  messages: [],
  i18n: ['messages'],
  ui: ['domain', 'i18n', 'messages'],
  server: ['domain', 'generated'],
  features: ['domain', 'generated', 'server', 'ui'],
  app: ['domain', 'features', 'i18n', 'messages', 'server', 'ui'],
  cli: ['domain', 'features', 'messages', 'server'],
}

const alternatives = (names) => `(${names.join('|')})`

const layerRules = Object.entries(LAYER_IMPORTS).map(([layer, below]) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} imports ${below.length === 0 ? 'no other layer' : below.join(', ')}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/${alternatives([layer, ...below])}/` },
}))

const featureRules = Object.entries(FEATURE_IMPORTS).map(([feature, others]) => ({
  name: `feature-${feature}`,
  comment: `features/${feature} uses ${others.length === 0 ? 'no other feature' : others.join(', ')}`,
  severity: 'error',
  from: { path: `^src/features/${feature}/` },
  to: { path: '^src/features/', pathNot: `^src/features/${alternatives([feature, ...others])}/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...featureRules,
    {
      name: 'feature-insides',
      comment: 'another feature is used through its queries, commands or components, not its insides',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: {
        path: '^src/features/',
        pathNot: ['^src/features/$1/', '^src/features/[^/]+/(commands/|components/|schemas|choices|[a-z-]*(queries|bills|reconciliation|totals)[a-z-]*\\.ts)'],
      },
    },
    {
      name: 'feature-unlisted',
      comment: 'a feature must stand in FEATURE_IMPORTS before it may be used',
      severity: 'error',
      from: {},
      to: { path: '^src/features/', pathNot: `^src/features/${alternatives(Object.keys(FEATURE_IMPORTS))}/` },
    },
    {
      name: 'domain-is-pure',
      comment: 'the rules know no framework, no database and no file system',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: ['node_modules/zod/', 'node_modules/simple-statistics/', 'node_modules/pinyin-pro/', 'node_modules/jstat/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/generated/' },
      to: { circular: true },
    },
    {
      name: 'generated-client-stays-below',
      comment: 'pages and components never see the database client',
      severity: 'error',
      from: { path: '^src/(app|ui)/|/components/' },
      to: { path: '^src/generated/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^src/generated' },
    exclude: { path: '\\.next/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
