import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './current-language.ts';
import type { Namespace, WordKey } from './keys.ts';

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** Words of the named features (and `common`) in the person's language; suspends until they are loaded. */
export function useWords(...namespaces: Namespace[]): Say {
  const { t } = useTranslation(['common', ...namespaces]);
  return useCallback<Say>((key, values) => t(key, { ...values }), [t]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation('common');
  return isLanguage(i18n.language) ? i18n.language : 'vi';
}
