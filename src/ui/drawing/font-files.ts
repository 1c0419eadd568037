import { createRequire } from 'node:module'

/** The packages as they lie in the project, wherever a bundler put this code. */
const locate = createRequire(`${process.cwd()}/package.json`)

const fileOf = (weight: string): string => locate.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)

/** The Chinese font that comes as a package: files need no font of the machine. */
export const fontFiles = () => ({ regular: fileOf('400Regular'), bold: fileOf('700Bold') })
