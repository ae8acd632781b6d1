import type { SetItem } from '@parix/api-contract';
import type { CardDraft } from './card-draft.ts';

/** What was typed on an item as plain lines, to be copied out. Empty fields are left out. */
export function draftWords(
  item: Pick<SetItem, 'code' | 'name' | 'figures'>,
  draft: CardDraft,
  words: { readonly notApplicable: string; readonly explanation: string; readonly evidence: string },
): string {
  const lines: readonly (readonly [string, string])[] = [
    ...item.figures.map((figure) => [figure.label, draft.figures[figure.key] ?? ''] as const),
    [words.notApplicable, draft.notApplicable ? draft.notApplicableReason || '✓' : ''],
    [words.explanation, draft.explanation],
    ...draft.evidence.map(
      ({ title, reference, url, page, quote }) =>
        [words.evidence, [title, reference, url, page, quote].filter(Boolean).join(', ')] as const,
    ),
  ];
  const said = lines.filter(([, text]) => text.trim() !== '').map(([name, text]) => `${name}: ${text}`);
  return [`${item.code} ${item.name}`, ...said].join('\n');
}
