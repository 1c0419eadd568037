import { createRequire } from 'node:module'

/** From the project's folder, wherever a bundler put this code; named in full, so that a bundler leaves them alone. */
const located = (find: (project: NodeJS.Require) => string): string => find(createRequire(`${process.cwd()}/package.json`))

/** The Chinese font that comes as a package: files need no font of the machine. */
export const fontFiles = () => ({
  regular: located((project) => project.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')),
  bold: located((project) => project.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')),
})
