/** What people call the programs that come in, most particular first: a browser built on another names that one too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/QQBrowser\//, 'QQ Browser'],
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.* Safari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const named = (names: readonly (readonly [RegExp, string])[], text: string): string[] => names.filter(([sign]) => sign.test(text)).map(([, name]) => name).slice(0, 1)

/** What a browser that says so much of itself is called: `Chrome · Windows`. Null where it is none that people know. */
export function deviceName(userAgent: string): string | null {
  const names = [...named(BROWSERS, userAgent), ...named(SYSTEMS, userAgent)]
  return names.length === 0 ? null : names.join(' · ')
}
