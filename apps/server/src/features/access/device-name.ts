/** Signs by which browsers tell themselves apart, the more particular first: most claim to be several. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bZalo/i, 'Zalo'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (list: typeof BROWSERS, userAgent: string): string | null =>
  list.find(([sign]) => sign.test(userAgent))?.[1] ?? null;

/** Name of the browser, as people call it; null when it does not say. */
export const browserOf = (userAgent: string): string | null => nameIn(BROWSERS, userAgent);
export const systemOf = (userAgent: string): string | null => nameIn(SYSTEMS, userAgent);
