export type Locale = 'vi' | 'en';
/** A message in both languages. */
export type Text = Readonly<Record<Locale, string>>;

export function say(vi: string, en: string): Text {
  return { vi, en };
}

/** A message whose two wordings are made by a function of the language. */
export function both(describe: (locale: Locale) => string): Text {
  return { vi: describe('vi'), en: describe('en') };
}

/** Control and direction signs of foreign text never reach the terminal. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
}
