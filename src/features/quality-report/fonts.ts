import { createRequire } from 'node:module'

const locate = createRequire(import.meta.url)

/** The Chinese font that comes as a package: no font of the machine is needed. */
export const FONT_FILES = {
  regular: locate.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: locate.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
}
