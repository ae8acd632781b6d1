import { createInstance, type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { rememberedLanguage, setCurrentLanguage, type Language } from './current-language.ts';
import type { Namespace } from './keys.ts';

const FILES = import.meta.glob<{ default: Record<string, string> }>('../locales/*/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = FILES[`../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`No words for ${language}/${namespace}`), null);
    load().then(
      (file) => done(null, file.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

export const words = createInstance();

export async function startLanguages(): Promise<void> {
  const language = rememberedLanguage();
  setCurrentLanguage(language);
  await words
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      keySeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export async function changeLanguage(language: Language): Promise<void> {
  setCurrentLanguage(language);
  await words.changeLanguage(language);
}

/** Fetches a feature's words beside its code, so that the page does not wait twice. */
export function loadWords(...namespaces: Namespace[]): Promise<void> {
  return words.loadNamespaces(namespaces);
}
