import type { EvidenceKindId } from '../../evidence-kinds.ts';
import type { Notes } from '../notes.ts';
import { attributeOf } from './xml-events.ts';
import type { Watch } from './watch-relationships.ts';

/** With macros or without: what carries macros is refused by name, not as an unknown kind. */
const MAIN_PARTS: readonly (readonly [RegExp, EvidenceKindId])[] = [
  [/(?:wordprocessingml\.document|ms-word\.document\.macroEnabled)\.main\+xml$/i, 'docx'],
  [/(?:spreadsheetml\.sheet|ms-excel\.sheet\.macroEnabled)\.main\+xml$/i, 'xlsx'],
  [/(?:presentationml\.presentation|ms-powerpoint\.presentation\.macroEnabled)\.main\+xml$/i, 'pptx'],
];

export interface ContentTypes {
  readonly watch: Watch;
  /** The kind that the main part declares; null when it is none that is accepted. */
  readonly evidence: () => EvidenceKindId | null;
}

/** Watches `[Content_Types].xml`: which kind of document it is, and parts that carry code under any name. */
export function contentTypes(notes: Notes): ContentTypes {
  let evidence: EvidenceKindId | null = null;
  return {
    evidence: () => evidence,
    watch: (event) => {
      if (event.kind !== 'open') return;
      const type = attributeOf(event.attributes, 'ContentType') ?? '';
      const part = attributeOf(event.attributes, 'PartName') ?? '';
      if (/vbaProject|vbaData|macrosheet|(?<!binary\.)macroEnabled/i.test(type))
        notes.add('macros', { part });
      if (/activeX/i.test(type)) notes.add('active-x', { part });
      evidence ??= MAIN_PARTS.find(([pattern]) => pattern.test(type))?.[1] ?? null;
    },
  };
}
