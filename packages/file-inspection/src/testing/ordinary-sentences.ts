import { readFileSync, readdirSync } from 'node:fs';

const SETS = new URL('../../../criteria-sets/sets/', import.meta.url);
const LOCALES = new URL('../../../../apps/web/src/locales/', import.meta.url);

/** Titles of criteria as decisions print them: official Vietnamese. */
function titlesOfCriteria(): readonly string[] {
  const sets = readdirSync(SETS).map((set) => readFileSync(new URL(`${set}/set.yaml`, SETS), 'utf8'));
  return sets.flatMap((yaml) =>
    [...yaml.matchAll(/^\s*(?:- )?(?:title|name): ?['"]?([^'"\n]{12,})/gm)].map((match) => match[1] ?? ''),
  );
}

/** The words of the screens in one language. */
function wordsOfScreens(language: 'vi' | 'en'): readonly string[] {
  const folder = new URL(`${language}/`, LOCALES);
  const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return files.flatMap((json) =>
    [...json.matchAll(/: "((?:[^"\\]|\\.){12,})"/g)].map((match) => match[1] ?? ''),
  );
}

/** Text of other languages that uses the letters which the old encodings use. */
const OTHER_LANGUAGES = [
  'Le ministère de l’Intérieur a présenté le rapport à l’été 2019, déjà très attendu.',
  'Où êtes-vous né ? Là-bas, près du château, à côté de la forêt.',
  'Die Ämter für Öffentlichkeitsarbeit prüfen die Anträge der Bürger größerer Städte.',
  'El señor Núñez llegó mañana a España; ¿cómo está usted, niño?',
  'São Paulo não é a capital; as ações são públicas e estão à disposição.',
  'Smørrebrød på dansk, blåbær og ærter.',
  'Thé à la menthe, café crème, crêpe sucrée',
  '© 2024 Sony® · Zürich — Köln ½ l, 25 °C, ±3 µm, 5 × 4 cm²',
  '§ 12 Abs. 3 und § 14 ÖffentlG',
  'x·n + m·n = (x + m)·n',
  'naïve façade, rôle, El Niño, jalapeño, Ångström, Škoda',
  '10 µm và 5 µm; 3 × 4; 1 ¾',
];

export const ORDINARY_SENTENCES: readonly string[] = [
  ...new Set([...titlesOfCriteria(), ...wordsOfScreens('vi'), ...wordsOfScreens('en'), ...OTHER_LANGUAGES]),
];
export const VIETNAMESE_SENTENCES: readonly string[] = [
  ...new Set([...titlesOfCriteria(), ...wordsOfScreens('vi')]),
];
