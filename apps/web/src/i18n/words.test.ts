import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '@parix/api-contract';

type WordFile = Readonly<Record<string, string>>;
const FILES = import.meta.glob<WordFile>('../locales/*/*.json', { eager: true, import: 'default' });
const SOURCES = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
  eager: true,
  import: 'default',
  query: '?raw',
});

/** All words of a language as `namespace:key`. */
function wordsOf(language: string): ReadonlyMap<string, string> {
  const found = Object.entries(FILES).flatMap(([path, file]) => {
    const [, folder, namespace] = /locales\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? [];
    return folder === language
      ? Object.entries(file).map(([key, text]) => [`${namespace}:${key}`, text] as const)
      : [];
  });
  return new Map(found);
}

const vietnamese = wordsOf('vi');
const english = wordsOf('en');
const code = Object.values(SOURCES).join('\n');
const namespaces = [...new Set([...vietnamese.keys()].map((key) => key.split(':')[0]))].join('|');
const literal = new RegExp(`['"\`]((?:${namespaces}):[\\w.-]+)['"\`]`, 'g');
const template = new RegExp(`\`((?:${namespaces}):[\\w.-]*)\\$\\{`, 'g');
const written = new Set([...code.matchAll(literal)].map((match) => match[1] ?? ''));
const openings = [...new Set([...code.matchAll(template)].map((match) => match[1] ?? ''))];

describe('the words of the workspace', () => {
  it('are found in the sources at all', () => {
    expect(written.size).toBeGreaterThan(200);
    expect(openings.length).toBeGreaterThan(20);
  });
  it('are the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort());
  });
  it('lack no key that the sources name', () => {
    expect([...written].filter((key) => !vietnamese.has(key))).toEqual([]);
    expect(openings.filter((start) => ![...vietnamese.keys()].some((key) => key.startsWith(start)))).toEqual(
      [],
    );
  });
  it('hold no key that nothing uses', () => {
    const used = (key: string) => written.has(key) || openings.some((start) => key.startsWith(start));
    expect([...vietnamese.keys()].filter((key) => !used(key))).toEqual([]);
  });
  it('fill the same places in both languages, with no empty text', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    for (const [key, text] of vietnamese) {
      expect(text.trim(), key).not.toBe('');
      expect(places(english.get(key) ?? ''), key).toEqual(places(text));
    }
  });
  it('are composed Vietnamese', () => {
    for (const [key, text] of vietnamese) expect(text, key).toBe(text.normalize('NFC'));
  });
  it('exist in both languages for every code the server may refuse with', () => {
    for (const [name, [, vi, en]] of Object.entries(ERROR_CODES)) {
      expect(vi.length, name).toBeGreaterThan(10);
      expect(en.length, name).toBeGreaterThan(10);
    }
  });
});
