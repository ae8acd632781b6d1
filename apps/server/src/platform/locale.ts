export type Locale = 'vi' | 'en';

/** Vietnamese unless the first language that the browser asks for is English. */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'vi';
}
