/** Everything that an inspection may find, and whether the file is refused for it. */
export const FINDING_SEVERITIES = {
  'not-readable': 'refuse',
  'empty-file': 'refuse',
  'too-large': 'refuse',
  'too-slow': 'refuse',
  'too-much-memory': 'refuse',
  'inspection-failed': 'refuse',
  'dangerous-extension': 'refuse',
  executable: 'refuse',
  'active-content': 'refuse',
  archive: 'refuse',
  'kind-not-accepted': 'refuse',
  'kind-unknown': 'refuse',
  'content-not-as-named': 'refuse',
  polyglot: 'refuse',
  encrypted: 'refuse',
  macros: 'refuse',
  'active-x': 'refuse',
  dde: 'refuse',
  'launches-program': 'refuse',
  'remote-content': 'refuse',
  'embedded-file': 'refuse',
  'zip-damaged': 'refuse',
  'zip-too-many-entries': 'refuse',
  'zip-bomb': 'refuse',
  'zip-overlap': 'refuse',
  'zip-unsafe-name': 'refuse',
  'zip-nested': 'refuse',
  'xml-doctype': 'refuse',
  'xml-damaged': 'refuse',
  'office-damaged': 'refuse',
  'pdf-damaged': 'refuse',
  'pdf-truncated': 'refuse',
  'pdf-password': 'refuse',
  'pdf-restricted': 'refuse',
  'pdf-javascript': 'refuse',
  'pdf-embedded-files': 'refuse',
  'pdf-dynamic-form': 'refuse',
  'pdf-hidden-content': 'refuse',
  'pdf-bomb': 'refuse',
  'too-many-pages': 'refuse',
  'page-too-large': 'refuse',
  'image-damaged': 'refuse',
  'image-too-large': 'refuse',
  'extension-corrected': 'warn',
  'name-converted': 'warn',
  'name-hidden-signs': 'warn',
  'name-shortened': 'warn',
  'double-extension': 'warn',
  'trailing-data': 'warn',
  'external-link': 'warn',
  'external-content': 'warn',
  'embedded-object': 'warn',
  'old-office-format': 'warn',
  'text-encoding': 'warn',
  'formula-cells': 'warn',
  'pdf-repaired': 'warn',
  'state-secret-mark': 'warn',
} as const satisfies Readonly<Record<string, 'refuse' | 'warn'>>;

export type FindingCode = keyof typeof FINDING_SEVERITIES;
export const FINDING_CODES = Object.keys(FINDING_SEVERITIES) as readonly FindingCode[];

/** What the words of a finding are filled with: a part, a number found, the limit. */
export type FindingDetail = Readonly<Record<string, string>>;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'refuse' | 'warn';
  readonly detail: FindingDetail;
}

/** Details come from the file: they are cut, and signs that change how the words around them look are taken out. */
export function finding(code: FindingCode, detail: FindingDetail = {}): Finding {
  const readable = Object.entries(detail).map(
    ([name, text]) => [name, text.slice(0, 200).replace(UNSEEN, '')] as const,
  );
  return { code, severity: FINDING_SEVERITIES[code], detail: Object.fromEntries(readable) };
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
