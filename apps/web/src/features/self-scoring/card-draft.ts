import type { CardItem, EvidenceLink, SetFigure, SetItem } from '@parix/api-contract';
import { sameNumber } from '../../format/numbers.ts';
import type { Language } from '../../i18n/current-language.ts';
import { clean, inOrder, readEvidence } from '../../evidence-parts/read-evidence.ts';
import { fieldText, readFigure, type FigureFault } from '../../item-parts/read-figure.ts';

/** One item as it stands in the form: texts exactly as typed; nothing is rewritten while a person types. */
export interface CardDraft {
  /** By figure key: number as typed, ISO date, option id, or "true"/"false"; "" = no data. */
  readonly figures: Readonly<Record<string, string>>;
  readonly notApplicable: boolean;
  readonly notApplicableReason: string;
  readonly explanation: string;
  readonly evidence: readonly EvidenceLink[];
}
export interface ItemBody {
  readonly figures: Record<string, string | boolean | null>;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  readonly evidence: EvidenceLink[];
}
/** Faults by place: `figures.<key>`, `notApplicableReason`, `evidence.<n>.title`, `evidence.<n>.url`. */
export type Faults = ReadonlyMap<string, FigureFault>;

export function draftOf(item: CardItem, figures: readonly SetFigure[], language: Language): CardDraft {
  const shown = figures.map((figure) => [
    figure.key,
    fieldText(figure, item.figures[figure.key] ?? null, language),
  ]);
  return {
    figures: Object.fromEntries(shown) as Record<string, string>,
    notApplicable: item.notApplicableReason !== null,
    notApplicableReason: item.notApplicableReason ?? '',
    explanation: item.explanation ?? '',
    evidence: item.evidence,
  };
}

/** The request that the draft means, with every field that cannot be read. */
export function readDraft(
  draft: CardDraft,
  item: Pick<SetItem, 'figures'>,
): { readonly body: ItemBody; readonly faults: Faults } {
  const faults = new Map<string, FigureFault>();
  const figures: ItemBody['figures'] = {};
  for (const figure of item.figures) {
    // Taken from the dossiers by the server: whatever stood here is not sent.
    if (figure.measure !== undefined) continue;
    const read = readFigure(draft.figures[figure.key] ?? '', figure);
    if ('fault' in read) faults.set(`figures.${figure.key}`, read.fault);
    else figures[figure.key] = read.value;
  }
  if (draft.notApplicable && draft.notApplicableReason.trim() === '')
    faults.set('notApplicableReason', { why: 'reason-missing' });
  const evidence = readEvidence(draft.evidence, faults);
  const body = {
    figures,
    notApplicableReason: draft.notApplicable ? clean(draft.notApplicableReason) : null,
    explanation: clean(draft.explanation) || null,
    evidence,
  };
  return { body, faults };
}

/** Whether the server already holds what the draft says; numbers are compared as numbers. */
export function serverHolds(server: CardItem, draft: CardDraft, item: Pick<SetItem, 'figures'>): boolean {
  const { body, faults } = readDraft(draft, item);
  if (faults.size > 0) return false;
  return (
    item.figures.every(
      (figure) =>
        figure.measure !== undefined ||
        sameValue(figure, body.figures[figure.key] ?? null, server.figures[figure.key] ?? null),
    ) &&
    body.notApplicableReason === server.notApplicableReason &&
    body.explanation === (server.explanation || null) &&
    JSON.stringify(body.evidence) === JSON.stringify(server.evidence.map(inOrder))
  );
}

function sameValue(figure: SetFigure, a: string | boolean | null, b: string | boolean | null): boolean {
  const numeric = figure.type === 'integer' || figure.type === 'decimal';
  if (numeric && typeof a === 'string' && typeof b === 'string') return sameNumber(a, b);
  return a === b;
}
